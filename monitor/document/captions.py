"""Captions of articles: Japanese laws and rules print （目的） on a line of its own, above the 第1条 that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document.block import BlockKind
from monitor.document.readings import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece

_CAPTION: Final = re.compile(r"[（(][^（）()。]{1,40}[)）]")
_BRACKETS: Final = "（(【「"


def attach(pieces: Sequence[Piece]) -> list[Piece]:
    """Give each article the caption above it, which is then no piece of its own.

    An article that has a heading of its own, in brackets or in a tag, has no caption: the line stays what it is.
    """
    kept: list[Piece] = []
    for piece in pieces:
        if kept and _may_have_caption(piece) and _is_caption(kept[-1]):
            piece.caption = kept.pop()
        kept.append(piece)
    return kept


def _may_have_caption(piece: Piece) -> bool:
    is_article = any(reading.style == ARTICLE for reading in piece.readings) and not piece.item
    return is_article and piece.body[:1] not in _BRACKETS and not (piece.tagged and piece.body)


def _is_caption(piece: Piece) -> bool:
    plain = not piece.label and not piece.item and piece.block.kind is not BlockKind.ROW
    return plain and _CAPTION.fullmatch(piece.body) is not None


def words(caption: Piece) -> str:
    """Give what stands between the brackets."""
    return caption.body[1:-1].strip()
