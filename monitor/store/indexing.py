"""Filling the index of `monitor.store.search`, by thousands of wordings at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.store.handle import Database

WAITING = 5000
"""Wordings that wait to be indexed together, at the least: each time the index is written to costs as much as many of
them, and to look through so many takes two milliseconds."""


def index_waiting(database: Database, *, at_least: int = WAITING) -> None:
    """Index the wordings that are not yet, if there are so many; in the transaction that adds the last of them."""
    sql = "select wording, (select coalesce(max(id), 0) from wording) from indexed"
    done, last = database.execute(sql).fetchone()
    if last - done >= at_least:
        sql = "insert into wording_index (rowid, folded) select id, folded from wording where id > ?"
        database.execute(sql, [done])
        database.execute("update indexed set wording = ?", [last])
