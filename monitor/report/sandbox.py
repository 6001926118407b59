"""Jinja2 for templates of a watchlist's own: its sandbox, and bounds on how much one may do and write.

Steps are counted instead of seconds: the same template over the same message ends, or does not, on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.report.safe import clip, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST = 200_000
"""Characters of a message; each service gets of them what it takes."""
_STEPS = 200_000
"""Rounds of loops and calls; a message with a thousand clauses takes some ten thousand."""
_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template raises, by mistake or on purpose, when it is filled."""


def wanted(source: str, *, is_html: bool) -> frozenset[str]:
    """Give the names that are to be filled into a template.

    Raises:
        ValueError: it is no template; what is wrong, in one line.
    """
    sandbox = _Sandbox(is_html=is_html)
    try:
        return frozenset(meta.find_undeclared_variables(sandbox.parse(source)) - sandbox.globals.keys())
    except (jinja2.TemplateError, RecursionError) as fault:
        raise ValueError(_told(fault)) from None


def fill(source: str, names: Mapping[str, Any], *, is_html: bool) -> str:
    """Fill a template, as far as there is room for.

    Raises:
        ValueError: it cannot be filled with these names, or it would never end; what is wrong, in one line.
    """
    sandbox = _Sandbox(is_html=is_html)
    pieces, room = [], LONGEST
    try:
        for piece in sandbox.from_string(_counting(sandbox.parse(source), sandbox)).generate(names):
            pieces.append(piece[:room])
            room -= len(piece)
            if room <= 0:
                break
    except _FAULTS as fault:
        raise ValueError(_told(fault)) from None
    return "".join(pieces).strip()


def _told(fault: BaseException) -> str:
    line = getattr(fault, "lineno", None)
    said = clip(str(fault) or type(fault).__name__, 200)
    return f"line {line}: {said}" if line else said


def _counting(template: nodes.Template, sandbox: _Sandbox) -> nodes.Template:
    """Lead every loop, and every text that is put together, through a filter that counts."""
    for loop in template.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
    for joined in list(template.find_all(nodes.Concat)):
        whole = nodes.Concat(joined.nodes, lineno=joined.lineno)
        joined.nodes = [nodes.Filter(whole, "_bounded", [], [], None, None, lineno=joined.lineno)]
    return template.set_environment(sandbox)  # type: ignore[return-value] # theirs gives back what it was called on


class _Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one template, while it is filled once."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, *, is_html: bool) -> None:
        super().__init__(
            autoescape=is_html,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            finalize=_printable,
        )
        self._left = _STEPS
        self.filters = {name: self._watched(each) for name, each in self.filters.items()}
        self.filters |= {"_counted": self._counted, "_bounded": self._bounded}

    def _step(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise jinja2.TemplateRuntimeError("it goes on for too long")

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._step()
            yield value

    def _bounded(self, value: Any) -> Any:  # noqa: ANN401 - templates compute anything
        if isinstance(value, int) and abs(value) > LONGEST**2:
            raise jinja2.TemplateRuntimeError("a number grows too large")
        if isinstance(value, str | list | tuple) and len(value) > LONGEST:
            raise jinja2.TemplateRuntimeError("a text or list grows too long")
        return value

    def _watched(self, function: Any) -> Any:  # noqa: ANN401 - Jinja's filters have no common type
        """Bound what a filter is told and what it gives; its marks (`pass_context` and such) go along."""

        def watched(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - handed on
            self._step()
            _see_numbers((*args, *kwargs.values()))
            return self._bounded(function(*args, **kwargs))

        watched.__dict__.update(getattr(function, "__dict__", {}))
        return watched

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - theirs
        """Refuse what would fill the memory before it is computed."""
        sizes = [len(side) for side in (left, right) if isinstance(side, str | list | tuple)]
        count = max((side for side in (left, right) if isinstance(side, int)), default=0)
        if operator == "*" and sizes and sizes[0] * count > LONGEST:
            raise jinja2.TemplateRuntimeError("a text or list grows too long")
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise jinja2.TemplateRuntimeError(f"there is no {operator!r} here")
        return self._bounded(super().call_binop(context, operator, left, right))

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - theirs
        """Count the calls, and refuse widths without measure."""
        self._step()
        _see_numbers((*args, *kwargs.values()))
        return self._bounded(super().call(context, function, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> Any:  # noqa: ANN401 - theirs
        """Keep `"{:999999999}".format` out too: its widths stand in the text."""
        if super().wrap_str_format(value) is not None:
            raise SecurityError("formatting by 'format' is unsafe here; use | replace, or ~")
        return None


def _see_numbers(values: Iterable[object]) -> None:
    if any(isinstance(value, int) and abs(value) > LONGEST for value in values):
        raise jinja2.TemplateRuntimeError("a number is too large")


def _printable(value: Any) -> Any:  # noqa: ANN401 - templates print anything
    """Keep what steers a terminal or reorders lines from getting through; line ends of our own stay."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return "\n".join(visible(line) for line in value.split("\n"))
