"""A run of inline text between two block boundaries, and the blocks it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from monitor import text as texts
from monitor.document import lines, numbering
from monitor.document.letters import close_up
from monitor.model import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK: Final = " \t\r\n\f\xa0\u200b\u200c\u200d\u2060\ufeff\u3000"


_PAIR: Final = 2
_NUMBER: Final = re.compile(r"\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?|[A-Z]\.)")
_WORD: Final = re.compile(r"[A-Z][^\W\d_]{2}")


class Piece(NamedTuple):
    r"""Text of one look; a line break is the text "\n"."""

    text: str
    bold: bool = False
    link: str = ""
    """Where it leads, folded; empty outside links."""
    size: float = 0.0
    lean: bool = False
    """In italics: that sets the start of a paragraph apart, and not the whole of one."""


class Line(NamedTuple):
    """Text of one block with its hints, as `Block` has them."""

    text: str
    emphasis: int = 0
    links: tuple[Link, ...] = ()
    size: float = 0.0
    linked: int = 0
    """How many characters are inside links."""
    parted: bool = False
    """True when an empty line stands before it."""


def blocks(pieces: Sequence[Piece]) -> list[Line]:
    """Cut a run where blank lines stand, and where lines look like items of their own."""
    if len(pieces) == 1 or "\n" not in [piece.text for piece in pieces]:
        line = spell(pieces)
        return [line] if line.text else []
    found: list[Line] = []
    for number, paragraph in enumerate(_paragraphs(pieces)):
        first = len(found)
        for group in lines.groups(["".join(piece.text for piece in line).strip() for line in paragraph]):
            found.extend(_bold_apart([paragraph[row] for row in group]))
        if number:
            found[first] = found[first]._replace(parted=True)
    return [line for line in found if line.text]


def spell(pieces: Sequence[Piece]) -> Line:
    """Join pieces to the text of one block; line breaks become spaces."""
    if len(pieces) == 1 and not pieces[0].link:
        only = pieces[0]
        text = texts.stored(close_up(only.text))
        return Line(text, len(text) if only.bold else 0, (), only.size)
    text = texts.stored(close_up("".join([piece.text for piece in _parted(pieces)])))
    linked, links = _links(pieces)
    return Line(text, _emphasis(pieces, text), links, _size(pieces), linked)


def _parted(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Part a number in an element of its own from the word after it: a style sheet does, nobody writes "1Scope"."""
    if len(pieces) < _PAIR or not _NUMBER.fullmatch(pieces[0].text) or not _WORD.match(pieces[1].text):
        return pieces
    return [pieces[0], Piece(" "), *pieces[1:]]


def _paragraphs(pieces: Sequence[Piece]) -> list[list[list[Piece]]]:
    found: list[list[list[Piece]]] = [[]]
    line: list[Piece] = []
    for piece in (*pieces, Piece("\n")):
        if piece.text != "\n":
            line.append(piece)
            continue
        if any(part.text.strip(BLANK) for part in line):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
        line = []
    return [paragraph for paragraph in found if paragraph]


def _bold_apart(group: list[list[Piece]]) -> list[Line]:
    """Join the lines of a group, except that a line all in bold before one that is not stands alone: a heading."""
    found: list[Line] = []
    waiting: list[Piece] = []
    bold = [_is_bold(line) for line in group]
    for number, line in enumerate(group):
        if number and bold[number] != bold[number - 1] and (bold[number] or number == 1 or not bold[number - 2]):
            found.append(spell(waiting))
            waiting = []
        waiting += [*line, Piece(" ", bold[number])]
    found.append(spell(waiting))
    return found


def _is_bold(line: Sequence[Piece]) -> bool:
    return all(piece.bold for piece in line if piece.text.strip(BLANK))


def _emphasis(pieces: Sequence[Piece], text: str) -> int:
    lead: list[str] = []
    inked = _first_inked(pieces)
    label = 0
    if inked is not None and not (inked.bold or inked.lean):
        label = _label_end(pieces)
        inked = _first_inked(pieces[label:]) if label else None
    lean = inked is not None and inked.lean and not inked.bold
    for number, piece in enumerate(pieces):
        if number >= label and not (piece.lean if lean else piece.bold) and piece.text.strip(BLANK):
            break
        lead.append(piece.text)
    else:
        return 0 if lean else len(text)
    start = texts.stored("".join(lead))
    return len(start) if text.startswith(start) else 0


def _first_inked(pieces: Sequence[Piece]) -> Piece | None:
    return next((piece for piece in pieces if piece.text.strip(BLANK)), None)


def _label_end(pieces: Sequence[Piece]) -> int:
    """Tell how many pieces at the start are a number that what is set apart stands behind, 0 where none are."""
    first = next((number for number, piece in enumerate(pieces) if piece.bold or piece.lean), 0)
    words = texts.stored("".join(piece.text for piece in pieces[:first]))
    if not words or len(words) > numbering.MAX_LABEL // 2:
        return 0
    label = numbering.parse(f"{words} x")
    return first if label is not None and label.end > len(words) else 0


def _links(pieces: Sequence[Piece]) -> tuple[int, tuple[Link, ...]]:
    found: list[tuple[str, list[str]]] = []
    before = ""
    for piece in pieces:
        if piece.link:
            if piece.link == before and found:
                found[-1][1].append(piece.text)
            else:
                found.append((piece.link, [piece.text]))
        before = piece.link
    links = tuple(Link(text=texts.stored("".join(parts)), href=href) for href, parts in found)
    return sum(len(link.text) for link in links), tuple(link for link in links if link.text and link.href != _NOWHERE)


def _size(pieces: Sequence[Piece]) -> float:
    if not pieces:  # a line that holds nothing but a picture
        return 0.0
    sizes = {piece.size for piece in pieces}
    if len(sizes) > 1:
        sizes = {piece.size for piece in pieces if piece.text.strip(BLANK)}
    return sizes.pop() if len(sizes) == 1 else 0.0


_NOWHERE: Final = "#"
"""The link of an anchor whose address was folded to nothing: link-dense all the same."""
