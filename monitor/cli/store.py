"""Commands about the database as a file: where its bytes are, and letting go of some."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from monitor.cli.output import FORM, show_json
from monitor.cli.settings import Command, Group, Moment, now, settings
from monitor.codec import to_plain
from monitor.figures import many, minute
from monitor.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from monitor.store.prune import Loose, Prune
    from monitor.store.stats import Stats

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))


@click.group("db", cls=Group)
def db_command() -> None:
    """Look at the database as a file."""


@db_command.command("stats")
@FORM
def stats_command(form: str) -> None:
    """Tell where its bytes are: by kind, by target, and what the bodies would take uncompressed."""
    told = settings()
    with told.store(told.watchlist_to_look()) as store:
        found = store.stats()
    if form == "json":
        show_json(**to_plain(found))
        return
    for line in _lines(found):
        click.echo(visible(line))


def _lines(found: Stats) -> Iterator[str]:
    yield f"{size(found.bytes)} in the file, {size(found.free)} of it free"
    for share in found.shares:
        indexes = f", {size(share.indexes)} of it indexes" if share.indexes else ""
        yield f"  {share.kind:<13} {size(share.bytes):>9} {share.bytes / max(1, found.bytes):6.1%}{indexes}"
    yield ", ".join(f"{count} {kind}" for kind, count in found.counts.items())
    if found.kept:
        ratio = found.raw / found.kept
        yield f"bodies: {size(found.raw)} as they came, {size(found.kept)} as they are kept (1 : {ratio:.1f})"
        yield f"  {found.patches} of {found.counts['bodies']} are kept as what differs from another one"
    for large in found.largest:
        yield f"  {large.target}  {size(large.bytes)} for {large.bodies} bodies, {size(large.raw)} as they came"


def size(number: int) -> str:
    """Say a number of bytes in the unit one reads best.

    >>> size(2_340_000)
    '2.3 MB'
    """
    return next((f"{number / unit:.1f} {name}" for unit, name in _UNITS if number >= unit), f"{number} bytes")


@click.command("prune", cls=Command)
@click.option(
    "--keep-bodies", "before", type=Moment(), required=True, help="Let go of answers older than this: 90d, 2026-04-01."
)
@click.option("--dry-run", is_flag=True, help="Say what would go, and leave it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--vacuum", is_flag=True, help="Make the file smaller afterwards; needs as much room again meanwhile.")
def prune_command(before: datetime, *, dry_run: bool, yes: bool, vacuum: bool) -> None:
    """Let go of old answers that made no version: those that were held, came back, or only confirmed one.

    Versions and the bytes they were read from, changes, alerts, visits and the chain stay; the chain goes on naming
    each answer by its SHA-256. What was let go of is noted in the database, and `monitor verify` tells of it.
    """
    from monitor import lock  # noqa: PLC0415 - db stats needs none

    if before > now():
        raise click.UsageError(f"--keep-bodies: {minute(before)} is not past")
    told = settings()
    watchlist = told.watchlist_to_look()
    with lock.hold(told.path(watchlist), now()), told.store(watchlist) as store:
        loose = store.loose(before)
        click.echo(_loose_line(loose, before))
        if loose.snapshots and not dry_run:
            _ask(yes=yes)
            done = store.prune(before, now())
            click.echo(_done_line(done) if done else "nothing was left to let go of")
        if vacuum and not dry_run:
            click.echo(f"the file is {size(store.shrink())} smaller")
        elif loose.snapshots and not dry_run:
            click.echo("the file keeps its size, and uses the room again; `--vacuum` gives it back")


def _ask(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nothing is let go of unasked: say --yes")
    click.confirm("This cannot be undone. Let go of them?", abort=True)


def _loose_line(loose: Loose, before: datetime) -> str:
    if not loose.snapshots:
        return f"no answer from before {minute(before)} can go: each made a version, or is still needed"
    answers = f"{many(loose.snapshots, 'answer')} from before {minute(before)}"
    return f"{answers} made no version; their bodies take {size(loose.bytes)}"


def _done_line(done: Prune) -> str:
    bodies = f"{done.bodies} bod{'ies' if done.bodies != 1 else 'y'}"
    return (
        f"let go of {many(done.snapshots, 'answer')} and {bodies}, {size(done.bytes)}; their SHA-256 stays in the chain"
    )
