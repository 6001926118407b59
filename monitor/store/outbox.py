"""Alerts that wait for their channel. A row leaves the state `waiting` when every service of its channel accepted it.

Or when it was given up: then it is `dead`, is told to other channels, and can be brought back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain, to_plain
from monitor.model import Level, Notice
from monitor.store.database import moment, parse_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from monitor.store.handle import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one channel is to be told: some changes of a version, or a notice."""

    id: int
    key: str
    """The same for the same thing told to the same channel, for ever."""
    channel: str
    target: str
    """Empty for a notice about a channel."""
    version: int | None
    """Row of the version whose changes are told."""
    positions: tuple[int, ...] | None
    """Which changes of it, in reading order from 0; None for all."""
    notice: Notice | None
    level: Level
    state: str
    """ "waiting", "sent" or "dead"."""
    created_at: datetime
    attempts: int
    next_at: datetime
    refused_at: datetime | None
    """When it was first refused; None when it never was."""
    accepted: frozenset[str]
    """Marks of the services that have taken it, while others of its channel have not."""
    error: str
    sent_at: datetime | None
    parcel: str = ""
    """Names those with which it was handed to services while nobody noted what these said; empty when somebody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What is remembered of a channel between deliveries."""

    digest_at: datetime | None = None
    """When its digest last went out, or would have, had there been something to tell."""
    not_before: datetime | None = None
    """A service of it asked to be left alone until then."""


_SQL = "select alert.*, coalesce(target.name, '') as name from alert left join target on target.id = alert.target"


class Outbox:
    """The tables `alert` and `channel`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # --- what comes in ---

    def add_change(
        self,
        channel: str,
        target: int,
        version: int,
        level: Level,
        now: datetime,
        *,
        positions: Sequence[int] | None = None,
    ) -> None:
        """Let a channel be told of a version's changes, once.

        Args:
            channel: name of the channel.
            target: row of the target.
            version: row of the version.
            level: the highest level among the changes told.
            now: when they became known.
            positions: which changes are told; None for all.
        """
        told = None if positions is None else json.dumps(list(positions))
        row = {"key": f"change:{version}:{channel}", "channel": channel, "target": target, "version": version}
        self._add(row | {"positions": told}, level, now)

    def add_notice(self, channel: str, target: int | None, notice: Notice, now: datetime) -> None:
        """Let a channel be told of the health of a target (its row), or of another channel, once.

        One visit may put an end to several things: what is said tells them apart.
        """
        about = notice.title if target is None else target
        said = hashlib.sha256(notice.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        key = f"notice:{about}:{notice.kind}:{moment(notice.at)}:{said}:{channel}"
        plain = json.dumps(to_plain(notice), ensure_ascii=False)
        self._add({"key": key, "channel": channel, "target": target, "notice": plain}, Level.MINOR, now)

    def _add(self, row: dict[str, Any], level: Level, now: datetime) -> None:
        times = {"created_at": moment(now), "next_at": moment(now)}
        self._db.table("alert").insert(row | {"level": level.value} | times, ignore=True)

    def withdraw(self, version: int) -> None:
        """Take back what nobody has been told yet of the changes of a version (its row)."""
        self._db.execute(
            "delete from alert where version = ? and state = 'waiting' and attempts = 0 and accepted = '[]'", [version]
        )

    # --- what is there ---

    def waiting(self) -> tuple[Alert, ...]:
        """Give what waits, oldest first."""
        return self._alerts("where alert.state = 'waiting' order by alert.id")

    def dead(self) -> tuple[Alert, ...]:
        """Give what was given up, oldest first."""
        return self._alerts("where alert.state = 'dead' order by alert.id")

    def sent(self, limit: int) -> tuple[Alert, ...]:
        """Give what was sent last, newest first."""
        return self._alerts("where alert.state = 'sent' order by alert.sent_at desc, alert.id desc limit ?", limit)

    def of_version(self, version: int) -> tuple[Alert, ...]:
        """Give every alert of the changes that led to a version (its row)."""
        return self._alerts("where alert.version = ? order by alert.id", version)

    def get(self, alert: int) -> Alert | None:
        """Give one alert by its row, None when there is no such row."""
        return next(iter(self._alerts("where alert.id = ?", alert)), None)

    def _alerts(self, rest: str, *values: int) -> tuple[Alert, ...]:
        return tuple(_alert(row) for row in self._db.query(f"{_SQL} {rest}", values))

    def versions_waiting(self, target: str) -> frozenset[int]:
        """Give the versions of a target (their rows) whose changes some channel has not been told, and may yet be."""
        late = (*self.waiting(), *self.dead())
        return frozenset(alert.version for alert in late if alert.target == target and alert.version is not None)

    def counts(self) -> dict[str, int]:
        """Count alerts by state: sent, waiting, dead."""
        rows = self._db.query("select state, count(*) as n from alert group by state")
        return {"sent": 0, "waiting": 0, "dead": 0} | {row["state"]: row["n"] for row in rows}

    # --- what becomes of it ---

    def mark_under_way(self, alerts: Iterable[Alert], parcel: str) -> None:
        """Note that these are about to be told together; what becomes of them is noted by one of the others below."""
        for alert in alerts:
            self._db.execute("update alert set parcel = ? where id = ?", [parcel, alert.id])

    def mark_accepted(self, alerts: Iterable[Alert], service: str) -> None:
        """Note that one of several services took these."""
        for alert in alerts:
            self._db.execute(
                "update alert set accepted = json_insert(accepted, '$[#]', ?) where id = ?", [service, alert.id]
            )

    def mark_sent(self, alerts: Iterable[Alert], now: datetime) -> None:
        """Note that all services of their channel have taken these."""
        for alert in alerts:
            self._db.execute(
                """update alert set state = 'sent', sent_at = ?, attempts = attempts + 1, error = '',
                   refused_at = null, accepted = '[]', parcel = '' where id = ?""",
                [moment(now), alert.id],
            )

    def mark_refused(self, alerts: Iterable[Alert], error: str, now: datetime, next_at: datetime) -> None:
        """Note that these were refused, why, and when to try again."""
        for alert in alerts:
            self._db.execute(
                """update alert set attempts = attempts + 1, error = ?, next_at = ?, parcel = '',
                   refused_at = coalesce(refused_at, ?) where id = ?""",
                [error, moment(next_at), moment(now), alert.id],
            )

    def mark_dead(self, alerts: Iterable[Alert], error: str) -> None:
        """Note that these are given up, and why."""
        for alert in alerts:
            self._db.execute("update alert set state = 'dead', error = ?, parcel = '' where id = ?", [error, alert.id])

    def reopen(self, alerts: Iterable[Alert], now: datetime, *, whole: bool = False) -> None:
        """Let these wait as if refused now for the first time; with `whole`, by services that took them too."""
        for alert in alerts:
            self._db.execute(
                """update alert set state = 'waiting', attempts = 0, next_at = ?, refused_at = ?, error = '',
                   sent_at = null, accepted = case when ? then '[]' else accepted end where id = ?""",
                [moment(now), moment(now), whole, alert.id],
            )

    # --- channels ---

    def rhythms(self) -> dict[str, Rhythm]:
        """Give what is remembered of each channel, by name."""
        return {
            row["name"]: Rhythm(digest_at=parse_moment(row["digest_at"]), not_before=parse_moment(row["not_before"]))
            for row in self._db.query("select * from channel")
        }

    def keep_digest(self, channel: str, at: datetime) -> None:
        """Remember that a channel's digest was due and seen to."""
        self._keep(channel, "digest_at", at)

    def keep_not_before(self, channel: str, at: datetime) -> None:
        """Remember until when a channel wants to be left alone."""
        self._keep(channel, "not_before", at)

    def _keep(self, channel: str, column: str, at: datetime) -> None:
        self._db.table("channel").upsert({"name": channel, column: moment(at)}, pk="name")


def _alert(row: dict[str, Any]) -> Alert:
    created_at, next_at = parse_moment(row["created_at"]), parse_moment(row["next_at"])
    assert created_at is not None  # noqa: S101 - the columns are not null
    assert next_at is not None  # noqa: S101
    return Alert(
        id=row["id"],
        key=row["key"],
        channel=row["channel"],
        target=row["name"],
        version=row["version"],
        positions=tuple(json.loads(row["positions"])) if row["positions"] else None,
        notice=from_plain(Notice, json.loads(row["notice"])) if row["notice"] else None,
        level=Level(row["level"]),
        state=row["state"],
        created_at=created_at,
        attempts=row["attempts"],
        next_at=next_at,
        refused_at=parse_moment(row["refused_at"]),
        accepted=frozenset(json.loads(row["accepted"])),
        error=row["error"],
        sent_at=parse_moment(row["sent_at"]),
        parcel=row["parcel"],
    )
