"""Say what is wrong in a watchlist: one line for each mistake, with its place and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from monitor.errors import WatchlistError
from monitor.watchlist import tables
from monitor.watchlist.locate import nearest_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from monitor.watchlist.locate import Path

_MAX_SHOWN = 60
_MAX_CHOICES = 20
_FAULTS = {
    "string_type": "must be text in quotes",
    "bool_type": "must be true or false, without quotes",
    "int_type": "must be a whole number, without quotes",
    "list_type": 'must be a list, as in ["a", "b"]',
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "missing": "is missing",
    "too_short": "must not be empty",
    "fault": "{text}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that cannot be read as meant, and where it stands."""

    source: str
    """The file, as the user named it."""
    line: int | None
    """From 1; None when it is about the file as a whole."""
    about: str
    """"target 'mofa'", "channel 'legal'", "[defaults]", or empty."""
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Give the whole line, as compilers do.

        >>> print(Mistake(source="w.toml", line=3, about="target 'a'", message="no", hint="yes"))
        w.toml:3: target 'a': no; yes
        """
        place = f"{self.source}:{self.line}" if self.line else self.source
        about = f"{self.about}: " if self.about else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {about}{self.message}{hint}"


class MistakesError(WatchlistError):
    """A watchlist with mistakes. Its text is all of them, one a line; `mistakes` holds them apart."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        super().__init__("\n".join(map(str, self.mistakes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file as it is written: what mistakes are told with."""

    name: str
    data: Mapping[str, Any]
    lines: Mapping[Path, int]

    def mistake(self, path: Path, message: str, hint: str = "") -> Mistake:
        """Tell of a mistake at a path; `{given}` in the message becomes the value as written there."""
        message = message.replace("{given}", shown(self.at(path)))
        line = nearest_line(self.lines, path)
        return Mistake(source=self.name, line=line, about=_about(path), message=message, hint=hint)

    def at(self, path: Path) -> object:
        """Give the value at a path, None when there is none."""
        value: Any = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def told(source: Source, errors: Iterable[ErrorDetails]) -> list[Mistake]:
    """Turn what pydantic found into mistakes, in our words."""
    return [_told(source, error) for error in errors]


def _told(source: Source, error: ErrorDetails) -> Mistake:
    path, kind, context = error["loc"], error["type"], error.get("ctx", {})
    if isinstance(path[-1], int) and not isinstance(source.at(path[:-1]), list):
        path = path[:-1]  # one text where a list may stand
    if path[-1] == "[key]":
        return source.mistake(path[:-1], f"{shown(path[-2])} cannot be a name", context.get("text", ""))
    if kind == "extra_forbidden":
        return source.mistake(path, f"unknown key {shown(path[-1])}", _key_hint(path))
    if kind == "choice":
        return source.mistake(path, error["msg"], hint(str(source.at(path)), context["known"]))
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        return source.mistake(path, f"{_subject(path)} must be a table", _table_hint(path))
    fault = _FAULTS.get(kind)
    message = fault.format(**context) if fault else error["msg"]
    tip = 'write url = "…"' if kind == "missing" else ""
    return source.mistake(path, message if message.startswith("{given}") else f"{_subject(path)} {message}", tip)


def hint(word: str, known: Iterable[str], noun: str = "known") -> str:
    """Guess what a word was meant to be, or list what it could be.

    >>> hint("selct", ["select", "remove"])
    "did you mean 'select'?"
    >>> hint("zzz", ["select", "remove"])
    'known: remove, select'
    """
    choices = sorted(known)
    near = get_close_matches(word[:_MAX_SHOWN], choices, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    more = ", …" if len(choices) > _MAX_CHOICES else ""
    return f"{noun}: {', '.join(choices[:_MAX_CHOICES])}{more}" if choices else ""


def shown(value: object) -> str:
    """Quote a value of the file on one line, shortened."""
    text = repr(value) if isinstance(value, (str, bool, int, float)) else type(value).__name__
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


def _key_hint(path: Path) -> str:
    """Say what an unknown key may have been meant to be, or where it belongs."""
    word, table = str(path[-1]), path[:-1]
    here, top, defaults = tables.keys(table), tables.keys(()), tables.keys(("defaults",))
    if table and word in top:
        return "it belongs at the top of the file, before the first [table]"
    if not table and word in defaults:
        return "it belongs under [defaults] or in a target"
    if table == ("defaults",) and word in tables.keys(("target", "")):
        return "it belongs in a target"
    return hint(word, here, "known keys")


def _table_hint(path: Path) -> str:
    named = {"target": 'write [target.NAME] and below it url = "…"', "channel": "write [channel.NAME]"}
    return named.get(str(path[0]), f"write [{path[0]}]")


def _subject(path: Path) -> str:
    """Name the key a path ends in.

    >>> _subject(("target", "a", "tags", 0)), _subject(("contact",))
    ("item 1 of 'tags'", "'contact'")
    """
    last = path[-1]
    return f"item {last + 1} of {shown(path[-2])}" if isinstance(last, int) else shown(last)


def _about(path: Path) -> str:
    if len(path) > 1 and path[0] in {"target", "channel"}:
        return f"{path[0]} {shown(path[1])}"
    return f"[{path[0]}]" if path[0] in {"defaults", "heartbeat"} and len(path) > 1 else ""
