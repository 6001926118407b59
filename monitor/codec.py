"""Values of `monitor.model` to plain JSON values and back.

One form for the database, for `--format json` and for the published schema: a dataclass is an object with its
field names, a tuple an array, an enum its value, a time an ISO 8601 string, a duration its seconds.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    _Field = tuple[str, Callable[[Any, Any], None], Callable[[Any], Any] | None, Any]

T = TypeVar("T")

_NAMES: dict[str, Any] = {"date": date, "datetime": datetime}
"""Names that `monitor.model` imports for type checkers only."""
_PLAIN = frozenset({str, int, float, bool})
"""What is JSON already, and most of what there is: looked for first, by its very type, for an enum may be a string."""


def to_plain(value: Any, *, compact: bool = False) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Give the JSON form of a value.

    Args:
        value: a dataclass of the model, or anything it is made of.
        compact: leave out fields that hold their default, to store less; `from_plain` fills them in again.

    >>> from monitor.model import Op, Run
    >>> to_plain(Run(op=Op.EQUAL, text="we"))
    {'op': 'equal', 'text': 'we'}
    """
    form: Any = type(value)
    return _writer(form, compact)(value)


@cache
def _writer(kind: type, compact: bool) -> Callable[[Any], Any]:  # noqa: FBT001, PLR0911 - one line a form
    """Give what makes JSON values of values of a type."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if kind in _PLAIN or kind is NoneType or issubclass(kind, str | int | float):
        return _as_it_is
    if issubclass(kind, datetime | date):
        return lambda value: value.isoformat()
    if issubclass(kind, timedelta):
        return lambda value: value.total_seconds()
    if issubclass(kind, dict):
        return lambda value: {str(key): to_plain(item, compact=compact) for key, item in value.items()}
    if issubclass(kind, tuple | list):
        return lambda value: [item if type(item) in _PLAIN else to_plain(item, compact=compact) for item in value]
    if is_dataclass(kind):
        return _compact_writer(kind) if compact else _whole_writer(kind)
    raise TypeError(f"no JSON form for {kind.__name__}")


def _whole_writer(kind: type) -> Callable[[Any], Any]:
    names = [name for name, _ in _shown(kind)]
    return lambda value: {name: to_plain(getattr(value, name)) for name in names}


def _compact_writer(kind: type) -> Callable[[Any], Any]:
    shown = _shown(kind)

    def write(value: Any) -> dict[str, Any]:  # noqa: ANN401 - of that kind
        told = {}
        for name, default in shown:
            item = getattr(value, name)
            if item is default or (default is not MISSING and item == default):
                continue
            told[name] = item if type(item) in _PLAIN else to_plain(item, compact=True)
        return told

    return write


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
    """Give what builds a slotted dataclass; its fields are looked at when the first one is built, for kinds may nest.

    Each value is put into its slot: the constructor of a frozen dataclass takes three times as long for the same.
    """
    make, check = object.__new__, getattr(kind, "__post_init__", None)
    plan: list[_Field] = []

    def build(plain: Any) -> Any:  # noqa: ANN401 - of that kind
        if type(plain) is kind:
            return plain
        if type(plain) is not dict:
            raise TypeError(f"{kind.__name__} cannot be built of {type(plain).__name__}")
        if not plan:
            plan.extend(_plan(kind))
        made: Any = make(kind)
        for name, put, convert, default in plan:
            if name in plain:
                value = plain[name]
                put(made, value if convert is None else convert(value))
            elif default is MISSING:
                raise TypeError(f"{kind.__name__} lacks {name!r}")
            else:
                put(made, default)
        if check is not None:
            check(made)
        return made

    return build


def _as_it_is(plain: Any) -> Any:  # noqa: ANN401 - JSON values have no narrower type
    return plain


def _plan(kind: type) -> Iterator[_Field]:
    """Tell of each field of a dataclass what puts it into its slot, what builds it unless JSON has it, its default."""
    hints = get_type_hints(kind, localns=_NAMES)
    for item in fields(kind):
        build = _builder(hints[item.name])
        yield item.name, vars(kind)[item.name].__set__, None if build is _as_it_is else build, item.default


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
def _plain_builder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any form of type
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_builder(arguments)
    if origin in (Union, types.UnionType):
        inner = _builder(next(argument for argument in arguments if argument is not type(None)))
        return inner if inner is _as_it_is else lambda plain: None if plain is None else inner(plain)
    return _class_builder(kind) if isinstance(kind, type) else _as_it_is


def _tuple_builder(arguments: Sequence[Any]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _builder(arguments[0])
        return tuple if item is _as_it_is else lambda plain: tuple([item(part) for part in plain])
    parts = [_builder(argument) for argument in arguments]
    return lambda plain: tuple(part(value) for part, value in zip(parts, plain, strict=True))


def _class_builder(kind: type) -> Callable[[Any], Any]:
    if issubclass(kind, Enum):
        return _enum_builder(kind)
    if issubclass(kind, date):
        return kind.fromisoformat
    return (lambda plain: timedelta(seconds=plain)) if kind is timedelta else _as_it_is
