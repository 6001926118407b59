"""Letting go, on purpose, of what servers sent long ago and no version rests on.

Versions with the bodies they were read from, changes, alerts, visits and the chain are never touched: the chain goes on
naming each body by its SHA-256, as it does of those that only confirmed a version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.store.chain import Chain
from monitor.store.database import moment, parse_moment, writing
from monitor.store.evidence import Evidence
from monitor.store.rows import insert

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from monitor.store.handle import Database

_SOME = 200
"""Snapshots that are let go of in one transaction: a run that waits to write does not wait for all."""

_LOOSE = """
    from snapshot where fetched_at < :before
    and not exists (select 1 from version where snapshot = snapshot.id)
    and not exists (select 1 from target where snapshot.id in (seen, held_row) and id = snapshot.target)
"""
"""Answers that are old, made no version, and that no next visit will ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """What can be let go of."""

    snapshots: int
    bodies: int
    """Bodies that nothing else has."""
    bytes: int
    """What these take, as they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prune:
    """What was let go of once."""

    at: datetime
    before: datetime
    """What was fetched earlier could go."""
    visit: int
    """The head of the chain at that time."""
    link: str
    snapshots: int
    bodies: int
    bytes: int


def loose(database: Database, before: datetime) -> Loose:
    """Count what could be let go of: answers fetched before a time that made no version."""
    found = {"before": moment(before)}
    (snapshots,) = database.execute(f"select count(*) {_LOOSE}", found).fetchone()
    sql = f"""
        select count(*), coalesce(sum(length(body.data)), 0)
        from (select body, count(*) as loose {_LOOSE} group by body) as own join body on body.sha256 = own.body
        where own.loose = (select count(*) from snapshot where snapshot.body = own.body)
    """  # noqa: S608 - own text
    bodies, size = database.execute(sql, found).fetchone()
    return Loose(snapshots=snapshots, bodies=bodies, bytes=size)


def prune(
    database: Database, before: datetime, now: datetime, tell: Callable[[int, int], None] | None = None
) -> Prune | None:
    """Let go of it, and note that it was done; None when there was nothing.

    Bodies that others were compressed beside are let go of only after these were compressed anew. It is done in small
    transactions, each with its note, so that it may be stopped at any time.

    Args:
        database: ours.
        before: what was fetched earlier goes.
        now: the time.
        tell: hears how many answers are gone, and how many there were.
    """
    sql = f"select id {_LOOSE} order by id"
    rows = [row for (row,) in database.execute(sql, {"before": moment(before)})]
    noted: int | None = None
    for start in range(0, len(rows), _SOME):
        with writing(database):
            noted = _note(database, noted, _let_go(database, rows[start : start + _SOME]), before, now)
        if tell is not None:
            tell(min(start + _SOME, len(rows)), len(rows))
    return next((found for found in prunes(database, noted)), None) if noted is not None else None


def prunes(database: Database, row: int | None = None) -> tuple[Prune, ...]:
    """Give what was let go of on purpose, oldest first; or one note alone."""
    sql = """
        select at, before, visit, link, snapshots, bodies, bytes from prune where :row is null or id = :row order by id
    """
    return tuple(
        Prune(at=at, before=before, visit=visit, link=link, snapshots=snapshots, bodies=bodies, bytes=size)
        for at_text, before_text, visit, link, snapshots, bodies, size in database.execute(sql, {"row": row})
        if (at := parse_moment(at_text)) is not None and (before := parse_moment(before_text)) is not None
    )


def _let_go(database: Database, rows: list[int]) -> Loose:
    evidence = Evidence(database)
    places = ", ".join("?" * len(rows))
    sql = f"select distinct body from snapshot where id in ({places})"  # noqa: S608 - question marks
    names = [name for (name,) in database.execute(sql, rows)]
    held = _weight(database, names)
    for row in rows:
        evidence.drop(row)
    left = _weight(database, names)
    return Loose(snapshots=len(rows), bodies=held[0] - left[0], bytes=held[1] - left[1])


def _weight(database: Database, names: list[str]) -> tuple[int, int]:
    places = ", ".join("?" * len(names))
    sql = f"select count(*), coalesce(sum(length(data)), 0) from body where sha256 in ({places})"  # noqa: S608 - question marks
    bodies, size = database.execute(sql, names).fetchone()
    return int(bodies), int(size)


def _note(database: Database, row: int | None, gone: Loose, before: datetime, now: datetime) -> int:
    if row is not None:
        sql = """
            update prune set snapshots = snapshots + ?, bodies = bodies + ?, bytes = bytes + ? where id = ?
        """
        database.execute(sql, [gone.snapshots, gone.bodies, gone.bytes, row])
        return row
    head = Chain(database).head()
    values = {
        "at": moment(now),
        "before": moment(before),
        "visit": head.visit,
        "link": head.link,
        "snapshots": gone.snapshots,
        "bodies": gone.bodies,
        "bytes": gone.bytes,
    }
    return insert(database, "prune", values)
