"""Commands that look at how what is watched stands."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.output import FORM, show_json
from monitor.cli.settings import FAILED, UNDELIVERED, Command, now, settings, spoken, uncollected
from monitor.codec import to_plain
from monitor.errors import StoreError
from monitor.model import Outcome
from monitor.report import standing
from monitor.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from monitor.model import Health, Target, Watchlist
    from monitor.pipeline import Next, Standing
    from monitor.report.tongues import Tongue
    from monitor.store import Store

_LATELY = timedelta(days=7)
_REASON = 2000
"""Characters of the reason for which a target ails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Status:
    """How all that is watched stands."""

    watchlist: Watchlist
    rows: tuple[Health, ...]
    store: Store | None
    """None where there is no database."""
    waiting: tuple[Standing, ...]
    nexts: Mapping[str, Next]
    run: dict[str, Any] | None


def _health() -> tuple[Watchlist, tuple[Health, ...], Store | None]:
    told = settings()
    watchlist = told.watchlist_to_look()
    try:
        store = told.store(watchlist)
    except StoreError as error:
        if "no database" not in error.message:
            raise
        return watchlist, tuple(_unseen(target) for target in watchlist.targets), None
    return watchlist, tuple(_as_of_now(row) for row in store.targets.health(watchlist.targets)), store


def _as_of_now(row: Health) -> Health:
    """Leave out a time to wait for that has passed."""
    is_past = row.not_before is not None and row.not_before <= now()
    return replace(row, not_before=None) if is_past else row


def _unseen(target: Target) -> Health:
    from monitor.model import Health  # noqa: PLC0415 - at run time here only

    title = target.title or target.name
    return Health(target=target.name, title=title, url=target.url, tags=target.tags, enabled=target.enabled)


@click.command("list", cls=Command)
@FORM
def list_command(form: str) -> None:
    """List the targets of the watchlist."""
    with uncollected():
        if form == "json":
            show_json(targets=_health()[1])
            return
        _show_lines(_listed(target) for target in settings().watchlist_to_look().targets)


def _listed(target: Target) -> str:
    marks = "" if target.enabled else "  (disabled)"
    tags = f"  [{', '.join(target.tags)}]" if target.tags else ""
    return f"{target.name}  {target.url}{tags}{marks}"


def _show_lines(lines: Iterable[str]) -> None:
    """Print lines, all at once: each call writes through to the terminal or pipe."""
    if told := "\n".join(map(visible, lines)):
        click.echo(told)


@click.command("status", cls=Command)
@FORM
def status_command(form: str) -> None:
    """Tell how each target stands, and what alerts wait. Exit status 1: some target fails; 3: a service refused."""
    with uncollected():
        sys.exit(_show_status(form))


def _show_status(form: str) -> int:
    status = _status()
    if form == "json":
        _show_status_as_json(status)
    else:
        _show_status_as_text(status)
    if any(each.refused for each in status.waiting):
        return UNDELIVERED
    return FAILED if any(map(_is_ailing, status.rows)) else 0


def _status() -> _Status:
    from monitor.pipeline import next_visits, standings  # noqa: PLC0415 - the whole road; other commands do without

    watchlist, rows, store = _health()
    channels = watchlist.channels if watchlist.targets else None  # without a watchlist no channel is gone
    waiting = standings(store, channels, now()) if store else ()
    nexts = next_visits(store, watchlist.targets, now()) if store and watchlist.targets else {}
    run = store.runs.last() if store else None
    return _Status(watchlist=watchlist, rows=rows, store=store, waiting=waiting, nexts=nexts, run=run)


def _show_status_as_json(status: _Status) -> None:
    sent = status.store.outbox.counts()["sent"] if status.store else 0
    alerts = {name: sum(getattr(each, name) for each in status.waiting) for name in ("waiting", "scheduled", "dead")}
    plain = [to_plain(each) | {"waiting": each.waiting} for each in status.waiting]
    schedule = [_scheduled(name, each) for name, each in status.nexts.items()]
    show_json(targets=status.rows, schedule=schedule, alerts={"sent": sent, **alerts}, waiting=plain, run=status.run)


def _show_status_as_text(status: _Status) -> None:
    words = spoken(status.watchlist)
    click.echo(visible(standing.line(status.rows, words.language) or words.say("status.none")))
    by_need = sorted(status.rows, key=_is_sound)
    between = words.say("semicolon")
    _show_lines(
        between.join((_stand(row, words), *_rhythm(row, status.nexts.get(row.target), words))) for row in by_need
    )
    if status.store:
        click.echo(_run_line(status.run, words))
    else:
        click.echo(words.say("status.database", path=settings().path(status.watchlist)))
    _show_lines(line for each in status.waiting for line in _late(each, words))


def _scheduled(name: str, each: Next) -> dict[str, Any]:
    seconds, at = each.interval.span.total_seconds(), each.at
    return {"target": name, "every": seconds, "why": each.interval.reason, "next_at": at and at.isoformat()}


def _rhythm(row: Health, each: Next | None, words: Tongue) -> Iterator[str]:
    """Say how often a target is looked at, where that is not simply what the watchlist says."""
    if each is not None and row.enabled and not each.interval.is_plain:
        yield words.say("status.rhythm", reason=words.reason(each.interval.reason))


def _late(each: Standing, words: Tongue) -> Iterator[str]:
    about = words.say("alerts.channel", channel=each.channel)
    if each.waiting:
        said = words.say("alerts.late", each.waiting, about=about, moment=words.moment(each.since))
        yield words.say("said", what=said, text=each.error) if each.error else said
    if each.scheduled and each.until:
        yield words.say("alerts.until", each.scheduled, about=about, moment=words.moment(each.until))
    if each.dead:
        said = words.say("alerts.lost", each.dead, about=about, error=each.error)
        yield words.say("semicolon").join((said, words.say("alerts.retry", channel=each.channel)))


def _is_sound(row: Health) -> bool:
    """Tell what may stand below: a target that nobody has to look after."""
    return not (_is_ailing(row) or (row.enabled and (row.is_flapping or row.is_noisy or row.is_redirected)))


def _is_ailing(row: Health) -> bool:
    return row.enabled and row.last_outcome in {Outcome.FAILED, Outcome.HELD}


def _stand(row: Health, words: Tongue) -> str:
    return words.say("semicolon").join((f"{row.target}  {_state(row, words)}", *_remarks(row, words)))


def _state(row: Health, words: Tongue) -> str:
    if not row.enabled:
        return words.say("status.disabled")
    if row.last_visit_at is None:
        return words.say("status.unseen")
    if row.failing_since or row.held_since:
        return _ailment(row, words)
    at = row.last_changed_at
    changed = words.say("status.changed", moment=words.moment(at)) if at else words.say("status.unchanged")
    return words.say("status.seen", row.versions, moment=words.moment(row.last_visit_at), changed=changed)


def _ailment(row: Health, words: Tongue) -> str:
    since = row.failing_since or row.held_since
    if since is None:
        return ""
    state = "status.failing" if row.failing_since else "status.held"
    kind = "status.blocked" if row.is_blocked else "status.drifted" if row.is_drifted else ""
    what = words.say(state, kind=kind and words.say(kind), moment=words.moment(since))
    at = row.last_success_at
    read = words.say("status.read", moment=words.moment(at)) if at else words.say("status.unread")
    return words.say("semicolon").join((words.say("said", what=what, text=words.cause(row.reason, _REASON)), read))


def _remarks(row: Health, words: Tongue) -> Iterator[str]:
    if row.not_before:
        yield words.say("status.rest", moment=words.moment(row.not_before))
    if row.moved_to:
        yield words.say("status.moved", url=row.moved_to)
    elif row.is_redirected:
        yield words.say("status.redirected")
    if row.is_flapping:
        yield words.say("status.flapping")
    if row.is_noisy:
        yield words.say("status.noisy")
    if row.certificate_since and row.last_visit_at and row.last_visit_at - row.certificate_since < _LATELY:
        yield words.say("status.certificate", moment=words.moment(row.certificate_since))


def _run_line(run: dict[str, Any] | None, words: Tongue) -> str:
    if run is None:
        return words.say("status.first")
    began = words.moment(datetime.fromisoformat(run["started_at"]))
    return words.say("status.broken" if run["finished_at"] is None else "status.run", moment=began)
