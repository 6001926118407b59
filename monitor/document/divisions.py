"""Whether a sequence of labels numbers sections or items, and where the heading of a numbered section ends.

A sequence is decided as a whole: its members are all sections or all items, so that one long clause or one lost
tag does not change the tree around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.document import looks, runins
from monitor.document.block import BlockKind
from monitor.document.numbering import Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece, Run


def decide(runs: Sequence[Run], pieces: Sequence[Piece]) -> None:
    """Mark the runs whose members are sections. Inside a sequence of items, only clear ones are."""
    for run in runs:
        if not run.void:
            parent = _standing(run.parent)
            inner = parent is not None and not parent.sections
            run.sections = _is_of_sections(run, pieces, inner=inner)


def _standing(run: Run | None) -> Run | None:
    while run is not None and run.void:
        run = run.parent
    return run


def _is_of_sections(run: Run, pieces: Sequence[Piece], *, inner: bool) -> bool:
    members = [pieces[index] for index in run.members]
    tagged = sum(1 for piece in members if piece.tagged)
    if tagged * 2 >= len(members):
        return True
    if len(members) == 1:
        piece = members[0]
        strong = piece.strength is Strength.STRONG and (
            looks.is_headline(piece.body) or not piece.body or _end(piece) > 0
        )
        return not inner and (strong or (_set_apart(piece) and _has_text(run, 0, pieces)))
    run.run_in = _share_starters(members)
    run.led = sum(1 for piece in members if 0 < piece.lead < len(piece.body) and _end(piece)) * 2 > len(members)
    if members[0].strength is Strength.STRONG and not members[0].item:
        return True
    members = [piece for piece in members if piece.block.kind is not BlockKind.ROW]
    votes = [_votes(run, place, pieces) for place in range(len(members))]
    counted = votes if votes[-1] or not _weighs(members[-1]) else votes[:-1]
    share = sum(counted) / len(counted)
    return share > 0.8 if inner else share >= 0.5  # noqa: PLR2004 - half, and nearly all


def _share_starters(members: Sequence[Piece]) -> bool:
    """Tell whether half of the members go on with the first word of a sentence: in one alone it is a capital."""
    members = [piece for piece in members if piece.block.kind is not BlockKind.ROW]
    return sum(1 for piece in members if not piece.lead and runins.starter_end(piece.body)) * 2 >= len(members)


def _weighs(piece: Piece) -> bool:
    """Tell whether a last member that did not vote may be one whose text the outline cannot bound."""
    return not piece.marked or looks.is_labelled_headline(piece.body)


def _votes(run: Run, place: int, pieces: Sequence[Piece]) -> bool:
    """Tell whether a member looks like a section by itself."""
    piece = pieces[run.members[place]]
    if piece.tagged:
        return True
    content = _has_text(run, place, pieces)
    if piece.bold:
        return content and looks.is_bold_headline(piece.body)
    if _end(piece):
        return True
    if piece.marked and _paragraphs(run, place, pieces) > 1:
        return True
    return content and looks.is_labelled_headline(piece.body) and place + 1 < len(run.members)


def _set_apart(piece: Piece) -> bool:
    return (piece.bold and looks.is_bold_headline(piece.body)) or bool(0 < piece.lead < len(piece.body) and _end(piece))


def _span(run: Run, place: int, pieces: Sequence[Piece]) -> range:
    """Give the indices of what stands between a member and the next label of its run or of an outer one."""
    start = run.members[place] + 1
    end = run.members[place + 1] if place + 1 < len(run.members) else min(len(pieces), start + 3)
    return range(start, end)


def _has_text(run: Run, place: int, pieces: Sequence[Piece]) -> bool:
    """Tell whether a member has something of its own below it. In list markup, a nested list alone is none."""
    marked = pieces[run.members[place]].marked
    last = place + 1 == len(run.members)
    for index in _span(run, place, pieces):
        piece = pieces[index]
        if piece.tagged or (last and piece.run is not None and piece.run is not run and _outer(piece.run, run)):
            return False
        if not marked or piece.block.continues or not piece.item:
            return True
        if last and piece.block.depth <= run.first.block.depth:
            return False
    return False


def _outer(run: Run, inner: Run) -> bool:
    above = inner.parent
    while above is not None:
        if above is run:
            return True
        above = above.parent
    return False


def _paragraphs(run: Run, place: int, pieces: Sequence[Piece]) -> int:
    """Count the paragraphs of a list item of the markup."""
    count = 1
    for index in _span(run, place, pieces):
        if not pieces[index].block.continues or pieces[index].block.depth != run.first.block.depth:
            break
        count += 1
    return count


def _end(piece: Piece) -> int:
    """Tell where a run-in heading after a label ends, 0 where there is none."""
    if 0 < piece.lead < len(piece.body):
        words = piece.body[: piece.lead].rstrip()
        if looks.is_bold_headline(words) or runins.lead_end(piece.body, piece.lead):
            return runins.lead_end(piece.body, piece.lead) or len(words)
        return 0
    nested = piece.run is not None and _standing(piece.run.parent) is not None
    if piece.bold:
        return 0
    shared = piece.run is None or piece.run.run_in or len(piece.run.members) == 1
    return runins.run_in_end(piece.body, nested=nested, open_ended=shared)


def section_end(piece: Piece) -> int:
    """Tell where the heading of a member of a sequence of sections ends: it may have none."""
    if piece.block.kind is BlockKind.ROW:
        return len(piece.block.cells[0]) - (len(piece.block.text) - len(piece.body))
    if piece.run is not None and piece.run.led and 0 < piece.lead < len(piece.body) and (end := _end(piece)):
        return end
    if piece.bold or looks.is_labelled_headline(piece.body):
        return len(piece.body)
    end = _end(piece)
    if not end and piece.run is not None and piece.run.run_in:
        end = runins.loose_end(piece.body)
    return end
