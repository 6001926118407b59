# ruff: noqa: ARG001 - edits are called alike
"""Edits that revisions make beside the usual ones: words that stay while their form changes, and several at once."""

from __future__ import annotations

from edits import script
from edits.script import DATE_LINE
from edits.tree import Part
from edits.vocabulary import SWAPS, TITLES

FORMS = {"en": ["({})", "Section {}", "{})"], "de": ["§ {}", "({})"], "ja": ["{}.", "第{}項", "（{}）"]}


def _chapter(rng, policy, used, wants):
    fit = [c for c in policy.body if c.name not in used and wants(c)]
    if not fit:
        return None
    chosen = rng.choice(fit)
    used.add(chosen.name)
    return chosen


def _texts(chapter):
    return [part for part in chapter.parts if part.kind == "text" and not DATE_LINE.search(part.lines[0])]


def to_list(rng, policy, truth, used):
    """A paragraph of several sentences becomes a list of them."""
    chapter = _chapter(
        rng, policy, used, lambda c: any(len(script.sentences(policy, p.lines[0])) > 2 for p in _texts(c))
    )
    if not chapter:
        return False
    part = next(p for p in _texts(chapter) if len(script.sentences(policy, p.lines[0])) > 2)
    first, *rest = script.sentences(policy, part.lines[0])
    place = chapter.parts.index(part)
    chapter.parts[place : place + 1] = [Part("text", [first]), Part("items", rest)]
    return True


def to_prose(rng, policy, truth, used):
    """A list becomes a sentence."""
    chapter = _chapter(rng, policy, used, lambda c: any(p.kind == "items" for p in c.parts))
    if not chapter:
        return False
    part = next(p for p in chapter.parts if p.kind == "items")
    part.kind, part.lines = (
        "text",
        ["、".join(part.lines) + "。" if policy.language == "ja" else ", ".join(part.lines) + "."],
    )
    return True


def nested(rng, policy, truth, used):
    """A section goes one level down; no word and no number changes."""
    chapter = _chapter(rng, policy, used, lambda c: policy.body.index(c) > 0)
    if not chapter:
        return False
    chapter.level = 2
    return True


def form_and_word(rng, policy, truth, used):
    """Another way to print all numbers, and one word."""
    policy.form = rng.choice(FORMS[policy.language])
    return policy.numbered and script.word(rng, policy, truth, used)


def list_and_item(rng, policy, truth, used):
    """A whole list in another order, and one item of it longer."""
    chapter = _chapter(rng, policy, used, lambda c: any(p.kind == "items" and len(p.lines) > 3 for p in c.parts))
    if not chapter:
        return False
    part = next(p for p in chapter.parts if p.kind == "items" and len(p.lines) > 3)
    part.lines.append(part.lines.pop(0))
    part.lines.reverse()
    place = rng.randrange(len(part.lines))
    part.lines[place] += {"ja": "（任意）", "de": " (freiwillig)"}.get(policy.language, " (where given)")
    truth.add(chapter.name, "reworded", "reordered")
    truth.words = False
    return True


def renamed_term(rng, policy, truth, used):
    """One term is another one wherever it stands."""
    options = [
        (old, new, [c for c in policy.body if any(old in line for line in _lines(c))])
        for old, new in SWAPS[policy.language]
        if not any(new in line for c in policy.chapters for line in _lines(c))
    ]
    options = [
        option for option in options if len(option[2]) > 2 and not any(option[0] in c.heading for c in policy.body)
    ]
    if not options:
        return False
    old, new, chapters = rng.choice(options)
    for chapter in policy.chapters:
        for part in chapter.parts:
            if part.kind != "table":
                part.lines = [line.replace(old, new) for line in part.lines]
    for chapter in chapters:
        truth.add(chapter.name, "reworded")
    if any(new in line for line in _lines(policy.chapters[0])):
        truth.add("preamble", "reworded")
    truth.words = False
    return True


def _lines(chapter):
    return [line for part in chapter.parts if part.kind != "table" for line in part.lines]


def merged3(rng, policy, truth, used):
    free = [n for n in range(len(policy.body) - 2) if not {c.name for c in policy.body[n : n + 3]} & used]
    if not free:
        return False
    place = rng.choice(free)
    first, second, third = policy.body[place : place + 3]
    used |= {first.name, second.name, third.name}
    first.parts += second.parts + third.parts
    policy.chapters.remove(second)
    policy.chapters.remove(third)
    truth.add(first.name, "merged")
    truth.words = False
    return True


def paragraphs_exchanged(rng, policy, truth, used):
    """Two paragraphs of two sections change places."""
    free = [c for c in policy.body if c.name not in used and any(len(p.lines[0]) > 60 for p in _texts(c)[1:])]
    if len(free) < 2:
        return False
    one, other = rng.sample(free, 2)
    used |= {one.name, other.name}
    mine, theirs = (next(p for p in _texts(c)[1:] if len(p.lines[0]) > 60) for c in (one, other))
    mine.lines, theirs.lines = theirs.lines, mine.lines
    truth.add(one.name, "reworded")
    truth.add(other.name, "reworded")
    truth.words = False
    return True


def sentence_moved(rng, policy, truth, used):
    """A sentence goes from a paragraph of one section to one of another."""
    free = [
        c
        for c in policy.body
        if c.name not in used and any(len(script.sentences(policy, p.lines[0])) > 1 for p in _texts(c))
    ]
    if len(free) < 2:
        return False
    one, other = rng.sample(free, 2)
    used |= {one.name, other.name}
    source, goal = (next(p for p in _texts(c) if len(script.sentences(policy, p.lines[0])) > 1) for c in (one, other))
    parts = script.sentences(policy, source.lines[0])
    moved = parts.pop()
    gap = "" if policy.language == "ja" else " "
    source.lines[0] = gap.join(parts)
    goal.lines[0] = gap.join([goal.lines[0], moved])
    truth.add(one.name, "reworded")
    truth.add(other.name, "reworded")
    truth.deleted.update({moved: 1})
    truth.inserted.update({moved: 1})
    return True


def column_in(rng, policy, truth, used):
    chapter = _chapter(rng, policy, used, lambda c: any(p.kind == "table" for p in c.parts))
    if not chapter:
        return False
    table = next(p for p in chapter.parts if p.kind == "table")
    place = rng.randint(1, len(table.lines[0]))
    head, *cells = ("備考", "甲", "乙", "丙", "丁", "戊") if policy.language == "ja" else ("Notes", *"ABCDE")
    for number, row in enumerate(table.lines):
        row.insert(place, head if not number else cells[number % 5])
    truth.add(chapter.name, "reworded")
    truth.words = False
    return True


def date_and_word(rng, policy, truth, used):
    return script.date(rng, policy, truth, used) and script.word(rng, policy, truth, used)


def retitled_moved_and_edited(rng, policy, truth, used):
    """A section under another heading, at another place, one sentence longer."""
    before = {c.name for c in policy.body}
    if not script.section_moved_and_edited(rng, policy, truth, used):
        return False
    name = next(name for name, kinds in truth.kinds.items() if "moved" in kinds and name in before)
    chapter = next(c for c in policy.body if c.name == name)
    chapter.heading = rng.choice([t for t in TITLES[policy.language] if all(c.heading != t for c in policy.chapters)])
    truth.add(name, "retitled")
    return True


EDITS = {
    edit.__name__: edit
    for edit in (
        to_list, to_prose, nested, form_and_word, list_and_item, renamed_term, merged3, paragraphs_exchanged,
        sentence_moved, column_in, date_and_word, retitled_moved_and_edited,
    )
}  # fmt: skip
