"""Plain text, or text with light marks such as Markdown's, to blocks: one line each, with its indent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document.block import Block, BlockKind
from monitor.document.letters import close_up
from monitor.document.marks import BULLETS
from monitor.document.numbering import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKDOWN_HEADING: Final = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*$")
_UNDERLINE: Final = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_RULE: Final = re.compile(r"[\s=*_~─━\-–—]{3,}")
_BOLD: Final = re.compile(r"(\*\*|__)([^*_]{1,300})\1\s*")
_TAB: Final = 4
_FEWEST_CELLS: Final = 2
_FEWEST_BULLETS: Final = 2
_TYPED_BULLET: Final = re.compile(r"(\s*)o(?:\t| {2,4})(?=\S)")


def blocks(text: str) -> list[Block]:
    """Give one block for each line that has text; `depth` tells the indent, 0 for the leftmost lines.

    Which lines go on with the one before is for the outline to tell: it sees them all.
    """
    found: list[Block] = []
    rows = _with_bullets(re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text))
    tabled = _tabled(rows)
    indents = _Indents()
    after_blank = True
    for number, row in enumerate(rows):
        if number in tabled:
            found.append(Block(text=" | ".join(tabled[number]), kind=BlockKind.ROW, cells=tabled[number]))
            after_blank = False
            continue
        stripped = texts.stored(close_up(row))
        if not stripped or _RULE.fullmatch(stripped):
            if found and not after_blank and _UNDERLINE.fullmatch(row):
                found[-1] = _heading(found[-1], 1 if "=" in row else 2)
            after_blank = True
            continue
        found.append(_block(stripped, indents.depth(row), starts=after_blank and not found, parted=after_blank))
        after_blank = False
    return found


def _with_bullets(rows: list[str]) -> list[str]:
    """Write the small o that typed documents such as RFCs set before items as a bullet, where two lines or more do."""
    typed = sum(_TYPED_BULLET.match(row) is not None for row in rows)
    return [_TYPED_BULLET.sub("\\1• ", row) for row in rows] if typed >= _FEWEST_BULLETS else rows


def _tabled(rows: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Find rows of tables: neighbours that tabs part into the same number of cells. A tab after a number parts none."""
    cells = [tuple(map(texts.stored, row.strip().split("\t"))) if "\t" in row.strip() else () for row in rows]
    found: dict[int, tuple[str, ...]] = {}
    for number, row in enumerate(cells):
        if len(row) < _FEWEST_CELLS or not all(row) or _is_label(row[0]):
            continue
        if len(row) in (
            len(cells[number - 1]) if number else 0,
            len(cells[number + 1]) if number + 1 < len(cells) else 0,
        ):
            found[number] = row
    return found


def _is_label(cell: str) -> bool:
    label = parse(f"{cell} x")
    return cell in BULLETS or (label is not None and label.end > len(cell))


class _Indents:
    """Turns columns of white space into depths: deeper than the last is one more, back is as before."""

    def __init__(self) -> None:
        self._columns: list[int] = []

    def depth(self, row: str) -> int:
        expanded = row.expandtabs(_TAB)
        column = len(expanded) - len(expanded.lstrip(" \u3000\xa0"))
        while self._columns and self._columns[-1] > column:
            self._columns.pop()
        if not self._columns or self._columns[-1] < column:
            self._columns.append(column)
        return len(self._columns) - 1


def _block(text: str, depth: int, *, starts: bool, parted: bool) -> Block:
    heading = _MARKDOWN_HEADING.fullmatch(text)
    if heading:
        return Block(text=heading[2], kind=BlockKind.HEADING, rank=len(heading[1]), starts=starts)
    bold = _BOLD.match(text)
    if bold:
        text = f"{bold[2]} {text[bold.end() :]}".strip()
        return Block(text=text, depth=depth, emphasis=len(bold[2]), starts=starts)
    return Block(text=text, depth=depth, starts=starts, parted=parted)


def _heading(block: Block, rank: int) -> Block:
    return Block(text=block.text, kind=BlockKind.HEADING, rank=rank, starts=block.starts)
