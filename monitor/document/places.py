"""Where the elements of a page stand: in reading order, and among the lines that are read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.document.lines import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node


class Order:
    """The elements of some trees in reading order, and how much text stands before and in each."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self._spans: dict[int, tuple[int, int, int, int]] = {}
        self._size = 0
        self._text = 0
        for root in roots:
            self._walk(root)

    def _walk(self, root: Node) -> None:
        stack: list[Node | str | tuple[Node, int, int]] = [root]
        while stack:
            top = stack.pop()
            if isinstance(top, str):
                self._text += width(top.strip())
            elif isinstance(top, tuple):
                node, first, before = top
                self._spans[id(node)] = (first, self._size, before, self._text)
            elif not top.dropped:
                stack.append((top, self._size, self._text))
                self._size += 1
                stack.extend(reversed(top.children))

    @property
    def size(self) -> int:
        """Tell how many elements there are."""
        return self._size

    def __contains__(self, node: Node) -> bool:
        return id(node) in self._spans

    def place(self, node: Node) -> tuple[int, int]:
        """Give where an element begins, and the place behind all that is in it."""
        return self._spans[id(node)][:2]

    def before(self, node: Node | None) -> int:
        """Tell how much text stands before an element, or before the end."""
        return self._spans[id(node)][2] if node is not None else self._text

    def through(self, node: Node) -> int:
        """Tell how much text stands before the end of an element."""
        return self._spans[id(node)][3]


class Marks:
    """Elements of a page, and at which of its lines each begins once they are read."""

    def __init__(self, *nodes: Node) -> None:
        self._wanted = frozenset(map(id, nodes))
        self._found: dict[int, int] = {}

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def __contains__(self, node: Node) -> bool:
        return id(node) in self._wanted

    def put(self, node: Node, line: int) -> None:
        """Note where an element begins."""
        self._found[id(node)] = line

    def line(self, node: Node) -> int | None:
        """Tell where an element begins; None when it was not come by, as in a table that is read row by row."""
        return self._found.get(id(node))
