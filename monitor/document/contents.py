"""A table of contents at the top that repeats the later headings in order: out, whether it has links or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.document import looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece

_FEWEST = 3
_LAST_START = 5000
"""A table of contents begins among so many first lines of a document."""
_MOST = 500
"""Lines of a table of contents: a list that is printed twice is followed no further, from each of its lines."""
_NAME = re.compile(
    r"(?i)(?:contents? of (?:this |the |these |our )?(?:terms|policy|page|document|agreement|notice)|"
    r"table of contents|contents|index|on this page|in this policy|in this article|jump to|quick links|"
    r"目 ?次|もくじ|table des matières|sommaire|"
    r"inhaltsverzeichnis|inhalt|índice|contenido|indice|sommario|inhoud|inhoudsopgave|目录|目錄|차례|목차|"
    r"содержание|оглавление|içindekiler|المحتويات|spis treści|sumário)[:：]?"
)


def is_name(heading: str) -> bool:
    """Tell whether a heading says that a table of contents follows.

    >>> is_name("Contents"), is_name("目次"), is_name("Contents of a parcel")
    (True, True, False)
    """
    return _NAME.fullmatch(heading) is not None


def without(pieces: Sequence[Piece]) -> list[Piece]:
    """Take away runs of three or more headlines each of which stands again further down, in the same order.

    There most must have text of their own: a list that is printed twice is no table of contents.
    """
    keys = [texts.loose(piece.body) if _could_stand_in(piece) else "" for piece in pieces]
    where: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key:
            where.setdefault(key, []).append(index)
    dropped: set[int] = set()
    index = 0
    while index < min(len(pieces), _LAST_START):
        end = _end(index, keys, where)
        if index and keys[index] and _NAME.fullmatch(pieces[index - 1].body):
            end = max(end, _named_end(index, pieces, keys, where))
        if end > index:
            dropped.update(range(index, end))
            if index and _NAME.fullmatch(pieces[index - 1].body):
                dropped.add(index - 1)
        index = max(end, index + 1)
    return [piece for index, piece in enumerate(pieces) if index not in dropped]


def _could_stand_in(piece: Piece) -> bool:
    return len(piece.body) <= looks.MAX_LABELLED and not looks.is_closed(piece.body.rstrip(".:"))


def _end(start: int, keys: Sequence[str], where: dict[str, list[int]]) -> int:
    """Give the end of the table of contents that begins at `start`; `start` where there is none."""
    index, places = start, list[int]()
    while index < min(len(keys), start + _MOST) and keys[index]:
        below = max(index, places[-1]) if places else index
        stands = where[keys[index]]
        again = bisect_right(stands, below)
        if again == len(stands) or (places and index >= places[0]):
            break
        places.append(stands[again])
        index += 1
    index = min(index, places[0]) if places else start
    places = places[: index - start]
    apart = sum(1 for place, following in pairwise(places) if following > place + 1)
    return index if len(places) >= _FEWEST and apart * 2 >= len(places) else start


def _named_end(start: int, pieces: Sequence[Piece], keys: Sequence[str], where: dict[str, list[int]]) -> int:
    """Give the end of the lines of one look below "Contents", where most of them stand again further down."""
    end = start
    first = pieces[start]
    while (
        end < min(len(keys), start + _MOST)
        and keys[end]
        and where[keys[end]][0] >= start
        and _is_alike(first, pieces[end])
    ):
        if end > start and first.readings and pieces[end].readings == first.readings:
            break
        end += 1
    again = sum(1 for key in keys[start:end] if where[key][-1] >= end)
    is_enough = end - start >= _FEWEST or again == end - start > 1
    return end if is_enough and again * 2 >= end - start else start


def _is_alike(one: Piece, other: Piece) -> bool:
    return one.block.kind is other.block.kind and one.tagged == other.tagged and one.bold == other.bold
