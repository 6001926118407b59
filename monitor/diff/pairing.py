"""Lay sections over aligned units: which section became which, which were split, merged, or only lost their mark-up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.diff.labels import value
from monitor.diff.likeness import ENOUGH, share

if TYPE_CHECKING:
    from monitor.diff.alignment import Alignment
    from monitor.diff.units import Side

_HEADING_VOTE = 0.7
"""What an unchanged heading counts, as a share of the section: on a merge the survivor of the heading survives."""
_WHOLE = 0.9
_LEAST_SHARE = 0.4
_LEAST_OF_LARGER = 0.2
"""A short section that drowned in a long one is no older self of it; one heading on both sides outweighs this."""
_HALF = 0.5
_LONE_TEXT = 0.3


@dataclass
class Pairing:
    """What the sections of two versions are to each other, by their index in reading order."""

    of_old: dict[int, int] = field(default_factory=dict)
    of_new: dict[int, int] = field(default_factory=dict)
    absorbed_old: dict[int, int] = field(default_factory=dict)
    """Old sections whose heading is plain text in the new version, or who never had one: to the new section that
    holds their text."""
    absorbed_new: dict[int, int] = field(default_factory=dict)
    """The same from the new to the old side."""
    merged: dict[int, int] = field(default_factory=dict)
    """Old sections, their heading gone, more than half of whose words live on in a new one."""
    split: dict[int, int] = field(default_factory=dict)
    """New sections under a new heading, more than half of whose words come from an old one."""

    def tie(self, old: int, new: int) -> None:
        """Call two sections the same one."""
        self.of_old[old] = new
        self.of_new[new] = old


def pair(old: Side, new: Side, alignment: Alignment) -> Pairing:
    """Let matched units vote for the sections they stand in, and read the rest off the votes."""
    pairing = Pairing()
    votes = _votes(old, new, alignment)
    _elect(pairing, old, new, votes)
    _tie_parents(pairing, old, new)
    _tie_lone(pairing, old, new)
    _explain_old(pairing, old, new, alignment)
    _explain_new(pairing, old, new, alignment)
    return pairing


def _votes(old: Side, new: Side, alignment: Alignment) -> Counter[tuple[int, int]]:
    """Count for each pair of sections the words that went from the one to the other."""
    votes: Counter[tuple[int, int]] = Counter()
    for bead in alignment.beads():
        for one in bead.old:
            for other in bead.new:
                mine, theirs = old.units[one], new.units[other]
                votes[mine.section, theirs.section] += min(mine.size, theirs.size)
    return votes


def _elect(pairing: Pairing, old: Side, new: Side, votes: Counter[tuple[int, int]]) -> None:
    """Take the pairs with most votes first."""
    heads = _heads_by_key(new)
    ballot: dict[tuple[int, int], float] = dict(votes)
    for section, head in enumerate(old.heads):
        if head < 0:
            continue
        for other in heads.get(old.units[head].key, ())[:8]:
            if (section, other) in votes:
                bonus = 1 if _holds(old, new, section, other, votes) else _HEADING_VOTE
                ballot[section, other] += bonus * max(old.sizes[section], new.sizes[other])
    ranked = sorted(ballot.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0]))
    for (one, other), count in ranked:
        if one in pairing.of_old or other in pairing.of_new:
            continue
        small, large = sorted((old.sizes[one], new.sizes[other]))
        if count >= _LEAST_SHARE * small and count >= _LEAST_OF_LARGER * large:
            pairing.tie(one, other)


def _holds(old: Side, new: Side, section: int, other: int, votes: Counter[tuple[int, int]]) -> bool:
    """Tell whether a section of the same heading holds another whole: text was added to it, or taken out of it."""
    return bool(old.bodies[section] and new.bodies[other]) and votes[section, other] >= _WHOLE * min(
        old.sizes[section], new.sizes[other]
    )


def _heads_by_key(side: Side) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for section, head in enumerate(side.heads):
        if head >= 0:
            found.setdefault(side.units[head].key, []).append(section)
    return found


def _tie_parents(pairing: Pairing, old: Side, new: Side) -> None:
    """Tie sections that have no text of their own but the same subsections."""
    for child in sorted(pairing.of_old, reverse=True):
        one, other = old.parents[child], new.parents[pairing.of_old[child]]
        if one < 0 or other < 0 or one in pairing.of_old or other in pairing.of_new:
            continue
        if not old.bodies[one] and not new.bodies[other]:
            pairing.tie(one, other)


def _tie_lone(pairing: Pairing, old: Side, new: Side) -> None:
    """Tie what is left alone between tied neighbours on both sides, when number, heading or text are alike."""
    for one in range(len(old.sections)):
        if one in pairing.of_old:
            continue
        other = pairing.of_old.get(one - 1, -1) + 1 if one else 0
        if other >= len(new.sections) or other in pairing.of_new:
            continue
        if _next(pairing, old, one) == _next_new(new, other) and _are_akin(old, new, one, other):
            pairing.tie(one, other)


def _next(pairing: Pairing, old: Side, one: int) -> int:
    return -1 if one + 1 == len(old.sections) else pairing.of_old.get(one + 1, -2)


def _next_new(new: Side, other: int) -> int:
    return -1 if other + 1 == len(new.sections) else other + 1


def _are_akin(old: Side, new: Side, one: int, other: int) -> bool:
    head, new_head = old.heads[one], new.heads[other]
    if head >= 0 and new_head >= 0 and share(old.units[head].codes, new.units[new_head].codes) >= ENOUGH:
        return True
    text, new_text = (
        "".join(side.units[index].codes for index in side.bodies[section])[:5_000]
        for side, section in ((old, one), (new, other))
    )
    alike = share(text, new_text) if text and new_text else 0.0
    numbered = value(old.sections[one].label) == value(new.sections[other].label)
    return alike >= (_LONE_TEXT if numbered else ENOUGH)


def _explain_old(pairing: Pairing, old: Side, new: Side, alignment: Alignment) -> None:
    """Say of each old section without a partner whether its text lives on elsewhere."""
    for section in range(len(old.sections)):
        if section in pairing.of_old:
            continue
        home = _home(old, new, alignment, section, from_old=True)
        head = old.heads[section]
        survivor = _survivor(alignment, head, from_old=True)
        if survivor >= 0:
            home = new.units[survivor].section if home < 0 or not old.bodies[section] else home
        if home < 0 or home not in pairing.of_new:
            continue
        if head < 0 or survivor >= 0:
            pairing.absorbed_old[section] = home
        elif old.bodies[section]:
            pairing.merged[section] = home


def _explain_new(pairing: Pairing, old: Side, new: Side, alignment: Alignment) -> None:
    for section in range(len(new.sections)):
        if section in pairing.of_new:
            continue
        home = _home(new, old, alignment, section, from_old=False)
        head = new.heads[section]
        survivor = _survivor(alignment, head, from_old=False)
        if survivor >= 0:
            home = old.units[survivor].section if home < 0 or not new.bodies[section] else home
        if home < 0 or home not in pairing.of_old:
            continue
        if head < 0 or survivor >= 0:
            pairing.absorbed_new[section] = home
        elif new.bodies[section]:
            pairing.split[section] = home


def _home(mine: Side, theirs: Side, alignment: Alignment, section: int, *, from_old: bool) -> int:
    """Find the section of the other side that holds more than half of the words of this one; -1 when none does."""
    beads = alignment.of_old if from_old else alignment.of_new
    found: Counter[int] = Counter()
    total = 0
    for index in mine.bodies[section]:
        total += mine.units[index].size
        bead = beads[index]
        if bead is not None:
            found[theirs.units[(bead.new if from_old else bead.old)[0]].section] += mine.units[index].size
    if not found:
        return -1
    best = min(found, key=lambda other: (-found[other], other))
    return best if found[best] > _HALF * total else -1


def _survivor(alignment: Alignment, head: int, *, from_old: bool) -> int:
    """Find the clause of the other side that a heading became; -1 when its words are gone."""
    bead = (alignment.of_old if from_old else alignment.of_new)[head] if head >= 0 else None
    if bead is None:
        return -1
    units, row = (bead.new, alignment.new) if from_old else (bead.old, alignment.old)
    if len(units) == 1 and row[units[0]].heading and len(bead.old) == len(bead.new):
        return -1
    return units[0]
