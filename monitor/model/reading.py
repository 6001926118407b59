"""What is read: a version of a document, its sections and clauses, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class ClauseKind(StrEnum):
    """The form a clause has on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a clause or heading: its visible text and where it leads, tracking parameters folded."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One paragraph, list item or table row: the smallest part of a policy that is compared as a whole."""

    text: str
    """As printed (the *stored* text of `monitor.text`), without its label. Cells of a row are joined by " | "."""
    kind: ClauseKind = ClauseKind.PARAGRAPH
    label: str = ""
    """The number or letter as printed: "(1)", "a.", "①". Empty for bullets, which are decoration."""
    depth: int = 0
    """How deep the clause is nested in lists of its section; 0 for a paragraph of the section itself."""
    links: tuple[Link, ...] = ()
    volatile: bool = False
    """True when history showed that this block changes at most visits: it is kept, but makes no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered or titled part of a policy: its own clauses, then its subsections."""

    uid: str
    """Names the section through renumbering, moves and retitling; unique within a version."""
    label: str = ""
    """As printed: "3.", "第4条", "(2)"; empty when the section has no number."""
    heading: str = ""
    """Without the label; empty for text that stands before any heading."""
    level: int = 1
    """Depth in the tree, 1 at the top."""
    path: tuple[str, ...] = ()
    """Label and heading of each section from the top down to this one; empty for an untitled preamble."""
    clauses: tuple[Clause, ...] = ()
    children: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    """Links inside the heading."""

    @property
    def title(self) -> str:
        """Label and heading as one reads them.

        >>> Section(uid="a", label="3.", heading="Purposes of use").title
        '3. Purposes of use'
        """
        return " ".join(part for part in (self.label, self.heading) if part)

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class DateKind(StrEnum):
    """What a date in a policy is the date of."""

    EFFECTIVE = "effective"
    UPDATED = "updated"
    ENACTED = "enacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """A date the document gives for itself, with the words it was read from."""

    kind: DateKind
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot read as text: sections in order, and what the document says of itself."""

    sections: tuple[Section, ...]
    title: str = ""
    language: str = ""
    """Primary language subtag ("en", "ja"); empty when it could not be told."""
    dates: tuple[DatedFact, ...] = ()
    reader: int = 0
    """Which reader read it; a reread by a newer one is our change, not the publisher's."""
    charset: str = ""
    """The charset the bytes were decoded with, by its WHATWG name."""
    url: str = ""
    media_type: str = ""
    notes: tuple[str, ...] = ()
    """What a careful reader would want to know of the reading, e.g. a charset header that was wrong."""
    part: str = ""
    """Name of the document that was read of a page with several; empty when the page was read as a whole."""

    def walk(self) -> Iterator[Section]:
        """Yield every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    @property
    def text(self) -> str:
        """The policy as plain text: one clause a line, headings with their labels."""
        lines: list[str] = []
        for section in self.walk():
            if section.title:
                lines.append(section.title)
            lines.extend(f"{clause.label} {clause.text}".strip() for clause in section.clauses)
        return "\n".join(lines)
