"""Runs: when the main job ran, and what it ended in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from monitor.store.database import moment, parse_moment
from monitor.store.rows import insert, query, update

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.store.handle import Database


class Runs:
    """The table `run`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def start(self, now: datetime, *, host: str, pid: int) -> int:
        """Note that a run began; give its row."""
        return insert(self._db, "run", {"started_at": moment(now), "host": host, "pid": pid})

    def finish(self, run: int, now: datetime, summary: dict[str, Any]) -> None:
        """Note that a run ended, with its counts."""
        plain = json.dumps(summary, ensure_ascii=False)
        update(self._db, "run", run, {"finished_at": moment(now), "summary": plain})

    def starts(self, limit: int) -> tuple[datetime, ...]:
        """Tell when the last runs began, newest first."""
        sql = "select started_at from run order by id desc limit ?"
        return tuple(filter(None, (parse_moment(row["started_at"]) for row in query(self._db, sql, [limit]))))

    def last(self) -> dict[str, Any] | None:
        """Give the newest run: id, started_at, finished_at (None when it was cut off), summary."""
        for row in query(self._db, "select * from run order by id desc limit 1"):
            return row | {"summary": json.loads(row["summary"]) if row["summary"] else None}
        return None
