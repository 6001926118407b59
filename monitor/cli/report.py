"""`monitor report`: what changed in a span of time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import report
from monitor.cli.output import emit, wants_colour
from monitor.cli.settings import Command, Moment, choose, now, settings
from monitor.model import Level, Outcome, Report, Topic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.cli.settings import Settings
    from monitor.model import ChangeSet, Target

_SUFFIXES = {".html": "html", ".md": "markdown", ".json": "json", ".csv": "csv", ".xml": "atom", ".atom": "atom"}


@click.command("report", cls=Command)
@click.option("--since", type=Moment(), default="30d", show_default=True, help="30d, 12h, 2026-04-01.")
@click.option("--until", type=Moment(), help="The end of the span; now, if left out.")
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
@click.option("--format", "form", type=click.Choice(report.FORMATS), help="text, or as the suffix of --output says.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there, not to the terminal."
)
def report_command(
    since: datetime,
    until: datetime | None,
    names: tuple[str, ...],
    tags: tuple[str, ...],
    topics: tuple[str, ...],
    level: str,
    form: str | None,
    output: Path | None,
) -> None:
    """Print what changed in a span of time, clause by clause."""
    end = until or now()
    if since > end:
        raise click.UsageError(f"--since ({since:%Y-%m-%d %H:%M}) is later than --until ({end:%Y-%m-%d %H:%M})")
    whole = _gather(settings(), since, end, names, tags)
    wanted = replace(whole, sets=_filtered(whole.sets, Level(level), {Topic(topic) for topic in topics}))
    form = form or (_SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
    emit(report.render(wanted, form, colour=wants_colour(output)), output)


def _gather(told: Settings, since: datetime, until: datetime, names: Sequence[str], tags: Sequence[str]) -> Report:
    watchlist = told.watchlist_to_look()
    with told.store(watchlist) as store:
        if watchlist.targets:
            targets = choose(watchlist, names, tags) if names or tags else watchlist.targets
        else:
            targets = tuple(target for target in store.targets.known() if _is_wanted(target, names, tags))
        health = store.targets.health(targets)
        sets = store.history.sets(since, until, [target.name for target in targets])
        first = set(store.history.firsts(since, until))
    return Report(
        since=since,
        until=until,
        made_at=now(),
        sets=sets,
        first=tuple(row for row in health if row.target in first),
        ailing=tuple(row for row in health if row.enabled and row.last_outcome in (Outcome.FAILED, Outcome.HELD)),
        watched=len(targets),
    )


def _is_wanted(target: Target, names: Sequence[str], tags: Sequence[str]) -> bool:
    return (not names or target.name in names) and (not tags or bool(set(tags) & set(target.tags)))


def _filtered(sets: Sequence[ChangeSet], level: Level, topics: set[Topic]) -> tuple[ChangeSet, ...]:
    found = []
    for item in sets:
        changes = tuple(
            change
            for change in item.changes
            if change.level.rank >= level.rank and (not topics or topics & set(change.topics))
        )
        if changes:
            found.append(replace(item, changes=changes))
    return tuple(found)
