"""Tell what changed between two versions, section by section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.diff.align import align
from monitor.diff.edits import Scene, date_only, number_only, tell
from monitor.diff.editions import came, went
from monitor.diff.groups import group
from monitor.diff.identity import carried, lineage, with_uids
from monitor.diff.labels import renumbered
from monitor.diff.moves import moved
from monitor.diff.pairing import pair
from monitor.diff.references import Renumbering
from monitor.diff.significance import judge
from monitor.diff.topics import topics_of
from monitor.diff.units import lay_flat
from monitor.model import Change, Comparison, EditKind, Kind, Level, Place, Version

if TYPE_CHECKING:
    from monitor.diff.edits import Story
    from monitor.diff.editions import Edition
    from monitor.diff.groups import Group
    from monitor.diff.pairing import Pairing
    from monitor.model import Edit, Section

    Told = tuple[tuple[int, int], Change]
    """A change with its place in reading order."""

_KIND_OF_EDIT = {
    EditKind.ADDED: Kind.REWORDED,
    EditKind.REMOVED: Kind.REWORDED,
    EditKind.REWORDED: Kind.REWORDED,
    EditKind.MOVED: Kind.REWORDED,
    EditKind.LINK: Kind.LINK,
    EditKind.DATE: Kind.DATE,
    EditKind.FORMATTING: Kind.FORMATTING,
}


def compare(old: Version, new: Version) -> tuple[Change, ...]:
    """List the changes from one version to the next, in reading order of the newer one.

    A removed section is listed where it stood. Texts that are equal under `monitor.text.key` make no change,
    nor does mark-up: a paragraph cut elsewhere, a heading tag lost or gained, a number typed or counted by the list.

    Returns:
        One change a section, or a family of sections where one was split or several merged; empty when the wording,
        the order, the numbers and the links are the same.
    """
    return trace(old, new).changes


def trace(old: Version, new: Version) -> Comparison:
    """Compare two versions and carry the names of the sections over to the newer one."""
    book: dict[str, str] = {}
    before, after = lay_flat(old, book), lay_flat(new, book)
    alignment = align(before, after)
    pairing = pair(before, after, alignment)
    uids = carried(before, after, pairing)
    scene = Scene(old=before, new=after, alignment=alignment, groups=group(before, after, pairing))
    named = with_uids(new, after, uids)
    found = _tell_editions(scene, uids, _tell_all(scene, pairing, uids))
    changes = tuple(change for _, change in sorted(found, key=lambda item: item[0]))
    return Comparison(version=named, changes=changes, lineage=lineage(before, pairing, uids))


def _tell_all(scene: Scene, pairing: Pairing, uids: list[str]) -> list[Told]:
    numbers = Renumbering(scene, pairing)
    gone_elsewhere = moved(scene.old, scene.new, pairing)
    found = []
    for story in scene.groups.all:
        told = tell(scene, story)
        kinds = _kinds(scene, story, told, gone_elsewhere, numbers)
        if kinds:
            found.append((_place_in_reading(scene, story), _change(scene, story, told, kinds, uids, numbers)))
    return found


# --- two editions on one page ------------------------------------------------------------------------------


def _tell_editions(scene: Scene, uids: list[str], found: list[Told]) -> list[Told]:
    """Where a second edition came onto the page, tell in what it differs from the one that stays; likewise when it went."""
    fresh, gone = came(scene.new, scene.groups), went(scene.old, scene.groups)
    if gone:
        names = {scene.old.sections[number].uid for number in gone.twins}
        found = [item for item in found if item[1].new or item[1].place.uid not in names]
        where = _place_in_reading(scene, scene.groups.of_old[gone.first])
        reason = "another edition of the policy went off the page; the one that stays is compared"
        place = _old_place(scene, gone.first)
        found.append((where, Change(kinds=(Kind.REMOVED,), old=place, new=None, level=Level.MINOR, reasons=(reason,))))
    if fresh:
        names = {uids[number] for number in fresh.twins}
        found = [item for item in found if item[1].old or item[1].place.uid not in names]
        found += _tell_fresh(scene, uids, fresh)
    return found


def _tell_fresh(scene: Scene, uids: list[str], fresh: Edition) -> list[Told]:
    """Compare each section of a second edition with that of the same heading in the one that stays."""
    rows = scene.new.sections
    current = [replace(rows[twin], uid=uids[twin], children=()) for _, twin in sorted(fresh.twins.items())]
    other = [replace(rows[number], uid=uids[number], children=()) for number in sorted(fresh.twins)]
    number_of = {uids[twin]: number for number, twin in fresh.twins.items()}
    told: list[Told] = []
    for change in compare(Version(sections=tuple(current)), Version(sections=tuple(other))):
        if change.old and change.new and change.old.uid in number_of:
            number = number_of[change.old.uid]
            reasons = ("so it reads in another edition on the page", *change.reasons)
            new = replace(change.new, uid=uids[number])
            told.append(((number, 1), replace(change, new=new, reasons=reasons)))
    same = len(other) - len(told)
    reason = f"another edition of the policy came onto the page: {same} of its {len(other)} sections read as in the one that stays"
    level = max((change.level for _, change in told), default=Level.MINOR, key=lambda level: level.rank)
    place = _new_place(scene, fresh.first, uids)
    told.append(((fresh.first, 0), Change(kinds=(Kind.ADDED,), old=None, new=place, level=level, reasons=(reason,))))
    return told


# --- one section -------------------------------------------------------------------------------------------


def _kinds(scene: Scene, story: Group, told: Story, gone_elsewhere: set[int], numbers: Renumbering) -> tuple[Kind, ...]:
    if story.old is None:
        return (Kind.ADDED,) if _is_there(scene.new.sections[story.new_sections[0]]) else ()
    if story.new is None:
        return (Kind.REMOVED,) if _is_there(scene.old.sections[story.old_sections[0]]) else ()
    found = {_kind(edit, reordered=told.reordered, elsewhere=bool(told.elsewhere)) for edit in told.edits}
    found |= {Kind.LINK for edit in told.edits if edit.links}
    if told.lost:
        found.add(Kind.REWORDED)
    label, new_label = scene.old.sections[story.old].label, scene.new.sections[story.new].label
    if renumbered(label, new_label) or numbers.of_clauses(story, told):
        found.add(Kind.RENUMBERED)
    elif bool(label) != bool(new_label) and not told.edits and not _typed(scene, story):
        found.add(Kind.FORMATTING)
    if told.reordered:
        found.add(Kind.REORDERED)
    if story.new in gone_elsewhere:
        found.add(Kind.MOVED)
    if story.split:
        found.add(Kind.SPLIT)
    if story.merged:
        found.add(Kind.MERGED)
    return tuple(kind for kind in Kind if kind in found)


def _is_there(section: Section) -> bool:
    """Tell whether a section says anything that is not volatile."""
    return bool(section.title) or any(not clause.volatile and clause.text for clause in section.clauses)


def _typed(scene: Scene, story: Group) -> bool:
    """Tell whether a number went only from the label into the text, or back."""
    old, new = scene.old.sections[story.old or 0], scene.new.sections[story.new or 0]
    return old.title == new.title


def _kind(edit: Edit, *, reordered: bool, elsewhere: bool) -> Kind:
    if number_only(edit):
        return Kind.FORMATTING
    if date_only(edit):
        return Kind.DATE
    if edit.heading and edit.kind is EditKind.REWORDED:
        return Kind.RETITLED
    if edit.kind is EditKind.MOVED and reordered and not elsewhere:
        return Kind.REORDERED
    return _KIND_OF_EDIT[edit.kind]


def _place_in_reading(scene: Scene, story: Group) -> tuple[int, int]:
    """Order changes as the newer version is read; what was removed comes after what stood before it."""
    if story.new is not None:
        return story.new, 0
    section = story.old or 0
    for before in range(section - 1, -1, -1):
        partner = scene.groups.of_old[before].new
        if partner is not None:
            return partner, section + 1
    return -1, section + 1


def _change(
    scene: Scene, story: Group, told: Story, kinds: tuple[Kind, ...], uids: list[str], numbers: Renumbering
) -> Change:
    old = None if story.old is None else _old_place(scene, story.old)
    new = None if story.new is None else _new_place(scene, story.new, uids)
    related = [_new_place(scene, section, uids) for section in story.split]
    related += [_old_place(scene, section) for section in story.merged]
    for other in told.elsewhere:
        place = _new_place(scene, other.new, uids) if other.new is not None else _old_place(scene, other.old or 0)
        if place not in related:
            related.append(place)
    section = scene.new.sections[story.new] if story.new is not None else scene.old.sections[story.old or 0]
    topics = topics_of(section)
    verdict = judge(scene, kinds, told, topics, numbers)
    return Change(
        kinds=kinds,
        old=old,
        new=new,
        related=tuple(related),
        edits=tuple(told.edits),
        level=verdict.level,
        reasons=verdict.reasons,
        signals=verdict.signals,
        topics=topics,
    )


def _old_place(scene: Scene, number: int) -> Place:
    section = scene.old.sections[number]
    return Place(uid=section.uid, label=section.label, heading=section.heading, path=section.path)


def _new_place(scene: Scene, number: int, uids: list[str]) -> Place:
    section = scene.new.sections[number]
    return Place(uid=uids[number], label=section.label, heading=section.heading, path=section.path)
