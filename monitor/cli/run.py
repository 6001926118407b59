"""The main job."""

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

from monitor import lock, pipeline, report
from monitor.cli.notify import alerts, counted, deliver
from monitor.cli.output import FORM
from monitor.cli.progress import Progress
from monitor.cli.settings import FAILED, UNDELIVERED, Command, choose, now, settings, spoken
from monitor.errors import FetchError
from monitor.model import Level, Outcome, Skip
from monitor.worker import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.cli.settings import Settings
    from monitor.model import Politeness, Target, Visit, Watchlist
    from monitor.report.tongues import Tongue
    from monitor.store import Store

CHANGED = 4
_BAD = {Outcome.FAILED, Outcome.HELD}
_REASON = 2000
"""Characters of the reason why a page was not read."""


@click.command("run", cls=Command)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--tag", "tags", multiple=True, help="Only targets with this tag; may be given more than once.")
@click.option("--due", is_flag=True, help="Only targets whose last visit is longer ago than their `every`.")
@click.option("--dry-run", is_flag=True, help="Fetch and compare, but keep nothing and tell nobody.")
@click.option("--no-notify", is_flag=True, help="Leave alerts waiting in the outbox.")
@click.option("--wait", is_flag=True, help="Wait for another run to end instead of giving up.")
@click.option("--exit-code", is_flag=True, help="Leave with 4 when wording changed.")
@FORM
def run_command(
    targets: tuple[str, ...],
    tags: tuple[str, ...],
    form: str,
    **flags: bool,
) -> None:
    """Visit the targets, keep what changed, and send the alerts: the main job, made for cron."""
    told = settings()
    watchlist = told.watchlist()
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
    if watchlist.heartbeat and not flags["dry_run"]:
        _beat(watchlist.heartbeat, watchlist.politeness)
    sys.exit(status)


def _beat(url: str, politeness: Politeness) -> None:
    """Say that a run came to its end; that nobody listened is no fault of the run."""
    from monitor.crawl import heartbeat  # noqa: PLC0415 - few watchlists have one

    try:
        heartbeat.ping(url, politeness.allow_private)
    except FetchError as error:
        click.echo(f"monitor: the heartbeat did not get through: {error}", err=True)


def _run(
    told: Settings, store: Store, watchlist: Watchlist, chosen: Sequence[Target], form: str, flags: dict[str, bool]
) -> int:
    begun, clock = now(), time.monotonic()
    with store.writing():
        pipeline.tell_pause(store, watchlist.channels, begun)
        run = store.runs.start(begun, host=socket.gethostname(), pid=os.getpid())
    visits, left_out = _visit(told, store, watchlist, chosen, run, form, due=flags["due"])
    for line in renamed(store, watchlist.targets, visits):
        click.echo(f"monitor: {line}", err=True)
    done = () if flags["no_notify"] else deliver(store, watchlist)
    counts = alerts(store, watchlist.channels, done)
    summary = _summary(run, visits, counts, time.monotonic() - clock) | {"left_out": sorted(left_out)}
    with store.writing():
        store.runs.finish(run, now(), {key: summary[key] for key in ("counts", "skipped", "alerts", "seconds")})
    words = spoken(watchlist)
    _print(told, summary, form, words, words.say("run.dry") if flags["dry_run"] else counted(counts, words))
    is_undelivered = not flags["no_notify"] and bool(counts["waiting"] or any(delivery.error for delivery in done))
    return UNDELIVERED if is_undelivered else _status(summary, exit_code=flags["exit_code"])


def _visit(
    told: Settings,
    store: Store,
    watchlist: Watchlist,
    chosen: Sequence[Target],
    run: int,
    form: str,
    *,
    due: bool,
) -> tuple[list[Visit], tuple[str, ...]]:
    """Visit what is to be visited now; give the visits, and the targets that have to stand back until the next run."""
    from monitor import crawl  # noqa: PLC0415 - Scrapy takes more than a second to import

    lack = crawl.lack_of_browser(watchlist.politeness)
    budget = watchlist.politeness.max_per_host
    plan = pipeline.plan(store, chosen, now(), due=due, can_render=not lack, max_per_host=budget)
    visits = list(plan.waiting)
    with Progress(len(plan.errands), shown=not told.quiet and form == "text") as progress:

        def hear(visit: Visit) -> None:
            visits.append(visit)
            progress.advance()

        with Pool() as reader:
            road = pipeline.Road(
                store=store,
                channels=watchlist.channels,
                run=run,
                renders=not lack,
                no_browser=lack,
                reader=reader,
            )
            pipeline.visit_all(road, chosen, plan.errands, watchlist.politeness, crawl.fetch, hear)
    return visits, plan.left_out


def renamed(store: Store, targets: Sequence[Target], visits: Sequence[Visit]) -> Iterator[str]:
    """Say of each target visited for the first time that its page has a history under a name that nobody uses now."""
    first = {visit.target for visit in visits if visit.outcome is Outcome.FIRST}
    if not first:
        return
    names = {target.name for target in targets}
    left = {known.url: known.name for known in store.targets.known() if known.name not in names}
    for target in targets:
        if target.name in first and target.url in left:
            old = left[target.url]
            yield (
                f"target {target.name!r}: begins a new history; its page was watched as {old!r}, "
                f"which the watchlist no longer has: [target.{old}] would go on with that history"
            )


def _summary(run: int, visits: Sequence[Visit], alerts: dict[str, int], seconds: float) -> dict[str, Any]:
    shown = [
        {
            "target": visit.target,
            "outcome": visit.outcome.value,
            "reason": visit.reason,
            "version": visit.version,
            "alert": visit.alert,
            "changes": len(visit.changes),
            "above_cosmetic": sum(change.level is not Level.COSMETIC for change in visit.changes),
            "tally": dict(report.tally((change.kinds, bool(change.edits)) for change in visit.changes)),
            "level": Level.highest(change.level for change in visit.changes),
        }
        for visit in sorted(visits, key=lambda visit: visit.target)
    ]
    counts = Counter(visit.outcome.value for visit in visits)
    return {
        "schema": 1,
        "run": run,
        "visits": shown,
        "counts": {outcome.value: counts[outcome.value] for outcome in Outcome},
        "skipped": {skip.value: sum(visit.skipped is skip for visit in visits) for skip in Skip},
        "alerts": alerts,
        "seconds": round(seconds, 3),
    }


def _print(told: Settings, summary: dict[str, Any], form: str, words: Tongue, end: str) -> None:
    for visit in summary["visits"]:
        if visit["outcome"] in _BAD:
            outcome, reason = words.say(f"run.{visit['outcome']}"), words.cause(visit["reason"], _REASON)
            said = words.say("run.bad", target=visit["target"], outcome=outcome, reason=reason)
            click.echo(f"monitor: {said}", err=True)
    if form == "json":
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not told.quiet:
        for visit in summary["visits"]:
            if line := _line(visit, words):
                click.echo(line)
        click.echo(words.say("semicolon").join(part for part in (*_counted(summary, words), end) if part))


def _line(visit: dict[str, Any], words: Tongue) -> str:
    target = visit["target"]
    match visit["outcome"]:
        case Outcome.CHANGED:
            tally, level = words.tally(visit["tally"].items()), words.level(Level(visit["level"]))
            return words.say("run.changed", visit["version"], target=target, tally=tally, level=level)
        case Outcome.FIRST:
            return words.say("run.first", target=target)
        case Outcome.VARIANT:
            return words.say("run.variant", target=target, reason=words.cause(visit["reason"], _REASON))
    return ""


def _counted(summary: dict[str, Any], words: Tongue) -> Iterator[str]:
    skipped = words.listed(words.say(f"skip.{skip}", count) for skip, count in summary["skipped"].items() if count)
    counts = [
        words.say("run.skipped", count, skipped=skipped)
        if skipped and outcome == Outcome.UNCHANGED
        else words.say(f"outcome.{outcome}", count)
        for outcome, count in summary["counts"].items()
        if count
    ]
    what = words.listed(counts) or words.say("run.nothing")
    yield words.say("run.done", len(summary["visits"]), counts=what, seconds=f"{summary['seconds']:.1f}")
    if summary["left_out"]:
        yield words.say("run.left", len(summary["left_out"]))


def _status(summary: dict[str, Any], *, exit_code: bool) -> int:
    if any(visit["outcome"] in _BAD for visit in summary["visits"]):
        return FAILED
    if exit_code and any(visit["alert"] for visit in summary["visits"]):
        return CHANGED
    return 0
