"""Two editions of one policy on a page: the current one, and one that is to come or was before.

Told section by section, an edition that is put beside the current one would be a policy added twice, and the words in
which the two differ would be lost in it. What matters is those words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.diff.groups import Group, Groups
    from monitor.diff.units import Side

_LEAST_TWINS = 4
_LEAST_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Sections of one side that came or went, each with the section of the same heading that is on both pages."""

    twins: dict[int, int]

    @property
    def first(self) -> int:
        """Index of the first section of the edition."""
        return min(self.twins)


def came(new: Side, groups: Groups) -> Edition | None:
    """Find an edition that was put beside the one that stays."""
    return _find(new, groups.of_new, [number for number, group in enumerate(groups.of_new) if group.old is None])


def went(old: Side, groups: Groups) -> Edition | None:
    """Find an edition that was taken away from beside the one that stays."""
    return _find(old, groups.of_old, [number for number, group in enumerate(groups.of_old) if group.new is None])


def _find(side: Side, groups: list[Group], strangers: list[int]) -> Edition | None:
    """Pair strangers with sections of the same heading; a heading that is common in one edition pairs nothing."""
    keys = {number: side.units[head].key for number, head in enumerate(side.heads) if head >= 0}
    apart = set(strangers)
    staying = {number: key for number, key in keys.items() if number not in apart and _stays(groups[number])}
    often = Counter(staying.values()) + Counter(keys[number] for number in strangers if number in keys)
    by_key = {key: number for number, key in staying.items()}
    pair = 2
    twins = {
        number: by_key[keys[number]]
        for number in strangers
        if number in keys and keys[number] in by_key and often[keys[number]] == pair
    }
    named = sum(number in keys for number in strangers)
    if len(twins) < _LEAST_TWINS or len(twins) < _LEAST_SHARE * named or len(twins) < _LEAST_SHARE * len(staying) - 1:
        return None
    return Edition(twins=twins)


def _stays(group: Group) -> bool:
    return group.old is not None and group.new is not None
