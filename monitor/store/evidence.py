"""What servers sent: snapshots, and their bodies by content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from monitor.codec import from_plain, to_plain
from monitor.errors import StoreError
from monitor.model import RENDERED, Redirect, Snapshot
from monitor.store.database import moment, parse_moment
from monitor.store.packing import Pile, digest
from monitor.store.rows import insert, query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from monitor.store.handle import Database

__all__ = ["Evidence", "digest"]

_LIKELY = 8
"""How many answers back a body may find the one that is most like it: of pages that alternate, several."""
_RECENT = """
    select body from snapshot where target = :target and id is not (select seen from target where id = :target)
    order by id desc limit :limit
"""


class Evidence:
    """The tables `snapshot` and `body`."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.bodies = Pile(database, "body")

    def keep(self, target: int, snapshot: Snapshot) -> int:
        """Keep a snapshot as it came, and give its row. A body that is there already is not kept twice.

        It is kept as what differs from an earlier answer of the same page, where that is less. The last one that only
        confirmed the version in force is none to lean on: it is let go when the next one confirms.
        """
        bases = [name for (name,) in self._db.execute(_RECENT, {"target": target, "limit": _LIKELY})]
        row = {
            "target": target,
            "fetched_at": moment(snapshot.fetched_at),
            "url": snapshot.url,
            "final_url": snapshot.final_url,
            "status": snapshot.status,
            "headers": json.dumps(snapshot.headers, ensure_ascii=False),
            "redirects": json.dumps(to_plain(snapshot.redirects), ensure_ascii=False),
            "certificate": snapshot.certificate,
            "address": snapshot.address,
            "body": self.bodies.keep(snapshot.body, bases),
        }
        return insert(self._db, "snapshot", row)

    def body(self, name: str) -> bytes:
        """Give a body back, checked against its name."""
        return self.bodies.read(name)

    def snapshot(self, row: int) -> Snapshot:
        """Give a snapshot back as it came."""
        sql = """
            select snapshot.*, target.name from snapshot join target on target.id = snapshot.target
            where snapshot.id = ?
        """
        for found in query(self._db, sql, [row]):
            fetched_at = parse_moment(found["fetched_at"])
            assert fetched_at is not None  # noqa: S101 - the column is not null
            return Snapshot(
                target=found["name"],
                url=found["url"],
                final_url=found["final_url"],
                status=found["status"],
                headers=tuple((name, value) for name, value in json.loads(found["headers"])),
                body=self.body(found["body"]),
                fetched_at=fetched_at,
                redirects=tuple(from_plain(Redirect, hop) for hop in json.loads(found["redirects"])),
                certificate=found["certificate"],
                address=found["address"],
            )
        raise StoreError(f"the database has no snapshot {row}")

    def is_rendered(self, version: int, seen: int | None = None) -> bool:
        """Tell whether a version (its row), or the later snapshot that confirmed it, came through a browser."""
        sql = "select headers from snapshot where id = coalesce(?, (select snapshot from version where id = ?))"
        return any(
            name == RENDERED for row in query(self._db, sql, [seen, version]) for name, _ in json.loads(row["headers"])
        )

    def rows(self, targets: Sequence[str] = (), since: datetime | None = None) -> Iterator[int]:
        """Yield the rows of the snapshots that are kept, oldest first: of these targets, or of all."""
        sql = """
            select snapshot.id, target.name from snapshot join target on target.id = snapshot.target
            where ? is null or snapshot.fetched_at >= ? order by snapshot.id
        """
        after = moment(since) if since else None
        for row in query(self._db, sql, [after, after]):
            if not targets or row["name"] in targets:
                yield row["id"]

    def drop(self, row: int) -> None:
        """Let go of a snapshot that only confirmed a version, and of its body when nothing else has it."""
        for (name,) in self._db.execute("select body from snapshot where id = ?", [row]).fetchall():
            self._db.execute("update visit set snapshot = null where snapshot = ?", [row])
            self._db.execute("delete from snapshot where id = ?", [row])
            if not self._db.execute("select 1 from snapshot where body = ?", [name]).fetchone():
                self.bodies.drop(name)
