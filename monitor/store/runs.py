"""Runs: when the main job ran, and what it ended in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from monitor.store.database import moment

if TYPE_CHECKING:
    from datetime import datetime

    from sqlite_utils import Database


class Runs:
    """The table `run`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def start(self, now: datetime, *, host: str, pid: int) -> int:
        """Note that a run began; give its row."""
        inserted = self._db.table("run").insert({"started_at": moment(now), "host": host, "pid": pid})
        return int(inserted.last_pk)  # type: ignore[arg-type]  # an integer key

    def finish(self, run: int, now: datetime, summary: dict[str, Any]) -> None:
        """Note that a run ended, with its counts."""
        plain = json.dumps(summary, ensure_ascii=False)
        self._db.table("run").update(run, {"finished_at": moment(now), "summary": plain})

    def last(self) -> dict[str, Any] | None:
        """Give the newest run: id, started_at, finished_at (None when it was cut off), summary."""
        for row in self._db.query("select * from run order by id desc limit 1"):
            return row | {"summary": json.loads(row["summary"]) if row["summary"] else None}
        return None
