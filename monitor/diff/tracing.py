"""Compare two versions: the door of this room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.diff.align import align
from monitor.diff.changes import change_of, kinds_of, new_place, old_place, place_in_reading
from monitor.diff.editions import came, went
from monitor.diff.edits import Scene, part_strangers, tell
from monitor.diff.groups import group
from monitor.diff.identity import carried, lineage, with_uids
from monitor.diff.moves import moved
from monitor.diff.pairing import pair
from monitor.diff.recast import weighed
from monitor.diff.references import Renumbering
from monitor.diff.units import lay_flat
from monitor.model import Change, Comparison, Kind, Level, Version

if TYPE_CHECKING:
    from monitor.diff.editions import Edition
    from monitor.diff.pairing import Pairing

    Told = tuple[tuple[int, int], Change]
    """A change with its place in reading order."""


def compare(old: Version, new: Version) -> tuple[Change, ...]:
    """List the changes from one version to the next, in reading order of the newer one.

    A removed section is listed where it stood. Texts that are equal under `monitor.text.key` make no change,
    nor does mark-up: a paragraph cut elsewhere, a heading tag lost or gained, a number typed or counted by the list.

    Returns:
        One change a section, or a family of sections where one was split or several merged; empty when the wording,
        the order, the numbers and the links are the same.

    Raises:
        TypeError: one of the two is no `Version`, as `monitor.read` gives it.
    """
    for version in (old, new):
        if not isinstance(version, Version):
            raise TypeError(f"compare takes two Versions, as `monitor.read` gives them, not {type(version).__name__}")
    return trace(old, new).changes


def trace(old: Version, new: Version) -> Comparison:
    """Compare two versions and carry the names of the sections over to the newer one."""
    book: dict[str, str] = {}
    before, after = lay_flat(old, book), lay_flat(new, book)
    alignment = align(before, after)
    pairing = pair(before, after, alignment)
    uids = carried(before, after, pairing)
    scene = Scene(
        old=before,
        new=after,
        alignment=alignment,
        groups=group(before, after, pairing),
        language=new.language,
        host=_host(new.url),
    )
    part_strangers(scene)
    named = with_uids(new, after, uids)
    found = _tell_editions(scene, uids, _tell_all(scene, pairing, uids))
    changes = weighed(old, new, tuple(change for _, change in sorted(found, key=lambda item: item[0])))
    return Comparison(version=named, changes=changes, lineage=lineage(before, pairing, uids))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # an address that is none
        return ""


def _tell_all(scene: Scene, pairing: Pairing, uids: list[str]) -> list[Told]:
    numbers = Renumbering(scene, pairing)
    gone_elsewhere = moved(scene.old, scene.new, pairing)
    found = []
    for story in scene.groups.all:
        told = tell(scene, story)
        kinds = kinds_of(scene, story, told, gone_elsewhere, numbers)
        if kinds:
            found.append((place_in_reading(scene, story), change_of(scene, story, told, kinds, uids, numbers)))
    return found


# --- two editions on one page ------------------------------------------------------------------------------


def _tell_editions(scene: Scene, uids: list[str], found: list[Told]) -> list[Told]:
    """Tell of a second edition that came onto the page or went off it."""
    fresh, gone = came(scene.new, scene.groups), went(scene.old, scene.groups)
    if gone:
        names = {scene.old.sections[number].uid for number in gone.twins}
        found = [item for item in found if item[1].new or item[1].place.uid not in names]
        where = place_in_reading(scene, scene.groups.of_old[gone.first])
        reason = "another edition of the policy went off the page; the one that stays is compared"
        place, *others = (old_place(scene, number) for number in sorted(gone.twins))
        change = Change(
            kinds=(Kind.REMOVED,), old=place, new=None, related=tuple(others), level=Level.MINOR, reasons=(reason,)
        )
        found.append((where, change))
    if fresh:
        names = {uids[number] for number in fresh.twins}
        found = [item for item in found if item[1].old or item[1].place.uid not in names]
        found += _tell_fresh(scene, uids, fresh)
    return found


def _tell_fresh(scene: Scene, uids: list[str], fresh: Edition) -> list[Told]:
    """Compare each section of a second edition with that of the same heading in the one that stays.

    The change that tells of the edition names all its sections; what is told of each starts from the section it is
    compared with, so that a copy of the old sections, changed as told, is the new edition.
    """
    rows = scene.new.sections
    current = [replace(rows[twin], uid=uids[twin], children=()) for _, twin in sorted(fresh.twins.items())]
    other = [replace(rows[number], uid=uids[number], children=()) for number in sorted(fresh.twins)]
    number_of = {uids[twin]: number for number, twin in fresh.twins.items()}
    told: list[Told] = []
    for change in compare(
        Version(sections=tuple(current)), Version(sections=tuple(other), language=scene.language, url=f"//{scene.host}")
    ):
        if change.old and change.new and change.old.uid in number_of:
            number = number_of[change.old.uid]
            reasons = ("so it reads in another edition on the page", *change.reasons)
            new = replace(change.new, uid=uids[number])
            told.append(((number, 1), replace(change, new=new, reasons=reasons)))
    same = len(other) - len(told)
    share = f"{same} of its {len(other)} sections read as in the one that stays"
    reason = f"another edition of the policy came onto the page: {share}"
    level = max((change.level for _, change in told), default=Level.MINOR, key=lambda level: level.rank)
    place, *others = (new_place(scene, number, uids) for number in sorted(fresh.twins))
    change = Change(kinds=(Kind.ADDED,), old=None, new=place, related=tuple(others), level=level, reasons=(reason,))
    return [*told, ((fresh.first, 0), change)]
