"""The delivery of what waits, and the command that looks after it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from monitor import lock, notify, pipeline
from monitor.cli.output import show_json
from monitor.cli.settings import UNDELIVERED, Command, clock, now, settings, spoken
from monitor.errors import MonitorError, WatchlistError
from monitor.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from monitor.cli.settings import Settings
    from monitor.model import Channel, Watchlist
    from monitor.report.tongues import Tongue
    from monitor.store import Store
    from monitor.store.outbox import Alert

_SENT_SHOWN = 20


def deliver(
    store: Store, watchlist: Watchlist, *, only: Collection[str] | None = None, force: bool = False
) -> tuple[pipeline.Delivery, ...]:
    """Send what waits and may go, and say on standard error which channels did not take it."""
    targets = watchlist.targets
    done = pipeline.deliver(store, watchlist.channels, notify.send, now(), only=only, force=force, targets=targets)
    for delivery in done:
        _complain(delivery)
    return done


def alerts(
    store: Store, channels: Sequence[Channel], done: Sequence[pipeline.Delivery], *, only: Collection[str] = ()
) -> dict[str, int]:
    """Count alerts as JSON has them: sent now, in how many messages, late, waiting for their time, given up."""
    standings = [each for each in pipeline.standings(store, channels, now()) if not only or each.channel in only]
    return {
        "sent": sum(delivery.sent for delivery in done),
        "messages": sum(delivery.messages for delivery in done),
        "waiting": sum(each.waiting for each in standings),
        "scheduled": sum(each.scheduled for each in standings),
        "dead": sum(each.dead for each in standings),
    }


def counted(alerts: Mapping[str, int], words: Tongue) -> str:
    """Say what became of alerts: "2 messages sent (17 alerts), 3 alerts waiting"; empty when there were none."""
    said = []
    if alerts["sent"] or alerts["messages"]:
        many = words.say("alerts.count", alerts["sent"])
        said.append(words.say("alerts.sent", alerts["messages"], alerts=many))
    said += [words.say(f"alerts.{state}", alerts[state]) for state in ("waiting", "scheduled", "dead") if alerts[state]]
    return words.listed(said)


@click.command("notify", cls=Command)
@click.argument("channels", nargs=-1, metavar="[CHANNEL]...")
@click.option("--test", is_flag=True, help="Send each channel a short test message.")
@click.option("--retry", is_flag=True, help="Try at once what was refused or given up; digests wait for their time.")
@click.option(
    "--resend", "rows", type=int, multiple=True, metavar="ID", help="Send an alert again, whatever its state."
)
@click.option("--list", "shown", is_flag=True, help="List alerts with their ids: waiting, given up, sent last.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of --list."
)
def notify_command(
    channels: tuple[str, ...], *, test: bool, retry: bool, rows: tuple[int, ...], shown: bool, form: str
) -> None:
    """Try the channels, see what they were told, send what they were not."""
    if [test, retry, bool(rows), shown].count(True) != 1:
        raise click.UsageError("say one of --test, --retry, --resend and --list")
    told = settings()
    watchlist = told.watchlist_to_look() if shown else told.watchlist()
    chosen = [channel for channel in watchlist.channels if not channels or channel.name in channels]
    if unknown := set(channels) - {channel.name for channel in chosen}:
        raise WatchlistError(f"the watchlist has no channel {min(unknown)!r}")
    if shown:
        _list(told, watchlist, channels, form)
        return
    if test:
        sys.exit(_test(chosen))
    with lock.hold(told.path(watchlist), now()), told.store(watchlist) as store:
        sys.exit(_resend(store, watchlist, rows) if rows else _retry(store, watchlist, channels))


def _test(channels: Sequence[Channel]) -> int:
    status = 0
    for channel in channels:
        try:
            notify.send(channel, notify.test_message())
        except MonitorError as error:
            click.echo(f"monitor: {_about(channel.name, str(error))}", err=True)
            status = UNDELIVERED
        else:
            click.echo(f"{channel.name}: accepted")
    if not channels:
        click.echo("the watchlist has no channels; see [channel.NAME] in the README")
    return status


def _retry(store: Store, watchlist: Watchlist, only: Collection[str]) -> int:
    done = deliver(store, watchlist, only=only or None, force=True)
    counts = alerts(store, watchlist.channels, done, only=only)
    words = spoken(watchlist)
    click.echo(counted(counts, words) or words.say("alerts.none"))
    return UNDELIVERED if counts["waiting"] else 0


def _resend(store: Store, watchlist: Watchlist, rows: Iterable[int]) -> int:
    status = 0
    for row in rows:
        done = pipeline.resend(store, watchlist.channels, row, notify.send, now())
        if done.error:
            _complain(done)
            status = UNDELIVERED
        else:
            click.echo(f"{row}: sent to {done.channel}")
    return status


def _complain(delivery: pipeline.Delivery) -> None:
    if delivery.error:
        said = _about(delivery.channel, delivery.error)
        left = delivery.alerts - delivery.sent - delivery.dead
        given_up = f", {delivery.dead} given up" if delivery.dead else ""
        click.echo(f"monitor: {said}; {left} waiting{given_up}", err=True)


def _about(channel: str, error: str) -> str:
    """Say which channel an error is about, where it does not say so itself."""
    about = f"channel {channel!r}"
    return error if error.startswith(about) else f"{about}: {error}"


def _list(told: Settings, watchlist: Watchlist, only: Collection[str], form: str) -> None:
    with told.store(watchlist) as store:
        found = (*store.outbox.waiting(), *store.outbox.dead(), *store.outbox.sent(_SENT_SHOWN))
    rows = [alert for alert in found if not only or alert.channel in only]
    if form == "json":
        show_json(alerts=[_plain(alert) for alert in rows])
    else:
        for alert in rows:
            click.echo(visible(_line(alert, clock(watchlist))))


def _plain(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "state": alert.state,
        "channel": alert.channel,
        "target": alert.target or None,
        "about": alert.notice.kind if alert.notice else "change",
        "level": alert.level,
        "created_at": alert.created_at,
        "attempts": alert.attempts,
        "error": alert.error,
        "sent_at": alert.sent_at,
    }


def _line(alert: Alert, times: Tongue) -> str:
    about = f"{alert.notice.kind} notice" if alert.notice else f"{alert.level} change"
    when = alert.sent_at or alert.created_at
    fault = f": {alert.error}" if alert.error else ""
    since = "at" if alert.sent_at else "since"
    said = f"{alert.id}  {alert.state} {since} {times.moment(when)}  {alert.channel}"
    return f"{said}  {about}{f' of {alert.target}' if alert.target else ''}{fault}"
