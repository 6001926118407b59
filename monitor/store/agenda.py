"""What has to be known of all targets at once to say which of them are visited when: one query for any number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from monitor.model import RENDERED
from monitor.store.database import parse_moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from monitor.store.handle import Database

_RUNS = 8
"""Distances between runs from which the usual one is told."""
_VERSIONS = 8
"""Versions back from which the distances between changes are told."""
_ENTRIES = f"""
    select target.name, target.url, target.added_at, target.last_visit_at, target.last_changed_at, target.not_before,
           target.failures, target.held_since, target.told, target.returns, target.etag, target.last_modified,
           version.rules,
           case when instr(snapshot.headers, '["{RENDERED}"') then
               (select count(*) from visit where visit.target = target.id) end as rendered_visits,
           coalesce((select group_concat(fetched_at, ' ') from (
               select fetched_at from version as one where one.target = target.id order by number desc limit {_VERSIONS}
           )), '') as seen
    from target left join version on version.id = target.latest
    left join snapshot on snapshot.id = coalesce(target.seen, version.snapshot)
"""  # noqa: S608 - own words
_TIMES = ("added_at", "last_visit_at", "last_changed_at", "not_before", "held_since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of one target, as far as its next visit goes."""

    name: str
    url: str
    added_at: datetime
    last_visit_at: datetime | None = None
    last_changed_at: datetime | None = None
    not_before: datetime | None = None
    failures: int = 0
    """Failed visits in a row."""
    held_since: datetime | None = None
    told: tuple[str, ...] = ()
    """Kinds of notices that are open."""
    returns: int = 0
    """How often a wording came back since the page was last quiet."""
    etag: str | None = None
    last_modified: str | None = None
    rules: str | None = None
    """By which the version in force was read; None when there is none."""
    rendered_visits: int | None = None
    """How often it was visited, when the last good answer came through a browser; else None."""
    seen: str = ""
    """When its last versions were first seen, as the database has it."""

    @property
    def versions(self) -> tuple[datetime, ...]:
        """When its last versions were first seen, oldest first; asked for few of many targets."""
        return tuple(at for text in sorted(set(self.seen.split())) if (at := parse_moment(text)) is not None)


class Agenda:
    """The tables `target`, `version` and `run`, as far as they tell who is visited when."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def entries(self) -> Mapping[str, Entry]:
        """Give every target ever visited, by name."""
        cursor = self._db.execute(_ENTRIES)
        columns = [column[0] for column in cursor.description]
        entries = (_entry(dict(zip(columns, row, strict=True))) for row in cursor)
        return {entry.name: entry for entry in entries}

    def step(self) -> timedelta:
        """Tell how far apart runs usually begin: the median of the last ones; zero when there were fewer than two."""
        rows = self._db.execute("select started_at from run order by id desc limit ?", [_RUNS + 1]).fetchall()
        starts = [at for (text,) in rows if (at := parse_moment(text)) is not None]
        steps = [later - earlier for later, earlier in pairwise(starts) if later > earlier]
        if not steps:
            return timedelta()
        from statistics import median  # noqa: PLC0415 - brings fractions and decimals along, for this one question

        return timedelta(seconds=median(step.total_seconds() for step in steps))


def _entry(row: dict[str, Any]) -> Entry:
    times = {name: parse_moment(row[name]) for name in _TIMES}
    return Entry(**row | times | {"told": tuple(json.loads(row["told"])) if row["told"] != "[]" else ()})
