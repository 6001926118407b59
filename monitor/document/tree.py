"""The page as a tree of what a reader can see, made from parse events; text is counted on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from monitor.document.lines import width
from monitor.document.links import unveil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNSEEN: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "iframe",
        "frame",
        "object",
        "embed",
        "video",
        "audio",
        "map",
        "area",
        "select",
        "datalist",
        "textarea",
        "input",
        "progress",
        "meter",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "rp",
        "rt",
        "img",
        "picture",
    ]
)
_FIELDS: Final = frozenset({"input", "textarea", "select"})
_FIELD_CLIMB: Final = 12
"""So many elements around a field count it: the form it belongs to is near."""
_CAPTURED: Final = frozenset({"script", "style", "title"})
_PROSE_WIDTH: Final = 40
_LONGEST_NAMES: Final = 300
_LONGEST_STYLES: Final = 2_000_000


class Node:
    """An element with its visible children; counts cover the whole subtree."""

    __slots__ = (
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

    def names(self) -> str:
        """Give class and id as one string in lower case."""
        attrs = self.attrs
        return (
            f"{attrs.get('class', '')[:_LONGEST_NAMES]} {attrs.get('id', '')[:_LONGEST_NAMES]}".lower() if attrs else ""
        )

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
            stack.extend(reversed(list(node.elements())))

    def up(self) -> Iterator[Node]:
        """Yield the ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Head:
    """What a page says of itself outside its visible text."""

    language: str = ""
    title: str = ""
    styles: str = ""
    metas: list[dict[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """JSON-LD, as text."""
    times: list[dict[str, str]] = field(default_factory=list)
    """Attributes of the `<time>` elements."""


class Builder:
    """Receives parse events as an lxml parser target does."""

    def __init__(self) -> None:
        self.root = Node("#page", {}, None)
        self.nodes = [self.root]
        """All visible nodes, parents before their children."""
        self.starts: list[Node | None] = []
        """For each start tag of the page in order: its node, None where it is not visible."""
        self.head = Head()
        self._node = self.root
        self._texts: list[str] = []
        self._unseen = 0
        self._captured = ""
        self._caught: list[str] = []
        self._link_depth = 0

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """Open an element."""
        if self._unseen or tag in _UNSEEN:
            self._start_unseen(tag, attrib)
            return
        if self._texts:
            self._settle()
        node = Node(tag, dict(attrib) if attrib else {}, self._node)
        self._node.children.append(node)
        self.nodes.append(node)
        self.starts.append(node)
        self._node = node
        if tag == "a" and "href" in node.attrs:
            node.links = 1
            self._link_depth += 1
        elif tag == "html":
            self.head.language = self.head.language or node.attrs.get("lang", "") or node.attrs.get("xml:lang", "")
        elif tag == "time":
            self.head.times.append(node.attrs)

    def end(self, _tag: str) -> None:
        """Close the element that is open."""
        if self._unseen:
            self._end_unseen()
            return
        if self._texts:
            self._settle()
        node = self._node
        if node.tag == "a" and "href" in node.attrs:
            self._link_depth -= 1
        if node.parent is not None:
            self._node = node.parent

    def data(self, text: str) -> None:
        """Take text; what belongs together may come in parts."""
        if not self._unseen:
            self._texts.append(text)
        elif self._captured:
            self._caught.append(text)

    def close(self) -> Builder:
        """Sum up the counts; no events come after this."""
        if self._texts:
            self._settle()
        _sum_up(self.nodes)
        return self

    def _settle(self) -> None:
        texts = self._texts
        text = texts[0] if len(texts) == 1 else "".join(texts)
        self._texts = []
        node = self._node
        if "data-cfemail" in node.attrs:
            text = unveil(node.attrs["data-cfemail"])
        node.children.append(text)
        bare = text.strip()
        if not bare:
            return
        wide = width(bare)
        node.chars += wide
        if self._link_depth:
            node.linked += wide
        elif wide >= _PROSE_WIDTH:
            node.prose += wide

    def _start_unseen(self, tag: str, attrib: Mapping[str, str]) -> None:
        self._unseen += 1
        self.starts.append(None)
        if tag == "meta":
            self.head.metas.append(dict(attrib))
        elif tag in _FIELDS and attrib.get("type") != "hidden":
            self._note_field()
        elif tag in _CAPTURED and not self._captured:
            is_script = tag == "script"
            if not is_script or "ld+json" in attrib.get("type", ""):
                self._captured = tag

    def _note_field(self) -> None:
        self._node.fields += 1
        for above in islice(self._node.up(), _FIELD_CLIMB):
            above.fields += 1

    def _end_unseen(self) -> None:
        self._unseen -= 1
        if not self._captured:
            return
        text, self._caught = "".join(self._caught), []
        if self._captured == "script":
            self.head.data.append(text)
        elif self._captured == "title":
            self.head.title = self.head.title or text
        elif len(self.head.styles) < _LONGEST_STYLES:
            self.head.styles += f"\n{text}"
        self._captured = ""


def _sum_up(nodes: list[Node]) -> None:
    for node in reversed(nodes):
        parent = node.parent
        if node.tag == "h1" and node.chars:
            node.holds_title = True
        if parent is not None:
            parent.holds_table |= node.holds_table
            parent.holds_title |= node.holds_title
            parent.chars += node.chars
            parent.linked += node.linked
            parent.prose += node.prose
            parent.links += node.links


def discount(nodes: list[Node]) -> None:
    """Take the counts of dropped parts out of those of the parts around them.

    Args:
        nodes: the whole tree, parents before their children; parts dropped earlier were discounted then.
    """
    lost: dict[int, tuple[int, int, int, int]] = {}
    for node in reversed(nodes):
        gone = lost.pop(id(node), None)
        if node.dropped:
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
    parts: list[str] = []
    length = 0
    stack = list(reversed(node.children))
    while stack and length < most:
        top = stack.pop()
        if isinstance(top, str):
            parts.append(top)
            length += len(top)
        elif not top.dropped:
            stack.extend(reversed(top.children))
    return " ".join(" ".join(parts).split())[:most]
