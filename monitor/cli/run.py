"""The main job, and the delivery of what waits."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from monitor import lock, notify, pipeline
from monitor.cli.progress import Progress
from monitor.cli.settings import Command, choose, now, settings
from monitor.errors import DeliveryError, MonitorError, WatchlistError
from monitor.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.cli.settings import Settings
    from monitor.model import Channel, Target, Visit, Watchlist
    from monitor.store import Store

FAILED = 1
UNDELIVERED = 3
CHANGED = 4
_BAD = {Outcome.FAILED, Outcome.HELD}


@click.command("run", cls=Command)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--tag", "tags", multiple=True, help="Only targets with this tag; may be given more than once.")
@click.option("--due", is_flag=True, help="Only targets whose last visit is longer ago than their `every`.")
@click.option("--dry-run", is_flag=True, help="Fetch and compare, but keep nothing and tell nobody.")
@click.option("--no-notify", is_flag=True, help="Leave alerts waiting in the outbox.")
@click.option("--wait", is_flag=True, help="Wait for another run to end instead of giving up.")
@click.option("--exit-code", is_flag=True, help="Leave with 4 when wording changed.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def run_command(
    targets: tuple[str, ...],
    tags: tuple[str, ...],
    form: str,
    **flags: bool,
) -> None:
    """Visit the targets, keep what changed, and send the alerts: the main job, made for cron."""
    told = settings()
    watchlist = told.watchlist()
    _check_channels(told, watchlist)
    chosen = choose(watchlist, targets, tags)
    path = told.path(watchlist)
    held: AbstractContextManager[None] = (
        nullcontext() if flags["dry_run"] else lock.hold(path, now(), wait=flags["wait"])
    )
    with held, told.store(watchlist, create=True) as store:
        if flags["dry_run"]:
            with store.copy() as copy:
                status = _run(told, copy, watchlist, chosen, form, flags | {"no_notify": True})
        else:
            status = _run(told, store, watchlist, chosen, form, flags)
    sys.exit(status)


def _run(
    told: Settings, store: Store, watchlist: Watchlist, chosen: Sequence[Target], form: str, flags: dict[str, bool]
) -> int:
    begun, clock = now(), time.monotonic()
    with store.writing():
        run = store.runs.start(begun, host=socket.gethostname(), pid=os.getpid())
    visits = _visit(told, store, watchlist, chosen, run, form, due=flags["due"])
    done = () if flags["no_notify"] else _deliver(store, watchlist.channels)
    sent = sum(delivery.alerts for delivery in done if not delivery.error)
    alerts = store.outbox.counts() | {"sent": sent}
    summary = _summary(run, visits, alerts, time.monotonic() - clock)
    with store.writing():
        store.runs.finish(run, now(), {key: summary[key] for key in ("counts", "alerts", "seconds")})
    _print(told, summary, form)
    return _status(summary, exit_code=flags["exit_code"])


def _visit(
    told: Settings,
    store: Store,
    watchlist: Watchlist,
    chosen: Sequence[Target],
    run: int,
    form: str,
    *,
    due: bool,
) -> list[Visit]:
    from monitor import crawl  # noqa: PLC0415 - Scrapy takes more than a second to import

    plan = pipeline.plan(store, chosen, now(), due=due)
    visits = list(plan.waiting)
    with Progress(len(plan.errands), shown=not told.quiet and form == "text") as progress:

        def hear(visit: Visit) -> None:
            visits.append(visit)
            progress.advance()

        road = pipeline.Road(store=store, channels=watchlist.channels, run=run)
        pipeline.visit_all(road, chosen, plan.errands, watchlist.politeness, crawl.fetch, hear)
    return visits


def _deliver(store: Store, channels: Sequence[Channel], *, force: bool = False) -> tuple[pipeline.Delivery, ...]:
    done = pipeline.deliver(store, channels, notify.send, now(), force=force)
    for delivery in done:
        if delivery.error:
            click.echo(f"monitor: channel {delivery.channel!r}: {delivery.error}; {delivery.alerts} waiting", err=True)
    return done


def _summary(run: int, visits: Sequence[Visit], alerts: dict[str, int], seconds: float) -> dict[str, Any]:
    shown = [
        {
            "target": visit.target,
            "outcome": visit.outcome.value,
            "reason": visit.reason,
            "version": visit.version,
            "alert": visit.alert,
            "changes": len(visit.changes),
            "level": max((change.level for change in visit.changes), key=lambda level: level.rank, default=None),
        }
        for visit in sorted(visits, key=lambda visit: visit.target)
    ]
    counts = Counter(visit.outcome.value for visit in visits)
    return {
        "schema": 1,
        "run": run,
        "visits": shown,
        "counts": {outcome.value: counts[outcome.value] for outcome in Outcome},
        "alerts": alerts,
        "seconds": round(seconds, 3),
    }


def _print(told: Settings, summary: dict[str, Any], form: str) -> None:
    for visit in summary["visits"]:
        if visit["outcome"] in _BAD:
            click.echo(f"monitor: target {visit['target']!r}: {visit['outcome']}: {visit['reason']}", err=True)
    if form == "json":
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not told.quiet:
        for visit in summary["visits"]:
            if line := _line(visit):
                click.echo(line)
        click.echo(_counted(summary))


def _line(visit: dict[str, Any]) -> str:
    match visit["outcome"]:
        case Outcome.CHANGED:
            many = f"{visit['changes']} section{'s' if visit['changes'] != 1 else ''} changed"
            return f"changed    {visit['target']}: {many} ({visit['level']}), version {visit['version']}"
        case Outcome.FIRST:
            return f"first      {visit['target']}"
        case Outcome.VARIANT:
            return f"variant    {visit['target']}: {visit['reason']}"
    return ""


def _counted(summary: dict[str, Any]) -> str:
    counts = ", ".join(f"{count} {outcome}" for outcome, count in summary["counts"].items() if count)
    alerts = ", ".join(f"{count} {state}" for state, count in summary["alerts"].items() if count)
    total = len(summary["visits"])
    said = f"{total} target{'s' if total != 1 else ''}: {counts or 'nothing to do'} in {summary['seconds']:.1f} s"
    return f"{said}; alerts: {alerts}" if alerts else said


def _status(summary: dict[str, Any], *, exit_code: bool) -> int:
    if summary["alerts"]["waiting"]:
        return UNDELIVERED
    if any(visit["outcome"] in _BAD for visit in summary["visits"]):
        return FAILED
    if exit_code and any(visit["alert"] for visit in summary["visits"]):
        return CHANGED
    return 0


def _check_channels(told: Settings, watchlist: Watchlist) -> None:
    """Refuse a channel that Apprise does not know before anything is fetched."""
    for channel in watchlist.channels:
        try:
            notify.check(channel)
        except DeliveryError as error:
            raise WatchlistError(f"{told.config}: {error}") from None


@click.command("notify", cls=Command)
@click.argument("channels", nargs=-1, metavar="[CHANNEL]...")
@click.option("--test", is_flag=True, help="Send each channel a short test message.")
@click.option("--retry", is_flag=True, help="Send what waits now, whatever the distance to the last try.")
def notify_command(channels: tuple[str, ...], *, test: bool, retry: bool) -> None:
    """Try the channels, or send what waits."""
    if test == retry:
        raise click.UsageError("say one of --test and --retry")
    told = settings()
    watchlist = told.watchlist()
    _check_channels(told, watchlist)
    chosen = [channel for channel in watchlist.channels if not channels or channel.name in channels]
    if unknown := set(channels) - {channel.name for channel in chosen}:
        raise WatchlistError(f"the watchlist has no channel {min(unknown)!r}")
    sys.exit(_test(chosen) if test else _retry(told, watchlist, chosen))


def _test(channels: Sequence[Channel]) -> int:
    status = 0
    for channel in channels:
        try:
            notify.send(channel, notify.test_message())
        except MonitorError as error:
            click.echo(f"monitor: channel {channel.name!r}: {error}", err=True)
            status = UNDELIVERED
        else:
            click.echo(f"{channel.name}: accepted")
    if not channels:
        click.echo("the watchlist has no channels; see [channel.NAME] in the README")
    return status


def _retry(told: Settings, watchlist: Watchlist, channels: Sequence[Channel]) -> int:
    with lock.hold(told.path(watchlist), now()), told.store(watchlist) as store:
        done = _deliver(store, channels, force=True)
        sent = sum(delivery.alerts for delivery in done if not delivery.error)
        waiting = store.outbox.counts()["waiting"]
    click.echo(f"{sent} sent, {waiting} waiting")
    return UNDELIVERED if waiting else 0
