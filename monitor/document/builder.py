"""The tree of a page, made from parse events: what a browser shows, in frames and shadow roots of the page's own too.

Frames and shadow roots whose markup lies in the page itself are read where they stand; the text of other frames is
on another page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from monitor.document.lines import width
from monitor.document.links import PROTECTED_MAIL, unveil
from monitor.document.tree import HEADINGS, PROSE_WIDTH, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSEEN: Final = frozenset(
    (  # noqa: SIM905 - as readable as a column of names is long
        "script style template svg math canvas iframe frame noframes object embed video audio map area select "
        "datalist textarea input progress meter head title meta link base param source track col colgroup rp rt "
        "img picture"
    ).split()
)
_FIELDS: Final = frozenset({"input", "textarea", "select"})
_FIELD_CLIMB: Final = 12
"""So many elements around a field count it: the form it belongs to is near."""
_CAPTURED: Final = frozenset({"script", "style", "title", "noframes"})
_NOTED: Final = frozenset({"a", "html", "time", "slot", "textarea", "template"})
_IN_HEAD: Final = frozenset(
    {"title", "meta", "link", "script", "style", "base", "basefont", "bgsound", "noscript", "noframes", "template"}
)
"""What a head can hold: any other start tag ends it (HTML standard, 13.2.6.4.4); libxml2 leaves newer ones inside."""
_LONGEST_STYLES: Final = 2_000_000
_VEIL: Final = re.compile(r"\[email[\s\xa0]protected\]")
_VEILED_CLIMB: Final = 4
_LEAST_FRAMED: Final = 80
"""Width of the sentences that a frame must hold to be read: less is a button or a caption."""
_MOST_FRAMES: Final = 20
_LONGEST_CAPTION: Final = 200


@dataclass(slots=True)
class Head:
    """What a page says of itself outside its visible text."""

    language: str = ""
    title: str = ""
    styles: str = ""
    metas: list[dict[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """JSON-LD, as text."""
    times: list[Node] = field(default_factory=list)
    """The `<time>` elements."""
    frames: list[str] = field(default_factory=list)
    """Addresses of the pages that it shows in frames."""


@dataclass(slots=True)
class _Shadow:
    """A shadow root written into the page, and where it puts the children of its host."""

    template: Node
    slots: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tree:
    """What `build` gives."""

    root: Node
    nodes: list[Node]
    """All visible nodes, parents before their children."""
    starts: list[Node | None]
    """For each start tag of the page in order: its node, None where it is not visible."""
    head: Head


def build(text: str, *, nested: bool = False) -> Tree:
    """Parse markup to a tree.

    Args:
        text: the markup.
        nested: it stands in a frame of another page; frames inside it are left alone, and nothing is summed up.
    """
    builder = _Builder(nested=nested)
    parser = etree.HTMLParser(target=builder)
    try:
        parser.feed(text)
        parser.close()
    except etree.LxmlError:
        # nothing but comments or white space: no events, no text
        builder.close()
    tree = Tree(builder.root, builder.nodes, builder.starts, builder.head)
    vars(builder).clear()  # the parser and its target hold each other: a tree in their hands waits for the collector
    return tree


class _Builder:
    """Receives parse events as an lxml parser target does."""

    def __init__(self, *, nested: bool = False) -> None:
        self.root = Node("#page", {}, None)
        self.nodes = [self.root]
        self.starts: list[Node | None] = []
        self.head = Head()
        self._nested = nested
        self._node = self.root
        self._texts: list[str] = []
        self._unseen = 0
        self._in_head = False
        self._body: Node | None = None
        """The body of a page whose head has no end tag, from the first tag that cannot stand in a head."""
        self._captured = ""
        self._caught: list[str] = []
        self._link_depth = 0
        self._pictured: list[tuple[Node, str]] = []
        """Headings with a picture in them, and the words that stand for it."""
        self._shadows: list[_Shadow] = []
        self._open_shadows: list[_Shadow] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Open an element; its attributes are a mapping of its own."""
        if self._in_head and self._unseen == 1 and tag not in _IN_HEAD:
            self._end_head()
        if self._unseen or (tag in _UNSEEN and not _is_shown(tag, attrib)):
            self._start_unseen(tag, attrib)
            return
        if self._texts:
            self._settle()
        if tag == "body" and self._body is not None:
            self._node, self._body.attrs = self._body, attrib
            self.starts.append(self._body)
            return
        parent = self._node
        self._node = node = Node(tag, attrib or {}, parent)
        parent.children.append(node)
        self.nodes.append(node)
        self.starts.append(node)
        if tag not in _NOTED:
            return
        if tag == "textarea":
            node.tag = "pre"
        elif tag == "template":
            node.tag = "div"
            self._open_shadows.append(_Shadow(node))
        else:
            self._note(node)

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
        if self._open_shadows and self._open_shadows[-1].template is node:
            self._shadows.append(self._open_shadows.pop())
        if node.parent is not None:
            self._node = node.parent

    def data(self, text: str) -> None:
        """Take text; what belongs together may come in parts."""
        if not self._unseen:
            self._texts.append(text)
        elif self._captured:
            self._caught.append(text)

    def close(self) -> None:
        """Sum up the counts; no events come after this."""
        if self._texts:
            self._settle()
        for shadow in self._shadows:
            _fill(shadow)
        for heading, words in self._pictured:
            _caption(heading, words)
        if not self._nested:
            _sum_up(self.nodes)

    def _open(self, tag: str, attrs: dict[str, str]) -> Node:
        node = Node(tag, attrs, self._node)
        self._node.children.append(node)
        self.nodes.append(node)
        self._node = node
        return node

    def _end_head(self) -> None:
        """Open the body that the page leaves out; the end of the head closes it, its own tag opens it again."""
        self._in_head = False
        if self._body is None:
            self._unseen = 0
            self._body = self._open("body", {})

    def _settle(self) -> None:
        texts = self._texts
        text = texts[0] if len(texts) == 1 else "".join(texts)
        self._texts = []
        node = self._node
        if "data-cfemail" in node.attrs or "[email" in text:
            text = _unveiled(node, text)
        node.children.append(text)
        if text.isspace():
            return
        wide = width(text.strip())
        node.chars += wide
        if self._link_depth:
            node.linked += wide
        elif wide >= PROSE_WIDTH:
            node.prose += wide

    def _note(self, node: Node) -> None:
        tag, attrs = node.tag, node.attrs
        if tag == "a":
            if "href" in attrs:
                node.links = 1
                self._link_depth += 1
        elif tag == "html":
            self.head.language = self.head.language or attrs.get("lang", "") or attrs.get("xml:lang", "")
        elif tag == "time":
            self.head.times.append(node)
        elif self._open_shadows:
            self._open_shadows[-1].slots.setdefault(attrs.get("name", ""), node)

    def _start_unseen(self, tag: str, attrib: Mapping[str, str]) -> None:
        if not self._unseen and tag in {"iframe", "frame"}:
            self._frame(attrib)
        self._in_head = self._in_head or (tag == "head" and not self._unseen)
        self._unseen += 1
        self.starts.append(None)
        if tag == "meta":
            self.head.metas.append(dict(attrib))
        elif tag == "img":
            self._note_picture(attrib.get("alt", ""))
        elif tag in _FIELDS and attrib.get("type") != "hidden":
            self._note_field()
        elif tag in _CAPTURED and not self._captured:
            is_script = tag == "script"
            if not is_script or "ld+json" in attrib.get("type", ""):
                self._captured = tag

    def _frame(self, attrib: Mapping[str, str]) -> None:
        """Read a frame whose page stands in the frame's own markup, or note where its page is."""
        inner = attrib.get("srcdoc", "")
        if inner:
            self._graft(inner, "div")
        elif attrib.get("src") and len(self.head.frames) < _MOST_FRAMES:
            self.head.frames.append(attrib["src"])

    def _graft(self, markup: str, tag: str) -> None:
        """Put a page into the element that is open."""
        if self._nested:
            return
        if self._texts:
            self._settle()
        inner = build(markup, nested=True)
        if sum(node.prose for node in inner.nodes) < _LEAST_FRAMED:
            return
        root = inner.root
        root.tag, root.parent = tag, self._node
        self._node.children.append(root)
        self.nodes.extend(inner.nodes)
        self.head.times.extend(inner.head.times)
        self.head.styles += inner.head.styles

    def _note_picture(self, words: str) -> None:
        """Keep the words for the first picture of a heading; a picture that is a link is the mark of the site."""
        heading = _heading(self._node) if words and not self._link_depth else None
        if heading is not None and not (self._pictured and self._pictured[-1][0] is heading):
            self._pictured.append((heading, words))

    def _note_field(self) -> None:
        self._node.fields += 1
        for above in islice(self._node.up(), _FIELD_CLIMB):
            above.fields += 1

    def _end_unseen(self) -> None:
        self._unseen -= 1
        self._in_head = self._in_head and self._unseen > 0
        if not self._captured:
            return
        text, self._caught = "".join(self._caught), []
        if self._captured == "script":
            self.head.data.append(text)
        elif self._captured == "title":
            self.head.title = self.head.title or text
        elif self._captured == "noframes":
            if not self._unseen:
                self._graft(text, "noscript")
        elif len(self.head.styles) < _LONGEST_STYLES:
            self.head.styles += f"\n{text}"
        self._captured = ""


def _unveiled(node: Node, text: str) -> str:
    """Give the mail address that Cloudflare put a note in the place of, whatever stands around the note."""
    if "data-cfemail" in node.attrs:
        return unveil(node.attrs["data-cfemail"])
    for above in (node, *islice(node.up(), _VEILED_CLIMB)):
        veiled = above.attrs.get("data-cfemail", "") or above.attrs.get("href", "").partition(f"{PROTECTED_MAIL}#")[2]
        if veiled:
            return unveil(veiled).join(_VEIL.split(text))
    return text


def _is_shown(tag: str, attrib: Mapping[str, str]) -> bool:
    """Tell what is text after all: a shadow root, a field that can be read and not filled in."""
    return "shadowrootmode" in attrib or (tag == "textarea" and ("readonly" in attrib or "disabled" in attrib))


def _fill(shadow: _Shadow) -> None:
    """Move the children of a shadow root's host into its slots, as a browser shows them; what fits none stays."""
    host = shadow.template.parent
    first = next((child for child in host.children if not isinstance(child, str)), None) if host else None
    if host is None or first is not shadow.template:
        return
    kept: list[Node | str] = []
    filled: set[int] = set()
    for child in host.children:
        name = "" if isinstance(child, str) else child.attrs.get("slot", "")
        slot = None if child is shadow.template else shadow.slots.get(name)
        if slot is None or (isinstance(child, str) and not child.strip()):
            kept.append(child)
            continue
        if id(slot) not in filled:
            filled.add(id(slot))
            _empty(slot)
        slot.children.append(child)
        if isinstance(child, str):
            _count(slot, child)
        else:
            child.parent = slot
    host.children = kept


def _heading(node: Node) -> Node | None:
    """Give the heading that a picture stands in, a little above it at most."""
    return next((above for above in (node, *islice(node.up(), 2)) if above.tag in HEADINGS), None)


def _caption(heading: Node, words: str) -> None:
    """Give a heading that is nothing but a picture the words that stand for it, as a browser without pictures does."""
    words = " ".join(words.split())[:_LONGEST_CAPTION]
    silent = not any(isinstance(child, str) and child.strip() for node in heading.walk() for child in node.children)
    if silent and any(sign.isalpha() for sign in words):
        heading.children.append(words)
        heading.chars += width(words)


def _empty(slot: Node) -> None:
    """Take out what a slot shows when nothing is put into it."""
    slot.children = [child for child in slot.children if not isinstance(child, str)]
    slot.chars = slot.linked = slot.prose = 0
    for child in slot.elements():
        child.dropped = True


def _count(slot: Node, text: str) -> None:
    wide = width(text.strip())
    slot.chars += wide
    slot.prose += wide if wide >= PROSE_WIDTH else 0


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
