"""Where in a page a token stands, and whether the text of the page could depend on what it says.

Only places of which the reader makes nothing may be folded: comments, scripts without structured data, and attributes
that no rule of reading asks for. Never what stands between tags. What a parser makes of markup that is not well formed
is nobody's guess: there nothing is folded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from monitor.fold.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Place(StrEnum):
    """The kind of place that a token stands in."""

    COMMENT = "comment"
    SCRIPT = "script"
    ATTRIBUTE = "attribute"
    NAME = "name"
    """An id, a class, or an attribute that refers to one: which of them are the same must stay the same."""


_OPENING: Final = re.compile(rb"<(?:script\b|style\b|!--)", re.IGNORECASE)
_CLOSING: Final = {
    b"<script": re.compile(rb"</script", re.IGNORECASE),
    b"<style": re.compile(rb"</style", re.IGNORECASE),
    b"<!--": re.compile(rb"-->(?<!<!-->)(?<!<!--->)"),
}
_ODD: Final = (b"<!-->", b"<!--->", b"--!>")
"""Where parsers differ in what is still comment."""
_TAG: Final = re.compile(
    rb"""<([a-zA-Z][\w:-]*+)(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?+)*+\s*+/?>"""
)
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s"'<>/=]++)\s*+=\s*+(?:"([^"<>]*+)"|'([^'<>]*+)')""")
_LONGEST_TAG: Final = 200_000
_UNSEEN: Final = frozenset(b"script style link img source iframe input track embed textarea select meta".split())
"""Elements of which the reader uses nothing; of a few of them the type, and of meta elements some."""
_TYPES: Final = frozenset({b"type", b"language", b"charset", b"http-equiv", b"name", b"property", b"itemprop", b"rel"})
_META_NAME: Final = re.compile(rb"""\s(?:name|property|itemprop|http-equiv)\s*+=\s*+["']?([^"'<>]*+)""", re.IGNORECASE)
_TELLING: Final = re.compile(rb"charset|content-type|date|modif|time|publish|issued|refresh|lang", re.IGNORECASE)
"""Names of meta elements of which the reader may make something."""
_READ: Final = frozenset(
    b"href src alt title content value placeholder style hidden open name role lang xml:lang dir start reversed type"
    b" colspan rowspan span headers scope abbr itemprop datetime data-cfemail data-toggle data-bs-toggle summary label"
    b" data-toggle-target width height align face size color cite background srcdoc contenteditable".split()
)
"""Attributes from which the text, its order or its being shown can follow."""
_SHOWN: Final = frozenset({b"alt", b"title", b"placeholder", b"label", b"summary", b"aria-label"})
"""Attributes that hold words for people, whatever element they stand on."""
_NAMES: Final = frozenset(
    b"id class aria-controls aria-labelledby aria-describedby aria-owns data-target data-bs-target".split()
)
_FEWEST_NAMED: Final = 6
"""A short token in a class or id could be a word, or a number that means something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """A start tag, and the values of its attributes that stand in quotes."""

    element: bytes
    end: int
    names: tuple[bytes, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    is_telling: bool
    """True for a meta element that could say something of the page's text; one without a name is not trusted."""


class Places:
    """The comments, scripts and style sheets of a page, found in one pass."""

    def __init__(self, body: bytes, asked: AbstractSet[str] = frozenset()) -> None:
        """Look through a page.

        Args:
            body: the page.
            asked: names of attributes that the target's selectors ask for, in lower case.
        """
        self._body = body
        self._asked = asked
        self._starts: list[int] = []
        self._kinds: list[bytes] = []
        self._tags: dict[int, _Tag | None] = {}
        self._scan()

    @cached_property
    def _is_odd(self) -> bool:
        return any(mark in self._body for mark in _ODD)

    def _scan(self) -> None:
        """Note where each comment, script and style sheet begins and ends; one inside another is part of it."""
        inside = b""
        found = _OPENING.search(self._body)
        while found:
            inside = b"" if inside else found[0].lower()
            self._starts.append(found.start())
            self._kinds.append(inside)
            found = (_CLOSING[inside] if inside else _OPENING).search(self._body, found.end())

    def of(self, start: int, stop: int, shape: Shape) -> Place | None:
        """Tell in what kind of place a token stands; None where nothing may be folded."""
        number = bisect_right(self._starts, start) - 1
        inside, since = (self._kinds[number], self._starts[number]) if number >= 0 else (b"", 0)
        opened = self._opened(since) if inside == b"<script" else 0
        if not inside or start < opened:
            return self._in_tag(start, stop, shape)
        if number + 1 == len(self._starts):
            return None  # it is never closed: parsers differ in what they make of that
        if inside == b"<script":
            return Place.SCRIPT if opened and not self._is_told(since, opened) else None
        if inside == b"<style" or self._is_odd or start < since + len(inside):
            return None
        return Place.COMMENT if self._body[stop - 1 : stop] != b"-" else None

    def _opened(self, start: int) -> int:
        """Give where the tag ends that begins at a place; 0 when it is not well formed."""
        tag = self._tag(start)
        return tag.end if tag else 0

    def _is_told(self, start: int, stop: int) -> bool:
        """Tell whether a script is structured data, from which dates are read."""
        return b"ld+json" in self._body[start:stop].lower()

    def _in_tag(self, start: int, stop: int, shape: Shape) -> Place | None:
        body = self._body
        opened = body.rfind(b"<", max(0, start - _LONGEST_TAG), start)
        if opened < 0 or body.rfind(b">", opened, start) >= 0:
            return None
        tag = self._tag(opened)
        if tag is None:
            return None
        number = bisect_right(tag.starts, start) - 1
        if number < 0 or stop > tag.stops[number]:
            return None
        return self._of_attribute(tag, tag.names[number], stop - start, shape)

    def _tag(self, start: int) -> _Tag | None:
        """Take the tag apart that begins at a place, each once; None when it is not well formed."""
        if start not in self._tags:
            found = _TAG.match(self._body, start, start + _LONGEST_TAG)
            self._tags[start] = _taken_apart(self._body, found) if found else None
        return self._tags[start]

    def _of_attribute(self, tag: _Tag, name: bytes, length: int, shape: Shape) -> Place | None:
        if name in _SHOWN or name.decode("latin-1") in self._asked:
            return None
        if tag.element in _UNSEEN:
            is_told = tag.element == b"meta" and name == b"content" and tag.is_telling
            return None if name in _TYPES or is_told else Place.ATTRIBUTE
        if name in _NAMES:
            is_random = shape in {Shape.DIGITS, Shape.HEX} and length >= _FEWEST_NAMED
            return Place.NAME if is_random else None
        if name in _READ or name.startswith(b"aria-"):
            return None
        return Place.ATTRIBUTE


def _taken_apart(body: bytes, found: re.Match[bytes]) -> _Tag:
    spans = [
        (each[1].lower(), *each.span(2 if each[2] is not None else 3))
        for each in _ATTRIBUTE.finditer(body, found.start(), found.end())
    ]
    element = found[1].lower()
    names = _META_NAME.findall(found[0]) if element == b"meta" else []
    return _Tag(
        element=element,
        end=found.end(),
        names=tuple(name for name, _, _ in spans),
        starts=tuple(start for _, start, _ in spans),
        stops=tuple(stop for _, _, stop in spans),
        is_telling=not names or any(_TELLING.search(name) for name in names),
    )
