"""What servers sent: snapshots, and their bodies by content."""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from monitor.codec import from_plain, to_plain
from monitor.errors import StoreError
from monitor.model import RENDERED, Redirect, Snapshot
from monitor.store.database import moment, parse_moment

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlite_utils import Database

_LEVEL = 9
"""zstd level: 15 % of a policy page's size; higher ones cost time and gain a percent (measured)."""


def digest(body: bytes) -> str:
    """Name a body by its content: SHA-256, in hex."""
    return hashlib.sha256(body).hexdigest()


def unpacked(data: bytes) -> bytes:
    """Give back what was compressed.

    Raises:
        StoreError: it was damaged.
    """
    try:
        body: bytes = zstd.decompress(data)
    except (zstd.ZstdError, MemoryError, TypeError) as error:
        raise StoreError("its compressed form is damaged") from error
    return body


class Evidence:
    """The tables `snapshot` and `body`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, target: int, snapshot: Snapshot) -> int:
        """Keep a snapshot as it came, and give its row. A body that is there already is not kept twice."""
        name = digest(snapshot.body)
        if not list(self._db.query("select 1 from body where sha256 = ?", [name])):
            packed = zstd.compress(snapshot.body, level=_LEVEL)
            row = {"sha256": name, "size": len(snapshot.body), "encoding": "zstd", "data": packed}
            self._db.table("body").insert(row)
        inserted = self._db.table("snapshot").insert(
            {
                "target": target,
                "fetched_at": moment(snapshot.fetched_at),
                "url": snapshot.url,
                "final_url": snapshot.final_url,
                "status": snapshot.status,
                "headers": json.dumps(snapshot.headers, ensure_ascii=False),
                "redirects": json.dumps(to_plain(snapshot.redirects), ensure_ascii=False),
                "certificate": snapshot.certificate,
                "address": snapshot.address,
                "body": name,
            }
        )
        return int(inserted.last_pk)  # type: ignore[arg-type]  # an integer key

    def body(self, name: str) -> bytes:
        """Give a body back, checked against its name."""
        for row in self._db.query("select data from body where sha256 = ?", [name]):
            with suppress(StoreError):
                if digest(body := unpacked(row["data"])) == name:
                    return body
        raise StoreError(f"the body {name[:12]} in the database is missing or damaged")

    def snapshot(self, row: int) -> Snapshot:
        """Give a snapshot back as it came."""
        sql = """
            select snapshot.*, target.name from snapshot join target on target.id = snapshot.target
            where snapshot.id = ?
        """
        for found in self._db.query(sql, [row]):
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
            name == RENDERED for row in self._db.query(sql, [seen, version]) for name, _ in json.loads(row["headers"])
        )

    def rows(self, targets: Sequence[str] = (), since: datetime | None = None) -> Iterator[int]:
        """Yield the rows of the snapshots that are kept, oldest first: of these targets, or of all."""
        sql = """
            select snapshot.id, target.name from snapshot join target on target.id = snapshot.target
            where ? is null or snapshot.fetched_at >= ? order by snapshot.id
        """
        after = moment(since) if since else None
        for row in self._db.query(sql, [after, after]):
            if not targets or row["name"] in targets:
                yield row["id"]

    def drop(self, row: int) -> None:
        """Let go of a snapshot that only confirmed a version, and of its body when nothing else has it."""
        for found in list(self._db.query("select body from snapshot where id = ?", [row])):
            self._db.execute("update visit set snapshot = null where snapshot = ?", [row])
            self._db.execute("delete from snapshot where id = ?", [row])
            self._db.execute(
                "delete from body where sha256 = ? and not exists (select 1 from snapshot where body = ?)",
                [found["body"], found["body"]],
            )
