"""One block taken apart: its label, its own words, how much of them is set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.document import looks, marks, numbering, runins
from monitor.document.block import Block, BlockKind
from monitor.document.numbering import Label, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.readings import Reading


@dataclass(eq=False, slots=True)
class Run:
    """Labels that count on from one another."""

    style: str
    value: tuple[int, ...]
    """Of its last member."""
    first: Piece
    parent: Run | None
    looks: set[str] = field(default_factory=set)
    """Of its members."""
    members: list[int] = field(default_factory=list)
    """Indices of its pieces."""
    sections: bool = False
    """True when its members are sections, False when they are items."""
    run_in: bool = False
    """True when most members' headings run into their text with nothing between."""
    led: bool = False
    """True when most members' headings are set apart from text that goes on in the same line."""
    pointed: bool = False
    """True when every member begins with words that are no sentence and end in a full stop."""
    void: bool = False
    """True when it turned out to be no sequence: its only member's label is part of the words."""


@dataclass(eq=False, slots=True)
class Piece:
    """A block with its label split off. `body` and `label` and decoration together are the block's text."""

    block: Block
    body: str
    label: str = ""
    readings: tuple[Reading, ...] = ()
    strength: Strength = Strength.FIRM
    lead: int = 0
    """Characters of `body` set apart from its start."""
    mark: str = ""
    """■ and the like; "【" for a bracketed lead."""
    item: bool = False
    marked: bool = False
    """True when the label is a list marker that the page shows and the text lacks."""
    run: Run | None = None
    caption: Piece | None = None
    """The line above an article that names it."""
    _look: str = ""
    _tagged: bool | None = None

    @property
    def tagged(self) -> bool:
        """Whether the markup says that this is a heading, and the words do not contradict."""
        if self._tagged is None:
            self._tagged = (
                self.block.kind is BlockKind.HEADING
                and len(self.block.text) <= looks.MAX_TAGGED
                and (bool(self.label) or looks.could_be_heading(self.body))
            )
        return self._tagged

    @property
    def bold(self) -> bool:
        """Whether the block is set apart as a whole."""
        return self.lead >= len(self.body) > 0

    @property
    def look(self) -> str:
        """A coarse class: members of one sequence usually share it."""
        if not self._look:
            self._look = self._seen()
        return self._look

    def _seen(self) -> str:
        if self.block.kind is BlockKind.HEADING:
            return f"h{self.block.rank}"
        if self.bold:
            return "bold"
        if self.lead:
            return "lead"
        if self.label and runins.run_in_end(self.body):
            return "run-in"
        if looks.is_closed(self.body) or self.body[:1].islower():
            return "closed"
        return "open" if len(self.body) <= looks.MAX_HEADING else "long"

    def unlabel(self) -> None:
        """Give the label back to the words."""
        if self.label and not self.marked:
            self.lead = min(self.block.emphasis, len(self.block.text))
            self.body = self.block.text
            self.label, self.readings, self.run = "", (), None
            self._tagged = None


def take_apart(blocks: Sequence[Block]) -> list[Piece]:
    """Split bullets, marks and labels from the words of every block."""
    return [_take_apart(block) for block in blocks]


def _own_label(block: Block, text: str) -> Label | None:
    """Read the number that a text begins with; the number that a list gives it goes before a weak one, or one alone."""
    label = numbering.parse(text)
    if label is None or (block.marker and (label.strength is Strength.WEAK or label.end >= len(text))):
        return None
    return label


def _take_apart(block: Block) -> Piece:
    if block.kind is BlockKind.ROW:
        return _row(block)
    text, start = block.text, 0
    if enclosed := _enclosed(block):
        return enclosed
    item = block.kind is BlockKind.ITEM and not block.continues
    mark, length = marks.heading_mark(text)
    if mark:
        start = length
    elif length := marks.bullet(text):
        start, item = length, item or block.kind is BlockKind.PARAGRAPH
    if label := _own_label(block, text[start:]):
        return _piece(block, start + label.end, label.text, label.readings, label.strength, mark, item, marked=False)
    if block.marker and not block.continues:
        readings = numbering.parse_marker(block.marker)
        return _piece(block, start, block.marker, readings, Strength.FIRM, mark, item, marked=True)
    return _piece(block, start, "", (), Strength.WEAK, mark, item, marked=False)


def _enclosed(block: Block) -> Piece | None:
    """Take the label out of brackets: 【1. 総則】, 【第1条】目的. The brackets are decoration."""
    if block.marker or block.kind is BlockKind.ITEM:
        return None
    inner, rest = marks.bracketed(block.text)
    label = numbering.parse(inner) if inner else None
    if label is None or label.strength is Strength.WEAK or (rest and label.end < len(inner)):
        return None
    body = rest or inner[label.end :].strip()
    whole = block.emphasis >= len(block.text) > 0
    lead = len(body) if whole else 0
    return Piece(block, body, label=label.text, readings=label.readings, strength=label.strength, lead=lead)


def _row(block: Block) -> Piece:
    """Take a label off a row of two cells that may be a heading and its text; other rows stay whole."""
    label = numbering.parse(block.cells[0]) if len(block.cells) == 2 and block.text.startswith(block.cells[0]) else None  # noqa: PLR2004 - a pair
    if label is None or label.strength is Strength.WEAK or label.end >= len(block.cells[0]):
        return Piece(block, block.text)
    return Piece(block, block.text[label.end :], label=label.text, readings=label.readings, strength=label.strength)


def _piece(
    block: Block,
    start: int,
    label: str,
    readings: tuple[Reading, ...],
    strength: Strength,
    mark: str,
    item: bool,  # noqa: FBT001 - as above
    *,
    marked: bool,
) -> Piece:
    body = block.text[start:]
    stripped = body.lstrip()
    lead = max(0, min(block.emphasis, len(block.text)) - start - (len(body) - len(stripped)))
    return Piece(
        block,
        stripped,
        label=label,
        readings=readings,
        strength=strength,
        lead=lead,
        mark=mark,
        item=item,
        marked=marked,
    )
