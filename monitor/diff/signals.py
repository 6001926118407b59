"""Find the changed words that are likely to matter, and say why.

That a clause contains "may" or a number says nothing: half of all changed clauses do. A *tight* swap does: words of
`rules` changed, and outside them the sentence stands as it stood, or nearly.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from monitor.diff.definitions import changed_definitions
from monitor.diff.hunks import Hunk, Sentence, count_words, is_sentence, sentences
from monitor.diff.names import NOTHING_KNOWN, Around, another_name
from monitor.diff.rules import Fact, facts_in
from monitor.diff.telling import NEGATED, Swap, fate, gone_for_good, told_of
from monitor.model import EditKind, Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.model import Edit

_MOST_AROUND = 8
"""Words changed in one place, besides those of a rule, up to which the swap is tight."""
_LONGEST_HUNK = 400
"""Characters; more of them in one place are no swap of words, and are not read."""
_MOST_HUNKS = 40
"""Places in one sentence; with more of them it is another sentence."""
_REACH = 40
"""Characters on either side of a change in which facts are read."""
_QUANTITY = 2
"""A sentence may be changed so much more, against what stayed of it, when an amount or a period is another one."""
_MOST_SENTENCES = 400
_FEW, _MANY = 2, 12
"""Words up to which, and from which, a sentence stands in the place of hardly anything."""
_PREFIX = re.compile(r"^(?:un|non-?|dis|dés?|des?|in|im|ir|il)(?=\w{5})|^[非不無未](?=.)")


def signals_of(edit: Edit, around: Around = NOTHING_KNOWN) -> tuple[Signal, ...]:
    """List the signals of one edited clause, each once."""
    if edit.kind is not EditKind.REWORDED or edit.heading or edit.before is None or edit.after is None:
        return ()
    found: list[Signal] = []
    for number, sentence in enumerate(sentences(edit.words)):
        if number < _MOST_SENTENCES:
            found += _in_sentence(sentence, edit.before, edit.after, around)
    found += changed_definitions(edit)
    first = {  # one swap, one reason
        (signal.before, signal.after): signal
        for signal in reversed(found)
        if signal.before.casefold() != signal.after.casefold() or signal.kind is SignalKind.DEFINITION
    }
    return tuple(first.values())[::-1]


def sentences_in_or_out(edit: Edit) -> list[tuple[str, str]]:
    """List whole sentences that came or went inside a clause, or took the place of a word or two: (before, after)."""
    found = []
    for sentence in sentences(edit.words):
        for hunk in sentence.hunks:
            gone, come = _words(edit.before or "", edit.after or "", hunk)
            less, more = sorted((gone, come), key=len)
            many = count_words(less) <= _FEW and count_words(more) >= _MANY
            if many if less else is_sentence(more):
                found.append((gone, come))
    return found


def _words(before: str, after: str, hunk: Hunk) -> tuple[str, str]:
    return before[slice(*hunk.before)].strip(), after[slice(*hunk.after)].strip()


def _in_sentence(sentence: Sentence, before: str, after: str, known: Around) -> list[Signal]:
    hunks = [hunk for hunk in sentence.hunks if hunk.length <= _LONGEST_HUNK]
    if len(hunks) > _MOST_HUNKS:
        return []
    old = _facts(before, [hunk.before for hunk in hunks], known)
    new = _facts(after, [hunk.after for hunk in hunks], known)
    swaps = [swap for hunk in hunks for swap in _swaps(hunk, old, new) if _is_tight(hunk, swap, before, after)]
    around = max(_around(before, sentence, old), _around(after, sentence, new, is_new=True))
    if around > max(1, sentence.equal):
        swaps = [swap for swap in swaps if swap.rule.is_quantity and around <= _QUANTITY * sentence.equal]
    told = [*told_of(swaps, gone_for_good(swaps, old, new), before, after), *_negated(hunks, before, after)]
    plain = [hunk for hunk in hunks if not (_touched(old, hunk.before) or _touched(new, hunk.after))]
    return told or list(_renamed(plain, before, after, known))


def _facts(text: str, places: list[tuple[int, int]], known: Around) -> list[Fact]:
    """Read the facts around the changed places; stretches that overlap are read once."""
    found: list[Fact] = []
    end = 0
    stretches: list[list[int]] = []
    for left, right in places:
        start, end = _word_start(text, left - _REACH), min(len(text), right + _REACH)
        if stretches and start <= stretches[-1][1]:
            stretches[-1][1] = max(end, stretches[-1][1])
        else:
            stretches.append([start, end])
    for start, end in stretches:
        found += facts_in(text, start, end, known.language)
    return [fact for fact in found if fact.value not in known.own]


def _word_start(text: str, place: int) -> int:
    """Step back to where a word starts, so that no half of one is read."""
    return 0 if place <= 0 else text.rfind(" ", max(0, place - _REACH), place) + 1 or place


def _swaps(hunk: Hunk, old: list[Fact], new: list[Fact]) -> Iterator[Swap]:
    """Gather the facts that a hunk touches, rule by rule, less those that say the same on both sides."""
    swaps: dict[int, Swap] = {}
    for fact in _touched(old, hunk.before):
        swaps.setdefault(id(fact.rule), Swap(fact.rule, hunk)).old.append(fact)
    for fact in _touched(new, hunk.after):
        swaps.setdefault(id(fact.rule), Swap(fact.rule, hunk)).new.append(fact)
    for swap in swaps.values():
        swap.old, swap.new = _without_common(swap.old, swap.new)
        swap.old, swap.new = _evened(swap.old, swap.new), _evened(swap.new, swap.old)
        if swap.old or swap.new:
            yield swap


def _touched(facts: list[Fact], place: tuple[int, int]) -> list[Fact]:
    start, end = place
    if start == end:  # a word put inside "30 days" changes the phrase around it
        return [fact for fact in facts if fact.start < start < fact.end]
    return [fact for fact in facts if fact.start < end and start < fact.end]


def _without_common(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    common = Counter(fact.value for fact in old) & Counter(fact.value for fact in new)
    return _less(old, common.copy()), _less(new, common)


def _evened(facts: list[Fact], others: list[Fact]) -> list[Fact]:
    """Leave out weak facts on the side that has more of them: "shall" is paired with "endeavour", not with "will"."""
    surplus = len(facts) - max(len(others), 1)
    weak = [fact for fact in facts if fact.is_weak][: max(surplus, 0)]
    return [fact for fact in facts if fact not in weak]


def _less(facts: list[Fact], common: Counter[str]) -> list[Fact]:
    kept = []
    for fact in facts:
        if common[fact.value]:
            common[fact.value] -= 1
        else:
            kept.append(fact)
    return kept


# --- how tight ---------------------------------------------------------------------------------------------


def _is_tight(hunk: Hunk, swap: Swap, before: str, after: str) -> bool:
    gone, come = _words(before, after, hunk)
    if not (gone and come) and is_sentence(gone or come):
        return False
    return max(_outside(before, hunk.before, swap.old), _outside(after, hunk.after, swap.new)) <= _MOST_AROUND


def _outside(text: str, place: tuple[int, int], facts: list[Fact]) -> int:
    """Count the words of a place that belong to no fact."""
    start, end = place
    words = 0
    for fact in sorted(_touched(facts, place), key=lambda fact: fact.start):
        words += count_words(text[start : max(start, fact.start)])
        start = max(start, fact.end)
    return words + count_words(text[start : max(start, end)])


def _around(text: str, sentence: Sentence, facts: list[Fact], *, is_new: bool = False) -> int:
    """Count the changed words of a sentence that belong to no fact."""
    return sum(_outside(text, hunk.after if is_new else hunk.before, facts) for hunk in sentence.hunks)


def _negated(hunks: Sequence[Hunk], before: str, after: str) -> Iterator[Signal]:
    """Tell of each word that is its own opposite now: lawful and unlawful, 公開 and 非公開."""
    for hunk in hunks:
        yield from _negated_words(hunk, before, after)


def _negated_words(hunk: Hunk, before: str, after: str) -> Iterator[Signal]:
    gone, come = (words.casefold() for words in _words(before, after, hunk))
    if (not gone and _is_negator(come)) or (not come and _is_negator(gone)):
        gone, come = (text[place[0] : place[1] + 2] for text, place in ((before, hunk.before), (after, hunk.after)))
    elif not any(_PREFIX.sub("", one) == other for one, other in ((gone, come), (come, gone)) if one != other):
        return
    yield Signal(kind=SignalKind.NEGATION, before=gone, after=come, reason=f"{NEGATED}: {fate(gone, come)}")


def _renamed(hunks: Sequence[Hunk], before: str, after: str, known: Around) -> Iterator[Signal]:
    """Tell of proper names in the place of others, but where every noun may be written like a name: in German."""
    if known.language in {"", "de"}:
        return
    for hunk in hunks:
        if another_name(before, after, hunk.before, hunk.after, known.common):
            gone, come = _words(before, after, hunk)
            yield Signal(kind=SignalKind.PARTY, before=gone, after=come, reason=f"a name changed: {fate(gone, come)}")


def _is_negator(words: str) -> bool:
    return len(words) == 1 and words in "非不無未"
