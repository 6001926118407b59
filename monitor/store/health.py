"""How targets stand: one query for any number of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from monitor.model import Health, NoticeKind, Outcome
from monitor.store.database import parse_moment
from monitor.store.rows import query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Target
    from monitor.store.handle import Database

_FEW = 400
"""Targets up to which they are asked for by name."""
_SQL = """
    select name, last_visit_at, last_success_at, last_changed_at, last_outcome, reason, failures, failing_since,
           held_since, not_before, moved_to, certificate_since, ailment, told, churn,
           coalesce((select max(number) from version where version.target = target.id), 0) as versions
    from target
"""
_TIMES = (
    "last_visit_at",
    "last_success_at",
    "last_changed_at",
    "failing_since",
    "held_since",
    "not_before",
    "certificate_since",
)


def health(database: Database, targets: Sequence[Target]) -> tuple[Health, ...]:
    """Tell how each target of the watchlist stands, in its order."""
    names = [target.name for target in targets]
    rows = (
        query(database, _SQL)
        if len(names) > _FEW
        else query(database, f"{_SQL} where name in ({_marks(names)})", names)
    )
    known = {row["name"]: row for row in rows}
    return tuple(_health(target, known.get(target.name)) for target in targets)


def _marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


def _health(target: Target, row: dict[str, Any] | None) -> Health:
    title = target.title or target.name
    if row is None:
        return Health(target=target.name, title=title, url=target.url, tags=target.tags, enabled=target.enabled)
    told = json.loads(row["told"]) if row["told"] != "[]" else ()
    times = {name: parse_moment(row[name]) for name in _TIMES}
    return Health(
        target=target.name,
        title=title,
        url=target.url,
        tags=target.tags,
        enabled=target.enabled,
        versions=row["versions"],
        last_outcome=Outcome(row["last_outcome"]) if row["last_outcome"] else None,
        reason=row["reason"],
        failures=row["failures"],
        moved_to=row["moved_to"],
        is_blocked=row["ailment"] == NoticeKind.BLOCKED,
        is_drifted=row["ailment"] == NoticeKind.DRIFTED,
        is_silent=NoticeKind.SILENT in told,
        is_redirected=NoticeKind.REDIRECTED in told,
        is_flapping=NoticeKind.FLAPPING in told,
        is_noisy=NoticeKind.NOISY in told,
        volatile=row["churn"].count('"is_volatile":true'),
        **times,
    )
