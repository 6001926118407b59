"""The stories of a comparison: which sections of both sides one change tells of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.diff.pairing import Pairing
    from monitor.diff.units import Side


@dataclass(eq=False, kw_only=True)
class Group:
    """One section and what belongs to it on both sides."""

    old: int | None
    new: int | None
    old_sections: list[int] = field(default_factory=list)
    """The section itself, those whose heading mark-up was lost, those that were merged into it."""
    new_sections: list[int] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    """Old sections merged into the new one."""
    split: list[int] = field(default_factory=list)
    """New sections split from the old one."""

    @property
    def is_plain(self) -> bool:
        """True when it has one section on each side."""
        return len(self.old_sections) == 1 and len(self.new_sections) == 1


@dataclass(kw_only=True)
class Groups:
    """All groups, and the one that each section belongs to."""

    all: list[Group]
    of_old: list[Group]
    of_new: list[Group]


def group(old: Side, new: Side, pairing: Pairing) -> Groups:
    """Make a group of each pair of sections and of each section that came or went."""
    of_old: dict[int, Group] = {}
    of_new: dict[int, Group] = {}
    for one, other in sorted(pairing.of_old.items()):
        of_old[one] = of_new[other] = Group(old=one, new=other, old_sections=[one], new_sections=[other])
    for section in range(len(old.sections)):
        if section not in of_old:
            of_old[section] = _join_old(pairing, of_new, section)
    for section in range(len(new.sections)):
        if section not in of_new:
            of_new[section] = _join_new(pairing, of_old, section)
    groups = Groups(
        all=[],
        of_old=[of_old[n] for n in range(len(old.sections))],
        of_new=[of_new[n] for n in range(len(new.sections))],
    )
    groups.all = list(dict.fromkeys([*groups.of_new, *groups.of_old]))
    return groups


def _join_old(pairing: Pairing, of_new: dict[int, Group], section: int) -> Group:
    home = pairing.absorbed_old.get(section, pairing.merged.get(section))
    if home is None:
        return Group(old=section, new=None, old_sections=[section])
    joined = of_new[home]
    joined.old_sections.append(section)
    if section in pairing.merged:
        joined.merged.append(section)
    return joined


def _join_new(pairing: Pairing, of_old: dict[int, Group], section: int) -> Group:
    home = pairing.absorbed_new.get(section, pairing.split.get(section))
    if home is None:
        return Group(old=None, new=section, new_sections=[section])
    joined = of_old[home]
    joined.new_sections.append(section)
    if section in pairing.split:
        joined.split.append(section)
    return joined
