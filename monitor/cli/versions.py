"""Commands that look at the versions of one target."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.outline import describe, outline, uid_of
from monitor.cli.output import FORM, show_json
from monitor.cli.settings import Command, clock, settings
from monitor.codec import to_plain
from monitor.errors import StoreError
from monitor.figures import many
from monitor.report import redline
from monitor.report.safe import visible

if TYPE_CHECKING:
    from monitor.model import ChangeSet
    from monitor.report.tongues import Tongue


@click.command("history", cls=Command)
@click.argument("target")
@click.option("--section", help="One section through time instead: its number, its heading or its uid.")
@FORM
def history_command(target: str, section: str | None, form: str) -> None:
    """List the versions of a target, newest first, or what became of one section of it."""
    told = settings()
    watchlist = told.watchlist_to_look()
    times = clock(watchlist)
    with told.store(watchlist) as store:
        current = store.history.numbered(target)
        if section is not None:
            uid = uid_of(current.version, section)
            sets = store.history.of_section(target, uid or section)
            if not sets and uid is None:
                hint = f"say a number or heading that `monitor show {target}` shows"
                raise StoreError(f"no version has a section {section!r}", target=target, hint=hint)
            _show_section(target, uid or section, sets, form, times)
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
        click.echo(visible(f"{target}@{number}  {times.moment(datetime.fromisoformat(at))}  {said}"))


def _version_text(row: dict[str, Any]) -> str:
    ours = "  (read anew: our change)" if row["ours"] else ""
    level = f", {row['level']}" if row["level"] else ""
    said = f"{many(row['changes'], 'section')}{level}" if row["number"] > 1 else "first"
    return f"{said}{ours}  {row['title']}"


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
@FORM
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
    click.echo(visible(f"{target}@{kept.number}, fetched {clock(watchlist).moment(kept.fetched_at)}"))
    for line in (*describe(kept.version), "", *outline(kept.version)):
        click.echo(visible(line))
