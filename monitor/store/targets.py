"""What is known of each target between visits, and the visits themselves."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from monitor.model import Outcome, Target
from monitor.store.chain import Chain
from monitor.store.database import moment, parse_moment
from monitor.store.health import health
from monitor.store.rows import insert, query, tags_of, update

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from monitor.model import Failure, Health, Snapshot, Visit
    from monitor.store.handle import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the next visit of a target needs to know of the earlier ones."""

    id: int
    name: str
    url: str
    title: str
    tags: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    confirmed: int = 0
    """Visits in a row that the server answered with 304."""
    charset: str | None = None
    not_before: datetime | None = None
    moved_to: str | None = None
    latest: int | None = None
    """Row of the version in force."""
    accepted: str | None = None
    """SHA-256 of the last body that was accepted as the policy."""
    seen: int | None = None
    """Row of the last snapshot that only confirmed the version in force."""
    digest: str | None = None
    """Of the wording last accepted."""
    last_visit_at: datetime | None = None
    last_success_at: datetime | None = None
    last_changed_at: datetime | None = None
    last_outcome: Outcome | None = None
    reason: str = ""
    added_at: datetime | None = None
    certificate: str | None = None
    """SHA-256 of the server's certificate at the last answer."""
    certificate_since: datetime | None = None
    """When it was last seen to be another one than before."""
    ailment: str = ""
    """Why the target fails or is held, where that has a name: a kind of notice."""
    reminded_at: datetime | None = None
    """When people were last reminded that nothing of it can be read."""
    failures: int = 0
    failing_since: datetime | None = None
    held: int = 0
    held_since: datetime | None = None
    held_digest: str | None = None
    """Of the wording that is being held."""
    held_row: int | None = None
    """Row of the first snapshot that had the wording that is being held."""
    held_seen: int = 0
    """Held visits in a row that had it."""
    held_from: datetime | None = None
    """When it was first seen."""
    returns: int = 0
    """How often a wording came back since the page was last quiet."""
    quiet: int = 0
    """Visits since the last return."""
    churn: str = ""
    """What is learnt of parts that change at every visit, as `monitor.gate.volatile` writes it."""
    told: tuple[str, ...] = ()
    """Kinds of notices that people have been told of and that are not over."""


_TIMES = {
    "not_before",
    "last_visit_at",
    "last_success_at",
    "last_changed_at",
    "failing_since",
    "held_since",
    "held_from",
    "added_at",
    "certificate_since",
    "reminded_at",
}
_LISTS = {"tags", "told"}


_KEPT = tuple(name for name in State.__dataclass_fields__ if name != "id")


def _state(row: dict[str, Any]) -> State:
    values = {name: row[name] for name in State.__dataclass_fields__}
    values |= {name: parse_moment(row[name]) for name in _TIMES}
    values |= {name: tuple(json.loads(row[name])) for name in _LISTS}
    values["last_outcome"] = Outcome(row["last_outcome"]) if row["last_outcome"] else None
    return State(**values)


def _is_as_told(state: State, target: Target) -> bool:
    return (state.url, state.title, state.tags) == (target.url, target.title or target.name, target.tags)


def _row(state: State) -> dict[str, Any]:
    values = {name: getattr(state, name) for name in _KEPT}
    values |= {name: moment(values[name]) if values[name] else None for name in _TIMES}
    values |= {name: json.dumps(values[name], ensure_ascii=False) for name in _LISTS}
    return values


class Targets:
    """The tables `target` and `visit`."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._chain = Chain(database)

    def enrol(self, target: Target, now: datetime) -> State:
        """Give what is known of a target, making its row at first sight and following its title, URL and tags."""
        known = self.state(target.name)
        if known is not None and _is_as_told(known, target):
            return known
        told: dict[str, str | None] = {
            "url": target.url,
            "title": target.title or target.name,
            "tags": json.dumps(target.tags, ensure_ascii=False),
        }
        if known is None:
            insert(self._db, "target", {"name": target.name, "added_at": moment(now)} | told)
        else:
            if known.url != target.url:  # another page: its validators say nothing of this one
                told |= dict.fromkeys(("etag", "last_modified", "accepted", "charset", "moved_to", "not_before"))
            update(self._db, "target", known.id, told)
        found = self.state(target.name)
        assert found is not None  # noqa: S101 - it was written in the line above
        return found

    def enrolled(self, target: Target) -> State | None:
        """Give what is known of a target whose row has its title, URL and tags; None where `enrol` would write."""
        known = self.state(target.name)
        return known if known is not None and _is_as_told(known, target) else None

    def state(self, name: str) -> State | None:
        """Give what is known of a target, or None for one never visited."""
        for row in query(self._db, "select * from target where name = ?", [name]):
            return _state(row)
        return None

    def states(self) -> tuple[State, ...]:
        """Give every target ever visited, by name."""
        return tuple(_state(row) for row in query(self._db, "select * from target order by name"))

    def known(self, names: Collection[str] | None = None) -> tuple[Target, ...]:
        """Give every target ever visited, or those of some names, as a watchlist would: for reports without one."""
        sql = "select name, url, title, tags from target order by name"
        return tuple(
            Target(name=name, url=url, title=title, tags=tags_of(tags))
            for name, url, title, tags in self._db.execute(sql)
            if names is None or name in names
        )

    def count(self) -> int:
        """Count the targets ever visited."""
        (number,) = self._db.execute("select count(*) from target").fetchone()
        return int(number)

    def save(self, state: State) -> None:
        """Keep what a visit taught."""
        update(self._db, "target", state.id, _row(state))

    def add_visit(
        self,
        state: State,
        visit: Visit,
        *,
        answer: Snapshot | Failure,
        run: int | None = None,
        snapshot: int | None = None,
        version: int | None = None,
        tokens: int | None = None,
    ) -> State:
        """Keep one visit, and give the state with what every visit changes.

        Args:
            state: of the target before the visit.
            visit: what it ended in.
            answer: what came, or why nothing did; bound by the chain.
            run: row of the run it belongs to.
            snapshot: row of the snapshot that is kept for it.
            version: row of the version it made or confirmed.
            tokens: places in which the bytes of one that was not read could differ from those that were read before.
        """
        skipped = visit.skipped.value if visit.skipped else None
        told = {"skipped": skipped, "tokens": tokens}
        rows = {"target": state.id, "run": run, "snapshot": snapshot, "version": version} | told
        insert(self._db, "visit", self._chain.bind(visit, answer, version) | rows)
        good = visit.outcome not in (Outcome.FAILED, Outcome.HELD)
        return replace(
            state,
            last_visit_at=visit.at,
            last_success_at=visit.at if good else state.last_success_at,
            last_changed_at=visit.at if visit.outcome is Outcome.CHANGED else state.last_changed_at,
            last_outcome=visit.outcome,
            reason=visit.reason,
        )

    def visits(self, name: str, limit: int = 50) -> tuple[dict[str, Any], ...]:
        """Give the last visits of a target, newest first, as plain rows."""
        sql = """
            select visit.at, visit.outcome, visit.reason, visit.status, version.number as version
            from visit join target on target.id = visit.target left join version on version.id = visit.version
            where target.name = ? order by visit.id desc limit ?
        """
        return tuple(query(self._db, sql, [name, limit]))

    def visit(self, name: str, number: int | None = None) -> dict[str, Any] | None:
        """Give one visit as a plain row: the one that made a version, by its number, or the last one."""
        if number is None:
            sql = "select * from visit where target = (select id from target where name = ?) order by id desc limit 1"
            return next(query(self._db, sql, [name]), None)
        sql = """
            select visit.* from visit where version = (
                select id from version where target = (select id from target where name = ?) and number = ?
            ) order by at, id limit 1
        """
        return next(query(self._db, sql, [name, number]), None)

    def visited(self, state: State) -> int:
        """Count the visits of a target."""
        (row,) = query(self._db, "select count(*) as n from visit where target = ?", [state.id])
        return int(row["n"])

    def unread_since(self, state: State) -> datetime | None:
        """Tell since which visit a target could not be read; None when its last visit, or no visit, brought it."""
        sql = """
            select min(at) as at from visit where target = :id and id > coalesce(
                (select max(id) from visit where target = :id and outcome not in ('failed', 'held')), 0)
        """
        return next((parse_moment(row["at"]) for row in query(self._db, sql, {"id": state.id})), None)

    def places(self, state: State, limit: int) -> tuple[str, ...]:
        """Give the addresses from which the policy came at the last visits that brought it, newest first."""
        sql = """
            select coalesce(final_url, url) as place from visit where target = ? and outcome not in ('failed', 'held')
            order by id desc limit ?
        """
        return tuple(row["place"] for row in query(self._db, sql, [state.id, limit]))

    def sightings(self, state: State, version: int, limit: int = 50) -> int:
        """Count the visits in a row, up to now, that saw this version (a row of `version`)."""
        sql = """
            select version from visit where target = ? and outcome not in ('failed', 'held') order by id desc limit ?
        """
        count = 0
        for row in query(self._db, sql, [state.id, limit]):
            if row["version"] != version:
                break
            count += 1
        return count

    def stand(self, state: State, limit: int = 50) -> tuple[int, datetime | None, int]:
        """Tell on how many visits in a row the version in force was seen, since when, and how often one came back.

        Only visits that brought the policy count, the last `limit` of them.
        """
        sql = """
            select version, at, outcome from visit where target = ? and outcome not in ('failed', 'held')
            order by id desc limit ?
        """
        rows = list(query(self._db, sql, [state.id, limit]))
        stands = list(takewhile(lambda row: row["version"] == state.latest, rows))
        since = parse_moment(stands[-1]["at"]) if stands else None
        return len(stands), since, sum(row["outcome"] == Outcome.VARIANT for row in rows)

    def wordings(self, state: State, limit: int = 400) -> tuple[str, ...]:
        """Name the wording that each of the last visits saw, oldest first; visits that brought none are left out."""
        sql = """
            select version.digest from visit join version on version.id = visit.version
            where visit.target = ? and outcome not in ('failed', 'held') order by visit.id desc limit ?
        """
        return tuple(name for (name,) in self._db.execute(sql, [state.id, limit]).fetchall()[::-1])

    def changed_lately(self, state: State, limit: int) -> int:
        """Count the visits that ended in a change among the last ones that brought the policy."""
        sql = """
            select sum(outcome = 'changed') as n from (
                select outcome from visit where target = ? and outcome not in ('failed', 'held')
                order by id desc limit ?
            )
        """
        (row,) = query(self._db, sql, [state.id, limit])
        return int(row["n"] or 0)

    def health(self, targets: Sequence[Target]) -> tuple[Health, ...]:
        """Tell how each target of the watchlist stands, in its order."""
        return health(self._db, targets)

    def ailing(self) -> frozenset[str]:
        """Name the targets whose last visit failed or was held."""
        sql = "select name from target where last_outcome in ('failed', 'held')"
        return frozenset(name for (name,) in self._db.execute(sql))
