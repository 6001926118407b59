"""The visible tree of a page to blocks: one walk, to any depth, cutting where a browser starts a new line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from monitor.document import css, liststyles, run, tables
from monitor.document.block import Block, BlockKind
from monitor.document.furniture import Line
from monitor.document.links import fold
from monitor.document.lists import Numbering
from monitor.document.places import Marks
from monitor.document.run import Piece
from monitor.document.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_RANKS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNRANKED: Final = frozenset({"summary", "dt"})
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_LOOKS: Final = frozenset({"b", "strong", "a", "pre", "u", "i", "em"})
_LEAN: Final = frozenset({"i", "em"})
_LONGEST_HEADING: Final = 300
_LONGEST_MAKE: Final = 200
_DIGITS: Final = 2
_NOWHERE: Final = "#"
_BREAK: Final = Piece("\n")
_SPACE: Final = Piece(" ")
_BULLET: Final = Piece("• ")


@dataclass(slots=True)
class _Item:
    """An open list item, and whether its first block has come."""

    marker: str
    begun: bool = False


@dataclass(slots=True)
class _Look:
    """What the open elements say of the text in them."""

    bold: bool = False
    link: str = ""
    size: float = 0.0
    keeps_lines: bool = False
    lean: bool = False


class _Leave:
    """A note on the stack that an element ends."""

    __slots__ = ("is_block", "look", "node")

    def __init__(self, node: Node, look: _Look, *, is_block: bool) -> None:
        self.node = node
        self.look = look
        self.is_block = is_block


def lines(roots: Iterable[Node], *, url: str = "", styles: str = "", marks: Marks | None = None) -> list[Line]:
    """Give the blocks of the trees in reading order, each with how much of it is inside links.

    Args:
        roots: visible trees; what is marked as dropped in them is left out.
        url: the page's address, for relative links.
        styles: the page's own style sheets, for bold classes.
        marks: elements of which it is to be known which line they begin with.
    """
    trees = list(roots)
    marks = marks or Marks()
    walker = _Walker(url, css.bold_classes(styles) | css.heading_classes(trees), liststyles.read(styles), marks)
    for root in trees:
        walker.walk(root)
    return walker.lines


_Task = Node | str | Line | _Leave
"""What waits on the walker's stack: a subtree to walk, text to read, a line that is ready, the end of an element."""


class _Walker:
    def __init__(
        self, url: str, classes: frozenset[str], list_looks: Mapping[str, liststyles.Look], marks: Marks
    ) -> None:
        self.lines: list[Line] = []
        self._marks = marks
        self._url = url
        self._classes = classes
        self._list_looks = list_looks
        self._pieces: list[Piece] = []
        self._look = _Look()
        self._items: list[_Item] = []
        self._lists: list[Numbering] = []
        self._heading: Node | None = None
        self._rank = 0
        self._starts = False
        self._make = ""
        self._abuts = False

    def walk(self, root: Node) -> None:
        stack: list[_Task] = [root]
        while stack:
            top = stack.pop()
            if isinstance(top, str):
                self._read(top)
            elif isinstance(top, Node):
                if not top.dropped:
                    self._enter(top, stack)
            elif isinstance(top, _Leave):
                self._leave(top)
            else:
                self.lines.append(top)
        self._flush()

    def _enter(self, node: Node, stack: list[_Task]) -> None:
        tag = node.tag
        if self._marks and node in self._marks:
            self._flush()
            self._marks.put(node, len(self.lines))
        if tag == "br":
            self._pieces.append(_BREAK)
            return
        is_block = css.is_block(node)
        if css.is_bullet(node):
            self._pieces.append(_BULLET)
            return
        if node.attrs or tag in _LOOKS:
            stack.append(_Leave(node, self._look, is_block=is_block))
            self._look = self._seen(node)
        elif is_block:
            stack.append(_Leave(node, self._look, is_block=is_block))
        if self._heading is None and is_block:
            self._open(node)
            if tag == "table":
                stack.extend(reversed(self._table(node)))
                return
        elif is_block:
            self._pieces.append(_SPACE)
        stack.extend(reversed(node.children))

    def _open(self, node: Node) -> None:
        if self._pieces:
            self._flush()
        tag = node.tag
        self._make = f"{tag} {node.attrs['class'][:_LONGEST_MAKE]}" if "class" in node.attrs else ""
        if css.is_container(node):
            self._starts = True
        rank = heading_rank(node)
        if rank is not None and node.chars <= _LONGEST_HEADING * 2:
            self._heading, self._rank = node, rank
        elif tag in _LISTS:
            self._lists.append(Numbering(node, self._list_looks, self._lists[-1] if self._lists else None))
        elif tag == "li":
            marker = self._lists[-1].marker(node) if self._lists else ""
            self._items.append(_Item(marker))

    def _leave(self, left: _Leave) -> None:
        node = left.node
        self._look = left.look
        if not left.is_block:
            return
        if self._heading is not None and self._heading is not node:
            self._pieces.append(_SPACE)
            return
        if self._pieces:
            self._flush()
        if self._heading is node:
            self._heading = None
        elif node.tag in _LISTS:
            self._lists.pop()
        elif node.tag == "li":
            self._items.pop()

    def _seen(self, node: Node) -> _Look:
        before = self._look
        attrs = node.attrs
        bold = css.weight(node, self._classes)
        if bold is None and "style" not in attrs and node.tag not in _LOOKS:
            return before
        link = before.link
        if node.tag == "a" and "href" in attrs:
            link = self._target(node)
            self._abuts = bool(self._pieces) and self._pieces[-1].link not in ("", link)
        return _Look(
            before.bold if bold is None else bold,
            link,
            css.size(node) or before.size,
            before.keeps_lines or node.tag == "pre" or "white-space:pre" in attrs.get("style", "").replace(" ", ""),
            before.lean or node.tag in _LEAN,
        )

    def _target(self, link: Node) -> str:
        href = link.attrs["href"]
        return _NOWHERE if href.strip() in ("", _NOWHERE) else fold(href, self._url) or _NOWHERE

    def _read(self, text: str) -> None:
        look = self._look
        if not self._pieces and not look.keeps_lines and not text.strip(run.BLANK):
            return  # blanks between two blocks: no line begins with them
        if self._abuts:
            # a style sheet parts the two links: nobody writes two words as one, each of which leads elsewhere
            self._abuts = False
            if self._pieces and self._pieces[-1].text[-1:].isalnum() and text[:1].isalnum():
                self._pieces.append(_SPACE)
        if not look.keeps_lines or self._heading is not None:
            self._pieces.append(Piece(text.replace("\n", " "), look.bold, look.link, look.size, look.lean))
            return
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                self._pieces.append(_BREAK)
            self._pieces.append(Piece(line, look.bold, look.link, look.size))

    def _flush(self) -> None:
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        if self._heading is not None:
            pieces = [_SPACE if piece.text == "\n" else piece for piece in pieces]
        for line in run.blocks(pieces):
            self.lines.append(Line(self._block(line), line.linked))
            self._starts = False

    def _block(self, line: run.Line) -> Block:
        item = self._items[-1] if self._items else None
        is_heading = self._heading is not None and len(line.text) <= _LONGEST_HEADING
        kind = BlockKind.HEADING if is_heading else BlockKind.ITEM if item else BlockKind.PARAGRAPH
        first = item is not None and not item.begun
        marker = item.marker if item and first and not typed(item.marker, line.text) else ""
        if item:
            item.begun = True
        return Block(
            text=line.text,
            kind=kind,
            rank=self._rank if is_heading else 0,
            marker=marker,
            depth=max(len(self._lists), 1) if item else 0,
            continues=item is not None and not first,
            emphasis=line.emphasis,
            size=line.size,
            links=line.links,
            parted=line.parted,
            make=self._make,
            starts=self._starts,
        )

    def _table(self, table: Node) -> list[_Task]:
        own = tables.rows(table)
        headed = tables.headers(own)
        titled = tables.are_sections(own[headed:], headed=headed > 0)
        if not titled and not tables.is_data(table, own):
            return list(table.children)
        tasks: list[_Task] = [child for child in table.elements() if child.tag == "caption"]
        names = self._names(own[:headed])
        own = own[headed:]
        heads = tables.titles(own) if not headed else frozenset()
        for number, row in enumerate(own):
            first = not number and not tasks
            if titled:
                tasks += [self._titled(cell, starts=first) for cell in row.cells[:1] if not cell.is_repeated]
                tasks.append(row.cells[1].node)
            elif number in heads:
                tasks.append(self._row(row, {}, starts=first, heads=True))
            else:
                tasks.append(self._row(row, names, starts=first))
        return tasks

    def _names(self, rows: Sequence[tables.Row]) -> dict[int, tuple[str, int]]:
        """Give the name of each column by the rows that head them, and how many columns it is the name of."""
        found: dict[int, tuple[str, int]] = {}
        for row in rows:
            for cell in row.cells:
                name = "" if cell.is_repeated else self._flat(cell.node).text
                for column in range(cell.column, cell.column + cell.width):
                    above, width = found.get(column, ("", cell.width))
                    found[column] = f"{above} {name}".strip(), min(width, cell.width)
        return found

    def _titled(self, cell: tables.Cell, *, starts: bool) -> Line:
        line = self._flat(cell.node)
        block = Block(text=line.text, kind=BlockKind.HEADING, emphasis=len(line.text), links=line.links, starts=starts)
        return Line(block, line.linked)

    def _row(self, row: tables.Row, headers: dict[int, tuple[str, int]], *, starts: bool, heads: bool = False) -> Line:
        """Read a row, each cell behind the name of its column."""
        lines = [self._flat(cell.node) for cell in row.cells]
        cells = tuple(_named(cell, line.text, headers) for cell, line in zip(row.cells, lines, strict=True))
        alone = len(cells) == 1 or heads
        text = " | ".join(cells)
        block = Block(
            text=text,
            kind=BlockKind.PARAGRAPH if alone else BlockKind.ROW,
            emphasis=len(text) if heads or (alone and row.cells[0].is_header) else 0,
            cells=() if alone else cells,
            links=tuple(link for line in lines for link in line.links),
            starts=starts,
        )
        return Line(block, sum(line.linked for line in lines))

    def _flat(self, node: Node) -> run.Line:
        """Read a cell as one line, whatever blocks it holds."""
        if len(node.children) == 1 and isinstance(node.children[0], str):
            return run.spell([Piece(node.children[0])])
        pieces: list[Piece] = []
        stack: list[tuple[Node | str, str]] = [(node, "")]
        while stack:
            top, link = stack.pop()
            if isinstance(top, str):
                pieces.append(Piece(top, link=link))
                continue
            if top.dropped:
                continue
            apart = top.tag == "br" or css.is_block(top)
            if apart:
                pieces.append(_SPACE)
            if top.tag == "a" and "href" in top.attrs:
                link = self._target(top)
            inner: list[tuple[Node | str, str]] = [(child, link) for child in top.children]
            stack.extend(reversed([*inner, (" ", "")] if apart else inner))
        return run.spell(pieces)


def _named(cell: tables.Cell, text: str, headers: Mapping[int, tuple[str, int]]) -> str:
    """Put the name of its column before a cell; one that spans several columns is of none of them."""
    name, width = headers.get(cell.column, ("", 1))
    return f"{name}: {text}" if name and cell.width <= width else text


def heading_rank(node: Node) -> int | None:
    """Give 1 to 6 for a heading, 0 for one without a rank, None for what is no heading."""
    rank = _RANKS.get(node.tag)
    if rank is not None:
        return rank
    if node.tag in _UNRANKED:
        return 0
    role = node.attrs.get("role")
    if role == "heading":
        level = node.attrs.get("aria-level", "2")
        return min(6, max(1, int(level))) if level.isdecimal() and len(level) <= _DIGITS else 2
    return 0 if node.toggle else None


def typed(marker: str, text: str) -> bool:
    """Tell whether a text begins with the number its list would print: the page then hides the list's own."""
    if not marker:
        return False
    bare = marker.rstrip(".")
    start = text.lstrip("(（[第").lower()
    return start.startswith(bare.lower()) and not start[len(bare) : len(bare) + 1].isalnum() and start != bare.lower()
