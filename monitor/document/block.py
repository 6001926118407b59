"""The flat form every loader gives and the outline pass takes: blocks in reading order, with hints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model import Link


class BlockKind(StrEnum):
    """What the markup says a block is; plain text says paragraph for everything but typed bullets."""

    HEADING = "heading"
    """h1 to h6, role=heading, summary, dt, caption-like th over blocks."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of visible text, cut where a browser starts a new line of its own accord."""

    text: str
    """Stored text, any typed label still in front; for a row, cells joined by " | "."""
    kind: BlockKind = BlockKind.PARAGRAPH
    rank: int = 0
    """1 to 6 for a heading tag or aria-level; 0 where the markup gives none (dt, summary: 0 too)."""
    marker: str = ""
    """Label that the page shows but the text lacks: an `<ol>` number as a browser prints it ("3.", "c.", "iv.")."""
    depth: int = 0
    """Depth in nested lists: 0 outside any, 1 in a list, 2 in a list inside it. For plain text: of the indent."""
    continues: bool = False
    """True for the second and later blocks of one list item."""
    emphasis: int = 0
    """How many characters from the start of `text` are bold or otherwise set apart (CSS weight, larger size);
    `len(text)` when the whole block is."""
    size: float = 0.0
    """Font size relative to the body text where known (PDF, inline CSS), else 0."""
    cells: tuple[str, ...] = ()
    """For a row: its cells, header cells included as the loader joined them."""
    links: tuple[Link, ...] = ()
    parted: bool = False
    """True when an empty line stands before it, and the lines around it are parted by more than that a line ends."""
    make: str = ""
    """Tag and class of the element around it, "" without a class: lines that are made alike are alike."""
    starts: bool = False
    """True when the block is the first of a container of its own (section, article, accordion panel, table)."""
