"""Versions of each target: what it said, and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain, to_plain
from monitor.errors import StoreError
from monitor.model import Version
from monitor.store.changes import Changes
from monitor.store.database import moment, parse_moment
from monitor.store.indexing import index_waiting
from monitor.store.lines import add_lines, lines_of, texts_of
from monitor.store.packing import Pile
from monitor.store.rows import insert, query, update
from monitor.store.trees import apart, spelt, text_digest, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from monitor.model import Comparison
    from monitor.store.handle import Database
    from monitor.store.trees import Line

TREES_LONGEST = 8
"""Bases on the way to a tree: it is small, and read at most visits."""
_LIKELY = 3
"""Of how many versions before it the tree is tried as a base."""


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


_SINCE_SQL = """
    with seen as (
        select id, at, version from visit where target = (select id from target where name = :target)
        and version is not null and (:until is null or at < :until)
    ), last as (select version from seen order by id desc limit 1)
    select at from seen where version = (select version from last)
    and id > coalesce((select max(id) from seen where version != (select version from last)), 0) order by id limit 1
"""
_COLUMNS = "id, number, fetched_at, snapshot, rules, digest, ours, tree"


class History(Changes):
    """The tables `version`, `tree`, `line`, `place`, `wording`, `lineage` and `change`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._trees = Pile(database, "tree", longest=TREES_LONGEST)

    # --- what is kept ------------------------------------------------------------------------------------------

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
        (number,) = self._db.execute(
            "select coalesce(max(number), 0) + 1 from version where target = ?", [target]
        ).fetchone()
        tree, lines = self._apart(target, number, comparison.version)
        columns = {
            "target": target,
            "number": number,
            "snapshot": snapshot,
            "fetched_at": moment(fetched_at),
            "rules": rules,
            "digest": digest,
            "ours": int(ours),
            "tree": tree,
        } | _reading(comparison.version)
        row = insert(self._db, "version", columns)
        self._add_parts(row, comparison, lines)
        if previous is not None:
            self._add_changes(row, previous.id, comparison.changes)
        return row, number

    def replace(
        self, row: int, comparison: Comparison, *, previous: Kept | None, rules: str, digest: str, ours: bool
    ) -> None:
        """Put a new reading of the same snapshot in the place of an older one, and its changes too.

        `rereads` counts the texts that took the place of the one that the chain binds: a reading that says the same
        stays under that proof, and one that says again what was read first comes back under it.
        """
        sql = "select target, number, tree, text_sha256, rereads from version where id = ?"
        target, number, before, text, rereads = self._db.execute(sql, [row]).fetchone()
        tree, lines = self._apart(target, number, comparison.version)
        reading = _reading(comparison.version)
        columns = {"rules": rules, "digest": digest, "ours": int(ours), "tree": tree} | reading
        columns["rereads"] = self._rereads(row, rereads, text, reading["text_sha256"])
        update(self._db, "version", row, columns)
        if before is not None and not self._db.execute("select 1 from version where tree = ?", [before]).fetchone():
            self._trees.drop(before)
        self._db.execute("delete from line where version = ?", [row])
        self._db.execute("delete from lineage where version = ?", [row])
        self._db.execute("delete from change where version = ?", [row])
        self._add_parts(row, comparison, lines)
        if previous is not None:
            self._add_changes(row, previous.id, comparison.changes)

    def _rereads(self, row: int, rereads: int, before: str | None, now: str) -> int:
        """Count on when the text became another; from the start when it is the text that the chain binds."""
        sql = "select text from visit where version = ? and text is not null order by id limit 1"
        bound = self._db.execute(sql, [row]).fetchone()
        if bound is not None and bound[0] == now:
            return 0
        return rereads + (before != now)

    def _apart(self, target: int, number: int, version: Version) -> tuple[str, list[Line]]:
        """Keep a version's tree, and give its name and the lines that are to be kept beside it."""
        skeleton, lines = apart(to_plain(version, compact=True))
        sql = "select tree from version where target = ? and number < ? order by number desc limit ?"
        bases = [name for (name,) in self._db.execute(sql, [target, number, _LIKELY])]
        return self._trees.keep(spelt(skeleton), bases), lines

    def _add_parts(self, row: int, comparison: Comparison, lines: Sequence[Line]) -> None:
        add_lines(self._db, row, lines)
        index_waiting(self._db)
        edges = ((row, edge.uid, edge.source, edge.kind.value) for edge in comparison.lineage)
        self._db.conn.executemany("insert into lineage (version, uid, source, kind) values (?, ?, ?, ?)", edges)

    # --- what is there -----------------------------------------------------------------------------------------

    def get(self, row: int) -> Kept:
        """Give one version by its row."""
        for found in query(self._db, f"select {_COLUMNS} from version where id = ?", [row]):  # noqa: S608 - own columns
            return self._kept(found)
        raise StoreError(f"the database has no version {row}")

    def number(self, row: int | None) -> int | None:
        """Give the number of a version by its row."""
        found = self._db.execute("select number from version where id = ?", [row]).fetchone()
        return found[0] if found else None

    def rules(self, row: int) -> str:
        """Give the digest of the rules by which a version (its row) was read."""
        found = self._db.execute("select rules from version where id = ?", [row]).fetchone()
        return found[0] if found else ""

    def reader(self, row: int) -> int:
        """Give which reader read a version (its row)."""
        found = self._db.execute("select reader from version where id = ?", [row]).fetchone()
        return found[0] if found else 0

    def numbered(self, target: str, number: int | None = None) -> Kept:
        """Give a target's version by its number, or the one in force: an older one, where its wording came back.

        Raises:
            StoreError: there is none.
        """
        sql = f"""
            select {_COLUMNS} from version where target = (select id from target where name = ?1)
            and case when ?2 is null then id = coalesce((select latest from target where name = ?1), id)
                else number = ?2 end order by number desc limit 1
        """  # noqa: S608 - own columns
        for found in query(self._db, sql, [target, number]):
            return self._kept(found)
        if number and self._db.execute("select 1 from target where name = ?", [target]).fetchone():
            raise StoreError(f"there is no version {number}", target=target, hint="`monitor history` lists them")
        raise StoreError("no version of it is kept", target=target, hint="`monitor status` shows what was visited")

    def all(self, target: str) -> tuple[Kept, ...]:
        """Give every version of a target, oldest first."""
        sql = f"""
            select {_COLUMNS} from version where target = (select id from target where name = ?) order by number
        """  # noqa: S608 - own columns
        return tuple(self._kept(row) for row in query(self._db, sql, [target]))

    def back(self, target: str, number: int) -> Iterator[Kept]:
        """Yield the versions of a target from one of them to its first, newest first, each read when asked for."""
        sql = f"""
            select {_COLUMNS} from version where target = (select id from target where name = ?) and number <= ?
            order by number desc
        """  # noqa: S608 - own columns
        return (self._kept(row) for row in query(self._db, sql, [target, number]))

    def recent(self, target: int, rules: str, limit: int) -> tuple[Wording, ...]:
        """Give the wordings of the last versions that were read by the same rules, newest first."""
        sql = """
            select id as row, digest, title, language from version
            where target = ? and rules = ? order by number desc limit ?
        """
        rows = list(query(self._db, sql, [target, rules, limit]))
        return tuple(
            Wording(**row, text="\n".join(line.plain for line in lines_of(self._db, row["row"]))) for row in rows
        )

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
        return tuple(query(self._db, sql, [target]))

    def firsts(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Name the targets whose first version was fetched in a span of time."""
        sql = """
            select target.name from version join target on target.id = version.target
            where version.number = 1 and version.fetched_at >= ? and version.fetched_at < ? order by target.name
        """
        return tuple(name for (name,) in self._db.execute(sql, [moment(since), moment(until)]))

    def in_force(self, target: str, until: datetime) -> int | None:
        """Give the number of the version that the last visit before a time saw; None when there was no such visit."""
        sql = """
            select version.number from visit join version on version.id = visit.version
            where visit.target = (select id from target where name = ?) and visit.at < ? order by visit.id desc limit 1
        """
        return next((int(number) for (number,) in self._db.execute(sql, [target, moment(until)])), None)

    def in_force_since(self, target: str, until: datetime | None = None) -> datetime | None:
        """Tell since which visit the version in force (before a time) is so, when it came or when it came back."""
        values = {"target": target, "until": moment(until) if until else None}
        return next((parse_moment(at) for (at,) in self._db.execute(_SINCE_SQL, values)), None)

    def newest(self, target: str) -> int:
        """Give the highest number of a target's versions, in force or not; 0 when there is none."""
        sql = "select max(number) from version where target = (select id from target where name = ?)"
        (number,) = self._db.execute(sql, [target]).fetchone()
        return int(number or 0)

    def before(self, target: str) -> int | None:
        """Give the number of the version that was in force before the one that is; None when there was none."""
        sql = """
            select version.number from visit join version on version.id = visit.version
            join target on target.id = visit.target
            where target.name = ? and version.id != target.latest order by visit.id desc limit 1
        """
        return next((int(number) for (number,) in self._db.execute(sql, [target])), None)

    def returns(self, target: str, limit: int = 50) -> tuple[dict[str, Any], ...]:
        """List the last visits at which an earlier wording came back, newest first, as plain rows."""
        sql = """
            select version.number as version, visit.at, visit.reason from visit
            join version on version.id = visit.version
            where visit.target = (select id from target where name = ?) and visit.outcome = 'variant'
            and visit.at > version.fetched_at order by visit.id desc limit ?
        """
        return tuple(query(self._db, sql, [target, limit]))

    def told(self, target: int) -> int | None:
        """Give the row of the version that people last heard of; what was first, or adopted, they know without."""
        sql = """
            select max(id) from version where target = ?1 and (ours
            or id in (select version from alert where target = ?1)
            or not exists (select 1 from change where version = version.id))
        """
        (row,) = self._db.execute(sql, [target]).fetchone()
        return None if row is None else int(row)

    def last(self, target: int) -> int | None:
        """Give the row of the version that was made last, in force or not."""
        (row,) = self._db.execute("select max(id) from version where target = ?", [target]).fetchone()
        return None if row is None else int(row)

    def _kept(self, row: dict[str, Any]) -> Kept:
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
            version=self.version(row["id"], self._trees.read(row["tree"])),
        )

    def version(self, row: int, tree: bytes) -> Version:
        """Put a version (its row) together from its tree, as it is kept, and its words.

        Raises:
            StoreError: they cannot be read, or do not belong together.
        """
        try:
            return from_plain(Version, together(json.loads(tree), texts_of(self._db, row)))
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise StoreError("its tree cannot be read", hint="`monitor verify` says more") from error


def _reading(version: Version) -> dict[str, Any]:
    return {
        "reader": version.reader,
        "title": version.title,
        "language": version.language,
        "text_sha256": text_digest(version.text),
    }
