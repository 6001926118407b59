"""Full text over every heading and clause of every version: when it first appeared, when it went.

The index has which wordings hold three signs in a row, and no more: where in them is looked up in the few it finds.
Those that are not in it yet (`monitor.store.indexing`) are looked through, so that nothing is missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.store.database import parse_moment
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.store.handle import Database

_SIGNS = 3
"""In a row: what the index has; two Japanese characters are searched without it."""
_MANY = 2000
"""Wordings that have the words, up to which all that has them is put together: a quarter of a second."""
_SOME, _MOST = 20, 400
"""Targets that are asked about in one query, at first and at last."""
_CONTAINS = "instr(wording.folded, ?) > 0"
_FOUND = """
    select target.name, target.title, target.id as target_id, wording.id as wording, wording.text,
           min(version.number) as first, max(version.number) as last, max(version.id = target.latest) as is_in_force
    from {tables}
    where {condition} group by target.id, wording.id order by target.name, first, min(line.position) limit ?
"""
_FROM_WORDINGS = """
    wording join line on line.wording = wording.id join version on version.id = line.version
    join target on target.id = version.target
"""
_FROM_TARGETS = """
    target cross join version on version.target = target.id cross join line on line.version = version.id
    cross join wording on wording.id = line.wording
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One wording in one target's history."""

    target: str
    title: str
    path: str
    """Where it stands, or last stood."""
    text: str
    first_version: int
    first_at: datetime
    last_version: int
    gone_at: datetime | None
    """When the version was fetched in which it was gone, or an older one without it came back; None while in force."""


class Search:
    """The table `wording` and its index."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def find(self, words: Sequence[str], *, target: str | None = None, limit: int = 200) -> tuple[Found, ...]:
        """Find every wording that has all the words, parts of words too, whatever the width and case of the letters.

        Args:
            words: what to look for; each is taken as it stands, spaces included.
            target: look in this target's history only.
            limit: how many wordings at the most.

        Returns:
            by target, then in the order in which they first appeared.
        """
        sought_words = [folded for word in words if (folded := sought(word))]
        rows = self._rows(sought_words, target, limit) if sought_words else []
        return tuple(
            Found(
                target=row["name"],
                title=row["title"],
                path=self._path(row["target_id"], row["wording"]),
                text=row["text"],
                first_version=row["first"],
                first_at=self._fetched_at(row["target_id"], row["first"]),
                last_version=row["last"],
                gone_at=None if row["is_in_force"] else self._gone_at(row["target_id"], row["last"]),
            )
            for row in rows
        )

    def _rows(self, words: Sequence[str], target: str | None, limit: int) -> list[dict[str, Any]]:
        """Put together what each target had of these words, and in which versions.

        Of words that are everywhere that would take seconds for all: then targets are gone through by name until there
        is enough.
        """
        condition, values = _condition(words)
        sql = f"select count(*) from (select 1 from wording where {condition} limit {_MANY + 1})"  # noqa: S608 - own text
        (many,) = self._db.execute(sql, values).fetchone()
        if many <= _MANY:
            sql = _FOUND.format(tables=_FROM_WORDINGS, condition=f"{condition} and (? is null or target.name = ?)")
            return list(self._db.query(sql, [*values, target, target, limit]))
        sql = "select id from target where ? is null or name = ? order by name"
        targets = [row for (row,) in self._db.execute(sql, [target, target])]
        contains = " and ".join([_CONTAINS] * len(words))
        rows: list[dict[str, Any]] = []
        done, size = 0, _SOME
        while done < len(targets) and len(rows) < limit:
            some = targets[done : done + size]
            among = f"target.id in ({', '.join('?' * len(some))}) and {contains}"
            sql = _FOUND.format(tables=_FROM_TARGETS, condition=among)
            rows += self._db.query(sql, [*some, *words, limit - len(rows)])
            done, size = done + size, min(2 * size, _MOST)
        return rows

    def _path(self, target: int, wording: int) -> str:
        sql = """
            select path from clause as c join version as v on v.id = c.version
            where c.wording = ? and v.target = ? order by v.number desc limit 1
        """
        (path,) = self._db.execute(sql, [wording, target]).fetchone()
        return str(path)

    def _fetched_at(self, target: int, number: int) -> datetime:
        sql = "select fetched_at from version where target = ? and number = ?"
        at = parse_moment(next(self._db.query(sql, [target, number]))["fetched_at"])
        assert at is not None  # noqa: S101 - the column is not null
        return at

    def _gone_at(self, target: int, last: int) -> datetime | None:
        sql = "select fetched_at from version where target = ? and number > ? order by number limit 1"
        found = next((parse_moment(row["fetched_at"]) for row in self._db.query(sql, [target, last])), None)
        return found or self._returned_at(target, last)

    def _returned_at(self, target: int, last: int) -> datetime | None:
        """Tell when the version in force took the place of the newest one, which is not in force."""
        sql = """
            select visit.at from visit where visit.target = :target and visit.version is not null and visit.id > (
                select max(visit.id) from visit join version on version.id = visit.version
                where visit.target = :target and version.number = :last) order by visit.id limit 1
        """
        found = self._db.query(sql, {"target": target, "last": last})
        return next((parse_moment(row["at"]) for row in found), None)


def _condition(words: Sequence[str]) -> tuple[str, list[str]]:
    parts, values = [], []
    runs = dict.fromkeys(run for word in words if len(word) >= _SIGNS for run in _runs(word))
    if runs:
        parts.append("wording.id in (select rowid from wording_index where wording_index match ? union all")
        parts[-1] += " select id from wording where id > (select wording from indexed))"
        values.append(" AND ".join('"{}"'.format(run.replace('"', '""')) for run in runs))
    for word in words:
        parts.append(_CONTAINS)
        values.append(word)
    return " and ".join(parts), values


def _runs(word: str) -> list[str]:
    """Cut a word into the runs of signs that the index has, so that each sign is in one.

    >>> _runs("cookies")
    ['coo', 'kie', 'ies']
    """
    last = len(word) - _SIGNS
    return [word[at : at + _SIGNS] for at in (*range(0, last, _SIGNS), last)]
