"""Tables: which hold data and are read row by row, and which only arrange the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document.marks import BULLETS
from monitor.document.numbering import Strength, parse
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.document.tree import Node

_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW: Final = frozenset({"p", "ul", "ol", "dl", "div", "table", "blockquote", "br"})
_PAIR: Final = 2
_DIGITS: Final = 5
_WIDEST: Final = 1000
_LONG_CELL: Final = 400
_LONGEST_NAME: Final = 100
_LEAST_TEXT: Final = 60
_WIDEST_NUMBER: Final = 20
_MOST_INNER: Final = 1000
"""So many elements of a cell are looked at: tables may be nested by thousands, and each is asked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the grid."""

    node: Node
    column: int
    is_header: bool
    width: int = 1
    """Columns that it spans."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the cells that have text."""

    node: Node
    cells: tuple[Cell, ...]
    in_head: bool

    @property
    def is_header(self) -> bool:
        """True when every cell says that it heads a column."""
        return len(self.cells) > 1 and (self.in_head or all(cell.is_header for cell in self.cells))

    @property
    def is_pair(self) -> bool:
        """True for th + td, or a bold cell and one that is not: a name and what stands under it."""
        if len(self.cells) != _PAIR or self.cells[1].is_header:
            return False
        name, text = self.cells
        return name.is_header or (_is_bold(name.node) and not _is_bold(text.node))

    @property
    def holds_blocks(self) -> bool:
        """True when the last cell holds several blocks, or a list."""
        inner = [
            child.tag
            for child in self.cells[-1].node.elements()
            if child.tag in _FLOW and (child.chars or child.tag == "br")
        ]
        return len(inner) > 1 or (bool(inner) and inner[0] in {"ul", "ol", "dl", "table"})

    @property
    def is_long(self) -> bool:
        """True for a short name beside at least a sentence."""
        name, text = self.cells[0].node.chars, self.cells[-1].node.chars
        return name <= _LONGEST_NAME and text >= _LEAST_TEXT and text > name * 2


def rows(table: Node) -> list[Row]:
    """Give the rows of a table with each cell in its column; those of tables inside it are not its own."""
    found: list[Row] = []
    below: dict[int, int] = {}
    """For each column, how many rows a cell from above still reaches down."""
    for row, in_head in _own_rows(table):
        cells: list[Cell] = []
        column = 0
        taken = {at: left for at, left in below.items() if left > 0} if below else below
        below = {at: left - 1 for at, left in taken.items()}
        for cell in row.elements():
            if cell.tag not in {"td", "th"}:
                continue
            while column in taken:
                column += 1
            wide, high = (_span(cell, "colspan"), _span(cell, "rowspan")) if cell.attrs else (1, 1)
            if cell.chars:
                is_header = cell.tag == "th" or cell.attrs.get("role") in {"columnheader", "rowheader"}
                cells.append(Cell(cell, column, is_header, wide))
            if high > 1:
                below.update(dict.fromkeys(range(column, min(_WIDEST, column + wide)), high - 1))
            column += wide
        if cells:
            found.append(Row(row, tuple(cells), in_head))
    return found


def are_sections(own: list[Row], *, headed: bool) -> bool:
    """Tell whether all rows of a table are headings with their text, or all are data: rows of one table are alike.

    Args:
        own: the rows of the table but for the one that heads its columns.
        headed: whether there was such a row; then most cells must hold blocks, long text alone is data.
    """
    if not own or not all(row.is_pair and not _holds_heading(row.cells[0].node) for row in own):
        return False
    deep = sum(row.holds_blocks for row in own)
    if headed or len(own) == 1:
        return deep * 2 >= len(own)
    return sum(row.holds_blocks or row.is_long for row in own) * 2 >= len(own)


def is_data(table: Node, own: list[Row]) -> bool:
    """Tell a table of data from one that arranges the page: several columns, no headings and no tables in the cells."""
    if table.attrs.get("role") in {"presentation", "none"} or not any(len(row.cells) > 1 for row in own):
        return False
    if any(node.tag in _HEADINGS or (node.tag == "table" and node is not table) for node in table.walk() if node.chars):
        return False
    if _is_numbered(own):
        return False
    cells = [cell for row in own for cell in row.cells]
    largest = max(cell.node.chars for cell in cells)
    if largest > _LONG_CELL and not any(cell.is_header for cell in cells):
        # one cell that holds most of the text is the page itself, between a menu and a foot
        return largest * 2 < table.chars
    return len(own) > 1 or largest <= _LONG_CELL


def _is_numbered(own: list[Row]) -> bool:
    """Tell a table whose first column only sets off numbers or bullets from the words beside them."""
    pairs = [row.cells for row in own if len(row.cells) > 1]
    if any(len(cells) > _PAIR or cells[0].is_header or cells[0].node.chars > _WIDEST_NUMBER for cells in pairs):
        return False
    return all(_is_number(label(cells[0].node)) for cells in pairs)


def _is_number(text: str) -> bool:
    if text in BULLETS:
        return True
    found = parse(text)
    return found is not None and found.end == len(text) and found.strength is not Strength.WEAK


def _own_rows(table: Node) -> Iterator[tuple[Node, bool]]:
    for child in table.elements():
        if child.tag == "tr":
            yield child, False
        elif child.tag in _PARTS:
            for row in child.elements():
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def _is_bold(cell: Node) -> bool:
    bold = sum(node.chars for node in islice(cell.walk(), _MOST_INNER) if node.tag in {"b", "strong"})
    return 0 < cell.chars <= bold


def _holds_heading(cell: Node) -> bool:
    return any(node.tag in _HEADINGS for node in islice(cell.walk(), _MOST_INNER) if node.chars)


def _span(cell: Node, name: str) -> int:
    text = cell.attrs.get(name, "1").strip()
    return max(1, min(_WIDEST, int(text))) if text.isdecimal() and len(text) <= _DIGITS else 1
