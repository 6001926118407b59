"""Commands that look at what is watched and what is kept."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.outline import describe, outline
from monitor.cli.settings import Command, choose, clock, now, settings
from monitor.codec import to_plain
from monitor.errors import DocumentError, StoreError
from monitor.model import Outcome, Target
from monitor.report import json, redline
from monitor.report.safe import visible as safe
from monitor.worker import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import ChangeSet, Failure, Health, Snapshot, Watchlist
    from monitor.pipeline import Next, Standing
    from monitor.report.tongues import Tongue
    from monitor.store import Store
    from monitor.worker import Reader

_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_LATELY = timedelta(days=7)
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
    from monitor.pipeline import next_visits, standings  # noqa: PLC0415 - the whole road; other commands do without

    watchlist, rows, store = _health()
    channels = watchlist.channels if watchlist.targets else None  # without a watchlist no channel is gone
    waiting = standings(store, channels, now()) if store else ()
    nexts = next_visits(store, watchlist.targets, now()) if store else {}
    alerts = {name: sum(getattr(each, name) for each in waiting) for name in ("waiting", "scheduled", "dead")}
    run = store.runs.last() if store else None
    if form == "json":
        sent = store.outbox.counts()["sent"] if store else 0
        plain = [to_plain(each) | {"waiting": each.waiting} for each in waiting]
        schedule = [_scheduled(name, each) for name, each in nexts.items()]
        targets = [to_plain(row) for row in rows]
        show_json(targets=targets, schedule=schedule, alerts={"sent": sent, **alerts}, waiting=plain, run=run)
    else:
        times = clock(watchlist)
        for row in rows:
            click.echo(safe("; ".join((_stand(row, times), *_rhythm(row, nexts.get(row.target))))))
        click.echo(_run_line(run, times))
        for line in (line for each in waiting for line in _late(each, times)):
            click.echo(safe(line))
    is_undelivered = any(each.refused for each in waiting)
    sys.exit(UNDELIVERED if is_undelivered else FAILED if any(map(_is_ailing, rows)) else 0)


def _scheduled(name: str, each: Next) -> dict[str, Any]:
    seconds, at = each.interval.span.total_seconds(), each.at
    return {"target": name, "every": seconds, "why": each.interval.reason, "next_at": at and at.isoformat()}


def _rhythm(row: Health, each: Next | None) -> Iterator[str]:
    """Say how often a target is looked at, where that is not simply what the watchlist says."""
    if each is not None and row.enabled and not each.interval.is_plain:
        yield f"looked at {each.interval.reason}"


def _late(each: Standing, times: Tongue) -> Iterator[str]:
    about = f"for channel {each.channel!r}"
    if each.waiting:
        said = f"{_alerts(each.waiting)} {about} since {times.moment(each.since)}"
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


def _stand(row: Health, times: Tongue) -> str:
    if not row.enabled:
        state = "disabled"
    elif row.last_visit_at is None:
        state = "never visited"
    elif row.failing_since or row.held_since:
        state = _ailment(row, times)
    else:
        changed = f"last changed {times.moment(row.last_changed_at)}" if row.last_changed_at else "no change yet"
        versions = f"{row.versions} version{'s' * (row.versions != 1)}"
        state = f"seen {times.moment(row.last_visit_at)}, {changed}, {versions}"
    return "; ".join((f"{row.target}  {state}", *_remarks(row, times)))


def _ailment(row: Health, times: Tongue) -> str:
    what = "failing" if row.failing_since else "held"
    kind = ", blocked" if row.is_blocked else ", drifted" if row.is_drifted else ""
    since = row.failing_since or row.held_since
    read = f"; last read {times.moment(row.last_success_at)}" if row.last_success_at else "; never read"
    return f"{what}{kind} since {times.moment(since)}: {times.retimed(row.reason)}{read}" if since else ""


def _remarks(row: Health, times: Tongue) -> Iterator[str]:
    if row.not_before:
        yield f"not before {times.moment(row.not_before)}"
    if row.moved_to:
        yield f"moved for good to {row.moved_to}"
    elif row.is_redirected:
        yield "leads to another domain"
    if row.is_flapping:
        yield "alternates between wordings"
    if row.is_noisy:
        yield "noisy: its wording changes at most visits"
    if row.certificate_since and row.last_visit_at and row.last_visit_at - row.certificate_since < _LATELY:
        yield f"new certificate since {times.moment(row.certificate_since)}"


def _run_line(run: dict[str, Any] | None, times: Tongue) -> str:
    if run is None:
        return "no run yet"
    began = times.moment(datetime.fromisoformat(run["started_at"]))
    return f"the last run began {began} and did not end" if run["finished_at"] is None else f"last run {began}"


@click.command("history", cls=Command)
@click.argument("target")
@click.option("--section", metavar="UID", help="One section through time instead; `show --format json` names uids.")
@_FORM
def history_command(target: str, section: str | None, form: str) -> None:
    """List the versions of a target, newest first, or what became of one section of it."""
    told = settings()
    watchlist = told.watchlist_to_look()
    times = clock(watchlist)
    with told.store(watchlist) as store:
        current = store.history.numbered(target)
        if section is not None:
            sets = store.history.of_section(target, section)
            is_there = any(found.uid == section for found in current.version.walk())
            if not sets and not is_there:
                raise StoreError(f"no version has a section {section!r}", target=target)
            _show_section(target, section, sets, form, times)
            return
        versions = [_version_row(row) for row in reversed(store.history.timeline(target))]
        visits = store.targets.visits(target, 20)
        returns = store.history.returns(target)
    if form == "json":
        show_json(target=target, versions=versions, visits=list(visits), in_force=current.number, returns=returns)
        return
    rows = [(row["fetched_at"], row["number"], _version_text(row)) for row in versions]
    rows += [(row["at"], row["version"], f"back again: {row['reason']}") for row in returns]
    for at, number, said in sorted(rows, key=lambda row: row[0], reverse=True):
        click.echo(safe(f"{target}@{number}  {times.moment(datetime.fromisoformat(at))}  {said}"))


def _version_text(row: dict[str, Any]) -> str:
    ours = "  (read anew: our change)" if row["ours"] else ""
    level = f", {row['level']}" if row["level"] else ""
    many = f"{row['changes']} section{'s' if row['changes'] != 1 else ''}{level}" if row["number"] > 1 else "first"
    return f"{many}{ours}  {row['title']}"


def _show_section(target: str, section: str, sets: tuple[ChangeSet, ...], form: str, times: Tongue) -> None:
    if form == "json":
        show_json(target=target, section=section, sets=sets)
        return
    for item in sets:
        click.echo(redline(item, "text", zone=times.zone))
    if not sets:
        click.echo("it reads as in the first version")


def _version_row(row: dict[str, Any]) -> dict[str, Any]:
    levels = (row.pop("levels") or "").split(",")
    ranked = [level for level in ("material", "minor", "cosmetic") if level in levels]
    return row | {"ours": bool(row["ours"]), "level": ranked[0] if ranked else None}


def parse_version(name: str) -> tuple[str, int | None]:
    """Split TARGET@N; without a number the version in force is meant."""
    target, at, number = name.rpartition("@")
    return (target, int(number)) if at and number.isdecimal() else (name, None)


@click.command("show", cls=Command)
@click.argument("version", metavar="TARGET[@N]")
@_FORM
def show_command(version: str, form: str) -> None:
    """Show one version of a target as text: the one in force, or the N-th."""
    told = settings()
    target, number = parse_version(version)
    watchlist = told.watchlist_to_look()
    with told.store(watchlist) as store:
        kept = store.history.numbered(target, number)
    if form == "json":
        show_json(target=target, version=kept.number, fetched_at=kept.fetched_at.isoformat(), **to_plain(kept.version))
        return
    click.echo(safe(f"{target}@{kept.number}, fetched {clock(watchlist).moment(kept.fetched_at)}"))
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
    with Pool(1) as reader:
        answer = _fetch(reader, target, watchlist)
        verdict = _try(reader, told.quiet, target, answer, form)
    sys.exit(verdict)


def _watchlist_for(page: str) -> Watchlist:
    from monitor.model import Watchlist  # noqa: PLC0415 - at run time here only

    told = settings()
    return Watchlist(targets=()) if "://" in page and not told.config.exists() else told.watchlist_to_look()


def _fetch(reader: Reader, target: Target, watchlist: Watchlist) -> Snapshot | Failure:
    from monitor import crawl  # noqa: PLC0415 - Scrapy takes more than a second to import
    from monitor.model import Errand, Render  # noqa: PLC0415 - beside the import it serves
    from monitor.pipeline.browsing import is_shell  # noqa: PLC0415 - the whole road

    answers: list[Snapshot | Failure] = []
    may_render = target.render is Render.AUTO and not crawl.lack_of_browser(watchlist.politeness)

    def hear(answer: Snapshot | Failure) -> Errand | None:
        answers.append(answer)
        if may_render and len(answers) == 1 and is_shell(reader, target, answer):
            return Errand(target=target.name, url=target.url, render=True)
        return None

    errand = Errand(target=target.name, url=target.url, render=target.render is Render.ALWAYS)
    crawl.fetch([errand], watchlist.politeness, hear)
    return answers[-1]


def _try(reader: Reader, quiet: bool, target: Target, answer: Snapshot | Failure, form: str) -> int:  # noqa: FBT001 - as told
    from monitor import gate  # noqa: PLC0415 - after the fetch, like the reader
    from monitor.model import Failure, Version  # noqa: PLC0415
    from monitor.pipeline.reading import look, read  # noqa: PLC0415

    if isinstance(answer, Failure):
        click.echo(safe(f"monitor: {target.url}: {answer.reason}"), err=True)
        if form == "json":
            show_json(outcome=Outcome.FAILED, reason=answer.reason, url=target.url, at=answer.failed_at.isoformat())
        return FAILED
    fault: tuple[str, ...] = ()
    version: Version | None = None
    try:
        version = read(reader, target, answer)
    except DocumentError as error:
        fault = (str(error),)
    reasons = (*fault, *gate.weigh(version, answer, look(reader, answer)).reasons)
    if form == "json":
        told = to_plain(version or Version(sections=()))
        where = {"url": target.url, "final_url": answer.final_url, "gate": list(reasons), "at": now().isoformat()}
        what = {"outcome": Outcome.HELD if reasons else Outcome.FIRST, "reason": "; ".join(reasons)}
        show_json(**what | told | where)
    elif not quiet:
        click.echo(safe(f"{answer.final_url}: status {answer.status}, {len(answer.body)} bytes"))
        click.echo(safe(f"gate: {'; '.join(reasons) if reasons else 'open'}"))
        for line in (*describe(version), "", *outline(version)) if version else ():
            click.echo(safe(line))
    return FAILED if reasons else 0
