"""Versions of each target, and what changed between them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain, to_plain
from monitor.errors import StoreError
from monitor.model import Change, ChangeSet, Kind, Version
from monitor.store.database import moment, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlite_utils import Database

    from monitor.model import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A version in the database, with what was known when it was made."""

    id: int
    number: int
    """From 1, per target."""
    fetched_at: datetime
    snapshot: int
    rules: str
    digest: str
    ours: bool
    version: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a version says, without its tree."""

    row: int
    digest: str
    title: str
    language: str
    text: str


_COLUMNS = "id, number, fetched_at, snapshot, rules, digest, ours, tree"


class History:
    """The tables `version`, `clause`, `lineage`, `change` and `edit`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # --- versions ---

    def add(
        self,
        target: int,
        comparison: Comparison,
        *,
        previous: Kept | None,
        snapshot: int,
        fetched_at: datetime,
        rules: str,
        digest: str,
        ours: bool = False,
    ) -> tuple[int, int]:
        """Keep a version with the changes that led to it; give its row and its number."""
        number = self._next_number(target)
        inserted = self._db.table("version").insert(
            {
                "target": target,
                "number": number,
                "snapshot": snapshot,
                "fetched_at": moment(fetched_at),
                "rules": rules,
                "digest": digest,
                "ours": int(ours),
            }
            | _reading(comparison.version)
        )
        row = int(inserted.last_pk)  # type: ignore[arg-type]  # an integer key
        self._add_parts(row, comparison)
        if previous is not None:
            self._add_changes(row, previous.id, comparison.changes)
        return row, number

    def replace(
        self, row: int, comparison: Comparison, *, previous: Kept | None, rules: str, digest: str, ours: bool
    ) -> None:
        """Put a new reading of the same snapshot in the place of an older one, and its changes too."""
        told = {"rules": rules, "digest": digest, "ours": int(ours)}
        self._db.table("version").update(row, told | _reading(comparison.version))
        self._db.execute("update version set rereads = rereads + 1 where id = ?", [row])
        self._db.execute("delete from clause where version = ?", [row])
        self._db.execute("delete from lineage where version = ?", [row])
        self._db.execute("delete from edit where change in (select id from change where version = ?)", [row])
        self._db.execute("delete from change where version = ?", [row])
        self._add_parts(row, comparison)
        if previous is not None:
            self._add_changes(row, previous.id, comparison.changes)

    def _add_parts(self, row: int, comparison: Comparison) -> None:
        rows = [line | {"wording": self._wording(line.pop("text"))} for line in clause_rows(row, comparison.version)]
        self._db.table("clause").insert_all(rows)
        self._db.table("lineage").insert_all({"version": row} | to_plain(edge) for edge in comparison.lineage)

    def _wording(self, words: str) -> int:
        """Give the row of a text, kept once however many versions have it."""
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        for row in self._db.query("select id from wording where digest = ?", [digest]):
            return int(row["id"])
        inserted = self._db.table("wording").insert({"digest": digest, "text": words})
        return int(inserted.last_pk)  # type: ignore[arg-type]  # an integer key

    def _next_number(self, target: int) -> int:
        (row,) = self._db.query("select coalesce(max(number), 0) + 1 as n from version where target = ?", [target])
        return int(row["n"])

    def get(self, row: int) -> Kept:
        """Give one version by its row."""
        for found in self._db.query(f"select {_COLUMNS} from version where id = ?", [row]):  # noqa: S608 - own columns
            return _kept(found)
        raise StoreError(f"the database has no version {row}")

    def number(self, row: int | None) -> int | None:
        """Give the number of a version by its row."""
        return next(
            (found["number"] for found in self._db.query("select number from version where id = ?", [row])), None
        )

    def rules(self, row: int) -> str:
        """Give the digest of the rules by which a version (its row) was read."""
        return next((found["rules"] for found in self._db.query("select rules from version where id = ?", [row])), "")

    def reader(self, row: int) -> int:
        """Give which reader read a version (its row)."""
        found = self._db.query("select reader from version where id = ?", [row])
        return next((int(one["reader"]) for one in found), 0)

    def numbered(self, target: str, number: int | None = None) -> Kept:
        """Give a target's version by its number, or the newest one.

        Raises:
            StoreError: there is none.
        """
        sql = f"""
            select {_COLUMNS} from version where target = (select id from target where name = ?)
            and (? is null or number = ?) order by number desc limit 1
        """  # noqa: S608 - own columns
        for found in self._db.query(sql, [target, number, number]):
            return _kept(found)
        if number and self._db.execute("select 1 from target where name = ?", [target]).fetchone():
            raise StoreError(f"there is no version {number}", target=target, hint="`monitor history` lists them")
        raise StoreError("no version of it is kept", target=target, hint="`monitor status` shows what was visited")

    def all(self, target: str) -> tuple[Kept, ...]:
        """Give every version of a target, oldest first."""
        sql = f"""
            select {_COLUMNS} from version where target = (select id from target where name = ?) order by number
        """  # noqa: S608 - own columns
        return tuple(_kept(row) for row in self._db.query(sql, [target]))

    def recent(self, target: int, rules: str, limit: int) -> tuple[Wording, ...]:
        """Give the wordings of the last versions that were read by the same rules, newest first."""
        sql = """
            select id as row, digest, title, language, text from version
            where target = ? and rules = ? order by number desc limit ?
        """
        return tuple(Wording(**row) for row in self._db.query(sql, [target, rules, limit]))

    def timeline(self, target: str) -> tuple[dict[str, Any], ...]:
        """List a target's versions, oldest first, as plain rows: number, fetched_at, title, changes, level, ours."""
        sql = """
            select version.number, version.fetched_at, version.title, version.language, version.reader,
                   version.ours, version.digest, snapshot.body as sha256,
                   (select count(*) from change where change.version = version.id) as changes,
                   (select group_concat(distinct change.level) from change where change.version = version.id) as levels,
                   (select max(at) from visit where visit.version = version.id) as last_seen_at,
                   (select count(*) from visit where visit.version = version.id) as visits
            from version join target on target.id = version.target join snapshot on snapshot.id = version.snapshot
            where target.name = ? order by version.number
        """
        return tuple(self._db.query(sql, [target]))

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
        rows = self._db.query(sql, [target])
        return {row["number"]: (row["path"], tuple(map(Kind, json.loads(row["kinds"])))) for row in rows}

    # --- changes ---

    def of_section(self, target: str, uid: str) -> tuple[ChangeSet, ...]:
        """Give what became of one section, newest first: each set holds the changes that name its uid."""
        sql = f"""{_SET_SQL} where target.name = ?
            and exists (select 1 from change where version = new.id and ? in (old_uid, new_uid)) {_SET_ORDER}"""  # noqa: S608 - own text
        found = self._sets(sql, [target, uid])
        return tuple(replace(item, changes=tuple(c for c in item.changes if _names(c, uid))) for item in found)

    def _add_changes(self, version: int, old_version: int, changes: Iterable[Change]) -> None:
        for position, change in enumerate(changes):
            plain = to_plain(change)
            inserted = self._db.table("change").insert(
                {
                    "version": version,
                    "old_version": old_version,
                    "position": position,
                    "kinds": json.dumps(plain["kinds"]),
                    "level": change.level.value,
                    "path": " > ".join(change.place.path) or change.place.title,
                    "old_uid": change.old.uid if change.old else None,
                    "new_uid": change.new.uid if change.new else None,
                    "topics": json.dumps(plain["topics"]),
                    "signals": json.dumps(plain["signals"], ensure_ascii=False),
                    "detail": json.dumps(to_plain(change, compact=True), ensure_ascii=False),
                }
            )
            edits = (
                {
                    "change": inserted.last_pk,
                    "position": number,
                    "kind": edit.kind.value,
                    "before": edit.before,
                    "after": edit.after,
                }
                for number, edit in enumerate(change.edits)
            )
            self._db.table("edit").insert_all(edits)

    def changes(self, version: int) -> tuple[Change, ...]:
        """Give the changes that led to a version (its row)."""
        rows = self._db.query("select detail from change where version = ? order by position", [version])
        return tuple(from_plain(Change, json.loads(row["detail"])) for row in rows)

    def sets(self, since: datetime, until: datetime, targets: Sequence[str] | None = None) -> tuple[ChangeSet, ...]:
        """Give what changed in a span of time, by target in alphabet, newest first.

        Only changes by the publisher: what a new reader or new rules made differ is left out.
        """
        sql = f"{_SET_SQL} where new.fetched_at >= ? and new.fetched_at < ? {_SET_ORDER}"
        found = self._sets(sql, [moment(since), moment(until)])
        return tuple(item for item in found if targets is None or item.target in targets)

    def firsts(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Name the targets whose first version was fetched in a span of time."""
        sql = """
            select target.name from version join target on target.id = version.target
            where version.number = 1 and version.fetched_at >= ? and version.fetched_at < ? order by target.name
        """
        return tuple(row["name"] for row in self._db.query(sql, [moment(since), moment(until)]))

    def in_force(self, target: str, until: datetime) -> int | None:
        """Give the number of the version that the last visit before a time saw; None when there was no such visit."""
        sql = """
            select version.number from visit join version on version.id = visit.version
            where visit.target = (select id from target where name = ?) and visit.at < ? order by visit.id desc limit 1
        """
        return next((int(row["number"]) for row in self._db.query(sql, [target, moment(until)])), None)

    def changeset(self, version: int) -> ChangeSet | None:
        """Give the changes that led to one version (its row); None for a first one."""
        return next(self._sets(f"{_SET_SQL} where new.id = ? {_SET_ORDER}", [version]), None)

    def _sets(self, sql: str, values: Sequence[Any]) -> Iterator[ChangeSet]:
        for row in list(self._db.query(sql, values)):
            old_at, new_at = parse_moment(row["old_at"]), parse_moment(row["new_at"])
            assert old_at is not None  # noqa: S101 - the columns are not null
            assert new_at is not None  # noqa: S101
            yield ChangeSet(
                target=row["name"],
                title=row["title"],
                url=row["url"],
                tags=tuple(json.loads(row["tags"])),
                old_version=row["old_number"],
                new_version=row["new_number"],
                old_at=old_at,
                new_at=new_at,
                changes=self.changes(row["id"]),
            )


_SET_SQL = """
    select new.id, target.name, target.title, target.tags, snapshot.url, old.number as old_number,
           new.number as new_number, old.fetched_at as old_at, new.fetched_at as new_at
    from version as new
    join target on target.id = new.target
    join snapshot on snapshot.id = new.snapshot
    join version as old on old.id = (select old_version from change where version = new.id limit 1)
"""
_SET_ORDER = "and new.ours = 0 order by target.name, new.number desc"


def _names(change: Change, uid: str) -> bool:
    return uid in {place.uid for place in (change.old, change.new, *change.related) if place is not None}


def _kept(row: dict[str, Any]) -> Kept:
    fetched_at = parse_moment(row["fetched_at"])
    assert fetched_at is not None  # noqa: S101 - the column is not null
    return Kept(
        id=row["id"],
        number=row["number"],
        fetched_at=fetched_at,
        snapshot=row["snapshot"],
        rules=row["rules"],
        digest=row["digest"],
        ours=bool(row["ours"]),
        version=from_plain(Version, json.loads(row["tree"])),
    )


def _reading(version: Version) -> dict[str, Any]:
    return {
        "reader": version.reader,
        "title": version.title,
        "language": version.language,
        "text": version.text,
        "tree": json.dumps(to_plain(version, compact=True), ensure_ascii=False, separators=(",", ":")),
    }


def clause_rows(row: int, version: Version) -> Iterator[dict[str, Any]]:
    """Every heading and clause as one row of plain text, for Datasette and full-text search."""
    position = 0
    for section in version.walk():
        path = " > ".join(section.path)
        lines = [(section.label, section.heading)] if section.title else []
        lines += [(clause.label, clause.text) for clause in section.clauses]
        for label, text in lines:
            yield {
                "version": row,
                "position": position,
                "section": section.uid,
                "path": path,
                "label": label,
                "text": text,
            }
            position += 1
