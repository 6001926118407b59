"""The chain: each visit's record is bound to all records before it, so that none can be altered unseen.

A link is the SHA-256 of the link before it, a line end, and the record as canonical JSON. Whoever has written down one
link can tell later whether anything up to it was changed. What that proves and what not stands in docs/evidence.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.codec import to_plain
from monitor.model import Outcome, Snapshot
from monitor.store.database import moment
from monitor.store.rows import query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from monitor.model import Failure, Visit
    from monitor.store.handle import Database

START = "0" * 64
"""Stands before the first link."""

_NOT_MODIFIED = 304
_ROWS = """
    select visit.id as sequence, visit.at, target.name as target, visit.url, visit.final_url, visit.status,
           visit.outcome, visit.reason, visit.envelope, visit.body, visit.certificate, version.number as version,
           visit.text, visit.link, visit.snapshot, visit.version as version_row
    from visit join target on target.id = visit.target left join version on version.id = visit.version
"""
FIELDS = (
    "sequence",
    "at",
    "target",
    "url",
    "final_url",
    "status",
    "outcome",
    "reason",
    "envelope",
    "body",
    "certificate",
    "version",
    "text",
)
"""What a record binds; see docs/evidence.md for what each holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest link: the one value to write down."""

    visit: int
    """How many visits are bound by it."""
    link: str


def canonical(record: Mapping[str, Any]) -> str:
    r"""Spell a record in the one way that is hashed: keys in order, no blanks, ASCII only.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"\\u00e9","b":1}'
    """
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def link(previous: str, record: Mapping[str, Any]) -> str:
    """Bind a record to all before it; `previous` is the link before, `START` for the first."""
    return hashlib.sha256(f"{previous}\n{canonical(record)}".encode("ascii")).hexdigest()


def envelope(snapshot: Snapshot) -> str:
    """Name what came around a body: SHA-256 over headers, redirects and the address that answered."""
    return envelope_of(snapshot.headers, to_plain(snapshot.redirects), snapshot.address)


def envelope_of(headers: Any, redirects: Any, address: str | None) -> str:  # noqa: ANN401 - JSON values
    """Name what came around a body, of its parts as plain JSON values."""
    plain = {"headers": headers, "redirects": redirects, "address": address}
    return hashlib.sha256(canonical(plain).encode("ascii")).hexdigest()


def _bound(answer: Snapshot | Failure) -> dict[str, Any]:
    """Give the columns of a visit that hold what its answer was, however short the answer itself is kept."""
    if not isinstance(answer, Snapshot):
        return {"url": answer.url, "status": answer.status}
    is_empty = answer.status == _NOT_MODIFIED
    return {
        "url": answer.url,
        "final_url": answer.final_url,
        "status": answer.status,
        "envelope": envelope(answer),
        "body": None if is_empty else hashlib.sha256(answer.body).hexdigest(),
        "certificate": answer.certificate,
    }


class Chain:
    """The links in the table `visit`, and the time stamps of some of them in `stamp`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def head(self) -> Head:
        """Give the newest link; `START` and 0 when there was no visit yet."""
        for visit, last in self._db.execute("select id, link from visit where id = (select max(id) from visit)"):
            return Head(visit=visit, link=last)
        return Head(visit=0, link=START)

    def root(self) -> str:
        """Give the first link, which names this database for ever; empty when there was no visit yet."""
        return next((str(row["link"]) for row in query(self._db, "select link from visit where id = 1")), "")

    def bind(self, visit: Visit, answer: Snapshot | Failure, version: int | None) -> dict[str, Any]:
        """Give the columns of a visit that is about to be written: its number, what it was, its link.

        Only inside a transaction that holds the write lock: two visits with one predecessor would break the chain.

        Args:
            visit: what it ended in.
            answer: what came.
            version: row of the version it made or confirmed.
        """
        number, text = self._version(version) if version is not None else (None, None)
        is_made = visit.outcome in (Outcome.FIRST, Outcome.CHANGED)
        columns = _bound(answer) | {
            "at": moment(visit.at),
            "outcome": visit.outcome.value,
            "reason": visit.reason,
            "text": text if is_made else None,
        }
        head = self.head()
        sequence = head.visit + 1
        record = dict.fromkeys(FIELDS) | columns | {"sequence": sequence, "target": visit.target, "version": number}
        return columns | {"id": sequence, "link": link(head.link, record)}

    def _version(self, row: int) -> tuple[int | None, str | None]:
        found = self._db.execute("select number, text_sha256 from version where id = ?", [row]).fetchone()
        return (found[0], found[1]) if found else (None, None)

    def rows(self, snapshot: int | None = None) -> Iterator[dict[str, Any]]:
        """Yield the visits in order, each with its record's fields, `link`, `snapshot` and `version_row`."""
        where = "" if snapshot is None else "where visit.snapshot = ?"
        yield from query(self._db, f"{_ROWS} {where} order by visit.id", [] if snapshot is None else [snapshot])
