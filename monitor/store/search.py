"""Full text over every heading and clause of every version: when it first appeared, when it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.store.database import parse_moment
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.store.handle import Database

_SHORTEST = 3
"""Characters the trigram index needs; two Japanese characters are searched without it."""


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
        condition, values = _condition([folded for word in words if (folded := sought(word))])
        sql = f"""
            select target.name, target.title, wording.text, min(version.number) as first, max(version.number) as last,
                   (select path from clause as c join version as v on v.id = c.version
                    where c.wording = wording.id and v.target = target.id order by v.number desc limit 1) as path,
                   target.id as target_id,
                   max(version.id = target.latest) as is_in_force
            from wording join clause on clause.wording = wording.id join version on version.id = clause.version
            join target on target.id = version.target
            where {condition} and (? is null or target.name = ?)
            group by target.id, wording.id order by target.name, first, min(clause.position) limit ?
        """  # noqa: S608 - the condition is our own text, what is searched for are parameters
        rows = list(self._db.query(sql, [*values, target, target, limit]))
        return tuple(
            Found(
                target=row["name"],
                title=row["title"],
                path=row["path"],
                text=row["text"],
                first_version=row["first"],
                first_at=self._fetched_at(row["target_id"], row["first"]),
                last_version=row["last"],
                gone_at=None if row["is_in_force"] else self._gone_at(row["target_id"], row["last"]),
            )
            for row in rows
        )

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
    if not words:
        return "0", []
    long = [word for word in words if len(word) >= _SHORTEST]
    short = [word for word in words if len(word) < _SHORTEST]
    parts, values = [], []
    if long:
        quoted = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in long)
        parts.append("wording.id in (select rowid from wording_index where wording_index match ?)")
        values.append(quoted)
    for word in short:
        parts.append("instr(wording.folded, ?) > 0")
        values.append(word)
    return " and ".join(parts), values
