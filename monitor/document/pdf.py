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
from monitor.document.letters import close_up
from monitor.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN: Final = 0.12
"""Share of a page's height at its top and bottom where running heads stand."""
_EDGE: Final = 0.05
_FEWEST_PAGES: Final = 3
_PAGE_NUMBER: Final = re.compile(
    r"(?:page|seite|p\.?|ページ)?\s?[-–—]?\s?[0-9０-９ivx]{1,4}\s?[-–—]?(?:\s?(?:/|of|von|sur|de|／)\s?[0-9０-９]{1,4})?\s?(?:ページ|頁)?",
    re.IGNORECASE,
)
_PRINTED: Final = re.compile(
    r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}\b"
    r"|(?:https?|file)://\S{1,2000} +[0-9]{1,4} ?/ ?[0-9]{1,4}$",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"[0-9０-９]+")
_LARGER: Final = 1.15
_RANKS: Final = 4
_HEADING_GAP: Final = 0.8
_LEADING: Final = 1.5
_FULL: Final = 0.85
_NEAR: Final = 0.6
_NARROW: Final = 20
_WIDEST_STEP: Final = 2
"""Line heights from one line to the next of a paragraph: text that stands double-spaced."""
_PLACES: Final = 2
_WIDEST_INDENT: Final = 0.2
_MANY: Final = 40
"""Lines from which a few that reach further than the others are headings across columns."""
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
    lead: int = 0
    """Signs in bold from the start of the line."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lines of the whole document are set."""

    pitch: float
    """From the top of a line to the top of the next one of the same paragraph."""
    edges: dict[float, float]
    """For the left end of a line, as far to the right as lines that begin there or a little before it reach."""

    def edge(self, line: _Line) -> float:
        return self.edges[round(line.left, _PLACES)]


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
        [line for line in page if not (_in_margin(line) and (_is_of_paper(line) or seen[_shape(line)] >= often))]
        for page in pages
    ]


def _is_of_paper(line: _Line) -> bool:
    """Tell a page number, and what a browser prints at the edges of the paper: when, and from which address."""
    text = line.text.strip()
    at_edge = line.bottom < _EDGE or line.top > 1 - _EDGE
    return _PAGE_NUMBER.fullmatch(text) is not None or (at_edge and _PRINTED.match(text) is not None)


def _in_margin(line: _Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _shape(line: _Line) -> str:
    return _DIGITS.sub("0", texts.loose(line.text))


def _paragraphs(kept: Sequence[_Line], usual: float) -> list[list[_Line]]:
    setting = _Setting(_pitch(kept), _edges(kept))
    found: list[list[_Line]] = []
    for line in kept:
        is_large = line.size >= usual * _LARGER
        if found and (_is_same_heading(found[-1][-1], line) if is_large else _goes_on(found[-1], line, setting)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _pitch(kept: Sequence[_Line]) -> float:
    """Tell how far apart lines of a paragraph stand: the smaller distances, as those between paragraphs are wider."""
    height = median(line.bottom - line.top for line in kept)
    steps = sorted(after.top - before.top for before, after in pairwise(kept) if after.top - before.top > height * 0.8)
    return min(steps[len(steps) // _NARROW], height * _WIDEST_STEP) if steps else height


def _edges(kept: Sequence[_Line]) -> dict[float, float]:
    """Tell how far lines reach that begin at a place or up to an indent before it: columns end in different places."""
    by_left: dict[float, list[float]] = {}
    for line in kept:
        by_left.setdefault(round(line.left, _PLACES), []).append(line.right)
    found = {}
    for left in by_left:
        near = sorted(
            right for other, rights in by_left.items() if left - _WIDEST_INDENT <= other <= left for right in rights
        )
        found[left] = near[int(len(near) * 0.9)] if len(near) >= _MANY else near[-1]
    return found


def _is_same_heading(before: _Line, line: _Line) -> bool:
    """Tell a heading of two lines: one size, close together, no number of its own."""
    near = 0 <= line.top - before.bottom < (line.bottom - line.top) * _HEADING_GAP
    return near and _is_set_alike(before, line) and not lines.starts_item(line.text)


def _is_set_alike(before: _Line, line: _Line) -> bool:
    return line.size == before.size and line.bold == before.bold


def _goes_on(paragraph: Sequence[_Line], line: _Line, setting: _Setting) -> bool:
    before = paragraph[-1]
    if not _is_set_alike(before, line) or lines.starts_item(line.text) or _leads(before, line):
        return False
    edge = setting.edge(before)
    if before.text.endswith(_HYPHENS) or lines.continues(line.text):
        wide = before.right >= edge * _NEAR and not before.text.rstrip().endswith((":", ";"))
        return wide or before.text.endswith(_HYPHENS)
    if line.top - before.top > setting.pitch * _LEADING or line.left > before.left + _INDENT * 2:
        return False
    if lines.is_closed(before.text) and line.top < before.top:
        return False  # the page ended with the paragraph
    return before.right >= edge * _FULL and not _begins_anew(paragraph, line, edge)


def _begins_anew(paragraph: Sequence[_Line], line: _Line, edge: float) -> bool:
    """Tell a line that is indented, or whose first word had room above it, where a sentence ended with its line."""
    before = paragraph[-1]
    is_apart = line.left > paragraph[0].left + _INDENT or _had_room(before, line, edge)
    return is_apart and lines.is_closed(before.text)


def _had_room(before: _Line, line: _Line, edge: float) -> bool:
    """Tell a line that the first word of the next one would have fitted into: its writer ended it there."""
    text = line.text.lstrip()
    wide = text[:1] > "⺀"
    word = 1 if wide else len(text.split(" ", 1)[0]) + 1
    return before.right + (line.right - line.left) * word / max(1, len(text)) < edge


def _leads(before: _Line, line: _Line) -> bool:
    """Tell a line that begins with a heading in bold, after a sentence that ended with its line."""
    lead = line.text[: line.lead].rstrip()
    return lead.endswith((".", ":", "：", "。")) and lines.is_closed(before.text)


def _block(paragraph: Sequence[_Line], usual: float, ranks: dict[float, int]) -> Block:
    text = texts.stored(close_up(_glue([line.text for line in paragraph])))
    first = paragraph[0]
    rank = ranks.get(first.size, 0)
    heading = bool(rank) and len(text) <= _LONGEST_HEADING
    return Block(
        text=text,
        kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
        rank=rank if heading else 0,
        emphasis=len(text) if first.bold or heading else len(texts.stored(first.text[: first.lead])),
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
