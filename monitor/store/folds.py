"""What is learnt of the raw bodies of each target, so that one that is the same need not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.store.database import moment, parse_moment
from monitor.store.rows import query

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.store.handle import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A row of `fold`."""

    body: str
    """SHA-256 of the body that was read last."""
    terms: str
    """What its reading depended on besides its bytes."""
    learnt: str
    """As `monitor.fold` writes it."""
    skipped: int = 0
    """Bodies in a row, since then, that were the same but for learnt tokens and were not read."""
    read_at: datetime
    """When it was fetched."""


class Folds:
    """The table `fold`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, target: int) -> Learnt | None:
        """Give what is learnt of a target (its row)."""
        sql = "select body, terms, learnt, skipped, read_at from fold where target = ?"
        for row in query(self._db, sql, [target]):
            read_at = parse_moment(row["read_at"])
            assert read_at is not None  # noqa: S101 - the column is not null
            return Learnt(**row | {"read_at": read_at})
        return None

    def put(self, target: int, learnt: Learnt) -> None:
        """Keep what is learnt in the place of what was known."""
        sql = "insert or replace into fold (target, body, terms, learnt, skipped, read_at) values (?, ?, ?, ?, ?, ?)"
        row = [target, learnt.body, learnt.terms, learnt.learnt, learnt.skipped, moment(learnt.read_at)]
        self._db.execute(sql, row)

    def count_skip(self, target: int) -> None:
        """Note that a body was not read."""
        self._db.execute("update fold set skipped = skipped + 1 where target = ?", [target])
