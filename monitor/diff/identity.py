"""Names of sections through time: a section that continues another one carries its uid."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from monitor.model import Kind, Lineage

if TYPE_CHECKING:
    from monitor.diff.pairing import Pairing
    from monitor.diff.units import Side
    from monitor.model import Section, Version


def carried(old: Side, new: Side, pairing: Pairing) -> list[str]:
    """Give each new section its uid: that of the section it continues, else its own, made unique where taken."""
    taken = {section.uid for section in old.sections}
    uids = []
    for number, section in enumerate(new.sections):
        partner = pairing.of_new.get(number)
        uid = section.uid if partner is None else old.sections[partner].uid
        if partner is None:
            uid = _fresh(uid, taken)
            taken.add(uid)
        uids.append(uid)
    return uids


def _fresh(uid: str, taken: set[str]) -> str:
    fresh, turn = uid, 0
    while fresh in taken:
        turn += 1
        fresh = blake2b(f"{uid}/{turn}".encode(), digest_size=5).hexdigest()
    return fresh


def with_uids(version: Version, side: Side, uids: list[str]) -> Version:
    """Rebuild a version with other uids, children before parents."""
    children: list[list[Section]] = [[] for _ in side.sections]
    top: list[Section] = []
    for number in reversed(range(len(side.sections))):
        section = side.sections[number]
        named = replace(section, uid=uids[number], children=tuple(reversed(children[number])))
        (children[side.parents[number]] if side.parents[number] >= 0 else top).append(named)
    return replace(version, sections=tuple(reversed(top)))


def lineage(old: Side, pairing: Pairing, uids: list[str]) -> tuple[Lineage, ...]:
    """Say of sections that were split off or merged where their text came from."""
    splits = [
        Lineage(uid=uids[section], source=old.sections[source].uid, kind=Kind.SPLIT)
        for section, source in sorted(pairing.split.items())
    ]
    merges = [
        Lineage(uid=uids[home], source=old.sections[section].uid, kind=Kind.MERGED)
        for section, home in sorted(pairing.merged.items())
    ]
    return (*splits, *merges)
