"""`monitor demo`: the whole road on a local site whose policies change between two runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import demo
from monitor.cli.settings import Command
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from collections.abc import Sequence

_RAN = {0, 1}
"""Exit statuses of a run that did its work: one page of the demo answers with a maintenance notice."""


@click.command("demo", cls=Command)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def demo_command(folder: Path | None) -> None:
    """Show the whole road in ten seconds, offline: a local site, two runs, and the report of what changed.

    Everything is left in FOLDER, a new temporary one if none is named.
    """
    place = folder or Path(tempfile.mkdtemp(prefix="monitor-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    if (place / "monitor.db").exists():
        raise MonitorError(f"{place} holds a database already", hint="name a new folder")
    with demo.serve() as site:
        (place / "watchlist.toml").write_text(demo.watchlist_text(site), encoding="utf-8")
        click.echo(f"eight policies on {site.url}; their watchlist is {place / 'watchlist.toml'}")
        click.echo("\n$ monitor run")
        _monitor(place, "run")
        site.advance()
        click.echo("\nThe site changes: new clauses, new menus, new nonces, one maintenance page.\n$ monitor run")
        _monitor(place, "run")
    click.echo("\n$ monitor report --since 1d")
    _monitor(place, "report", "--since", "1d")
    _monitor(place, "report", "--since", "1d", "-o", "report.html")
    click.echo(f"\nthe same report for a browser: {place / 'report.html'}")
    click.echo(f"look around with `cd {place}` and `{_called(sys.argv[0])} status`, `history`, `diff`, `show`")


def _called(name: str) -> str:
    """Give the name by which a shell finds the program in another folder: its path, where PATH does not have it."""
    path = Path(name)
    return "monitor" if path.name != "monitor" or shutil.which("monitor") else str(path.absolute())


def _monitor(place: Path, *arguments: str) -> None:
    """Run the program itself, each time in a process of its own, as cron would."""
    sys.stdout.flush()
    command: Sequence[str] = [sys.executable, "-m", "monitor", *arguments]
    done = subprocess.run(command, cwd=place, check=False)  # noqa: S603 - our own program
    if done.returncode not in _RAN:
        raise MonitorError(f"`monitor {arguments[0]}` ended with status {done.returncode}")
