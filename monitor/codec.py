"""Values of `monitor.model` to plain JSON values and back.

One form for the database, for `--format json` and for the published schema: a dataclass is an object with its
field names, a tuple an array, an enum its value, a time an ISO 8601 string, a duration its seconds.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_NAMES: dict[str, Any] = {"date": date, "datetime": datetime}
"""Names that `monitor.model` imports for type checkers only."""
_PLAIN = frozenset({str, int, float, bool})
"""What is JSON already, and most of what there is: looked for first, by its very type, for an enum may be a string."""


def to_plain(value: Any, *, compact: bool = False) -> Any:  # noqa: ANN401, PLR0911 - JSON has no narrower type; one line a form
    """Give the JSON form of a value.

    Args:
        value: a dataclass of the model, or anything it is made of.
        compact: leave out fields that hold their default, to store less; `from_plain` fills them in again.

    >>> from monitor.model import Op, Run
    >>> to_plain(Run(op=Op.EQUAL, text="we"))
    {'op': 'equal', 'text': 'we'}
    """
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, dict):
        return {str(key): to_plain(item, compact=compact) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item, compact=compact) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        if not compact:
            return {name: to_plain(getattr(value, name)) for name, _ in _shown(type(value))}
        held = ((name, getattr(value, name), default) for name, default in _shown(type(value)))
        return {name: to_plain(item, compact=compact) for name, item, default in held if item != default}
    raise TypeError(f"no JSON form for {type(value).__name__}")


@cache
def _shown(kind: type) -> tuple[tuple[str, Any], ...]:
    """Fields with their defaults; those kept out of `repr` (secrets, bodies) are kept out of JSON too."""
    return tuple((item.name, item.default) for item in fields(kind) if item.repr)


def from_plain(kind: type[T], plain: Any) -> T:  # noqa: ANN401 - JSON values have no narrower type
    """Build a value of `kind` from its JSON form; dataclasses in it that are built already are taken as they are.

    Raises:
        TypeError: the form lacks a field that has no default.
        ValueError: a value is not of its field's type.

    >>> from monitor.model import Run
    >>> from_plain(Run, {"op": "equal", "text": "we"})
    Run(op=<Op.EQUAL: 'equal'>, text='we')
    """
    built: T = _builder(kind)(plain)
    return built


def _builder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - type expressions have no common type
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_builder(kind)
    return _plain_builder(kind)


@cache
def _dataclass_builder(kind: type) -> Callable[[Any], Any]:
    """Give what builds a dataclass; its fields are looked at when the first one is built, for kinds may nest."""

    def build(plain: Any) -> Any:  # noqa: ANN401 - of that kind
        if type(plain) is kind:
            return plain
        names, converters = _plan(kind)
        values = {**plain} if plain.keys() <= names else {name: plain[name] for name in plain if name in names}
        for name, convert in converters:
            if name in values:
                values[name] = convert(values[name])
        return kind(**values)

    return build


def _as_it_is(plain: Any) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    return plain


@cache
def _plan(kind: type) -> tuple[frozenset[str], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """Name the fields of a dataclass, and tell how those are built that are not what JSON has already."""
    hints = get_type_hints(kind, localns=_NAMES)
    builders = {item.name: _builder(hints[item.name]) for item in fields(kind)}
    return frozenset(builders), tuple((name, build) for name, build in builders.items() if build is not _as_it_is)


def _enum_builder(kind: type[Enum]) -> Callable[[Any], Any]:
    """Give what finds a member by its value, without the detours of an enum's own call."""
    members = {member.value: member for member in kind}

    def build(plain: Any) -> Any:  # noqa: ANN401 - of that kind
        try:
            return members[plain]
        except (KeyError, TypeError):
            return kind(plain)  # which says what is wrong

    return build


@cache
def _plain_builder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401, PLR0911 - one line a form of type
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        item = _builder(arguments[0])
        return tuple if item is _as_it_is else lambda plain: tuple([item(part) for part in plain])
    if origin is tuple:
        parts = [_builder(argument) for argument in arguments]
        return lambda plain: tuple(part(value) for part, value in zip(parts, plain, strict=True))
    if origin in (Union, types.UnionType):
        inner = _builder(next(argument for argument in arguments if argument is not type(None)))
        return inner if inner is _as_it_is else lambda plain: None if plain is None else inner(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_builder(kind)
    if kind is timedelta:
        return lambda plain: timedelta(seconds=plain)
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat
    return _as_it_is
