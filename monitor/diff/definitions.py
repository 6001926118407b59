"""Clauses that say what a term means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.hunks import sentence_around, sentences
from monitor.diff.lexicon import DEFINITION
from monitor.model import Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Edit

_LONGEST = 20_000


def changed_definitions(edit: Edit) -> Iterator[Signal]:
    """Tell of a changed clause that says what a term means: another term, or another meaning of the same one."""
    before, after = edit.before or "", edit.after or ""
    old, new = defined_terms(before), defined_terms(after)
    gone, come = _only_in(old, new), _only_in(new, old)
    for number in range(max(len(gone), len(come))):
        yield renamed_term("".join(gone[number : number + 1]), "".join(come[number : number + 1]))
    changed = [hunk.after for sentence in sentences(edit.words) for hunk in sentence.hunks]
    for match in DEFINITION.finditer(after[:_LONGEST]):
        if (match.group(1) or match.group(2)) and _reaches(changed, *sentence_around(after, *match.span())):
            term = next(filter(None, match.groups())).strip()
            if term in old:
                yield Signal(
                    kind=SignalKind.DEFINITION, before=before, after=after, reason=f"what “{term}” means changed"
                )


def _reaches(changed: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether any change lies in a sentence; one that ends where it begins does not."""
    return any((left < end and start < right) or start < left == right < end for left, right in changed)


def _only_in(terms: list[str], others: list[str]) -> list[str]:
    """List the terms that the other side does not define, in capitals or without."""
    known = {term.casefold() for term in others}
    return [term for term in dict.fromkeys(terms) if term.casefold() not in known]


def renamed_term(gone: str, come: str) -> Signal:
    """Tell of a term that is another one now, came or went."""
    fate = f"“{gone}” is “{come}” now" if gone and come else f"“{come}” came in" if come else f"“{gone}” went out"
    return Signal(kind=SignalKind.DEFINITION, before=gone, after=come, reason=f"a defined term changed: {fate}")


def defined_terms(clause: str) -> list[str]:
    """List the terms a clause defines."""
    return [next(filter(None, match.groups())).strip() for match in DEFINITION.finditer(clause[:_LONGEST])]
