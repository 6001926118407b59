"""What changed between the versions of a target."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain, to_plain
from monitor.model import Change, ChangeSet, Kind
from monitor.store.brevity import brief, whole
from monitor.store.database import moment, parse_moment
from monitor.store.rows import query, tags_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from monitor.store.handle import Database

_SOME = 400
"""How many versions' changes are asked for in one query."""

_SET_SQL = """
    select new.id, target.name, target.title, target.tags, snapshot.url, old.number as old_number,
           new.number as new_number, old.fetched_at as old_at, new.fetched_at as new_at
    from version as new
    join target on target.id = new.target
    join snapshot on snapshot.id = new.snapshot
    join version as old on old.id = (select old_version from change where version = new.id limit 1)
"""
_SET_ORDER = "and new.ours = 0 order by target.name, new.number desc"


class Changes:
    """The table `change`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # --- what is kept ------------------------------------------------------------------------------------------

    def _add_changes(self, version: int, old_version: int, changes: Iterable[Change]) -> None:
        sql = """
            insert into change (version, old_version, position, kinds, level, path, old_uid, new_uid, topics, signals,
            detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
        rows = ((version, old_version, position, *_columns(change)) for position, change in enumerate(changes))
        self._db.conn.executemany(sql, rows)

    # --- what is there -----------------------------------------------------------------------------------------

    def changes(self, version: int) -> tuple[Change, ...]:
        """Give the changes that led to a version (its row)."""
        return self._changes([version]).get(version, ())

    def _changes(self, versions: Sequence[int]) -> dict[int, tuple[Change, ...]]:
        """Give the changes that led to each of these versions, in few queries."""
        found: dict[int, list[Change]] = {}
        for start in range(0, len(versions), _SOME):
            some = versions[start : start + _SOME]
            sql = f"""
                select version, detail from change where version in ({", ".join("?" * len(some))})
                order by version, position
            """  # noqa: S608 - question marks
            rows = self._db.execute(sql, some).fetchall()
            details = json.loads(f"[{','.join([detail for _, detail in rows])}]")  # one reading, not one each
            for (version, _), detail in zip(rows, details, strict=True):
                found.setdefault(version, []).append(from_plain(Change, whole(detail)))
        return {version: tuple(changes) for version, changes in found.items()}

    def of_section(self, target: str, uid: str) -> tuple[ChangeSet, ...]:
        """Give what became of one section, newest first: each set holds the changes that name its uid."""
        sql = f"""{_SET_SQL} where target.name = ?
            and exists (select 1 from change where version = new.id and ? in (old_uid, new_uid)) {_SET_ORDER}"""  # noqa: S608 - own text
        found = self._sets(sql, [target, uid])
        return tuple(replace(item, changes=tuple(c for c in item.changes if _names(c, uid))) for item in found)

    def sets(self, since: datetime, until: datetime, targets: Sequence[str] | None = None) -> tuple[ChangeSet, ...]:
        """Give what changed in a span of time, by target in alphabet, newest first.

        Only changes by the publisher: what a new reader or new rules made differ is left out.
        """
        sql = f"{_SET_SQL} where new.fetched_at >= ? and new.fetched_at < ? {_SET_ORDER}"
        wanted = None if targets is None else frozenset(targets)
        return tuple(self._sets(sql, [moment(since), moment(until)], wanted))

    def changeset(self, version: int) -> ChangeSet | None:
        """Give the changes that led to one version (its row); None for a first one."""
        return next(self._sets(f"{_SET_SQL} where new.id = ? {_SET_ORDER}", [version]), None)

    def _sets(self, sql: str, values: Sequence[Any], targets: frozenset[str] | None = None) -> Iterator[ChangeSet]:
        rows = [row for row in query(self._db, sql, values) if targets is None or row["name"] in targets]
        changes = self._changes([row["id"] for row in rows])
        for row in rows:
            old_at, new_at = parse_moment(row["old_at"]), parse_moment(row["new_at"])
            assert old_at is not None  # noqa: S101 - the columns are not null
            assert new_at is not None  # noqa: S101
            yield ChangeSet(
                target=row["name"],
                title=row["title"],
                url=row["url"],
                tags=tags_of(row["tags"]),
                old_version=row["old_number"],
                new_version=row["new_number"],
                old_at=old_at,
                new_at=new_at,
                changes=changes.get(row["id"], ()),
            )

    def headlines(self, target: str) -> dict[int, tuple[str, tuple[Kind, ...]]]:
        """Give for each version of a target the section that changed most in it, and what became of that section."""
        sql = """
            select number, path, kinds from (
                select version.number, change.path, change.kinds, row_number() over (
                    partition by version.id
                    order by case change.level when 'material' then 0 when 'minor' then 1 else 2 end, change.position
                ) as place
                from change join version on version.id = change.version join target on target.id = version.target
                where target.name = ?
            ) where place = 1
        """
        rows = query(self._db, sql, [target])
        return {row["number"]: (row["path"], tuple(map(Kind, json.loads(row["kinds"])))) for row in rows}

    def fates(self, target: str) -> dict[int, tuple[tuple[tuple[Kind, ...], bool], ...]]:
        """Give for each version of a target what became of each section that changed, and whether it has edits."""
        sql = """
            select version.number, change.kinds, coalesce(json_array_length(change.detail, '$.edits'), 0) > 0 as edited
            from change join version on version.id = change.version join target on target.id = version.target
            where target.name = ? order by version.number, change.position
        """
        found: dict[int, list[tuple[tuple[Kind, ...], bool]]] = {}
        for row in query(self._db, sql, [target]):
            kinds = tuple(map(Kind, json.loads(row["kinds"])))
            found.setdefault(row["number"], []).append((kinds, bool(row["edited"])))
        return {number: tuple(fates) for number, fates in found.items()}


def _names(change: Change, uid: str) -> bool:
    return uid in {place.uid for place in (change.old, change.new, *change.related) if place is not None}


# --- a change as it is kept ------------------------------------------------------------------------------------


def _columns(change: Change) -> tuple[Any, ...]:
    plain = to_plain(change, compact=True)
    return (
        json.dumps(plain["kinds"]),
        change.level.value,
        " > ".join(change.place.path) or change.place.title,
        change.old.uid if change.old else None,
        change.new.uid if change.new else None,
        json.dumps(plain.get("topics", [])),
        json.dumps(to_plain(change.signals), ensure_ascii=False),
        json.dumps(brief(plain), ensure_ascii=False, separators=(",", ":")),
    )
