"""Lines of a PDF to blocks: running heads and page numbers gone, lines joined, headings told by size and weight."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document import child, lines
from monitor.document.block import Block, BlockKind
from monitor.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 0.12
"""Share of a page's height at its top and bottom where running heads stand."""
_FEWEST_PAGES: Final = 3
_PAGE_NUMBER: Final = re.compile(
    r"(?:page|seite|p\.?|ページ)?\s?[-–—]?\s?[0-9０-９ivx]{1,4}\s?[-–—]?(?:\s?(?:/|of|von|sur|de|／)\s?[0-9０-９]{1,4})?\s?(?:ページ|頁)?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"[0-9０-９]+")
_LARGER: Final = 1.15
_RANKS: Final = 4
_HEADING_GAP: Final = 0.8
_LEADING: Final = 1.5
_FULL: Final = 0.85
_INDENT: Final = 0.02
_LONGEST_HEADING: Final = 200
_HYPHENS: Final = ("\x02", "\u00ad", "\ufffe")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def blocks(body: bytes) -> list[Block]:
    """Give the blocks of a PDF in reading order.

    Raises:
        DocumentError: it cannot be opened, holds no text, or the extra for PDFs is not installed.
    """
    pages = [[_Line(**line) for line in page] for page in child.ask("pdf", body)]
    found = join(pages)
    if not found:
        raise DocumentError("the PDF holds no text", hint="it may be a scan: images of pages")
    return found


def join(pages: Sequence[Sequence[_Line]]) -> list[Block]:
    """Make blocks of the lines of all pages."""
    kept = [line for page in _without_heads(pages) for line in page if texts.stored(line.text)]
    sizes: Counter[float] = Counter()
    for line in kept:
        sizes[line.size] += len(line.text)
    if not sizes:
        return []
    usual = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size >= usual * _LARGER), reverse=True)
    ranks = {size: min(_RANKS, rank) for rank, size in enumerate(larger, 1)}
    return [_block(paragraph, usual, ranks) for paragraph in _paragraphs(kept, usual)]


def _without_heads(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Drop page numbers, and lines in the margins that stand on most pages, whatever number they carry."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in page if _in_margin(line)})
    often = max(_FEWEST_PAGES, len(pages) // 2)
    return [
        [
            line
            for line in page
            if not (_in_margin(line) and (_PAGE_NUMBER.fullmatch(line.text.strip()) or seen[_shape(line)] >= often))
        ]
        for page in pages
    ]


def _in_margin(line: _Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _shape(line: _Line) -> str:
    return _DIGITS.sub("0", texts.loose(line.text))


def _paragraphs(kept: Sequence[_Line], usual: float) -> list[list[_Line]]:
    gaps = [after.top - before.bottom for before, after in pairwise(kept) if after.top > before.bottom]
    heights = [line.bottom - line.top for line in kept]
    leading = median(heights) + (median(gaps) if gaps else 0.0)
    edge = sorted(line.right for line in kept)[int(len(kept) * 0.9)]
    found: list[list[_Line]] = []
    for line in kept:
        is_large = line.size >= usual * _LARGER
        if found and (_is_same_heading(found[-1][-1], line) if is_large else _goes_on(found[-1], line, leading, edge)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_same_heading(before: _Line, line: _Line) -> bool:
    """Tell a heading of two lines: one size, close together, no number of its own."""
    near = 0 <= line.top - before.bottom < (line.bottom - line.top) * _HEADING_GAP
    return near and line.size == before.size and line.bold == before.bold and not lines.starts_item(line.text)


def _goes_on(paragraph: Sequence[_Line], line: _Line, leading: float, edge: float) -> bool:
    before = paragraph[-1]
    if line.size != before.size or line.bold != before.bold or lines.starts_item(line.text):
        return False
    if lines.continues(line.text) or before.text.endswith(_HYPHENS):
        return True
    if line.top - before.top > leading * _LEADING or line.left > before.left + _INDENT * 2:
        return False
    if lines.is_closed(before.text) and line.top < before.top:
        return False  # the page ended with the paragraph
    if before.right < edge * _FULL:
        return False
    return not (lines.is_closed(before.text) and line.left > paragraph[0].left + _INDENT)


def _block(paragraph: Sequence[_Line], usual: float, ranks: dict[float, int]) -> Block:
    text = texts.stored(_glue([line.text for line in paragraph]))
    first = paragraph[0]
    rank = ranks.get(first.size, 0)
    heading = bool(rank) and len(text) <= _LONGEST_HEADING
    return Block(
        text=text,
        kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
        rank=rank if heading else 0,
        emphasis=len(text) if first.bold or heading else 0,
        size=round(first.size / usual, 2) if usual else 0.0,
    )


def _glue(parts: Sequence[str]) -> str:
    whole = ""
    for part in parts:
        if whole.endswith(_HYPHENS):
            whole = whole[:-1] + part.lstrip()
        elif whole and whole[-1:] > "\u2e80" and part[:1] > "\u2e80":
            whole += part.lstrip()
        else:
            whole = f"{whole} {part}"
    return whole
