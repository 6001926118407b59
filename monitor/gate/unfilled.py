"""Templates that nobody filled in: "{{ company }}", the names of texts instead of texts, Latin that stands for a text.

A page shows them when what should stand there came too late or not at all. Documents do not speak so; and where one
keeps a placeholder for good, the text is taken as it is once it has stayed.
"""

from __future__ import annotations

import re
from typing import Final

_HOLE: Final = re.compile(
    r"\{\{[^{}]{1,80}\}\}|\$\{[^{}]{1,80}\}|\{%[^{}%]{1,80}%\}|<%[^<>%]{1,80}%>|%%?[A-Z]{2,20}(?:_[A-Z]{1,20}){0,4}%%?"
    r"|\[object Object\]|(?i:\b(?:missing translation|translation missing)\b|\blorem ipsum dolor\b)"
)
_NAME: Final = re.compile(r"(?!www\.)[A-Za-z][\w-]{0,40}(?:[.:][A-Za-z0-9][\w-]{0,40}){2,7}")
"""A lone word of several parts: what programs call a text, such as "legal.privacy.title"."""
_FEWEST: Final = 3
"""Such lines, of one family, from which they are no addresses of hosts."""
_SHARE: Final = 0.5
_LONGEST: Final = 400


def came(old: str, new: str) -> str:
    r"""Give the first sign of an unfilled template in lines that an earlier text did not have; "" where there is none.

    >>> came("We keep data.", "We keep data.\n{{ policy.body }}"), came("Write {{name}}.", "Write {{name}}.")
    ('{{ policy.body }}', '')
    """
    known = set(old.split("\n"))
    lines = [line for line in new.split("\n") if line and line not in known]
    found = next((sign for line in lines if (sign := _HOLE.search(line))), None)
    if found is not None and found.group() not in old:
        return found.group()
    return _names(lines)


def _names(lines: list[str]) -> str:
    """Give the first of the names of texts, where most of the lines are such names, and begin alike."""
    named = [line for line in lines if len(line) <= _LONGEST and _NAME.fullmatch(line)]
    if len(named) < max(_FEWEST, len(lines) * _SHARE):
        return ""
    first = re.split(r"[.:]", named[0])[0]
    return named[0] if all(re.split(r"[.:]", line)[0] == first for line in named) else ""
