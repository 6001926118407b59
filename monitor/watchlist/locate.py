"""Find the line on which a value stands in a TOML file.

`tomllib` gives positions for syntax errors only. This walks over a text that `tomllib` has already accepted, so it
need not judge, only count lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Keys and list positions from the top of the file down to a value."""

_TOKEN = re.compile(
    r"""
      (?P<long>\"{3}(?:[^\\"]|\\.|"(?!""))*\"{3,5} | '{3}(?:[^']|'(?!''))*'{3,5})
    | (?P<short>"(?:[^"\\\n]|\\.)*" | '[^'\n]*')
    | (?P<comment>\#[^\n]*)
    | (?P<newline>\n)
    | (?P<sign>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


def lines(text: str) -> dict[Path, int]:
    r"""Tell for each key, table and list item of a valid TOML text the line it stands on, from 1.

    >>> lines('a = 1\n[b.c]\nd = [1,\n2]')[("b", "c", "d", 1)]
    4
    """
    return _walked(text).found


def spans(text: str) -> dict[Path, tuple[int, int]]:
    r"""Tell for each `[table]` header of a valid TOML text its line, and the line on which its last value ends.

    >>> spans('a = 1\n[b.c]\nd = [1,\n2]\n# end\n')
    {('b', 'c'): (2, 4)}
    """
    return _walked(text).spans


def _walked(text: str) -> _Walk:
    walk = _Walk()
    for match in _TOKEN.finditer(text.removeprefix("\ufeff")):
        walk.take(match.lastgroup or "", match.group())
        walk.line += match.group().count("\n")
    walk.take("newline", "")
    return walk


def nearest_line(found: Mapping[Path, int], path: Path) -> int | None:
    """Give the line of a path, or of the innermost table around it that is written down."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return None


@dataclass
class _Frame:
    """An open bracket: a list counts its items, an inline table has keys."""

    path: Path
    index: int | None = None


@dataclass
class _Walk:
    """Where the walk stands: in which table, in which brackets, before or after the equals sign."""

    line: int = 1
    found: dict[Path, int] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    table: Path = ()
    frames: list[_Frame] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    path: Path | None = None
    """Of the value being read; None while a key is being read."""
    header: int = 0
    """How many brackets the table header being read was opened with."""
    counts: dict[Path, int] = field(default_factory=dict)

    def take(self, kind: str, sign: str) -> None:
        """Go on by one token."""
        if kind in {"comment", "newline"}:
            self._end_line(kind)
        elif self.path is None:
            self._take_key(kind, sign)
        else:
            self._take_value(sign)

    def _end_line(self, kind: str) -> None:
        if kind == "newline" and not self.frames:
            if self.path is not None and self.table in self.spans:
                self.spans[self.table] = (self.spans[self.table][0], self.line)
            self.path, self.key, self.header = None, [], 0

    def _take_key(self, kind: str, sign: str) -> None:
        if kind in {"bare", "short"}:
            self.key.append(sign if kind == "bare" else tomllib.loads(f"k = {sign}")["k"])
        elif sign == "[":
            self.header += 1
        elif sign == "]" and self.key:
            self._open_table()
        elif sign == "=":
            self.path = self._mark((*self._around(), *self.key))
            self.key = []
        elif sign == "}" and self.frames:
            self._close()

    def _open_table(self) -> None:
        """End a header: `[a.b]`, or `[[a.b]]`, whose tables are counted."""
        path: Path = tuple(self.key)
        self.key = []
        if self.header > 1:
            number = self.counts.get(path, 0)
            self.counts[path] = number + 1
            path = (*path, number)
        self.table = self._mark(path)
        self.spans[path] = (self.line, self.line)

    def _take_value(self, sign: str) -> None:
        frame = self.frames[-1] if self.frames else None
        if sign in {",", "]", "}"}:
            self._separate(sign, frame)
            return
        if frame is not None and frame.index is not None and self.path == frame.path:
            self.path = self._mark((*frame.path, frame.index))
        if sign in {"[", "{"}:
            here = self.path or ()
            self.frames.append(_Frame(here, 0 if sign == "[" else None))
            self.path = here if sign == "[" else None

    def _separate(self, sign: str, frame: _Frame | None) -> None:
        if frame is None:
            return
        if sign != ",":
            self._close()
        elif frame.index is None:
            self.path = None
        else:
            frame.index += 1
            self.path = frame.path

    def _close(self) -> None:
        """Leave a list or inline table; what stands around it goes on."""
        self.path = self.frames.pop().path
        self.key = []

    def _around(self) -> Path:
        return self.frames[-1].path if self.frames else self.table

    def _mark(self, path: Path) -> Path:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], self.line)
        return path
