"""Which document of a page the fragment of its address names, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from monitor import text as texts
from monitor.document import parts, tabs
from monitor.document.places import Marks
from monitor.document.tree import label
from monitor.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.document.block import Block
    from monitor.document.builder import Head
    from monitor.document.furniture import Line
    from monitor.document.parts import Part
    from monitor.document.places import Order
    from monitor.document.tree import Node

_TOLD: Final = 12
_LONGEST: Final = 80
_MOST_ANCHORS: Final = 5000
_ADVICE: Final = "to watch one alone, write its # behind the URL"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be read of a page: all, or one of its documents."""

    notes: tuple[str, ...] = ()
    part: Part | None = None
    order: Order | None = None

    @property
    def name(self) -> str:
        """Give the name of the document; "" for all."""
        return self.part.name if self.part is not None else ""

    @property
    def marks(self) -> Marks:
        """Give the elements between which it stands."""
        ends = (self.part.start, self.part.stop) if self.part is not None else ()
        return Marks(*(node for node in ends if node is not None))

    def cut(self, blocks: Sequence[Block], lines: Sequence[Line], marks: Marks) -> list[Block]:
        """Give those of the blocks of the whole page that are of the document; none where it cannot be cut out.

        Args:
            blocks: what is read of the page.
            lines: what they were made of.
            marks: where in the lines it begins and ends.
        """
        if self.part is None:
            return []
        first = marks.line(self.part.start)
        last = marks.line(self.part.stop) if self.part.stop is not None else len(lines)
        if first is None or last is None:
            return []
        own = {id(line.block) for line in lines[first:last]}
        return [block for block in blocks if id(block) in own]

    def head(self, head: Head) -> Head:
        """Leave out the dates that a page gives for the whole of it, and those of its other documents."""
        part, order = self.part, self.order
        if part is None or order is None:
            return head
        times = [time for time in head.times if time in order and part.first <= order.place(time)[0] < part.last]
        return replace(head, metas=[], data=[], times=times)


def choose(roots: Sequence[Node], nodes: Sequence[Node], *, anchor: str, known: str, page_title: str) -> Choice:
    """Choose the document that the fragment of an address names, where a page has several.

    Args:
        roots: what is read of the page.
        nodes: all of it, parents before their children.
        anchor: as `monitor.text.anchor` gives it; "" for none.
        known: name of the document that was read so far; it is looked for when the fragment names none any more.
        page_title: what the head of the page calls it.

    Raises:
        DocumentError: the document that was read so far is gone.
    """
    found, order = parts.find(roots, nodes, page_title=page_title, known=known if anchor else "")
    if order is None or not found:
        return Choice()
    many = f"one of {len(found)} documents on this page" if len(found) > 1 else "the only one left on this page"
    part = _named(anchor, found, order, nodes) if anchor else None
    if part is not None:
        return Choice((f"read the part that #{anchor} names: {_quoted(part)}, {many}",), part, order)
    again = [part for part in found if anchor and known and texts.loose(part.name) == texts.loose(known)]
    if len(again) == 1:
        where = f"#{anchor} is no longer on this page; read the part with the heading of before"
        return Choice((f"{where}: {_quoted(again[0])}, {many}",), again[0], order)
    listed = _listed(found, order, nodes)
    if anchor and known:
        gone = f"the part that #{anchor} named, {known[:_LONGEST]!r}, is gone"
        raise DocumentError(f"{gone}: the page has {listed}", hint=_ADVICE)
    told = (
        f"{len(found)} documents stand on this page"
        if not anchor
        else f"#{anchor} names none of the {len(found)} documents on this page"
    )
    return Choice((f"{told}, and all are read: {listed}; {_ADVICE}",))


def _named(anchor: str, found: Sequence[Part], order: Order, nodes: Sequence[Node]) -> Part | None:
    """Give the part that a fragment names: by an element, else by a link whose words are the name of a part."""
    node = target(anchor, nodes)
    if node is not None:
        return _around(node, found, order, nodes)
    links = (link for link in nodes if link.tag == "a" and unquote(link.attrs.get("href", "")) == f"#{anchor}")
    words = {texts.loose(label(link)) for link in links}
    called = [part for part in found if texts.loose(part.name) in words]
    return called[0] if len(called) == 1 else None


def target(anchor: str, nodes: Sequence[Node]) -> Node | None:
    """Give the element that a browser scrolls to: the first of that id, else the first anchor of that name.

    Upper and lower case differ (HTML standard, 7.4.6.3: find a potential indicated element).
    """
    named: Node | None = None
    for node in nodes:
        if node.attrs.get("id") == anchor:
            return node
        if named is None and node.tag == "a" and node.attrs.get("name") == anchor:
            named = node
    return named


def _around(node: Node, found: Sequence[Part], order: Order, nodes: Sequence[Node]) -> Part | None:
    """Give the part in which an element lies, which it holds, or before which it stands without a word between."""
    if node not in order:
        panel = tabs.opened(node, {other.attrs["id"]: other for other in reversed(nodes) if "id" in other.attrs})
        if panel is None or panel not in order:
            return None
        node = panel
    first, last = order.place(node)
    held = [part for part in found if first <= order.place(part.title)[0] < last]
    if held:
        return held[0] if len(held) == 1 else None
    text = order.before(node)
    following = next((part for part in found if part.first >= last), None)
    if following is not None and order.before(following.start) == text:
        return following
    return next((part for part in found if part.first <= first and last <= part.last and text < part.sure), None)


def _listed(found: Sequence[Part], order: Order, nodes: Sequence[Node]) -> str:
    """Name the documents of a page, each with its fragment where it has one."""
    anchors: dict[int, tuple[int, str]] = {}
    for node, name in _anchors(nodes):
        part = _around(node, found, order, nodes) if node in order else None
        if part is None:
            continue
        gap = order.place(part.title)[0] - order.place(node)[0]
        distance = gap if gap >= 0 else order.size - gap
        if order.before(node) <= order.through(part.title) and distance < anchors.get(id(part), (order.size * 2,))[0]:
            anchors[id(part)] = (distance, name)
    told = [
        f"{_quoted(part)} (#{anchors[id(part)][1]})" if id(part) in anchors else f"{_quoted(part)} (use select)"
        for part in found[:_TOLD]
    ]
    return ", ".join(told) + (f" and {len(found) - _TOLD} more" if len(found) > _TOLD else "")


def _anchors(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    named = ((node, node.attrs.get("id") or (node.attrs.get("name") if node.tag == "a" else "")) for node in nodes)
    telling = ((node, name) for node, name in named if name and not any(map(str.isspace, name)))
    return islice(telling, _MOST_ANCHORS)


def _quoted(part: Part) -> str:
    return f'"{part.name[:_LONGEST]}"'
