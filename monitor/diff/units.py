"""A version as a flat row of units: headings and clauses in reading order, labels taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff.tokens import size, words

if TYPE_CHECKING:
    from monitor.model import ClauseKind, Link, Section, Version

_SURROGATES = 0xD800
_LONGEST_LABEL = 24
_LONGEST_COMPARED = 50_000
_MOST_WORDS = 8_000
_FOOTNOTE = re.compile(
    r"[(（\[]?(?:[*＊※†]\s?|注釈?\s?|(?:foot)?notes?\s)([0-9０-９]{1,3})\s?[)）\].:：]?(?![0-9０-９%％年月日])",
    re.IGNORECASE,
)
_NUMBER_RAISED = re.compile(r"\d{1,3}")
"""A label without any point or bracket: a number that was set above the line."""
_END_OF_HEADING = " .:;,-。：、"


@dataclass(kw_only=True)
class Unit:
    """A heading or a clause: the smallest thing that is matched as a whole."""

    index: int
    section: int
    """Index of its section in the side's reading order."""
    text: str
    label: str
    kind: ClauseKind | None
    """None for a heading."""
    links: tuple[Link, ...]
    volatile: bool
    book: dict[str, str]
    """Shared by both sides: one character for each different word, so that rapidfuzz compares words."""
    heading: bool = False

    @cached_property
    def key(self) -> str:
        """Give the text folded for equality."""
        return bare(self.text) if self.heading else text.key(self.text)

    @cached_property
    def loose(self) -> str:
        """Give letters and digits only."""
        return text.loose(self.text)

    @cached_property
    def full(self) -> str:
        """Give label and text, letters and digits only: what stays equal when a label is typed."""
        return text.loose(f"{self.label} {self.text}") if self.label else self.loose

    @cached_property
    def size(self) -> int:
        """Estimate how many words it has."""
        return size(self.key)

    @cached_property
    def codes(self) -> str:
        """Give the words as one character each, some thousand at most: enough to tell alike."""
        return encode(self.text[:_LONGEST_COMPARED], self.book)[:_MOST_WORDS]

    @cached_property
    def mark(self) -> str:
        """Give the mark of a footnote, folded: "(*1)", "注1）" and ※1 are the number 1; "" for what is no footnote."""
        if self.heading:
            return ""
        if _NUMBER_RAISED.fullmatch(self.label):
            return f"*{self.label}"
        found = _FOOTNOTE.match(self.text)
        return f"*{text.loose(found.group(1))}" if found else ""

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Give the cells of a table row, folded."""
        return tuple(text.key(cell) for cell in self.text.split(" | "))


def bare(heading: str) -> str:
    """Fold a heading and take off what ends it: a colon after it is no other heading."""
    key = text.key(heading)
    return key.rstrip(_END_OF_HEADING) or key


def encode(clause: str, book: dict[str, str]) -> str:
    """Write a clause with one character for each word; new words enter the book."""
    codes = []
    for word in words(clause):
        code = book.get(word)
        if code is None:
            number = len(book) + 0x100
            code = chr(number if number < _SURROGATES else number + 0x800)
            book[word] = code
        codes.append(code)
    return "".join(codes)


@dataclass(kw_only=True)
class Side:
    """One version, laid flat."""

    sections: list[Section]
    parents: list[int]
    """For each section the index of the one above it; -1 at the top."""
    units: list[Unit]
    heads: list[int]
    """For each section the index of its heading's unit; -1 when it has none."""
    bodies: list[list[int]]
    """For each section the indexes of its clauses' units."""
    sizes: list[int]
    """For each section the number of words in it, heading included, subsections not."""


def lay_flat(version: Version, book: dict[str, str]) -> Side:
    """Lay a version flat in reading order; no recursion, any depth."""
    side = Side(sections=[], parents=[], units=[], heads=[], bodies=[], sizes=[])
    waiting = [(section, -1) for section in reversed(version.sections)]
    while waiting:
        section, parent = waiting.pop()
        number = len(side.sections)
        side.sections.append(section)
        side.parents.append(parent)
        _add_units(side, section, number, book)
        waiting.extend((child, number) for child in reversed(section.children))
    return side


def _add_units(side: Side, section: Section, number: int, book: dict[str, str]) -> None:
    head = -1
    first = len(side.units)
    # a number that stands alone is all there is of its section: it is matched by that, as a heading would be
    is_number_alone = not (section.heading or section.clauses or section.children)
    if section.heading or is_number_alone:
        head = first
        side.units.append(
            Unit(
                index=first,
                section=number,
                text=section.label if is_number_alone else section.heading,
                label="" if is_number_alone else section.label,
                kind=None,
                links=section.links,
                volatile=False,
                book=book,
                heading=True,
            )
        )
    body = []
    for clause in section.clauses:
        body.append(len(side.units))
        side.units.append(
            Unit(
                index=len(side.units),
                section=number,
                text=clause.text,
                label=clause.label,
                kind=clause.kind,
                links=clause.links,
                volatile=clause.volatile,
                book=book,
            )
        )
    side.heads.append(head)
    side.bodies.append(body)
    side.sizes.append(sum(unit.size for unit in side.units[first:]))


_TYPED_LABEL = re.compile(
    r"(?:第[0-9０-９一二三四五六七八九十百]{1,5}[条章節項編](?:の[0-9０-９一二三四五六七八九十]{1,3})?"
    r"|(?:article|section|clause|part|annex|chapter|§)\s?[0-9ivx]{1,6}(?:\.\d{1,3}){0,4}[.:)]?"
    r"|\d{1,3}(?:\.\d{1,3}){0,4}[.)．）]|\d{1,3}(?:\.\d{1,3}){1,4}"
    r"|[(（](?:\d{1,3}|[a-z]|[ivx]{1,5}|[ア-ン])[)）]|[a-z][.)]|[ivx]{1,5}[.)]|[①-⑳])\s+(?=\S)",
    re.IGNORECASE,
)


def without_label(clause: str) -> str:
    """Take off a label that was typed in front of a text and not recognised as one.

    >>> without_label("8.2 We may share it."), without_label("24 hours later")
    ('We may share it.', '24 hours later')
    """
    match = _TYPED_LABEL.match(clause)
    return clause[match.end() :] if match else clause


def is_label(clause: str) -> bool:
    """Tell whether a clause is nothing but a number, or has neither letters nor digits.

    >>> is_label("1.1."), is_label("24"), is_label("* * *")
    (True, False, True)
    """
    return not text.loose(clause) or (len(clause) <= _LONGEST_LABEL and not without_label(f"{clause} x").strip(" x"))
