"""Which blocks are headings and which are clauses, decided over the whole document at once.

What a heading looks like is a matter of the document's own style: a sequence of numbers is either all sections or all items,
bold lines count only where most of the text is not bold, unmarked lines only where nothing else is a heading. So a
heading does not come and go with the length of its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor import text as texts
from monitor.document import looks, marks, sequences
from monitor.document.block import BlockKind
from monitor.document.dates import is_date_line
from monitor.document.numbering import Strength
from monitor.model import Clause, ClauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.pieces import Piece, Run
    from monitor.model import Link

APART = "apart"
"""Style of headings that stand beside all numbered ones."""
_TOP = 15
"""The title of a page without headings stands among so many first lines."""
_TITLE = re.compile(
    r"(?i)\b(?:privacy|cookies?|copyright|terms of|terms and|terms & |terms$|user terms|conditions|guidelines|imprint|agreement|data protection)|datenschutz|nutzungsbedingungen|agb\b|impressum|"
    r"confidentialit|mentions légales|privacidad|términos|condiciones|privacidade|termos|privacybeleid|voorwaarden|informativa|"
    r"プライバシー|ポリシー|方針|規約|約款|取扱い|取り扱い|について|隐私|政策|条款|개인정보|약관"
)
_TITLE_END = re.compile(r"(?i)\b(?:policy|policies|notice|statement|rules)$")
_APART = re.compile(
    r"(?i)(?:附 ?則|前 ?文|別 ?表|annex|appendix|preamble|recitals|annexe|anhang|anlage|anexo|bijlage)(?: ?[（(].{1,40}[)）])?"
)
"""A line of such a word alone is a heading in any document, beside the numbered parts and not in one."""
_MOST_IN_A_ROW = 2
_MOST_BOLD = 0.5
_MOST_REPEATED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A clause in reading order, its depth not yet counted from its section."""

    clause: Clause
    listed: int
    """List depth in the markup."""
    run: Run | None
    typed: bool
    """True when its bullet or number was typed into the text."""


def is_title(text: str) -> bool:
    """Tell whether a heading names a policy, terms or the like."""
    return (_TITLE.search(text) or _TITLE_END.search(text)) is not None


def flatten(pieces: Sequence[Piece]) -> list[Heading | Body]:
    """Decide for every piece; a run-in heading gives a heading and a clause."""
    runs = sequences.assign(pieces)
    _decide_runs(runs, pieces)
    cuts = _cuts(pieces)
    entries: list[Heading | Body] = []
    for index, piece in enumerate(pieces):
        cut = cuts.get(index)
        if cut is None:
            entries.append(_body(piece, piece.body))
        else:
            style, end = cut
            entries.extend(_split(piece, style, end))
    return entries


def _cuts(pieces: Sequence[Piece]) -> dict[int, tuple[str, int]]:
    """Map the index of each heading to its style and to where in its body the heading ends."""
    cuts: dict[int, tuple[str, int]] = {}
    for index, piece in enumerate(pieces):
        if piece.tagged:
            cuts[index] = (f"h{piece.block.rank}" if piece.block.rank else "h", len(piece.body))
        elif piece.run is not None and piece.run.sections and not is_date_line(piece.block.text):
            cuts[index] = (piece.run.style, _section_end(piece))
        elif not piece.label and len(piece.body) <= looks.MAX_HEADING and _APART.fullmatch(piece.body):
            cuts[index] = (APART, len(piece.body))
    for finder in (_bold, _marked, _leads):
        for index, cut in finder(pieces).items():
            cuts.setdefault(index, cut)
    _add_title(cuts, pieces)
    if len(cuts) <= 1:
        for index, cut in _plain(pieces, cuts).items():
            cuts.setdefault(index, cut)
    return cuts


def _split(piece: Piece, style: str, end: int) -> list[Heading | Body]:
    heading, rest = piece.body[:end].strip(), piece.body[end:].strip()
    if piece.block.kind is BlockKind.ROW:
        rest = rest.removeprefix("|").lstrip()
    elif rest:
        heading = looks.without_separator(heading)
    heading = marks.bare(heading, labelled=bool(piece.label))
    words = piece.block.links
    above = tuple(link for link in words if not rest or (link.text and link.text in heading))
    below = tuple(link for link in words if link not in above)
    entries: list[Heading | Body] = [
        Heading(
            label=piece.label,
            text=heading,
            style=style,
            rank=piece.block.rank if piece.tagged else 0,
            run=piece.run,
            value=piece.readings[0].value if piece.readings else (),
            depth=piece.block.depth,
            links=above,
        )
    ]
    if rest:
        entries.append(Body(clause=Clause(text=rest, links=below), listed=piece.block.depth, run=None, typed=False))
    return entries


def _body(piece: Piece, text: str) -> Body:
    if piece.block.kind is BlockKind.ROW and piece.label:
        piece.unlabel()
        text = piece.body
    block = piece.block
    kind = ClauseKind.PARAGRAPH
    if block.kind is BlockKind.ROW:
        kind = ClauseKind.ROW
    elif piece.item or (piece.label and piece.run is not None):
        kind = ClauseKind.ITEM
    return Body(
        clause=Clause(text=text, kind=kind, label=piece.label, links=block.links),
        listed=block.depth if block.kind is BlockKind.ITEM or block.continues else 0,
        run=piece.run,
        typed=not piece.marked and block.kind is not BlockKind.ITEM,
    )


# --- sequences of labels -----------------------------------------------------------------------------------


def _decide_runs(runs: Sequence[Run], pieces: Sequence[Piece]) -> None:
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
    if members[0].strength is Strength.STRONG and not members[0].item:
        return True
    members = [piece for piece in members if piece.block.kind is not BlockKind.ROW]
    run.run_in = sum(1 for piece in members if not piece.lead and looks.starter_end(piece.body)) * 2 >= len(members)
    votes = [_votes(run, place, pieces) for place in range(len(members))]
    counted = votes if votes[-1] or not _weighs(members[-1]) else votes[:-1]
    share = sum(counted) / len(counted)
    return share > 0.8 if inner else share >= 0.5  # noqa: PLR2004 - half, and nearly all


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
        if looks.is_bold_headline(words) or looks.lead_end(piece.body, piece.lead):
            return looks.lead_end(piece.body, piece.lead) or len(words)
        return 0
    nested = piece.run is not None and _standing(piece.run.parent) is not None
    return 0 if piece.bold else looks.run_in_end(piece.body, nested=nested)


def _section_end(piece: Piece) -> int:
    """Tell where the heading of a member of a sequence of sections ends: it may have none."""
    if piece.block.kind is BlockKind.ROW:
        return len(piece.block.cells[0]) - (len(piece.block.text) - len(piece.body))
    if piece.bold or looks.is_labelled_headline(piece.body):
        return len(piece.body)
    end = _end(piece)
    if not end and piece.run is not None and piece.run.run_in:
        end = looks.loose_end(piece.body)
    return end


# --- headings without a label ------------------------------------------------------------------------------


def _bold(pieces: Sequence[Piece]) -> dict[int, tuple[str, int]]:
    """Find lines set apart as a whole. More than two in a row are an address or a list."""
    weights = [len(piece.body) for piece in pieces if piece.block.kind is not BlockKind.HEADING]
    bold = sum(len(piece.body) for piece in pieces if piece.bold and piece.block.kind is not BlockKind.HEADING)
    if bold > _MOST_BOLD * sum(weights):
        return {}
    found = [index for index, piece in enumerate(pieces) if _is_bold_heading(piece)]
    return {index: (_bold_style(pieces[index]), len(pieces[index].body)) for index in _not_crowded(found, pieces)}


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


def _marked(pieces: Sequence[Piece]) -> dict[int, tuple[str, int]]:
    """Find lines behind ■ and the like, or in 【】, where most of that sign have text of their own below them."""
    found: dict[int, tuple[str, int]] = {}
    by_sign: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        if piece.tagged or piece.run is not None or piece.block.kind in (BlockKind.ROW, BlockKind.ITEM):
            continue
        inner, rest = marks.bracketed(piece.body)
        if piece.mark:
            by_sign.setdefault(piece.mark, []).append((index, len(piece.body) if looks.is_headline(piece.body) else 0))
        elif inner:
            end = len(piece.body) - len(rest) if not rest or looks.is_prose(rest) else 0
            by_sign.setdefault(piece.body[0], []).append((index, end))
    for sign, places in by_sign.items():
        good = [
            (index, end)
            for index, end in places
            if end and (end < len(pieces[index].body) or _opens(index, sign, pieces))
        ]
        if len(good) * 2 > len(places):
            found.update({index: (sign, end) for index, end in good})
    return found


def _opens(index: int, sign: str, pieces: Sequence[Piece]) -> bool:
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return following is not None and following.mark != sign and following.body[:1] != sign


def _leads(pieces: Sequence[Piece]) -> dict[int, tuple[str, int]]:
    """Find paragraphs with a bold lead that is closed and followed by prose.

    A single one is no style of a document, and words that return again and again ("Short version:") name no part of it.
    """
    found: dict[int, tuple[str, int]] = {}
    for index, piece in enumerate(pieces):
        if piece.tagged or piece.item or piece.run is not None or not 0 < piece.lead < len(piece.body):
            continue
        end = looks.lead_end(piece.body, piece.lead)
        if end and looks.is_prose(piece.body[end:]) and piece.block.kind is BlockKind.PARAGRAPH:
            found[index] = ("lead", end)
    words = Counter(texts.loose(pieces[index].body[:end]) for index, (_, end) in found.items())
    found = {
        index: cut for index, cut in found.items() if words[texts.loose(pieces[index].body[: cut[1]])] <= _MOST_REPEATED
    }
    return found if len(found) > 1 else {}


def _add_title(cuts: dict[int, tuple[str, int]], pieces: Sequence[Piece]) -> None:
    """Find the title of a page whose markup has no headings: the first line, or the first that names a policy."""
    first = min(cuts, default=len(pieces))
    if first == 0 or any(pieces[index].block.kind is BlockKind.HEADING for index in cuts):
        return
    candidates = []
    for index in range(min(first, _TOP)):
        piece = pieces[index]
        if looks.is_prose(piece.body) and not looks.is_headline(piece.body):
            break
        if not piece.label and not piece.item and looks.is_headline(piece.body) and " > " not in piece.body:
            candidates.append(index)
    named = [index for index in candidates if _TITLE.search(pieces[index].body)]
    ending = [index for index in candidates if _TITLE_END.search(pieces[index].body)]
    chosen = named[:1] or ending[:1] or [index for index in candidates[:1] if index == 0]
    for index in chosen:
        cuts[index] = ("title", len(pieces[index].body))


def _plain(pieces: Sequence[Piece], cuts: dict[int, tuple[str, int]]) -> dict[int, tuple[str, int]]:
    """Find unmarked headings: lines between closed text and prose or a list. Two in a row are neither."""
    lines = [
        index
        for index, piece in enumerate(pieces)
        if index not in cuts and not piece.item and not piece.label and looks.is_headline(piece.body)
    ]
    alone = set(lines)
    return {
        index: ("plain", len(pieces[index].body))
        for index in lines
        if index - 1 not in alone and index + 1 not in alone and _stands_between(index, pieces, cuts)
    }


def _stands_between(index: int, pieces: Sequence[Piece], cuts: dict[int, tuple[str, int]]) -> bool:
    piece = pieces[index]
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    if piece.block.kind is BlockKind.ROW or after is None or after.block.kind is BlockKind.HEADING:
        return False
    closed = before is None or index - 1 in cuts or before.item or before.label or looks.is_closed(before.body)
    if before is not None and before.body.endswith((":", "：", ",", "、")) and not before.item:
        return False
    opens = after.item or bool(after.label) or after.block.kind is BlockKind.ROW or looks.is_prose(after.body) or looks.is_closed(after.body)
    return bool(closed) and opens and (not looks.is_pair(piece.body) or len(piece.body) > looks.MAX_HEADING)
