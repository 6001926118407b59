"""Whether a sequence of labels numbers sections or items, and where the heading of a numbered section ends.

A sequence is decided as a whole: its members are all sections or all items, so that one long clause or one lost
tag does not change the tree around it.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from monitor.document import looks, runins
from monitor.document.block import BlockKind
from monitor.document.numbering import Strength
from monitor.document.readings import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece, Run

_SOME = 1 / 3
"""Share of the members that are sections by themselves, from which the others may be like them."""


def decide(runs: Sequence[Run], pieces: Sequence[Piece]) -> None:
    """Mark the runs whose members are sections. Inside a sequence of items, only clear ones are."""
    known: set[str] = set()
    for run in runs:
        if not run.void:
            parent = _standing(run.parent)
            inner = parent is not None and not parent.sections
            run.sections = _is_of_sections(run, pieces, inner=inner, known=run.style in known)
            if run.sections and (run.first.strength is Strength.STRONG or "/" in run.style):
                known.add(run.style)


def _standing(run: Run | None) -> Run | None:
    while run is not None and run.void:
        run = run.parent
    return run


def _is_of_sections(run: Run, pieces: Sequence[Piece], *, inner: bool, known: bool) -> bool:
    """Decide one run; "known" where an earlier one of the same word was of sections: articles go on in each chapter."""
    members = [pieces[index] for index in run.members]
    tagged = sum(1 for piece in members if piece.tagged)
    if tagged * 2 >= len(members):
        return True
    if len(members) == 1:
        return members[0].caption is not None or (not inner and _is_lone_section(run, pieces, known=known))
    run.run_in = _share_starters(members)
    run.led = sum(1 for piece in members if 0 < piece.lead < len(piece.body) and _end(piece)) * 2 > len(members)
    if members[0].strength is Strength.STRONG and not members[0].item:
        return True
    return _is_voted(run, pieces, inner=inner)


def _is_lone_section(run: Run, pieces: Sequence[Piece], *, known: bool) -> bool:
    """Decide a run of one member: by its word, by where its heading ends, or by what sets it apart."""
    piece = pieces[run.members[0]]
    if piece.strength is Strength.STRONG and (known or not piece.body or looks.is_headline(piece.body)):
        return True
    if (known or piece.strength is Strength.STRONG) and _end(piece) > 0:
        return True
    apart = _set_apart(piece) or (_is_dotted(run) and _is_headline(piece.body))
    return apart and _has_text(run, 0, pieces)


def _is_voted(run: Run, pieces: Sequence[Piece], *, inner: bool) -> bool:
    """Let each member of a run tell whether it looks like a section; inside items nearly all of them must."""
    places = [place for place, at in enumerate(run.members) if pieces[at].block.kind is not BlockKind.ROW]
    if not places:
        return False
    members = [pieces[run.members[place]] for place in places]
    votes = [_votes(run, place, pieces) for place in places]
    counted = votes if votes[-1] or not _weighs(members[-1]) else votes[:-1]
    share = sum(counted) / len(counted)
    run.pointed = share >= _SOME and all(runins.phrase_end(piece.body) or _is_headline(piece.body) for piece in members)
    strict = inner or _is_in_article(run)
    return share > 0.8 if strict else share >= 0.5 or run.pointed  # noqa: PLR2004 - half, and nearly all


def _is_headline(text: str) -> bool:
    """Tell whether the words after a label may be a heading; a few words in capitals may end in a full stop."""
    if text.isupper() and text.endswith(".") and len(text.split()) <= looks.MAX_WORDS:
        text = text[:-1]
    return looks.is_labelled_headline(text)


def _is_in_article(run: Run) -> bool:
    """Tell the numbers below 第N条, which are of its items unless nearly all of them say otherwise."""
    parent = _standing(run.parent)
    return parent is not None and parent.style == ARTICLE


def _is_dotted(run: Run) -> bool:
    """Tell a sequence of 2.1 inside sections of which one is 2."""
    parent = _standing(run.parent)
    return "/" in run.style and parent is not None and parent.sections


def _share_starters(members: Sequence[Piece]) -> bool:
    """Tell whether half of the members go on with the first word of a sentence: in one alone it is a capital."""
    members = [piece for piece in members if piece.block.kind is not BlockKind.ROW]
    return sum(1 for piece in members if not piece.lead and runins.starter_end(piece.body)) * 2 >= len(members)


def _weighs(piece: Piece) -> bool:
    """Tell whether a last member that did not vote may be one whose text the outline cannot bound."""
    return not piece.body or _is_headline(piece.body)


def _votes(run: Run, place: int, pieces: Sequence[Piece]) -> bool:
    """Tell whether a member looks like a section by itself."""
    piece = pieces[run.members[place]]
    if piece.tagged:
        return True
    content = _has_text(run, place, pieces)
    if piece.bold:
        return (content or bool(_nested(run, place, pieces))) and looks.is_bold_headline(piece.body)
    if _end(piece):
        return True
    if piece.marked and _paragraphs(run, place, pieces) > 1:
        return True
    if not _is_headline(piece.body):
        return False
    return (content and place + 1 < len(run.members)) or _holds_sentences(_nested(run, place, pieces))


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


def _nested(run: Run, place: int, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the items of the lists inside a list item of the markup."""
    if not run.first.marked:
        return []
    depth = run.first.block.depth
    return [
        piece
        for piece in takewhile(
            lambda piece: piece.block.depth > depth, (pieces[at] for at in _span(run, place, pieces))
        )
        if piece.block.kind is BlockKind.ITEM
    ]


def _holds_sentences(items: Sequence[Piece]) -> bool:
    """Tell the clauses of a section from what a list item counts up."""
    return bool(items) and sum(looks.is_prose(item.body) and looks.is_closed(item.body) for item in items) * 2 > len(
        items
    )


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
        end = runins.lead_end(piece.body, piece.lead)
        if end or not looks.is_bold_headline(words) or runins.goes_on(piece.body[len(words) :]):
            return end
        return len(words)
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
    if piece.bold or _is_headline(piece.body):
        return len(piece.body)
    end = _end(piece)
    if not end and piece.run is not None and piece.run.run_in:
        end = runins.loose_end(piece.body)
    if not end and piece.run is not None and piece.run.pointed:
        end = runins.phrase_end(piece.body)
    return end
