"""Hidden parts that stand in the text of a page, though nothing on it says what opens them.

A script elsewhere may open what stands under a heading, goes on with a text, or is made like a part that shows. What
says otherwise of itself stays shut: notices, messages, forms, other languages, models that a script fills in.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from monitor.document import consent, looks, words
from monitor.document.lines import is_closed
from monitor.document.tree import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from monitor.document.tree import Node

_FLOW: Final = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "h2", "h3", "h4", "h5", "h6"})
_TITLES: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_TURNED: Final = frozenset({"onclick", "tabindex", "aria-expanded", "data-toggle", "data-bs-toggle", "for"})
"""Attributes of what answers a click."""
_NOTICE: Final = re.compile(
    r"alert|error|success|warning|fail|load(?:er|ing)|spinner|no-?(?:js|script)|browser|outdated|template|skeleton|captcha"
    r"|honey|preheader|newsletter|subscri|log-?in|sign-?(?:in|up)|cart|search|menu|thank|confirm|(?:^|[\s_-])(?:msg|nav|sr-only)"
)
_ROLES: Final = frozenset({"alert", "status", "log", "progressbar", "search", "form"})
_STATE: Final = re.compile(
    r"(?:is[-_])?(?:active|current|show|shown|open|opened|in|fade|selected|visible|hidden|hide|closed)"
)
_MODEL: Final = re.compile(r"\{\{|\$\{|<%")
_LESS: Final = re.compile(
    r"\W*(?:(?:read|show|see|view) less|less|collapse|close|閉じる|折りたたむ|一部を表示"
    r"|voir moins|weniger(?: anzeigen)?|ver menos)\W*",
    re.IGNORECASE,
)
_LAST: Final = 2
_MOST_SIBLINGS: Final = 1000
_LEAST_PROSE: Final = 80
_WIDEST_HEAD: Final = 200
_WRAPPED: Final = 4
_FEW: Final = 12
_START: Final = 300
_FEWEST_ALIKE: Final = 2


class _Head(IntEnum):
    """What stands before a part: a line that may name it, a heading, or what answers a click."""

    LINE = 1
    TITLE = 2
    OPENER = 3


class _Place(NamedTuple):
    panel: Node
    outer: Node
    """The panel, or what holds it and nothing else."""


class _Lined(NamedTuple):
    """A part with a line before it that may be its heading, as in an accordion that only a script knows."""

    panel: Node
    make: tuple[str, ...]
    """Tags and classes of the two."""
    bare: bool
    """True when the line has nothing under it but the part."""


class _Row(NamedTuple):
    """What shows below one parent, beside the hidden parts that it holds."""

    parent: Node
    shown: Sequence[Node | str]
    wide: Mapping[str, Sequence[Node]]
    first: int
    last: int
    """Where sentences and headings begin and end; behind all and before all where there are none."""


def open_in_text(shut: Sequence[Node]) -> None:
    """Open those of the hidden parts that stand in the text; each child of a parent is looked at once.

    Args:
        shut: hidden parts of which `is_text` is true.
    """
    by_parent: dict[int, list[_Place]] = {}
    for panel in shut:
        place = _Place(panel, _outer(panel))
        by_parent.setdefault(id(place.outer.parent), []).append(place)
    lines: list[_Lined] = []
    for places in by_parent.values():
        parent = places[0].outer.parent
        if parent is not None:
            lines += _open_below(parent, places)
    alike = Counter(line.make for line in lines)
    bare = Counter(line.make for line in lines if line.bare)
    for line in lines:
        if alike[line.make] >= _FEWEST_ALIKE and bare[line.make] * 2 >= alike[line.make]:
            _open(line.panel)


def _open(panel: Node) -> None:
    panel.openable, panel.dropped = True, False


def is_text(panel: Node) -> bool:
    """Tell a hidden part that may be text of the page: nothing in it says that it is a message, a form, a copy."""
    attrs = panel.attrs
    if panel.fields or attrs.get("role") in _ROLES or _NOTICE.search(panel.names()) or consent.is_notice(panel):
        return False
    own = attrs.get("lang", "")
    return (not own or own[:2].lower() == _language(panel)) and _MODEL.search(label(panel, _START)) is None


def _language(panel: Node) -> str:
    """Give the language of what stands around a part."""
    above = (node.attrs["lang"] for node in islice(panel.up(), _FEW * 2) if "lang" in node.attrs)
    return next(above, panel.attrs["lang"])[:2].lower()


def _outer(panel: Node) -> Node:
    for above in islice(panel.up(), _WRAPPED):
        if above.chars != panel.chars or above.parent is None:
            break
        panel = above
    return panel


def _open_below(parent: Node, places: Sequence[_Place]) -> list[_Lined]:
    """Open what surely stands in the text; give the others that a line stands before."""
    held = {id(place.outer): place.panel for place in places}
    row = _row(parent, held)
    lines = []
    number = 0
    for child in parent.children:
        if isinstance(child, str) or id(child) not in held:
            number += number < len(row.shown) and child is row.shown[number]
            continue
        lined = _open_at(row, number, held[id(child)])
        if lined is not None:
            lines.append(lined)
    return lines


def _row(parent: Node, held: dict[int, Node]) -> _Row:
    shown = [child for child in parent.children if _shows(child, held)]
    prose = [number for number, child in enumerate(shown) if _is_prose(child)]
    first, last = (prose[0], prose[-1]) if prose else (len(shown), -1)
    return _Row(parent, shown, _wide(shown), first, last)


def _open_at(row: _Row, number: int, panel: Node) -> _Lined | None:
    """Open a part before which so many others show, when it stands in the text; else give it with a line before it."""
    before, after = _neighbours(row.shown, number)
    more = [part for part in (before, after or _after(row.parent)) if _shows_more(part)]
    if more:
        _open_by(panel, more)
        return None
    head, bare = _head_at(row.shown, number), after is None or _head(after) is not None
    lined = None
    if (head is _Head.OPENER or (head is _Head.TITLE and bare)) and _says_something(panel):
        _open(panel)
    elif head is _Head.LINE and _says_something(panel):
        lined = _Lined(panel, _make_of_both(before, panel), bare)
    if panel.dropped and panel.prose >= _LEAST_PROSE and _belongs(row, number, panel, after):
        _open(panel)
    return lined


def _neighbours(shown: Sequence[Node | str], number: int) -> tuple[Node | str | None, Node | str | None]:
    return shown[number - 1] if number else None, shown[number] if number < len(shown) else None


def _belongs(row: _Row, number: int, panel: Node, after: Node | str | None) -> bool:
    """Tell a part with sentences that goes on with the text, stands amid it, or is like a part that shows."""
    goes_on = panel.tag in _FLOW and row.first < number
    amid = row.first < number <= row.last
    return goes_on or amid or _opens_above(after) or _has_twin(panel, row.wide, row.parent)


def _shows(child: Node | str, held: dict[int, Node]) -> bool:
    if isinstance(child, str):
        return bool(child.strip())
    return child.chars > 0 and not child.dropped and id(child) not in held


def _is_prose(child: Node | str) -> bool:
    """Tell a sentence or a heading that stands beside a part, not around it."""
    if isinstance(child, str):
        return len(child.strip()) >= _LEAST_PROSE // 2
    return child.tag in _FLOW and (child.prose > 0 or child.tag in _TITLES)


def _head_at(shown: Sequence[Node | str], number: int) -> _Head | None:
    """Tell what stands before a part; a line beside an arrow opens it."""
    head = _head(shown[number - 1]) if number else None
    return _Head.OPENER if head is _Head.LINE and number > 1 and _is_sign(shown[number - 2]) else head


def _head(before: Node | str) -> _Head | None:
    if isinstance(before, str):
        return _Head.LINE if _is_line(before.strip()) else None
    if not 0 < before.chars <= _WIDEST_HEAD:
        return None
    parts = _parts(before)
    if (before.linked < before.chars or _leads_nowhere(parts)) and any(_answers(part) for part in parts):
        return _Head.OPENER
    if any(part.tag in _TITLES or part.attrs.get("role") == "heading" for part in parts):
        return _Head.TITLE
    return _Head.LINE if before.linked < before.chars and _is_line(label(before)) else None


def _leads_nowhere(parts: Sequence[Node]) -> bool:
    hrefs = [part.attrs["href"].strip().lower() for part in parts if part.tag == "a" and "href" in part.attrs]
    return all(not href or href == "#" or href.startswith("javascript:") for href in hrefs)


def _is_sign(part: Node | str) -> bool:
    """Tell an arrow beside a line that answers a click."""
    return not isinstance(part, str) and _answers(part) and not looks.has_words(label(part))


def _answers(node: Node) -> bool:
    return bool(node.attrs) and (not _TURNED.isdisjoint(node.attrs) or node.attrs.get("role") in {"tab", "button"})


def _parts(node: Node) -> list[Node]:
    return list(islice(node.walk(), _FEW))


def _is_line(text: str) -> bool:
    return 0 < len(text) <= _WIDEST_HEAD // 2 and not is_closed(text)


def _says_something(panel: Node) -> bool:
    """Tell a sentence, however short, or a list of things, from a name that a script looks for."""
    return panel.prose > 0 or is_closed(label(panel)) or any(part.tag in {"li", "td", "dd"} for part in _parts(panel))


def _make_of_both(before: Node | str | None, panel: Node) -> tuple[str, ...]:
    head = (
        (before.tag, before.attrs.get("class", "")) if before is not None and not isinstance(before, str) else ("", "")
    )
    return (*head, panel.tag, panel.attrs.get("class", ""))


def _opens_above(after: Node | str | None) -> bool:
    """Tell whether a control follows that shows more of the text above it."""
    if after is None or isinstance(after, str) or after.chars > _WIDEST_HEAD:
        return False
    return words.shows_more(label(after))


def _shows_more(part: Node | str | None) -> bool:
    """Tell a control that leads to no page and says that it shows more."""
    if part is None or isinstance(part, str) or not 0 < part.chars <= _WIDEST_HEAD or not words.shows_more(label(part)):
        return False
    links = [below.attrs["href"].strip() for below in _parts(part) if below.tag == "a" and "href" in below.attrs]
    return all(not href or href.startswith("#") or href.lower().startswith("javascript:") for href in links)


def _after(parent: Node) -> Node | None:
    """Give the element after a part, with no text between; in a place of very many parts, none is looked for."""
    above = parent.parent
    if above is None or len(above.children) > _MOST_SIBLINGS:
        return None
    rest = above.children[above.children.index(parent) + 1 :]
    following = next((child for child in rest if not isinstance(child, str) or child.strip()), None)
    return None if isinstance(following, str) else following


def _open_by(panel: Node, controls: Sequence[Node | str | None]) -> None:
    """Open the rest of a text, and leave out the controls that show and hide it."""
    _open(panel)
    for control in (*controls, *panel.children[-_LAST:]):
        if isinstance(control, str) or control is None:
            continue
        if control in controls or _LESS.fullmatch(label(control)):
            control.dropped = True


def _wide(shown: Sequence[Node | str]) -> dict[str, list[Node]]:
    """Give the first few parts with sentences of each tag."""
    found: dict[str, list[Node]] = {}
    for child in shown:
        if not isinstance(child, str) and child.prose >= _LEAST_PROSE:
            alike = found.setdefault(child.tag, [])
            if len(alike) < _FEW:
                alike.append(child)
    return found


def _has_twin(panel: Node, wide: Mapping[str, Sequence[Node]], parent: Node) -> bool:
    """Tell whether a part of the same make shows and holds another text: the two are panes of one place."""
    make = _make(panel)
    if not make or parent.tag in {"body", "html", "#page"}:
        return False
    twins = [child for child in wide.get(panel.tag, ()) if _make(child) == make]
    own = label(panel, _START)
    return bool(twins) and all(label(twin, _START) != own for twin in twins)


def _make(node: Node) -> frozenset[str]:
    return frozenset(name for name in node.attrs.get("class", "").lower().split() if not _STATE.fullmatch(name))
