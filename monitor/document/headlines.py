"""Headings that have no label: bold lines, signs, bold leads, the title; unmarked lines where nothing else is."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.document import looks, marks, runins, unmarked
from monitor.document.block import BlockKind
from monitor.document.dates import is_date_line
from monitor.document.unmarked import Cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece


APART = "apart"
"""Style of headings that stand beside all numbered ones."""
_TOP = 15
"""The title of a page without headings stands among so many first lines."""
_TITLE = re.compile(
    r"(?i)\b(?:privacy|cookies?|copyright|terms of|terms and|terms & |terms$|user terms|conditions|guidelines|"
    r"imprint|agreement|data protection)|datenschutz|nutzungsbedingungen|agb\b|impressum|"
    r"confidentialit|mentions légales|privacidad|términos|condiciones|privacidade|termos|privacybeleid|"
    r"voorwaarden|informativa|"
    r"プライバシー|ポリシー|方針|規約|約款|取扱い|取り扱い|について|隐私|政策|条款|개인정보|약관"
)
_TITLE_END = re.compile(r"(?i)\b(?:policy|policies|notice|statement|rules)$")
_MOST_IN_A_ROW = 2
_MOST_BOLD = 0.5
_MOST_REPEATED = 2
_FEWEST_OPEN = 3


def is_title(text: str) -> bool:
    """Tell whether a heading names a policy, terms or the like."""
    return (_TITLE.search(text) or _TITLE_END.search(text)) is not None


def add(cuts: dict[int, Cut], pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Add the headings without a label to those already found."""
    found = dict(cuts)
    for finder in (_apart, _bold, _marked, _leads):
        for index, cut in finder(pieces).items():
            found.setdefault(index, cut)
    title = _title(found, pieces)
    found.update(title)
    if len(found) <= 1:
        found.update(_phrases(found, pieces))
    return found | unmarked.find(pieces, found)


def _apart(pieces: Sequence[Piece]) -> dict[int, Cut]:
    return {
        index: Cut(APART, len(piece.body))
        for index, piece in enumerate(pieces)
        if not piece.label and looks.is_apart(piece.body)
    }


def _bold(pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Find lines set apart as a whole. More than two in a row are an address or a list.

    Where some end in a full stop and others do not, those that do are written as leads are, below the others.
    """
    weights = [len(piece.body) for piece in pieces if piece.block.kind is not BlockKind.HEADING]
    bold = sum(len(piece.body) for piece in pieces if piece.bold and piece.block.kind is not BlockKind.HEADING)
    if bold > _MOST_BOLD * sum(weights):
        return {}
    found = _not_crowded([index for index, piece in enumerate(pieces) if _is_bold_heading(piece)], pieces)
    pointed = {index for index in found if pieces[index].body.endswith((".", "。")) and pieces[index].block.size == 0}
    if not _MOST_IN_A_ROW <= len(pointed) < len(found):
        pointed = set()
    return {
        index: Cut("lead" if index in pointed else _bold_style(pieces[index]), len(pieces[index].body))
        for index in found
    }


def _is_bold_heading(piece: Piece) -> bool:
    if piece.tagged or piece.run is not None or piece.item or piece.block.kind is BlockKind.ROW:
        return False
    set_apart = piece.bold or piece.block.size >= 1.15  # noqa: PLR2004 - a larger size a reader sees
    return set_apart and looks.is_bold_headline(piece.body)


def _bold_style(piece: Piece) -> str:
    return f"bold {piece.block.size:.1f}" if piece.block.size >= 1.15 else "bold"  # noqa: PLR2004 - as above


def _not_crowded(found: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
    """Leave out runs of more than two neighbours, and what is last with nothing below it."""
    kept: list[int] = []
    group: list[int] = []
    for index in [*found, -1]:
        if group and index != group[-1] + 1:
            if len(group) <= _MOST_IN_A_ROW and group[-1] + 1 < len(pieces):
                kept.extend(group)
            group = []
        group.append(index)
    return kept


def _marked(pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Find lines behind ■ and the like, or in 【】, where most of that sign have text of their own below them.

    Whole sentences behind the same sign are items of a list, and say nothing of the others.
    """
    found: dict[int, Cut] = {}
    for sign, places in _by_sign(pieces).items():
        good = [
            (index, end)
            for index, end in places
            if end and (end < len(pieces[index].body) or _opens(index, sign, pieces))
        ]
        if len(good) * 2 > len(places):
            found.update({index: Cut(sign, end) for index, end in good})
    return found


def _by_sign(pieces: Sequence[Piece]) -> dict[str, list[tuple[int, int]]]:
    """Give for each sign the lines behind it: where each is, and where its headline ends, 0 where it has none."""
    by_sign: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        if piece.tagged or piece.run is not None or piece.block.kind in (BlockKind.ROW, BlockKind.ITEM):
            continue
        inner, rest = marks.bracketed(piece.body)
        if piece.mark:
            if not looks.is_prose(piece.body):
                end = len(piece.body) if looks.is_headline(piece.body) else 0
                by_sign.setdefault(piece.mark, []).append((index, end))
        elif inner:
            end = len(piece.body) - len(rest) if not rest or looks.is_prose(rest) else 0
            by_sign.setdefault(piece.body[0], []).append((index, end))
    return by_sign


def _opens(index: int, sign: str, pieces: Sequence[Piece]) -> bool:
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return following is not None and following.mark != sign and following.body[:1] != sign


def _leads(pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Find paragraphs with a bold lead that is closed and followed by prose.

    A single one is no style of a document, and words that return again and again ("Short version:") name no part of it.
    """
    led = {index: piece for index, piece in enumerate(pieces) if _has_lead(piece)}
    found: dict[int, Cut] = {}
    for index, piece in led.items():
        end = runins.lead_end(piece.body, piece.lead)
        if end and (looks.is_prose(piece.body[end:]) or piece.body.endswith((":", "："))):
            found[index] = Cut("lead", end)
    if len(found) * 2 < len(led):
        found.update(_open_leads(led))
    if len(found) >= _FEWEST_OPEN:
        found.update(_short_leads(led, found))
    if len(found) > 1:
        found.update(
            (index, Cut("lead", len(piece.body)))
            for index, piece in led.items()
            if not looks.has_words(piece.body[piece.lead :])
        )
    words = Counter(texts.loose(pieces[index].body[:end]) for index, (_style, end) in found.items())
    found = {
        index: cut
        for index, cut in found.items()
        if words[texts.loose(pieces[index].body[: cut.end])] <= _MOST_REPEATED
    }
    return found if len(found) > 1 else {}


def _has_lead(piece: Piece) -> bool:
    plain = not piece.tagged and not piece.item and piece.run is None and piece.block.kind is BlockKind.PARAGRAPH
    return plain and 0 < piece.lead < len(piece.body) and not is_date_line(piece.body)


def _short_leads(led: dict[int, Piece], found: dict[int, Cut]) -> dict[int, Cut]:
    """Find leads with but a few words behind them, where others have sentences; two in a row are a list of facts."""
    ends = {index: runins.lead_end(piece.body, piece.lead) for index, piece in led.items() if index not in found}
    short = {index: Cut("lead", end) for index, end in ends.items() if 0 < end < len(led[index].body)}
    return {index: cut for index, cut in short.items() if index - 1 not in short and index + 1 not in short}


def _phrases(cuts: dict[int, Cut], pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Find paragraphs that begin with a few words and a sign, without markup, where most of the document is so."""
    bodies = {
        index: piece.body
        for index, piece in enumerate(pieces)
        if index not in cuts and not piece.item and piece.run is None and piece.block.kind is BlockKind.PARAGRAPH
    }
    found = {index: Cut("lead", end) for index, body in bodies.items() if (end := runins.few_words_end(body))}
    prose = sum(looks.is_prose(body) for body in bodies.values())
    return found if len(found) >= _FEWEST_OPEN and len(found) * 2 >= prose else {}


def _open_leads(led: dict[int, Piece]) -> dict[int, Cut]:
    """Find bold leads that only a space parts from the text, where that is how the document writes its headings.

    A bold word that a sentence begins with is none: then the sentence goes on in small letters, or without a space.
    """
    ends = {index: runins.open_lead_end(piece.body, piece.lead) for index, piece in led.items()}
    sure = [index for index, end in ends.items() if end and looks.is_prose(led[index].body[end:])]
    if len(sure) < _FEWEST_OPEN or len(sure) * 4 < len(led) * 3:
        return {}
    return {index: Cut("lead", end) for index, end in ends.items() if end}


def _title(cuts: dict[int, Cut], pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Find the title of a page whose markup has no headings: the first line, or the first that names a policy."""
    first = min(cuts, default=len(pieces))
    if first == 0 or any(pieces[index].block.kind is BlockKind.HEADING for index in cuts):
        return {}
    above = takewhile(_is_no_sentence, pieces[: min(first, _TOP)])
    candidates = [index for index, piece in enumerate(above) if _can_be_title(piece)]
    named = [index for index in candidates if _TITLE.search(pieces[index].body)]
    ending = [index for index in candidates if _TITLE_END.search(pieces[index].body)]
    chosen = named[:1] or ending[:1] or [index for index in candidates[:1] if index == 0]
    return {index: Cut("title", len(pieces[index].body)) for index in chosen}


def _is_no_sentence(piece: Piece) -> bool:
    return looks.is_headline(piece.body) or not looks.is_prose(piece.body)


def _can_be_title(piece: Piece) -> bool:
    is_plain = not (piece.item or piece.label or piece.block.kind is BlockKind.ROW)
    return is_plain and looks.is_headline(piece.body) and " > " not in piece.body
