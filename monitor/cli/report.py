"""`monitor report`: what changed in a span of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from monitor import report
from monitor.cli.output import emit, emit_bytes, emit_site, file_of, form_of, is_folder, wants_colour
from monitor.cli.settings import Command, Moment, Zone, choose, clock, now, placed, settings, uncollected
from monitor.model import Level, Outcome, Report, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.cli.settings import Settings
    from monitor.model import ChangeSet, Health, Kind, Target, Watchlist
    from monitor.store import Store

_SUFFIXES = {
    ".html": "html",
    ".md": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".xml": "atom",
    ".atom": "atom",
    ".docx": "docx",
}
_SITE = "site"
_FORMS = (*report.FORMATS, *report.BINARY_FORMATS, _SITE)
_EACH = frozenset({"atom", _SITE})
"""Forms in which each change set has a place and a name for ever."""


@click.command("report", cls=Command)
@click.option("--since", type=Moment(is_local=True), default="30d", show_default=True, help="30d, 12h, 2026-04-01.")
@click.option("--until", type=Moment(is_local=True), help="The end of the span; now, if left out.")
@click.option("--target", "names", multiple=True, help="Only this target; may be given more than once.")
@click.option("--tag", "tags", multiple=True, help="Only targets with this tag; may be given more than once.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    type=click.Choice([topic.value for topic in Topic]),
    help="Only sections on this.",
)
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), default="cosmetic", help="The least level shown."
)
@click.option("--every", is_flag=True, help="Each version by itself, not the net change over the span.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="text, or as the suffix of --output says.")
@click.option("--lang", type=click.Choice(report.LANGUAGES), help="Of the words around the changes.")
@click.option(
    "--tz", type=Zone(), help="On whose clocks times are told, and taken: Asia/Tokyo; as the watchlist says else."
)
@click.option("-o", "--output", help="A file, not the terminal (-); a folder, or a name that ends in /, gets a site.")
def report_command(
    since: datetime,
    until: datetime | None,
    names: tuple[str, ...],
    tags: tuple[str, ...],
    form: str | None,
    lang: str | None,
    tz: str | None,
    output: str | None,
    topics: tuple[str, ...],
    **wanted: Any,  # noqa: ANN401 - as click hands them over
) -> None:
    """Print what changed in a span of time, clause by clause.

    Where a policy changed more than once, the net change is told; --every tells each by itself.
    """
    form = form or _form(output)
    told = settings()
    watchlist = told.watchlist_to_look()
    watchlist = replace(watchlist, language=lang or watchlist.language, timezone=tz or watchlist.timezone)
    begin, end = _span(since, until, watchlist)
    with uncollected():
        with told.store(watchlist) as store:
            is_all = not (watchlist.targets or names or tags or form == _SITE)
            targets = None if is_all else _targets(store, watchlist, names, tags)
            whole = _gather(store, targets, begin, end)
            if form not in _EACH and not wanted["every"]:
                whole = replace(whole, sets=_net(store, whole))
            on = {Topic(topic) for topic in topics}
            whole = replace(whole, sets=_filtered(whole.sets, Level(wanted["level"]), on))
            if targets is not None and form == _SITE:
                _write_site(told, store, watchlist, whole, targets, output)
                return
        _write(whole, form, output, watchlist)


def _span(since: datetime, until: datetime | None, watchlist: Watchlist) -> tuple[datetime, datetime]:
    zone = ZoneInfo(watchlist.timezone)
    begin, end = placed(since, zone), placed(until, zone) if until else now()
    if begin > end:
        times = clock(watchlist)
        raise click.UsageError(f"--since ({times.moment(begin)}) is later than --until ({times.moment(end)})")
    return begin, end


def _form(output: str | None) -> str:
    return _SITE if is_folder(output) else form_of(output, _SUFFIXES)


def _write(whole: Report, form: str, output: str | None, watchlist: Watchlist) -> None:
    path = file_of(output)
    language, zone = watchlist.language, ZoneInfo(watchlist.timezone)
    if form in report.BINARY_FORMATS:
        emit_bytes(report.render_bytes(whole, form, language=language, zone=zone), path)
        return
    text = report.render(whole, form, language=language, zone=zone, colour=wants_colour(path))
    emit(text, path, is_for_spreadsheets=form == "csv")


# --- what is told ------------------------------------------------------------------------------------------


def _targets(store: Store, watchlist: Watchlist, names: Sequence[str], tags: Sequence[str]) -> tuple[Target, ...]:
    if watchlist.targets:
        return choose(watchlist, names, tags) if names or tags else watchlist.targets
    return tuple(target for target in store.targets.known() if _is_wanted(target, names, tags))


def _is_wanted(target: Target, names: Sequence[str], tags: Sequence[str]) -> bool:
    return (not names or target.name in names) and (not tags or bool(set(tags) & set(target.tags)))


def _gather(store: Store, targets: Sequence[Target] | None, since: datetime, until: datetime) -> Report:
    """Put together what there is to tell of these targets, or of all that were ever visited."""
    first, ailing = frozenset(store.history.firsts(since, until)), store.targets.ailing()
    some = first | ailing
    told = store.targets.known(some) if targets is None else [target for target in targets if target.name in some]
    health = store.targets.health(told)
    return Report(
        since=since,
        until=until,
        made_at=now(),
        sets=store.history.sets(since, until, None if targets is None else [target.name for target in targets]),
        first=tuple(row for row in health if row.target in first),
        ailing=tuple(row for row in health if row.enabled and row.last_outcome in (Outcome.FAILED, Outcome.HELD)),
        watched=store.targets.count() if targets is None else len(targets),
        archive=store.chain.root(),
    )


def _net(store: Store, whole: Report) -> tuple[ChangeSet, ...]:
    if len({item.target for item in whole.sets}) == len(whole.sets):
        return whole.sets  # each changed once: there is nothing to put together
    from monitor.pipeline.net import net  # noqa: PLC0415 - the whole road, which most reports do without

    return net(store, whole.sets, whole.until)


def _filtered(sets: Sequence[ChangeSet], level: Level, topics: set[Topic]) -> tuple[ChangeSet, ...]:
    found = []
    for item in sets:
        changes = tuple(
            change
            for change in item.changes
            if change.level.rank >= level.rank and (not topics or topics & set(change.topics))
        )
        is_taken_back = not item.changes and not topics and any(stop.level.rank >= level.rank for stop in item.stops)
        if changes or is_taken_back:
            found.append(item if len(changes) == len(item.changes) else replace(item, changes=changes))
    return tuple(found)


# --- the site ----------------------------------------------------------------------------------------------


def _write_site(
    told: Settings, store: Store, watchlist: Watchlist, whole: Report, targets: Sequence[Target], output: str | None
) -> None:
    if output is None or output == "-":
        raise click.UsageError("a site needs a folder: say --output FOLDER/")
    folder = Path(output)
    courses = [_course(store, health) for health in store.targets.health(targets)]
    known = {path.name for path in folder.glob("change-*.html")} if folder.is_dir() else set()
    zone = ZoneInfo(watchlist.timezone)
    pages = report.site(whole, courses, address=watchlist.site, known=known, language=watchlist.language, zone=zone)
    written = emit_site(pages, folder)
    if not told.quiet:
        click.echo(f"{folder / 'index.html'}: {len(pages)} pages, {written} of them new")


def _course(store: Store, health: Health) -> report.Course:
    rows = store.history.timeline(health.target)
    heads, fates = store.history.headlines(health.target), store.history.fates(health.target)
    milestones = (_milestone(row, heads.get(row["number"]), fates.get(row["number"], ())) for row in rows)
    return report.Course(health=health, milestones=tuple(milestones))


def _milestone(
    row: dict[str, Any], headline: tuple[str, tuple[Kind, ...]] | None, fates: Sequence[tuple[tuple[Kind, ...], bool]]
) -> report.Milestone:
    levels = [Level(level) for level in (row["levels"] or "").split(",") if level]
    return report.Milestone(
        version=row["number"],
        at=datetime.fromisoformat(row["fetched_at"]),
        changes=row["changes"],
        level=Level.highest(levels),
        is_ours=bool(row["ours"]),
        headline=headline,
        tally=report.tally(fates),
    )
