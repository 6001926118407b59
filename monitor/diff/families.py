"""Families of words that may stand in each other's place, the form of the tables of this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.model import SignalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Words of which one may stand in the place of another.

    `classes` gives for each class its words in English, and in Japanese. A class whose name begins with
    "!" is the opposite of the one that is called so without it.
    """

    kind: SignalKind
    reason: str
    classes: dict[str, tuple[str, str]]
    weak: frozenset[str] = frozenset()
    european: dict[str, str] = field(default_factory=dict)
    """For each class its words in other languages with spaces."""
