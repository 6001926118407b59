"""What became of each clause of a section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff.clauses import compared, kind_of, shifted
from monitor.diff.labels import renumbered
from monitor.diff.likeness import ENOUGH_ANYWHERE, likeness
from monitor.diff.links import changed_links
from monitor.diff.names import STEM, Around
from monitor.diff.newcomers import newcomers
from monitor.diff.order import settled
from monitor.diff.units import bare
from monitor.diff.words import deleted, equal, inserted, redline
from monitor.model import Edit, EditKind

if TYPE_CHECKING:
    from monitor.diff.alignment import Alignment, Bead
    from monitor.diff.groups import Group, Groups
    from monitor.diff.units import Side, Unit
    from monitor.model import Section, Signal


_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-ZÀ-ÖØ-Þ][\w'’-]*")
"""A word that begins with a small letter."""


@dataclass(kw_only=True)
class Story:
    """What is told of one group."""

    edits: list[Edit] = field(default_factory=list)
    reordered: bool = False
    elsewhere: list[Group] = field(default_factory=list)
    """Groups that clauses went to or came from."""
    lost: list[tuple[str, Group]] = field(default_factory=list)
    """Clauses that stand in another group now: it tells of them, as moved."""


@dataclass(kw_only=True)
class Scene:
    """All that the edits of a group are read from."""

    old: Side
    new: Side
    alignment: Alignment
    groups: Groups
    language: str = ""
    """Of the newer version; empty when it is not known."""
    host: str = ""
    """Of the newer version's address."""
    weighed: int = 0
    """How many changed sentences were read for signals so far."""

    @cached_property
    def around(self) -> Around:
        """Give what the weighing of words may know of the versions."""
        own = frozenset(self.host.casefold().split("."))
        return Around(language=self.language, own=own, common=lambda: self._small)

    @cached_property
    def _small(self) -> set[str]:
        units = [*self.old.units, *self.new.units]
        return {word[:STEM] for unit in units for word in _SMALL.findall(unit.text)}

    def newcomers(self, gone: str, come: str) -> list[Signal]:
        """Tell of the companies that words which went or came name, and the other version does not."""
        return list(newcomers(gone, come, before=lambda: self._text, after=lambda: self._text_now, own=self.around.own))

    @cached_property
    def _text(self) -> str:
        return "\n".join(unit.text for unit in self.old.units)

    @cached_property
    def _text_now(self) -> str:
        return "\n".join(unit.text for unit in self.new.units)

    def units_of(self, bead: Bead) -> tuple[list[Unit], list[Unit]]:
        """Give the units of a bead, old and new."""
        return [self.old.units[index] for index in bead.old], [self.new.units[index] for index in bead.new]

    def sides_of(self, bead: Bead) -> tuple[Group, Group]:
        """Name the groups a bead comes from and leads to, by its clauses where it has any."""
        return (
            self.groups.of_old[_first_clause(self.old.units, bead.old).section],
            self.groups.of_new[_first_clause(self.new.units, bead.new).section],
        )


def part_strangers(scene: Scene) -> None:
    """Untie clauses that ended up in different sections and are not alike enough to have moved there."""
    for bead in list(scene.alignment.beads()):
        mine, theirs = scene.sides_of(bead)
        if mine is theirs or len(bead.old) > 1 or len(bead.new) > 1:
            continue
        one, other = scene.old.units[bead.old[0]], scene.new.units[bead.new[0]]
        if not one.heading and not other.heading and likeness(one, other) < ENOUGH_ANYWHERE:
            scene.alignment.untie(bead)


def tell(scene: Scene, group: Group) -> Story:
    """List the edits of a group in reading order: heading, then clauses, removed ones where they stood."""
    story = Story()
    placed: list[tuple[tuple[int, int], Edit]] = []
    beads = _beads(scene, group)
    inside = [bead for bead in beads if scene.sides_of(bead) == (group, group)]
    out_of_order = _out_of_order(scene, group, inside)
    story.reordered = bool(out_of_order)
    for bead in beads:
        mine, theirs = scene.sides_of(bead)
        edit = shifted(*scene.units_of(bead)) if mine is not theirs else compared(*scene.units_of(bead))
        if edit is None and id(bead) in out_of_order:
            edit = shifted(*scene.units_of(bead))
        if edit is None:
            continue
        if mine is not theirs:
            story.elsewhere.append(theirs if mine is group else mine)
        if theirs is group:
            placed.append(((bead.new[0], 0), edit))
        else:
            story.lost.append((edit.before or "", theirs))
    placed += _came(scene, group)
    placed += _went(scene, group)
    heading = _heading(scene, group)
    story.edits = [*heading, *(edit for _, edit in sorted(placed, key=lambda item: item[0]))]
    return story


def moved_clauses(scene: Scene, group: Group) -> list[Edit]:
    """List the clauses of a section that only moved, unchanged as they are: a reader sees what stands there now.

    A section without clauses of its own gives its heading.
    """
    beads = [bead for bead in _beads(scene, group) if scene.sides_of(bead) == (group, group)]
    found = [edit for bead in beads if (edit := shifted(*scene.units_of(bead)))]
    if found or group.old is None or group.new is None:
        return found
    old, new = scene.old.sections[group.old].heading, scene.new.sections[group.new].heading
    words = equal(new) if old == new else redline(old, new)
    return [Edit(kind=EditKind.MOVED, before=old, after=new, words=words, heading=True)] if old and new else []


def _first_clause(row: list[Unit], units: list[int]) -> Unit:
    return next((row[index] for index in units if not row[index].heading), row[units[0]])


def _beads(scene: Scene, group: Group) -> list[Bead]:
    """List the beads of a group's clauses, and of headings that are no heading on the other side."""
    found: dict[int, Bead] = {}
    for section in group.new_sections:
        for index in _units(scene.new, section):
            _note(found, scene.alignment.of_new[index])
    for section in group.old_sections:
        for index in _units(scene.old, section):
            _note(found, scene.alignment.of_old[index])
    return [
        bead
        for bead in sorted(found.values(), key=lambda bead: bead.new[0])
        if group in scene.sides_of(bead) and not _only_headings(scene, bead)
    ]


def _note(found: dict[int, Bead], bead: Bead | None) -> None:
    if bead is not None:
        found[id(bead)] = bead


def _units(side: Side, section: int) -> list[int]:
    head = side.heads[section]
    return [head, *side.bodies[section]] if head >= 0 else side.bodies[section]


def _only_headings(scene: Scene, bead: Bead) -> bool:
    """Tell a heading matched to a heading: sections are compared by their own headings, whoever matched."""
    old, new = scene.units_of(bead)
    return all(unit.heading for unit in [*old, *new])


def _out_of_order(scene: Scene, group: Group, beads: list[Bead]) -> set[int]:
    """Find the clauses that stand in another order; nothing is out of order where sections were split or merged."""
    if not group.is_plain:
        return set()
    sizes = [1_000_000 + sum(scene.new.units[index].size for index in bead.new) for bead in beads]
    kept = settled([bead.old[0] for bead in beads], sizes)
    return {id(bead) for number, bead in enumerate(beads) if number not in kept and not _volatile(scene, bead)}


def _volatile(scene: Scene, bead: Bead) -> bool:
    old, new = scene.units_of(bead)
    return any(unit.volatile for unit in [*old, *new])


def _came(scene: Scene, group: Group) -> list[tuple[tuple[int, int], Edit]]:
    found = []
    for section in group.new_sections:
        for index in scene.new.bodies[section]:
            unit = scene.new.units[index]
            if scene.alignment.of_new[index] is None and not unit.volatile and unit.text:
                words = inserted(unit.text)
                edit = Edit(kind=EditKind.ADDED, before=None, after=unit.text, words=words, label=unit.label)
                found.append(((index, 0), edit))
    return found


def _went(scene: Scene, group: Group) -> list[tuple[tuple[int, int], Edit]]:
    """List removed clauses, each placed after what stood before it and still stands."""
    found = []
    for section in group.old_sections:
        place = -1
        for number, index in enumerate(_units(scene.old, section)):
            unit, bead = scene.old.units[index], scene.alignment.of_old[index]
            if bead is not None:
                place = max(bead.new)
            elif not unit.heading and not unit.volatile and unit.text:
                words = deleted(unit.text)
                edit = Edit(kind=EditKind.REMOVED, before=unit.text, after=None, words=words, label=unit.label)
                found.append(((place, number + 1), edit))
    return found


def _heading(scene: Scene, group: Group) -> list[Edit]:
    """Compare the headings of a pair of sections, unless one of them is no heading on the other side."""
    if group.old is None or group.new is None:
        return []
    old, new = scene.old.sections[group.old], scene.new.sections[group.new]
    went = _is_recut(scene.alignment.of_old, scene.old.heads[group.old], scene)
    came = _is_recut(scene.alignment.of_new, scene.new.heads[group.new], scene)
    if went or came:
        return _other_heading("" if went else old.heading, "" if came else new.heading, old, new)
    links = changed_links(old.links, new.links)
    label = new.label
    before, after = old.heading, new.heading
    if bare(before) == bare(after) or text.loose(old.title) == text.loose(new.title):
        if not links:
            return []
        kind = EditKind.LINK
    else:
        kind = kind_of(before, after)
    words = redline(before, after)
    return [Edit(kind=kind, before=before, after=after, words=words, label=label, heading=True, links=links)]


def _other_heading(before: str, after: str, old: Section, new: Section) -> list[Edit]:
    """Tell the heading that stands over a section of another number, where one of the two is a clause's words now."""
    if before == after or not renumbered(old.label, new.label):
        return []
    words = redline(before, after)
    return [Edit(kind=EditKind.REWORDED, before=before, after=after, words=words, label=new.label, heading=True)]


def _is_recut(row: list[Bead | None], head: int, scene: Scene) -> bool:
    bead = row[head] if head >= 0 else None
    return bead is not None and not _only_headings(scene, bead)
