"""Alerts that wait for their channel. A row leaves the state `waiting` only when the service accepted it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain, to_plain
from monitor.model import Level, Notice
from monitor.store.database import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One alert that no service has accepted yet: of a version's changes, or a notice."""

    id: int
    key: str
    channel: str
    target: str
    version: int | None
    """Row of the version whose changes are told."""
    notice: Notice | None
    level: Level
    attempts: int
    error: str


class Outbox:
    """The table `alert`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add_change(self, channel: str, target: int, version: int, level: Level, now: datetime) -> None:
        """Let a channel be told of a version's changes, once."""
        key = f"change:{version}:{channel}"
        self._add({"key": key, "channel": channel, "target": target, "version": version}, level, now)

    def add_notice(self, channel: str, target: int, notice: Notice, now: datetime) -> None:
        """Let a channel be told of a target's health."""
        key = f"notice:{target}:{notice.kind}:{moment(notice.at)}:{channel}"
        plain = json.dumps(to_plain(notice), ensure_ascii=False)
        self._add({"key": key, "channel": channel, "target": target, "notice": plain}, Level.MINOR, now)

    def _add(self, row: dict[str, Any], level: Level, now: datetime) -> None:
        times = {"created_at": moment(now), "next_at": moment(now)}
        self._db.table("alert").insert(row | {"level": level.value} | times, ignore=True)

    def waiting(self, due: datetime | None = None) -> tuple[Waiting, ...]:
        """Give what waits, oldest first; with `due`, only what may be tried by then."""
        sql = """
            select alert.*, target.name from alert join target on target.id = alert.target
            where alert.state = 'waiting' and (? is null or alert.next_at <= ?) order by alert.id
        """
        until = moment(due) if due else None
        return tuple(_waiting(row) for row in self._db.query(sql, [until, until]))

    def versions_waiting(self, target: str) -> frozenset[int]:
        """Give the versions of a target (their rows) whose changes some channel still waits for."""
        return frozenset(
            alert.version for alert in self.waiting() if alert.target == target and alert.version is not None
        )

    def mark_sent(self, alerts: Sequence[int], now: datetime) -> None:
        """Note that the service accepted these."""
        for alert in alerts:
            self._db.execute(
                "update alert set state = 'sent', sent_at = ?, attempts = attempts + 1, error = '' where id = ?",
                [moment(now), alert],
            )

    def withdraw(self, version: int) -> None:
        """Take back what waits to be told of a version (its row): a second look did not confirm it."""
        self._db.execute("delete from alert where version = ? and state = 'waiting'", [version])

    def mark_failed(self, alerts: Sequence[int], error: str, next_at: datetime) -> None:
        """Note that these were refused, why, and when to try again."""
        for alert in alerts:
            self._db.execute(
                "update alert set attempts = attempts + 1, error = ?, next_at = ? where id = ?",
                [error, moment(next_at), alert],
            )

    def counts(self) -> dict[str, int]:
        """Count alerts by state: sent, waiting, dead."""
        rows = self._db.query("select state, count(*) as n from alert group by state")
        return {"sent": 0, "waiting": 0, "dead": 0} | {row["state"]: row["n"] for row in rows}

    def backlog(self) -> tuple[dict[str, Any], ...]:
        """Tell for each channel how many alerts wait, since when, and the last error."""
        sql = """
            select channel, count(*) as waiting, min(created_at) as since, max(attempts) as attempts,
                   max(error) as error
            from alert where state = 'waiting' group by channel order by channel
        """
        return tuple(self._db.query(sql))


def _waiting(row: dict[str, Any]) -> Waiting:
    return Waiting(
        id=row["id"],
        key=row["key"],
        channel=row["channel"],
        target=row["name"],
        version=row["version"],
        notice=from_plain(Notice, json.loads(row["notice"])) if row["notice"] else None,
        level=Level(row["level"]),
        attempts=row["attempts"],
        error=row["error"],
    )
