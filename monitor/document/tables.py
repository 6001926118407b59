"""Tables: which hold data and are read row by row, and which only arrange the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document.marks import BULLETS
from monitor.document.numbering import Strength, parse
from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.document.tree import Node

_PARTS: Final = frozenset({"thead", "tbody", "tfoot"})
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
    is_repeated: bool = False
    """True in the rows that it spans below the one it stands in."""


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
    """Give the rows of a table with each cell in its column; those of tables inside it are not its own.

    A short cell that spans several rows is of each of them, as its neighbours mean nothing without it.
    """
    found: list[Row] = []
    below: dict[int, tuple[int, Cell]] = {}
    """For each column, how many rows a cell from above still reaches down, and the cell."""
    for row, in_head in _own_rows(table):
        cells: list[Cell] = []
        column = 0
        taken = {at: (left, cell) for at, (left, cell) in below.items() if left > 0} if below else below
        below = {at: (left - 1, cell) for at, (left, cell) in taken.items()}
        for node in row.elements():
            if node.tag not in {"td", "th"}:
                continue
            while column in taken:
                column += 1
            wide, high = (_span(node, "colspan"), _span(node, "rowspan")) if node.attrs else (1, 1)
            is_header = node.tag == "th" or node.attrs.get("role") in {"columnheader", "rowheader"}
            cell = Cell(node, column, is_header, wide)
            if node.chars:
                cells.append(cell)
            if high > 1:
                below.update(dict.fromkeys(range(column, min(_WIDEST, column + wide)), (high - 1, cell)))
            column += wide
        if cells:
            found.append(Row(row, _with_repeated(cells, taken), in_head))
    return found


def _with_repeated(cells: list[Cell], taken: dict[int, tuple[int, Cell]]) -> tuple[Cell, ...]:
    """Add to the cells of a row, in their columns, those that reach down into it."""
    again = [
        replace(cell, is_repeated=True)
        for column, (_, cell) in taken.items()
        if column == cell.column and 0 < cell.node.chars <= _LONGEST_NAME
    ]
    return tuple(sorted((*again, *cells), key=lambda cell: cell.column) if again else cells)


def headers(own: list[Row]) -> int:
    """Tell how many rows at the top of a table head its columns: a second one divides what the first one spans."""
    count = 0
    while count < len(own) - 1 and own[count].is_header:
        if count and not (own[count].in_head or any(cell.width > 1 for cell in own[count - 1].cells)):
            break
        count += 1
    return count


def titles(own: list[Row]) -> frozenset[int]:
    """Find the rows that are headings of the rows below: every cell short and bold, or numbered as articles are.

    Texts in two languages side by side are written so. There must be several, each above a row of text.
    """
    short = [len(row.cells) > 1 and all(_is_title(cell) for cell in row.cells) for row in own]
    found = frozenset(number for number, is_title in enumerate(short) if is_title)
    apart = all(number + 1 < len(own) and not short[number + 1] for number in found)
    return found if len(found) > 1 and apart else frozenset()


def _is_title(cell: Cell) -> bool:
    if not 0 < cell.node.chars <= _LONGEST_NAME:
        return False
    if _is_bold(cell.node):
        return True
    found = parse(label(cell.node))
    return found is not None and found.strength is Strength.STRONG


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
    if _holds_outline(table) or _is_numbered(own):
        return False
    cells = [cell for row in own for cell in row.cells]
    largest = max(cell.node.chars for cell in cells)
    if largest > _LONG_CELL and not any(cell.is_header for cell in cells):
        # one cell that holds most of the text is the page itself, between a menu and a foot
        return largest * 2 < table.chars
    return len(own) > 1 or largest <= _LONG_CELL


def _holds_outline(table: Node) -> bool:
    """Tell a table with headings or tables of its own in it."""
    inner = (node for node in table.walk() if node.chars)
    return any(node.tag in HEADINGS or (node.tag == "table" and node is not table) for node in inner)


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
    return any(node.tag in HEADINGS for node in islice(cell.walk(), _MOST_INNER) if node.chars)


def _span(cell: Node, name: str) -> int:
    text = cell.attrs.get(name, "1").strip()
    return max(1, min(_WIDEST, int(text))) if text.isdecimal() and len(text) <= _DIGITS else 1
