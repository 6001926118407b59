# ruff: noqa: E501, ARG001, ARG005, PERF401 - sentences of policies; edits are called alike
"""Edits with a known truth: which sections, which kinds, which words."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field

from edits.tree import Chapter, Part
from edits.vocabulary import ITEMS, NEGATIONS, SECTIONS, SENTENCES, SWAPS, TITLES
from monitor.diff.tokens import tokens

KANJI_WORD = re.compile("[一-龥]{2}")


@dataclass
class Truth:
    kinds: dict = field(default_factory=dict)
    """Section name: set of kinds."""
    deleted: Counter = field(default_factory=Counter)
    inserted: Counter = field(default_factory=Counter)
    words: bool = True
    """False when the truth of the words is not known."""

    def swap(self, old, new):
        """Note a word that became another; what both have in common was not changed, but no Japanese word is cut."""
        gone, come = (Counter(token.text for token in tokens(word)) for word in (old, new))
        if KANJI_WORD.fullmatch(old) and KANJI_WORD.fullmatch(new):
            self.deleted.update(gone)
            self.inserted.update(come)
            return
        self.deleted.update(gone - come)
        self.inserted.update(come - gone)

    def add(self, name, *kinds):
        self.kinds.setdefault(name, set()).update(kinds)


def _texts(chapter):
    return [part for part in chapter.parts if part.kind == "text" and not DATE_LINE.search(part.lines[0])]


DATE_LINE = re.compile(r"^(Last updated|Effective date|Stand|制定日|最終更新日)")


def _chapter(rng, policy, used, wants=lambda c: True):
    fit = [c for c in policy.body if c.name not in used and wants(c)]
    if not fit:
        return None
    chosen = rng.choice(fit)
    used.add(chosen.name)
    return chosen


def word(rng, policy, truth, used):
    options = [
        (c, part, old, new)
        for c in policy.body
        if c.name not in used
        for part in _texts(c)
        for old, new in SWAPS[policy.language]
        if _count(policy, part.lines[0], old) == 1
    ]
    if not options:
        return False
    chapter, part, old, new = rng.choice(options)
    part.lines[0] = _swap(policy, part.lines[0], old, new)
    used.add(chapter.name)
    truth.add(chapter.name, "reworded")
    truth.swap(old, new)
    return True


def _pattern(policy, word_):
    if policy.language == "ja":
        return re.compile(rf"(?<![一-龥ァ-ヺー]){re.escape(word_)}(?![一-龥ァ-ヺー])")
    return re.compile(rf"(?<![\w-]){re.escape(word_)}(?![\w-])")


def _count(policy, text, word_):
    return len(_pattern(policy, word_).findall(text))


def _swap(policy, text, old, new):
    return _pattern(policy, old).sub(new, text, count=1)


def number(rng, policy, truth, used):
    pattern = re.compile(r"(?<![\d.,:\-第（(条])\d{1,3}(?![\d.,:\-条])")
    options = [
        (c, part, match)
        for c in policy.body
        if c.name not in used
        for part in _texts(c)
        for match in pattern.finditer(part.lines[0])
        if "Section " + match.group() not in part.lines[0]
        and not re.search(r"phone|電話|Lane|gade|call", part.lines[0])
    ]
    if not options:
        return False
    chapter, part, match = rng.choice(options)
    new = str(int(match.group()) * 2 + 1)
    part.lines[0] = part.lines[0][: match.start()] + new + part.lines[0][match.end() :]
    used.add(chapter.name)
    truth.add(chapter.name, "reworded")
    truth.deleted[match.group()] += 1
    truth.inserted[new] += 1
    return True


def negation(rng, policy, truth, used):
    options = [
        (c, part, old, new)
        for c in policy.body
        if c.name not in used
        for part in _texts(c)
        for old, new in NEGATIONS[policy.language]
        if part.lines[0].count(old) == 1
    ]
    if not options:
        return False
    chapter, part, old, new = rng.choice(options)
    part.lines[0] = part.lines[0].replace(old, new)
    used.add(chapter.name)
    truth.add(chapter.name, "reworded")
    truth.words = False
    return True


def sentence_in(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(len(p.lines[0]) > 40 for p in _texts(c)))
    if not chapter:
        return False
    part = rng.choice([p for p in _texts(chapter) if len(p.lines[0]) > 40])
    new = rng.choice(SENTENCES[policy.language])
    parts = sentences(policy, part.lines[0])
    parts.insert(rng.randint(1, len(parts)), new)
    part.lines[0] = ("" if policy.language == "ja" else " ").join(parts)
    truth.add(chapter.name, "reworded")
    truth.inserted.update({new: 1})
    return True


def sentences(policy, text):
    return [s for s in re.split(r"(?<=。)" if policy.language == "ja" else r"(?<=[.]) (?=[A-Z])", text) if s]


def sentence_out(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(len(sentences(policy, p.lines[0])) > 1 for p in _texts(c)))
    if not chapter:
        return False
    part = rng.choice([p for p in _texts(chapter) if len(sentences(policy, p.lines[0])) > 1])
    parts = sentences(policy, part.lines[0])
    gone = parts.pop(rng.randrange(len(parts)))
    part.lines[0] = ("" if policy.language == "ja" else " ").join(parts)
    truth.add(chapter.name, "reworded")
    truth.deleted.update({gone: 1})
    return True


def clause_in(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used)
    if not chapter:
        return False
    new = (
        "".join(rng.sample(SENTENCES["ja"], 2))
        if policy.language == "ja"
        else " ".join(rng.sample(SENTENCES[policy.language], 2))
    )
    chapter.parts.insert(rng.randint(1, len(chapter.parts)), Part("text", [new]))
    truth.add(chapter.name, "reworded")
    truth.inserted.update({new: 1})
    return True


def clause_out(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: len(_texts(c)) > 1)
    if not chapter:
        return False
    part = rng.choice(_texts(chapter))
    chapter.parts.remove(part)
    truth.add(chapter.name, "reworded")
    truth.deleted.update({part.lines[0]: 1})
    return True


def _with_items(rng, policy, used, least=1):
    return _chapter(rng, policy, used, lambda c: any(p.kind == "items" and len(p.lines) >= least for p in c.parts))


def _items(chapter):
    return next(p for p in chapter.parts if p.kind == "items")


def item_in(rng, policy, truth, used):
    chapter = _with_items(rng, policy, used)
    if not chapter:
        return False
    lines = _items(chapter).lines
    new = rng.choice(ITEMS[policy.language])
    lines.insert(rng.randint(0, len(lines)), new)
    truth.add(chapter.name, "reworded")
    truth.inserted.update({new: 1})
    return True


def item_out(rng, policy, truth, used):
    chapter = _with_items(rng, policy, used, 2)
    if not chapter:
        return False
    lines = _items(chapter).lines
    gone = lines.pop(rng.randrange(len(lines)))
    truth.add(chapter.name, "reworded")
    truth.deleted.update({gone: 1})
    return True


def item_moved(rng, policy, truth, used):
    chapter = _with_items(rng, policy, used, 3)
    if not chapter:
        return False
    lines = _items(chapter).lines
    place = rng.randrange(len(lines))
    line = lines.pop(place)
    lines.insert(rng.choice([n for n in range(len(lines) + 1) if n != place]), line)
    truth.add(chapter.name, "reordered")
    truth.words = False
    return True


def row_in(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(p.kind == "table" for p in c.parts))
    if not chapter:
        return False
    table = next(p for p in chapter.parts if p.kind == "table")
    ja = policy.language == "ja"
    row = (["新しい項目", "品質の確認", "12日"] if ja else ["extra_entry", "quality checks", "12 days"])[
        : len(table.lines[0])
    ]
    table.lines.insert(rng.randint(1, len(table.lines)), row)
    truth.add(chapter.name, "reworded")
    truth.words = False
    return True


def cell(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(p.kind == "table" for p in c.parts))
    if not chapter:
        return False
    table = next(p for p in chapter.parts if p.kind == "table")
    row = rng.choice(table.lines[1:])
    row[rng.randrange(1, len(row))] = "別の内容" if policy.language == "ja" else "something else"
    truth.add(chapter.name, "reworded")
    truth.words = False
    return True


def section_in(rng, policy, truth, used):
    heading, text = rng.choice(SECTIONS[policy.language])
    place = rng.randint(1, len(policy.chapters))
    policy.chapters.insert(place, Chapter(f"new:{heading}", heading, [Part("text", [text])]))
    used.add(f"new:{heading}")
    truth.add(f"new:{heading}", "added")
    truth.inserted.update({text: 1})
    return True


def section_out(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used)
    if not chapter:
        return False
    policy.chapters.remove(chapter)
    truth.add(chapter.name, "removed")
    truth.words = False
    return True


def section_moved(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used)
    if not chapter:
        return False
    place = policy.chapters.index(chapter)
    policy.chapters.remove(chapter)
    # a neighbour swap may be told of either: go at least two places
    options = [n for n in range(1, len(policy.chapters) + 1) if abs(n - place) > 1]
    policy.chapters.insert(rng.choice(options), chapter)
    truth.add(chapter.name, "moved")
    truth.words = False
    return True


def section_moved_and_edited(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(len(p.lines[0]) > 60 for p in _texts(c)))
    if not chapter:
        return False
    part = next(p for p in _texts(chapter) if len(p.lines[0]) > 60)
    part.lines[0] += ("" if policy.language == "ja" else " ") + rng.choice(SENTENCES[policy.language])
    used.discard(chapter.name)
    others = {c.name for c in policy.body if c is not chapter}
    truth.add(chapter.name, "reworded")
    return section_moved(rng, policy, truth, others) and bool(used.add(chapter.name) or True)


def retitled(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used)
    if not chapter:
        return False
    chapter.heading = rng.choice([t for t in TITLES[policy.language] if all(c.heading != t for c in policy.chapters)])
    truth.add(chapter.name, "retitled")
    truth.words = False
    return True


def split(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: len(c.parts) > 1 and all(p.kind == "text" for p in c.parts))
    if not chapter:
        return False
    heading = rng.choice([t for t in TITLES[policy.language] if all(c.heading != t for c in policy.chapters)])
    half = Chapter(f"part:{chapter.name}", heading, chapter.parts[1:])
    chapter.parts = chapter.parts[:1]
    policy.chapters.insert(policy.chapters.index(chapter) + 1, half)
    used.add(half.name)
    truth.add(chapter.name, "split")
    truth.words = False
    return True


def merged(rng, policy, truth, used):
    free = [(a, b) for a, b in zip(policy.body, policy.body[1:], strict=False) if not {a.name, b.name} & used]
    if not free:
        return False
    first, second = rng.choice(free)
    used |= {first.name, second.name}
    first.parts += second.parts
    policy.chapters.remove(second)
    truth.add(first.name, "merged")
    truth.words = False
    return True


def date(rng, policy, truth, used):
    preamble = policy.chapters[0]
    lines = [part for part in preamble.parts if part.kind == "text" and DATE_LINE.search(part.lines[0])]
    if not lines:
        return False
    line = lines[0].lines[0]
    lines[0].lines[0] = (
        re.sub(r"2\d{3}", lambda m: str(int(m.group()) + 1), line)
        if re.search(r"2\d{3}", line)
        else line.replace("3年", "4年")
    )
    truth.add("preamble", "date")
    truth.words = False
    return True


def link(rng, policy, truth, used):
    chapter = policy.body[-1]
    if chapter.name in used:
        return False
    used.add(chapter.name)
    truth.add(chapter.name, "link")
    truth.words = False
    text = (
        "[概要のページ](https://policy.example/{})もご覧ください。"
        if policy.language == "ja"
        else "See also our [overview page](https://policy.example/{})."
    )
    chapter.parts.append(Part("text", [text.format(str(rng.randrange(10**9)))]))
    return True


EDITS = {
    edit.__name__: edit
    for edit in (
        word, number, negation, sentence_in, sentence_out, clause_in, clause_out, item_in, item_out, item_moved, row_in, cell,
        section_in, section_out, section_moved, section_moved_and_edited, retitled, split, merged, date, link,
    )
}  # fmt: skip


def renumbering(old, new, truth):
    """Note the sections whose number changed, where sections are numbered."""
    if not new.numbered:
        return
    numbers = {chapter.name: old.number(chapter) for chapter in old.body}
    for chapter in new.body:
        if chapter.name in numbers and numbers[chapter.name] != new.number(chapter):
            truth.add(chapter.name, "renumbered")


def combined(rng, policy, truth, count):
    """Make several edits in different sections."""
    used = set()
    names = []
    local = [
        "word",
        "number",
        "sentence_in",
        "sentence_out",
        "item_in",
        "item_out",
        "clause_in",
        "negation",
        "date",
        "retitled",
    ]
    if rng.random() < 0.6:
        name = rng.choice(["section_in", "section_out", "section_moved", "split", "merged"])
        if EDITS[name](rng, policy, truth, used):
            names.append(name)
    for name in rng.sample(local, count):
        if EDITS[name](rng, policy, truth, used):
            names.append(name)
    return names


def new_rng(*seed):
    return random.Random("/".join(map(str, seed)))
