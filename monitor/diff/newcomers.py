"""Companies that a clause brings into a document, or takes out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff.names import KNOWN
from monitor.diff.parties import NAMED
from monitor.diff.telling import fate
from monitor.model import Signal, SignalKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMPANY = re.compile(f"{NAMED}|{KNOWN}", re.IGNORECASE)
_LONGEST = 4_000
_MOST_NAMES = 20
"""Of one clause; a list of more is told as the clause it is."""


def newcomers(
    gone: str, come: str, *, before: Callable[[], str], after: Callable[[], str], own: frozenset[str]
) -> Iterator[Signal]:
    """Tell of each company that words name which came or went, when the other version names it nowhere.

    `before` and `after` give all the text of the two versions; `own` are names of the publisher.
    """
    for name in _named(come, own):
        if name not in before():
            yield _signal("", name)
    for name in _named(gone, own):
        if name not in after():
            yield _signal(name, "")


def _named(words: str, own: frozenset[str]) -> list[str]:
    names = (match.group().strip() for match in _COMPANY.finditer(words[:_LONGEST]))
    return [name for name in dict.fromkeys(names) if text.loose(name) not in own][:_MOST_NAMES]


def _signal(gone: str, come: str) -> Signal:
    return Signal(kind=SignalKind.PARTY, before=gone, after=come, reason=f"a party changed: {fate(gone, come)}")
