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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

    from monitor.model import Failure, Visit

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


def text_digest(text: str) -> str:
    """Name a version's plain text: SHA-256 of its UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def envelope(snapshot: Snapshot) -> str:
    """Name what came around a body: SHA-256 over headers, redirects and the address that answered."""
    plain = {
        "headers": snapshot.headers,
        "redirects": to_plain(snapshot.redirects),
        "address": snapshot.address,
    }
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
        for row in self._db.query("select id, link from visit order by id desc limit 1"):
            return Head(visit=row["id"], link=row["link"])
        return Head(visit=0, link=START)

    def root(self) -> str:
        """Give the first link, which names this database for ever; empty when there was no visit yet."""
        return next((str(row["link"]) for row in self._db.query("select link from visit where id = 1")), "")

    def bind(self, visit: Visit, answer: Snapshot | Failure, version: int | None) -> dict[str, Any]:
        """Give the columns of a visit that is about to be written: its number, what it was, its link.

        Only inside a transaction that holds the write lock: two visits with one predecessor would break the chain.

        Args:
            visit: what it ended in.
            answer: what came.
            version: row of the version it made or confirmed.
        """
        number, text = self._version(version)
        is_made = visit.outcome in (Outcome.FIRST, Outcome.CHANGED)
        columns = _bound(answer) | {
            "at": moment(visit.at),
            "outcome": visit.outcome.value,
            "reason": visit.reason,
            "text": text_digest(text) if is_made and text is not None else None,
        }
        head = self.head()
        sequence = head.visit + 1
        record = dict.fromkeys(FIELDS) | columns | {"sequence": sequence, "target": visit.target, "version": number}
        return columns | {"id": sequence, "link": link(head.link, record)}

    def _version(self, row: int | None) -> tuple[int | None, str | None]:
        rows = self._db.query("select number, text from version where id = ?", [row])
        return next(((found["number"], found["text"]) for found in rows), (None, None))

    def rows(self, snapshot: int | None = None) -> Iterator[dict[str, Any]]:
        """Yield the visits in order, each with its record's fields, `link`, `snapshot` and `version_row`."""
        where = "" if snapshot is None else "where visit.snapshot = ?"
        yield from self._db.query(f"{_ROWS} {where} order by visit.id", [] if snapshot is None else [snapshot])
