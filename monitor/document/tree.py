"""The page as a tree of what a reader can see, with how much text is where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PROSE_WIDTH: Final = 40
"""Width from which a run of text counts as a sentence."""
_LONGEST_NAMES: Final = 300
_PARTS: Final = 4
"""So many elements and texts are looked into for each character asked for: each of a thousand nested ones may be."""


class Node:
    """An element with its visible children; counts cover the whole subtree."""

    __slots__ = (
        "_named",
        "_names",
        "attrs",
        "chars",
        "children",
        "dropped",
        "fields",
        "holds_table",
        "holds_title",
        "linked",
        "links",
        "openable",
        "parent",
        "prose",
        "tag",
        "toggle",
    )

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | str] = []
        self.chars = 0
        """Width of all text; a CJK character is two wide."""
        self.linked = 0
        """Width of the text inside links."""
        self.links = 0
        """How many links."""
        self.fields = 0
        """How many fields to fill in, counted for the elements near around them."""
        self.prose = 0
        """Width of the runs outside links that are as long as a sentence."""
        self.holds_table = tag in {"table", "dl"}
        """True when a table or list of terms is in it, or it is one."""
        self.holds_title = False
        """True when an h1 with text is in it, or it is one."""
        self.dropped = False
        self.openable = False
        """True for a part that is closed at first and that a reader can open."""
        self.toggle = False
        """True for what opens such a part: it is the part's heading."""
        self._names = ""
        self._named: dict[str, str] | None = None
        """The attributes that `_names` was made of: other ones make other names."""

    def names(self) -> str:
        """Give class and id as one string in lower case, and the tag where the page made it up: `<site-footer>`."""
        attrs = self.attrs
        if self._named is not attrs:
            tag = self.tag if "-" in self.tag else ""
            if attrs:
                name, own = attrs.get("class", ""), attrs.get("id", "")
                tag = f"{name[:_LONGEST_NAMES]} {own[:_LONGEST_NAMES]} {tag}".rstrip().lower()
            self._names, self._named = tag, attrs
        return self._names

    def elements(self) -> Iterator[Node]:
        """Yield the child elements that stand."""
        for child in self.children:
            if not isinstance(child, str) and not child.dropped:
                yield child

    def walk(self) -> Iterator[Node]:
        """Yield this node and all standing ones below it, in document order, to any depth."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            for part in reversed(node.children):
                if not isinstance(part, str) and not part.dropped:
                    stack.append(part)  # noqa: PERF401 - a list made for each node costs more than it spares

    def up(self) -> Iterator[Node]:
        """Yield the ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def discount(nodes: list[Node]) -> None:
    """Take the counts of dropped parts out of those of the parts around them.

    Args:
        nodes: the whole tree, parents before their children; parts dropped earlier were discounted then.
    """
    lost: dict[int, tuple[int, int, int, int]] = {}
    for node in reversed(nodes):
        gone = lost.pop(id(node), None) if lost else None
        if node.dropped:
            if not node.chars and not node.links:
                continue
            gone = (node.chars, node.linked, node.prose, node.links)
            node.chars = node.linked = node.prose = node.links = 0
        elif gone is not None:
            node.chars, node.linked = node.chars - gone[0], node.linked - gone[1]
            node.prose, node.links = node.prose - gone[2], node.links - gone[3]
        if gone is not None and node.parent is not None:
            before = lost.get(id(node.parent), (0, 0, 0, 0))
            lost[id(node.parent)] = (before[0] + gone[0], before[1] + gone[1], before[2] + gone[2], before[3] + gone[3])


def label(node: Node, most: int = 200) -> str:
    """Give the text of a small part as one line, at most so many characters of it."""
    if len(node.children) == 1 and isinstance(node.children[0], str):
        return " ".join(node.children[0].split())[:most]
    parts: list[str] = []
    length = 0
    left = most * _PARTS
    stack = list(reversed(node.children))
    while stack and length < most and left:
        left -= 1
        top = stack.pop()
        if isinstance(top, str):
            parts.append(top)
            length += len(top)
        elif not top.dropped:
            stack.extend(reversed(top.children))
    return " ".join(" ".join(parts).split())[:most]
