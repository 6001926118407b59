"""Commands that look at what is watched and what is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.outline import describe, outline
from monitor.cli.settings import Command, choose, now, settings
from monitor.codec import to_plain
from monitor.errors import DocumentError, MonitorError, StoreError
from monitor.model import Outcome, Target
from monitor.report import json, redline
from monitor.report.safe import visible as safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from monitor.model import ChangeSet, Failure, Health, Snapshot, Watchlist
    from monitor.pipeline import Standing
    from monitor.store import Store

_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
FAILED = 1
UNDELIVERED = 3


def show_json(**values: Any) -> None:  # noqa: ANN401 - JSON values have no narrower type
    """Print one JSON object with the version of its schema."""
    click.echo(json.write(values))


def _health() -> tuple[Watchlist, tuple[Health, ...], Store | None]:
    told = settings()
    watchlist = told.watchlist_to_look()
    try:
        store = told.store(watchlist)
    except StoreError as error:
        if "no database" not in error.message:
            raise
        return watchlist, tuple(_unseen(target) for target in watchlist.targets), None
    return watchlist, store.targets.health(watchlist.targets), store


def _unseen(target: Target) -> Health:
    from monitor.model import Health  # noqa: PLC0415 - at run time here only

    title = target.title or target.name
    return Health(target=target.name, title=title, url=target.url, tags=target.tags, enabled=target.enabled)


@click.command("list", cls=Command)
@_FORM
def list_command(form: str) -> None:
    """List the targets of the watchlist."""
    _, rows, _ = _health()
    if form == "json":
        show_json(targets=[to_plain(row) for row in rows])
        return
    for row in rows:
        marks = "" if row.enabled else "  (disabled)"
        tags = f"  [{', '.join(row.tags)}]" if row.tags else ""
        click.echo(safe(f"{row.target}  {row.url}{tags}{marks}"))


@click.command("status", cls=Command)
@_FORM
def status_command(form: str) -> None:
    """Tell how each target stands, and what alerts wait. Exit status 1: some target fails; 3: a service refused."""
    from monitor.pipeline import standings  # noqa: PLC0415 - the whole road; other commands here do without

    watchlist, rows, store = _health()
    channels = watchlist.channels if watchlist.targets else None  # without a watchlist no channel is gone
    waiting = standings(store, channels, now()) if store else ()
    alerts = {name: sum(getattr(each, name) for each in waiting) for name in ("waiting", "scheduled", "dead")}
    run = store.runs.last() if store else None
    if form == "json":
        sent = store.outbox.counts()["sent"] if store else 0
        plain = [to_plain(each) | {"waiting": each.waiting} for each in waiting]
        show_json(targets=[to_plain(row) for row in rows], alerts={"sent": sent, **alerts}, waiting=plain, run=run)
    else:
        for row in rows:
            click.echo(safe(_stand(row)))
        click.echo(_run_line(run))
        for line in (line for each in waiting for line in _late(each)):
            click.echo(safe(line))
    is_undelivered = any(each.refused for each in waiting)
    sys.exit(UNDELIVERED if is_undelivered else FAILED if any(map(_is_ailing, rows)) else 0)


def _late(each: Standing) -> Iterator[str]:
    about = f"for channel {each.channel!r}"
    if each.waiting:
        said = f"{_alerts(each.waiting)} {about} since {_minute(each.since)}"
        yield f"{said}: {each.error}" if each.error else said
    if each.scheduled:
        yield f"{_alerts(each.scheduled)} {about}, until its time comes"
    if each.dead:
        said = f"{each.dead} alert{'s' if each.dead != 1 else ''} {about} given up: {each.error}"
        yield f"{said}; `monitor notify --retry {each.channel}` tries again"


def _alerts(number: int) -> str:
    return f"{number} alert{'s wait' if number != 1 else ' waits'}"


def _is_ailing(row: Health) -> bool:
    return row.enabled and row.last_outcome in {Outcome.FAILED, Outcome.HELD}


def _stand(row: Health) -> str:
    if not row.enabled:
        state = "disabled"
    elif row.last_visit_at is None:
        state = "never visited"
    elif row.failing_since:
        state = f"failing since {_minute(row.failing_since)}: {row.reason}"
    elif row.held_since:
        state = f"held since {_minute(row.held_since)}: {row.reason}"
    else:
        changed = f"last changed {_minute(row.last_changed_at)}" if row.last_changed_at else "no change yet"
        state = f"seen {_minute(row.last_visit_at)}, {changed}, {row.versions} version{'s' * (row.versions != 1)}"
    wait = f"; not before {_minute(row.not_before)}" if row.not_before else ""
    moved = f"; moved for good to {row.moved_to}" if row.moved_to else ""
    return f"{row.target}  {state}{wait}{moved}"


def _run_line(run: dict[str, Any] | None) -> str:
    if run is None:
        return "no run yet"
    if run["finished_at"] is None:
        return f"the last run began {shown(run['started_at'])} and did not end"
    return f"last run {shown(run['started_at'])}"


def shown(stored: str) -> str:
    """Give a time of the database to the minute."""
    return f"{stored[:10]} {stored[11:16]} UTC"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


@click.command("history", cls=Command)
@click.argument("target")
@click.option("--section", metavar="UID", help="One section through time instead; `show --format json` names uids.")
@_FORM
def history_command(target: str, section: str | None, form: str) -> None:
    """List the versions of a target, newest first, or what became of one section of it."""
    told = settings()
    with told.store(told.watchlist_to_look()) as store:
        newest = store.history.numbered(target)
        if section is not None:
            sets = store.history.of_section(target, section)
            is_there = any(found.uid == section for found in newest.version.walk())
            if not sets and not is_there:
                raise StoreError(f"no version has a section {section!r}", target=target)
            _show_section(target, section, sets, form)
            return
        versions = [_version_row(row) for row in reversed(store.history.timeline(target))]
        visits = store.targets.visits(target, 20)
    if form == "json":
        show_json(target=target, versions=versions, visits=list(visits))
        return
    for row in versions:
        ours = "  (read anew: our change)" if row["ours"] else ""
        level = f", {row['level']}" if row["level"] else ""
        many = (
            f"  {row['changes']} section{'s' if row['changes'] != 1 else ''}{level}" if row["number"] > 1 else "  first"
        )
        click.echo(safe(f"{target}@{row['number']}  {shown(row['fetched_at'])}{many}{ours}  {row['title']}"))


def _show_section(target: str, section: str, sets: tuple[ChangeSet, ...], form: str) -> None:
    if form == "json":
        show_json(target=target, section=section, sets=sets)
        return
    for item in sets:
        click.echo(redline(item, "text"))
    if not sets:
        click.echo("it reads as in the first version")


def _version_row(row: dict[str, Any]) -> dict[str, Any]:
    levels = (row.pop("levels") or "").split(",")
    ranked = [level for level in ("material", "minor", "cosmetic") if level in levels]
    return row | {"ours": bool(row["ours"]), "level": ranked[0] if ranked else None}


def parse_version(name: str) -> tuple[str, int | None]:
    """Split TARGET@N; without a number the newest version is meant."""
    target, at, number = name.rpartition("@")
    return (target, int(number)) if at and number.isdecimal() else (name, None)


@click.command("show", cls=Command)
@click.argument("version", metavar="TARGET[@N]")
@_FORM
def show_command(version: str, form: str) -> None:
    """Show one version of a target as text: the newest, or the N-th."""
    told = settings()
    target, number = parse_version(version)
    with told.store(told.watchlist_to_look()) as store:
        kept = store.history.numbered(target, number)
    if form == "json":
        show_json(target=target, version=kept.number, fetched_at=kept.fetched_at.isoformat(), **to_plain(kept.version))
        return
    click.echo(safe(f"{target}@{kept.number}, fetched {_minute(kept.fetched_at)}"))
    for line in (*describe(kept.version), "", *outline(kept.version)):
        click.echo(safe(line))


@click.command("test", cls=Command)
@click.argument("page", metavar="URL|TARGET")
@_FORM
def test_command(page: str, form: str) -> None:
    """Fetch and read a page once, keep nothing, and show what would be watched."""
    told = settings()
    watchlist = _watchlist_for(page)
    is_url = "://" in page
    target = Target(name=page, url=page) if is_url else choose(watchlist, [page])[0]
    answer = _fetch(target, watchlist)
    verdict = _try(told.quiet, target, answer, form)
    sys.exit(verdict)


def _watchlist_for(page: str) -> Watchlist:
    from monitor.model import Watchlist  # noqa: PLC0415 - at run time here only

    told = settings()
    return Watchlist(targets=()) if "://" in page and not told.config.exists() else told.watchlist_to_look()


def _fetch(target: Target, watchlist: Watchlist) -> Snapshot | Failure:
    from monitor import crawl  # noqa: PLC0415 - Scrapy takes more than a second to import
    from monitor.model import Errand, Render  # noqa: PLC0415 - beside the import it serves
    from monitor.pipeline.browsing import is_shell  # noqa: PLC0415 - the whole road

    answers: list[Snapshot | Failure] = []
    may_render = target.render is Render.AUTO and not crawl.lack_of_browser(watchlist.politeness)

    def hear(answer: Snapshot | Failure) -> Errand | None:
        answers.append(answer)
        if may_render and len(answers) == 1 and is_shell(target, answer):
            return Errand(target=target.name, url=target.url, render=True)
        return None

    errand = Errand(target=target.name, url=target.url, render=target.render is Render.ALWAYS)
    crawl.fetch([errand], watchlist.politeness, hear)
    return answers[-1]


def _try(quiet: bool, target: Target, answer: Snapshot | Failure, form: str) -> int:  # noqa: FBT001 - as told
    from monitor import gate  # noqa: PLC0415 - after the fetch, like the reader
    from monitor.model import Failure, Version  # noqa: PLC0415
    from monitor.pipeline.reading import look, read  # noqa: PLC0415

    if isinstance(answer, Failure):
        raise MonitorError(f"{target.url}: {answer.reason}")
    fault: tuple[str, ...] = ()
    version: Version | None = None
    try:
        version = read(target, answer)
    except DocumentError as error:
        fault = (error.message,)
    reasons = (*fault, *gate.weigh(version, answer, look(answer)).reasons)
    if form == "json":
        told = to_plain(version or Version(sections=()))
        where = {"url": target.url, "final_url": answer.final_url, "gate": list(reasons), "at": now().isoformat()}
        show_json(**told | where)
    elif not quiet:
        click.echo(safe(f"{answer.final_url}: status {answer.status}, {len(answer.body)} bytes"))
        click.echo(safe(f"gate: {'; '.join(reasons) if reasons else 'open'}"))
        for line in (*describe(version), "", *outline(version)) if version else ():
            click.echo(safe(line))
    return FAILED if reasons else 0
