"""Say what became of one section: its kinds, its places, its level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.clauses import date_only, number_only
from monitor.diff.edits import moved_clauses
from monitor.diff.labels import renumbered
from monitor.diff.significance import judge
from monitor.diff.topics import topics_of
from monitor.model import Change, EditKind, Kind, Place

if TYPE_CHECKING:
    from monitor.diff.edits import Scene, Story
    from monitor.diff.groups import Group
    from monitor.diff.references import Renumbering
    from monitor.model import Edit, Section

_KIND_OF_EDIT = {
    EditKind.ADDED: Kind.REWORDED,
    EditKind.REMOVED: Kind.REWORDED,
    EditKind.REWORDED: Kind.REWORDED,
    EditKind.MOVED: Kind.REWORDED,
    EditKind.LINK: Kind.LINK,
    EditKind.DATE: Kind.DATE,
    EditKind.FORMATTING: Kind.FORMATTING,
}


def kinds_of(
    scene: Scene, story: Group, told: Story, gone_elsewhere: set[int], numbers: Renumbering
) -> tuple[Kind, ...]:
    """List what became of a section, in the order of `Kind`; empty when nothing did."""
    if story.old is None:
        return (Kind.ADDED,) if _is_there(scene.new.sections[story.new_sections[0]]) else ()
    if story.new is None:
        return (Kind.REMOVED,) if _is_there(scene.old.sections[story.old_sections[0]]) else ()
    found = {_kind(edit, reordered=told.reordered, elsewhere=bool(told.elsewhere)) for edit in told.edits}
    found |= {Kind.LINK for edit in told.edits if edit.links}
    label, new_label = scene.old.sections[story.old].label, scene.new.sections[story.new].label
    is_renumbered = renumbered(label, new_label) or numbers.of_clauses(story, told)
    is_relabelled = bool(label) != bool(new_label) and not told.edits and not _typed(scene, story)
    more = {
        Kind.REWORDED: told.lost,
        Kind.RENUMBERED: is_renumbered,
        Kind.FORMATTING: is_relabelled and not is_renumbered,
        Kind.REORDERED: told.reordered,
        Kind.MOVED: story.new in gone_elsewhere,
        Kind.SPLIT: story.split,
        Kind.MERGED: story.merged,
    }
    return tuple(kind for kind in Kind if kind in found or more.get(kind))


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


def place_in_reading(scene: Scene, story: Group) -> tuple[int, int]:
    """Order changes as the newer version is read; what was removed comes after what stood before it."""
    if story.new is not None:
        return story.new, 0
    section = story.old or 0
    for before in range(section - 1, -1, -1):
        partner = scene.groups.of_old[before].new
        if partner is not None:
            return partner, section + 1
    return -1, section + 1


def change_of(
    scene: Scene, story: Group, told: Story, kinds: tuple[Kind, ...], uids: list[str], numbers: Renumbering
) -> Change:
    """Put a change together: its places, its edits, its level and topics."""
    old = None if story.old is None else old_place(scene, story.old)
    new = None if story.new is None else new_place(scene, story.new, uids)
    related = [new_place(scene, section, uids) for section in story.split]
    related += [old_place(scene, section) for section in story.merged]
    for other in told.elsewhere:
        place = new_place(scene, other.new, uids) if other.new is not None else old_place(scene, other.old or 0)
        if place not in related:
            related.append(place)
    section = scene.new.sections[story.new] if story.new is not None else scene.old.sections[story.old or 0]
    topics = topics_of(section)
    verdict = judge(scene, kinds, told, topics, numbers)
    only_moved = Kind.MOVED in kinds and not told.edits
    return Change(
        kinds=kinds,
        old=old,
        new=new,
        related=tuple(related),
        edits=tuple(moved_clauses(scene, story) if only_moved else told.edits),
        level=verdict.level,
        reasons=verdict.reasons,
        signals=verdict.signals,
        topics=topics,
    )


def old_place(scene: Scene, number: int) -> Place:
    """Name a section of the old side."""
    section = scene.old.sections[number]
    return Place(uid=section.uid, label=section.label, heading=section.heading, path=section.path)


def new_place(scene: Scene, number: int, uids: list[str]) -> Place:
    """Name a section of the new side, with the uid it carries."""
    section = scene.new.sections[number]
    return Place(uid=uids[number], label=section.label, heading=section.heading, path=section.path)
