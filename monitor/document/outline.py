"""Which blocks are headings and which are clauses, decided over the whole document at once.

What a heading looks like is a matter of the document's own style: a sequence of numbers is either all sections or
all items, bold lines count only where most of the text is not bold, unmarked lines only where nothing else is a
heading. So a heading does not come and go with the length of its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from monitor import text as texts
from monitor.document import captions, divisions, headlines, marks, runins, sequences
from monitor.document.block import BlockKind
from monitor.document.dates import is_date_line
from monitor.document.unmarked import Cut
from monitor.model import ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece, Run
    from monitor.model import Link


class Heading(NamedTuple):
    """A heading in reading order; `style` tells which others stand on its level."""

    label: str
    text: str
    style: str
    rank: int
    """1 to 6 for a heading tag, else 0."""
    run: Run | None
    value: tuple[int, ...]
    depth: int
    """List depth of the block that holds it."""
    links: tuple[Link, ...]
    look: str = ""
    """How the whole line is set apart where no tag says so: "bold", a bracket; "" where it is not."""


class Body(NamedTuple):
    """A clause in reading order, its depth not yet counted from its section."""

    text: str
    kind: ClauseKind
    label: str
    links: tuple[Link, ...]
    listed: int
    """List depth in the markup."""
    run: Run | None
    typed: bool
    """True when its bullet or number was typed into the text."""


def flatten(pieces: Sequence[Piece]) -> list[Heading | Body]:
    """Decide for every piece; a run-in heading gives a heading and a clause."""
    divisions.decide(sequences.assign(pieces), pieces)
    cuts = _cuts(pieces)
    entries: list[Heading | Body] = []
    for index, piece in enumerate(pieces):
        cut = cuts.get(index)
        if cut is None:
            entries.extend(_body(part) for part in (piece.caption, piece) if part is not None)
        elif piece.caption is not None:
            entries.extend(_captioned(piece, piece.caption, cut))
        elif not (entries and _is_said_twice(entries[-1], piece, cut)):
            entries.extend(_split(piece, cut))
    return entries


def _is_said_twice(before: Heading | Body, piece: Piece, cut: Cut) -> bool:
    """Tell a heading that only repeats the one it stands under: a page's banner and the document's own title."""
    if not isinstance(before, Heading) or before.label or piece.label or cut.end < len(piece.body):
        return False
    return texts.key(before.text).casefold() == texts.key(piece.body).casefold()


def _cuts(pieces: Sequence[Piece]) -> dict[int, Cut]:
    """Map the index of each heading to its style and to where in its body the heading ends."""
    cuts: dict[int, Cut] = {}
    for index, piece in enumerate(pieces):
        if piece.tagged:
            cuts[index] = Cut(f"h{piece.block.rank}" if piece.block.rank else "h", len(piece.body))
        elif piece.run is not None and piece.run.sections and not is_date_line(piece.block.text):
            cuts[index] = Cut(piece.run.style, divisions.section_end(piece))
    return headlines.add(cuts, pieces)


def _split(piece: Piece, cut: Cut) -> list[Heading | Body]:
    heading, rest = piece.body[: cut.end].strip(), piece.body[cut.end :].strip()
    if piece.block.kind is BlockKind.ROW:
        rest = rest.removeprefix("|").lstrip()
    elif rest:
        heading = runins.without_separator(heading)
    heading = marks.bare(heading, labelled=bool(piece.label))
    words = piece.block.links
    above = tuple(link for link in words if not rest or (link.text and link.text in heading))
    below = tuple(link for link in words if link not in above)
    entries: list[Heading | Body] = [
        Heading(
            label=piece.label,
            text=heading,
            style=cut.style,
            rank=piece.block.rank if piece.tagged else 0,
            run=piece.run,
            value=piece.readings[0].value if piece.readings else (),
            depth=piece.block.depth,
            links=above,
            look=_look(piece),
        )
    ]
    if rest:
        entries.append(
            Body(
                text=rest,
                kind=ClauseKind.PARAGRAPH,
                label="",
                links=below,
                listed=piece.block.depth,
                run=None,
                typed=False,
            )
        )
    return entries


def _look(piece: Piece) -> str:
    if piece.block.text[:1] in marks.BRACKETS:
        return piece.block.text[0]
    return "bold" if piece.bold and not piece.tagged else ""


def _captioned(piece: Piece, caption: Piece, cut: Cut) -> list[Heading | Body]:
    """Make the caption the heading of an article, all of whose own words are then text."""
    tagged = caption if caption.tagged else piece
    heading, *below = _split(piece, Cut(f"h{tagged.block.rank}" if tagged.tagged else cut.style, 0))
    if isinstance(heading, Heading):
        rank = tagged.block.rank if tagged.tagged else 0
        heading = heading._replace(text=captions.words(caption), rank=rank, links=caption.block.links)
    return [heading, *below]


def _body(piece: Piece) -> Body:
    if piece.block.kind is BlockKind.ROW:
        piece.unlabel()
    block = piece.block
    kind = ClauseKind.PARAGRAPH
    if block.kind is BlockKind.ROW:
        kind = ClauseKind.ROW
    elif piece.item or (piece.label and piece.run is not None):
        kind = ClauseKind.ITEM
    return Body(
        text=piece.body,
        kind=kind,
        label=piece.label,
        links=block.links,
        listed=block.depth if block.kind is BlockKind.ITEM or block.continues else 0,
        run=piece.run,
        typed=not piece.marked and block.kind is not BlockKind.ITEM,
    )
