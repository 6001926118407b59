"""Commands that follow clauses and sections through time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from monitor.blame import Step, blame
from monitor.cli.output import FORM, show_json
from monitor.cli.settings import Command, choose, clock, now, settings
from monitor.cli.versions import parse_version
from monitor.codec import to_plain
from monitor.errors import StoreError
from monitor.figures import many
from monitor.report.safe import visible
from monitor.worker import Pool

if TYPE_CHECKING:
    from datetime import datetime

    from monitor.model import Blame
    from monitor.pipeline import Reread
    from monitor.report.tongues import Tongue

_LEGEND = (
    "Since when each clause reads so (and first appeared, in an earlier wording); "
    "by: it was there when the watch began, and may be older"
)


@click.command("blame", cls=Command)
@click.argument("target")
@FORM
def blame_command(target: str, form: str) -> None:
    """Tell for each clause since when it reads so, and when it first appeared."""
    told = settings()
    watchlist = told.watchlist_to_look()
    times = clock(watchlist)
    with told.store(watchlist) as store:
        kept_back = store.history.back(target, store.history.numbered(target).number)
        rows = blame(
            Step(number=kept.number, at=kept.fetched_at, version=kept.version, changes=store.history.changes(kept.id))
            for kept in kept_back
        )
    if form == "json":
        show_json(target=target, clauses=rows)
        return
    click.echo(_LEGEND)
    for path, clauses in groupby(rows, key=lambda row: row.path):
        click.echo(visible(" > ".join(path) or "(before the first heading)"))
        for row in clauses:
            click.echo(visible(_line(row, times)))


def _line(row: Blame, times: Tongue) -> str:
    first = "" if row.first == row.since else f" (first {_day(row.first, row.first_version, times)})"
    return f"  {_day(row.since, row.since_version, times)}{first}  {f'{row.label} {row.text}'.strip()}"


def _day(at: datetime, version: int, times: Tongue) -> str:
    """Write since when, or by when, something was there: what version 1 has may be older than the watch."""
    return f"by {times.day(at)}" if version == 1 else times.day(at)


_OF_THE_PAGE = {"align", "level"}
"""Stages whose sentences quote the page: what looks like a time there is the page's."""
_MOST = 20
"""Lines shown of one stage; a policy that was written anew has a thousand changes. JSON has them all."""


@click.command("explain", cls=Command)
@click.argument("version", metavar="TARGET[@N]")
@FORM
def explain_command(version: str, form: str) -> None:
    """Tell why there was an alert, or why a silence: the last visit of a target, or the one that made version N."""
    from monitor import pipeline  # noqa: PLC0415 - blame needs no reader

    told = settings()
    watchlist = told.watchlist_to_look()
    name, number = parse_version(version)
    with told.store(watchlist) as store:
        target = next(
            (found for found in (*watchlist.targets, *store.targets.known({name})) if found.name == name), None
        )
        if target is None:
            raise StoreError("it was never visited", target=name, hint="`monitor list` names the targets")
        with Pool(1) as reader:
            reasons = pipeline.explain(store, watchlist.channels, target, number, reader)
        if number is None:
            reasons = (*reasons, pipeline.explain_next(store, target, now()))
    if form == "json":
        show_json(target=name, version=number, reasons=reasons)
        return
    times = clock(watchlist)
    for stage, found in groupby(reasons, key=lambda reason: reason.stage):
        texts = [reason.text if stage in _OF_THE_PAGE else times.retimed(reason.text) for reason in found]
        if len(texts) > _MOST:
            texts[_MOST:] = [f"and {len(texts) - _MOST} more; `--format json` has them all"]
        for text in texts:
            click.echo(visible(f"{stage:<6} {text}"))


@click.command("search", cls=Command)
@click.argument("words", nargs=-1, required=True)
@click.option("--target", help="Only in this target's history.")
@FORM
def search_command(words: tuple[str, ...], target: str | None, form: str) -> None:
    """Find the clauses of every version that have all the WORDS: when each first appeared, when it went."""
    if not any(word.strip() for word in words):
        raise click.UsageError("say the words to look for")
    told = settings()
    watchlist = told.watchlist_to_look()
    times = clock(watchlist)
    with told.store(watchlist) as store:
        if target is not None:
            store.history.numbered(target)
        found = store.search.find(words, target=target)
    if form == "json":
        show_json(words=list(words), found=found)
        return
    for item in found:
        gone = f"gone {times.day(item.gone_at)}" if item.gone_at else "still there"
        first = f"first seen {times.day(item.first_at)} (version {item.first_version})"
        click.echo(visible(f"{item.target}  {item.path}  {first}, {gone}"))
        click.echo(visible(f"    {item.text}"))
    if not found:
        click.echo(f"no clause of any version has {' and '.join(map(repr, words))}", err=True)


@click.command("reread", cls=Command)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@FORM
def reread_command(targets: tuple[str, ...], form: str) -> None:
    """Read stored snapshots anew after the reader got better; what then differs is our change and alerts nobody."""
    from monitor import lock, pipeline  # noqa: PLC0415 - blame needs no reader

    told = settings()
    watchlist = told.watchlist_to_look()
    chosen = choose(watchlist, targets) if targets else watchlist.targets
    with lock.hold(told.path(watchlist), now()), told.store(watchlist) as store, Pool(1) as reader:
        done = []
        for target in chosen:
            done.append(found := pipeline.reread(store, target, reader))
            if form == "text" and (found.versions or found.kept_back):
                click.echo(visible(_reread_line(found)))
    if form == "json":
        show_json(targets=[to_plain(found) for found in done])


def _reread_line(done: Reread) -> str:
    read = done.versions - done.unreadable
    said = [f"{many(read, 'version')} read, {done.differing} differ{'s' * (done.differing == 1)}"]
    if done.unreadable:
        stays = "stays as it is" if done.unreadable == 1 else "stay as they are"
        said.append(f"{done.unreadable} could not be read and {stays}")
    if done.kept_back:
        whose = "its alerts wait" if done.kept_back == 1 else "their alerts wait"
        said.append(f"{done.kept_back} kept back, {whose}")
    return f"{done.target}: {', '.join(said)}"
