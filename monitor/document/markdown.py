"""Markdown to blocks, as a browser would show the page made of it.

What policies are written in: headings, paragraphs, nested lists, tables, emphasis, links of all kinds, tags between
the words. Each line is looked at once, and no pattern goes back over what it has read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document import inline, run
from monitor.document.block import Block, BlockKind
from monitor.document.furniture import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END: Final = re.compile(r"(?<=[ \t])#+$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE: Final = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_ITEM: Final = re.compile(r"(?:[*+-]|(\d{1,9})[.)])(?:[ \t]+|$)")
_DELIMITERS: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_QUOTE: Final = re.compile(r"(?:>[ \t]?){1,10}")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})")
_TAB: Final = 4
_DEEPEST: Final = 30
_LONGEST_FRONT: Final = 100


@dataclass(slots=True)
class _List:
    """An open list: where its markers stand, and the last number it printed."""

    column: int
    number: int = 0


def lines(text: str, url: str = "") -> list[Line]:
    """Give the blocks of a text in Markdown, each with how much of it is inside links.

    Args:
        text: the decoded page.
        url: its address, for relative links.
    """
    rows = _without_front(inline.without_notes(text).splitlines())
    rows, links = inline.definitions(rows)
    reader = _Reader(url, links)
    for number, row in enumerate(rows):
        reader.read(row.expandtabs(_TAB), rows[number + 1] if number + 1 < len(rows) else "")
    reader.flush()
    return reader.found


def _without_front(rows: list[str]) -> list[str]:
    """Leave out the settings some writers put above a text, between two lines of dashes."""
    if not rows or rows[0].strip() != "---":
        return rows
    end = next((number for number, row in enumerate(rows[1:_LONGEST_FRONT], 1) if row.strip() == "---"), 0)
    return rows[end + 1 :] if end else rows


class _Reader:
    def __init__(self, url: str, links: dict[str, str]) -> None:
        self.found: list[Line] = []
        self._url = url
        self._links = links
        self._open: list[str] = []
        """Rows of the paragraph that is being read."""
        self._lists: list[_List] = []
        self._item: str | None = None
        """Marker of the item whose first block is being read; None outside items and after that block."""
        self._inside = False
        """True while blocks belong to the last item."""
        self._headers: list[str] | None = None
        self._fence = ""
        self._skip = False

    def read(self, row: str, following: str) -> None:
        """Take the next row; `following` is the one below it."""
        bare = _QUOTE.sub("", row.lstrip(), count=1) if row.lstrip().startswith(">") else row
        words = bare.strip()
        column = len(bare) - len(bare.lstrip())
        if self._skip or self._code(words):
            self._skip = False
        elif not words:
            self.flush()
            self._headers = None
        elif not self._marked(words, column, bare) and not self._row(words, following):
            if not self._open and not column:
                self._leave()
            self._open.append(bare)

    def flush(self) -> None:
        """End the paragraph that is being read."""
        if not self._open:
            return
        pieces: list[run.Piece] = []
        spelling = inline.Spelling(self._url, self._links)
        for number, row in enumerate(self._open):
            if number:
                breaks = self._open[number - 1].endswith(("  ", "\\"))
                pieces.append(run.Piece("\n" if breaks else " "))
            pieces.extend(spelling.pieces(row.strip().removesuffix("\\")))
        self._open = []
        for line in run.blocks(pieces):
            self._add(line)

    def _code(self, words: str) -> bool:
        fence = _FENCE.match(words)
        if self._fence:
            if words.startswith(self._fence) and not words.strip(self._fence[0]):
                self._fence = ""
            elif words:
                self._add(run.Line(texts.stored(words)))
            return True
        if fence is None:
            return False
        self.flush()
        self._fence = fence[1]
        return True

    def _marked(self, words: str, column: int, row: str) -> bool:
        """Read headings, rules and the first rows of items; tell whether this was one."""
        heading = _HEADING.match(words)
        under = _UNDERLINE.fullmatch(row)
        if heading:
            self.flush()
            self._leave()
            self._head([_HEADING_END.sub("", words[heading.end() :])], len(heading[1]))
        elif under and self._open and self._item is None:
            rows, self._open = self._open, []
            self._head(rows, 1 if under[1][0] == "=" else 2)
        elif _RULE.fullmatch(words):
            self.flush()
            self._leave()
        elif (item := _ITEM.match(words)) and (item.end() < len(words) or not self._open):
            self.flush()
            self._begin(column, item[1])
            self._open = [words[item.end() :]] if item.end() < len(words) else []
        else:
            return False
        self._headers = None
        return True

    def _head(self, rows: Sequence[str], rank: int) -> None:
        spelling = inline.Spelling(self._url, self._links)
        line = run.spell([piece for row in rows for piece in (*spelling.pieces(row.strip()), run.Piece(" "))])
        if line.text:
            block = Block(text=line.text, kind=BlockKind.HEADING, rank=rank, emphasis=line.emphasis, links=line.links)
            self.found.append(Line(block, line.linked))

    def _begin(self, column: int, number: str | None) -> None:
        while self._lists and self._lists[-1].column > column:
            self._lists.pop()
        if not self._lists or (column > self._lists[-1].column + 1 and len(self._lists) < _DEEPEST):
            self._lists.append(_List(column))
        last = self._lists[-1]
        last.number = max(int(number), last.number + 1) if number else 0
        self._item, self._inside = f"{last.number}." if number else "", True

    def _leave(self) -> None:
        """End all lists: what comes stands at the left margin."""
        self._lists, self._item, self._inside = [], None, False

    def _add(self, line: run.Line) -> None:
        first, self._item = self._item, None
        block = Block(
            text=line.text,
            kind=BlockKind.ITEM if self._inside else BlockKind.PARAGRAPH,
            marker=first or "",
            depth=len(self._lists) if self._inside else 0,
            continues=self._inside and first is None,
            emphasis=line.emphasis,
            links=line.links,
        )
        self.found.append(Line(block, line.linked))

    def _row(self, words: str, following: str) -> bool:
        """Read a row of a table; tell whether it was one."""
        if "|" not in words:
            self._headers = None
            return False
        if self._headers is None:
            if self._open or "-" not in following or not _DELIMITERS.fullmatch(following.strip()):
                return False
            self._leave()
            self._headers, self._skip = [cell.text for cell in self._cells(words)], True
            return True
        self._add_row(self._cells(words))
        return True

    def _cells(self, words: str) -> list[run.Line]:
        inner = words.removeprefix("|")
        inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
        parts = re.split(r"(?<!\\)\|", inner)
        spelling = inline.Spelling(self._url, self._links)
        return [
            run.spell(
                [run.Piece(" ") if piece.text == "\n" else piece for piece in spelling.pieces(part)] or [run.Piece("")]
            )
            for part in parts
        ]

    def _add_row(self, lines: Sequence[run.Line]) -> None:
        headers = self._headers or []
        named = [
            (f"{headers[place]}: {line.text}" if place < len(headers) and headers[place] else line.text)
            for place, line in enumerate(lines)
            if line.text
        ]
        if not named:
            return
        alone = len(named) == 1
        block = Block(
            text=" | ".join(named),
            kind=BlockKind.PARAGRAPH if alone else BlockKind.ROW,
            cells=() if alone else tuple(named),
            links=tuple(link for line in lines for link in line.links),
        )
        self.found.append(Line(block, sum(line.linked for line in lines)))
