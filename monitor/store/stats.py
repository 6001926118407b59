"""Where the bytes of a database are."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.errors import StoreError

if TYPE_CHECKING:
    from monitor.store.handle import Database

_KINDS = {
    "body": "bodies",
    "snapshot": "answers",
    "visit": "visits",
    "version": "versions",
    "lineage": "versions",
    "tree": "trees",
    "line": "clauses",
    "place": "clauses",
    "wording": "words",
    "indexed": "search index",
    "change": "changes",
    "alert": "alerts",
    "channel": "alerts",
    "target": "targets",
    "fold": "targets",
}
"""What a table holds, in the words of people; what has none is `other`."""
_SEARCH = "wording_index"
"""How the tables of the full-text index begin."""
_COUNTED = {
    "targets": "target",
    "visits": "visit",
    "answers": "snapshot",
    "bodies": "body",
    "versions": "version",
    "clauses": "line",
    "wordings": "wording",
    "changes": "change",
    "alerts": "alert",
}
_LARGEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one kind of thing takes."""

    kind: str
    bytes: int
    indexes: int
    """Of these: indexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Large:
    """A target whose bodies take much."""

    target: str
    bodies: int
    bytes: int
    """As they are kept."""
    raw: int
    """As they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Where the bytes of a database are."""

    bytes: int
    """Of the file."""
    free: int
    """Of these: pages that nothing is in. They are used again; VACUUM gives them back."""
    shares: tuple[Share, ...]
    """Largest first."""
    counts: dict[str, int]
    raw: int
    """All bodies as they came."""
    kept: int
    """The same as they are kept."""
    patches: int
    """Bodies kept as what differs from another one."""
    largest: tuple[Large, ...]


def stats(database: Database) -> Stats:
    """Measure a database; reads every page of it.

    Raises:
        StoreError: this SQLite was built without what measures tables (`dbstat`).
    """
    pages, size, free = (
        int(database.execute(f"pragma {name}").fetchone()[0]) for name in ("page_count", "page_size", "freelist_count")
    )
    sql = """
        select coalesce(sum(size), 0), coalesce(sum(length(data)), 0), coalesce(sum(base is not null), 0) from body
    """
    raw, kept, patches = database.execute(sql).fetchone()
    return Stats(
        bytes=pages * size,
        free=free * size,
        shares=_shares(database),
        counts={
            name: int(database.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - own names
            for name, table in _COUNTED.items()
        },
        raw=raw,
        kept=kept,
        patches=patches,
        largest=_largest(database),
    )


def _shares(database: Database) -> tuple[Share, ...]:
    sql = """
        select coalesce(m.tbl_name, s.name), coalesce(m.type, ''), s.pgsize
        from dbstat as s left join sqlite_master as m on m.name = s.name where s.aggregate = true
    """
    try:
        rows = database.execute(sql).fetchall()
    except (sqlite3.Error, StoreError) as error:
        raise StoreError(f"this SQLite cannot measure tables: {error}") from error
    sums: dict[str, list[int]] = {}
    for table, form, size in rows:
        kind = "search index" if table.startswith(_SEARCH) else _KINDS.get(table, "other")
        entry = sums.setdefault(kind, [0, 0])
        entry[0] += size
        entry[1] += size if form == "index" else 0
    shares = (Share(kind=kind, bytes=both, indexes=indexes) for kind, (both, indexes) in sums.items())
    return tuple(sorted(shares, key=lambda share: (-share.bytes, share.kind)))


def _largest(database: Database) -> tuple[Large, ...]:
    sql = """
        select target.name, count(*), sum(length(body.data)) as kept, sum(body.size)
        from (select distinct target, body from snapshot) as own
        join body on body.sha256 = own.body join target on target.id = own.target
        group by target.id order by kept desc, target.name limit ?
    """
    rows = database.execute(sql, [_LARGEST])
    return tuple(Large(target=name, bodies=bodies, bytes=kept, raw=raw) for name, bodies, kept, raw in rows)
