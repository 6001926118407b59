"""Headings that neither a tag nor a number nor bold type tells: by their place, and by being made alike.

Two signs are enough each. A line stands alone between finished text and text of its own, at several places of the
document. Or the lines of one class are all short, there are several of them, and text follows them: a style
sheet sets them apart, wherever it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from monitor.document import looks
from monitor.document.block import BlockKind
from monitor.document.dates import is_date_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from monitor.document.pieces import Piece


class Cut(NamedTuple):
    """Where a heading ends in the body of its piece, and its style."""

    style: str
    end: int


PLAIN: Final = "plain"
MADE: Final = "made"
_CONTACT: Final = re.compile(
    r"(?i)\b(?:contact|inquir|enquir|kontakt|contatt)|nous joindre|問い?合わ?せ|連絡先|窓口|联系|聯絡|연락|문의"
)
"""A line that announces an address."""
_MOSTLY: Final = 3
_FEWEST: Final = 3
_MOST_REPEATED: Final = 2
_MANY_BROKEN: Final = 10
_PLACE: Final = Cut(PLAIN, 0)
_NEARLY_ALL: Final = 0.9
_MOST_MAKES: Final = 3
_MOST_TEXT: Final = 0.3


def find(pieces: Sequence[Piece], cuts: Mapping[int, Cut]) -> dict[int, Cut]:
    """Find them beside the headings already found.

    Lines in a plain place count where hardly anything else of the document is set apart as a heading. Numbers set
    nothing apart: a document with numbered clauses may have plain headings above or between them, if several stand
    alone between sentences, and no fewer than the headings that bold type or a tag sets apart. Several questions that
    stand alone between texts are headings in any document.
    """
    made = _made(pieces, cuts)
    known = {**cuts, **made}
    lines = _lines(pieces, known)
    places = _places(lines, pieces, known)
    titled = min(cuts, default=1) == 0 or any(cut.style == "title" for cut in cuts.values())
    sure = {index for index in places if _is_sure(index, pieces)}
    if len(places) < _MOSTLY * (len(known) - titled):
        apart = sum(not pieces[index].label or pieces[index].tagged for index in known) - titled
        if len(sure) < max(_FEWEST, apart) or _are_broken(lines, pieces):
            asked = {index for index in places if pieces[index].body.endswith(("?", "？"))}
            return made | _cut(asked if len(asked) >= _FEWEST else (), pieces)
        places = places if len(sure) * 2 >= len(places) else sure
    if len(sure) >= _FEWEST:
        places = places | _pairs(lines, pieces, {**known, **dict.fromkeys(places, _PLACE)})
    return made | _cut(places, pieces)


def _cut(places: Iterable[int], pieces: Sequence[Piece]) -> dict[int, Cut]:
    return {index: Cut(PLAIN, len(pieces[index].body)) for index in places}


def _lines(pieces: Sequence[Piece], cuts: Mapping[int, Cut]) -> list[int]:
    """List short lines that are no headings yet; words that return again and again name no part."""
    lines = [index for index, piece in enumerate(pieces) if index not in cuts and _is_line(piece)]
    words = Counter(pieces[index].body for index in lines)
    return [index for index in lines if words[pieces[index].body] <= _MOST_REPEATED]


def _are_broken(lines: Sequence[int], pieces: Sequence[Piece]) -> bool:
    """Tell whether lines break off in mid-sentence: cut by the width of a page, they stand in no place of their own."""
    return sum(looks.is_unfinished(pieces[index].body) for index in lines) * _MANY_BROKEN >= len(lines)


# --- by their place ----------------------------------------------------------------------------------------------


def _places(lines: Sequence[int], pieces: Sequence[Piece], cuts: Mapping[int, Cut]) -> set[int]:
    """Find lines between closed text and prose or a list. Two in a row are neither."""
    alone = set(lines)
    return {
        index
        for index in lines
        if (index - 1 not in alone or _begins_paragraph(index, pieces))
        and _stands_between(index, pieces, cuts, heads_lines=index + 1 in alone)
    }


def _pairs(lines: Sequence[int], pieces: Sequence[Piece], cuts: Mapping[int, Cut]) -> set[int]:
    """Find two lines and no more between sentences: a heading and the first one below it."""
    alone = set(lines) - set(cuts)
    found: set[int] = set()
    for index in alone:
        if index + 1 not in alone or index - 1 in alone or index + 2 in alone or index + 2 >= len(pieces):
            continue
        before = pieces[index - 1] if index else None
        over = before is None or index - 1 in cuts or looks.is_closed(before.body)
        opens = before is not None and before.body.endswith((":", "："))
        named = not any(looks.is_pair(pieces[line].body) for line in (index, index + 1))
        if over and not opens and named and _is_sentence(pieces[index + 2].body) and not pieces[index + 2].item:
            found.update((index, index + 1))
    return found


def _is_line(piece: Piece) -> bool:
    if piece.item or piece.label or piece.block.kind is BlockKind.ROW:
        return False
    return looks.is_headline(piece.body) or (piece.body.isupper() and looks.is_headline(piece.body.rstrip(".: ")))


def _begins_paragraph(index: int, pieces: Sequence[Piece]) -> bool:
    """Tell a line with an empty one above it and none below: whatever stands above, it does not go on."""
    return pieces[index].block.parted and index + 1 < len(pieces) and not pieces[index + 1].block.parted


def _is_over(before: Piece) -> bool:
    """Tell whether a block leaves nothing open: a table and an address do as a sentence does."""
    return before.block.kind is BlockKind.ROW or looks.is_closed(before.body) or looks.is_contact(before.body)


def _stands_between(index: int, pieces: Sequence[Piece], cuts: Mapping[int, Cut], *, heads_lines: bool) -> bool:
    """Tell whether a line stands between closed text and text of its own.

    One that heads further short lines ("heads_lines") must say that an address follows.
    """
    piece = pieces[index]
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if after is None or after.block.kind is BlockKind.HEADING:
        return False
    closed = before is None or index - 1 in cuts or before.item or before.label or _is_over(before)
    closed = closed or _begins_paragraph(index, pieces)
    if before is not None and before.body.endswith((":", "：", ",", "、")) and not before.item:
        return False
    opens = (_CONTACT.search(piece.body) is not None) if heads_lines else _is_text(after) or _is_dated(index, pieces)
    return bool(closed) and opens and (not looks.is_pair(piece.body) or len(piece.body) > looks.MAX_HEADING)


def _is_dated(index: int, pieces: Sequence[Piece]) -> bool:
    """Tell a line with a date below it, and text below that."""
    return is_date_line(pieces[index + 1].body) and index + 2 < len(pieces) and _is_text(pieces[index + 2])


def _is_text(after: Piece) -> bool:
    return (
        after.item
        or bool(after.label)
        or after.block.kind is BlockKind.ROW
        or looks.is_prose(after.body)
        or looks.is_closed(after.body)
    )


def _is_sure(index: int, pieces: Sequence[Piece]) -> bool:
    """Tell a line between two texts of sentences, where a list or a table may be anything's."""
    before, after = pieces[index - 1] if index else None, pieces[index + 1]
    return (before is None or looks.is_closed(before.body)) and not after.item and _is_sentence(after.body)


def _is_sentence(text: str) -> bool:
    return looks.is_prose(text) and looks.is_closed(text) and not text[:1].islower()


# --- by how they are made ----------------------------------------------------------------------------------------


def _made(pieces: Sequence[Piece], cuts: Mapping[int, Cut]) -> dict[int, Cut]:
    """Find the lines of classes that stand on hardly anything but lines with text below them."""
    by_make: dict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if piece.block.make:
            by_make[piece.block.make].append(index)
    tagged = sum(piece.tagged and piece.block.rank > 1 for piece in pieces)
    whole = sum(len(piece.body) for piece in pieces)
    good = {
        make: places
        for make, places in by_make.items()
        if len(places) >= max(_FEWEST, tagged) and _are_headings(places, pieces, whole)
    }
    ranks = _ranked(good)
    return {
        index: Cut(f"{MADE} {ranks[make]}", len(pieces[index].body))
        for make, places in good.items()
        if make in ranks
        for index in places
        if index not in cuts and _is_line(pieces[index])
    }


def _are_headings(places: Sequence[int], pieces: Sequence[Piece], whole: int) -> bool:
    lines = sum(_is_line(pieces[index]) or bool(pieces[index].label) for index in places)
    plain = sum(_is_line(pieces[index]) for index in places)
    if plain < _FEWEST or lines < _NEARLY_ALL * len(places):
        return False
    if len({pieces[index].body for index in places}) < _NEARLY_ALL * len(places):
        return False
    make = pieces[places[0]].block.make
    heading = sum(_heads(index, make, pieces) for index in places)
    wide = sum(len(pieces[index].body) for index in places)
    return heading * 4 >= len(places) * 3 and wide <= _MOST_TEXT * whole


def _heads(index: int, make: str, pieces: Sequence[Piece]) -> bool:
    """Tell whether text that is made otherwise stands below a line, at once or below one more line."""
    below = pieces[index + 1 : index + 3]
    if not below or below[0].block.make == make or below[0].tagged:
        return False
    return _is_text(below[0]) or is_date_line(below[0].body) or (len(below) > 1 and _is_text(below[1]))


def _ranked(good: Mapping[str, Iterable[int]]) -> dict[str, int]:
    """Order makes from the outermost: what stands at once above another contains it."""
    where = {index: make for make, places in good.items() for index in places}
    above: dict[tuple[str, str], int] = defaultdict(int)
    for one, other in pairwise(sorted(where)):
        if other == one + 1 and where[one] != where[other]:
            above[where[one], where[other]] += 1
    makes = sorted(
        good, key=lambda make: (sum(above[other, make] > above[make, other] for other in good), min(good[make]))
    )
    return {make: number for number, make in enumerate(makes[:_MOST_MAKES], 1)}
