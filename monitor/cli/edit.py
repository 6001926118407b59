"""Commands that edit or check the watchlist."""

from __future__ import annotations

import click

from monitor import editor
from monitor.cli.settings import Command, settings
from monitor.figures import many


@click.command("init", cls=Command)
def init_command() -> None:
    """Write a commented watchlist to start from."""
    path = settings().config
    editor.create(path)
    click.echo(f"wrote {path}; add pages with `monitor add URL`, then `monitor run`")


@click.command("add", cls=Command)
@click.argument("url")
@click.option("--name", help="What the target is called; made from the URL else.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given more than once.")
def add_command(url: str, name: str | None, tags: tuple[str, ...]) -> None:
    """Add a page to the watchlist."""
    path = settings().config
    added = editor.add(path, url, name=name, tags=tags)
    click.echo(f"added {added!r} to {path}")


@click.command("remove", cls=Command)
@click.argument("target")
def remove_command(target: str) -> None:
    """Take a target off the watchlist; its history stays in the database."""
    path = settings().config
    editor.remove(path, target)
    click.echo(f"removed {target!r} from {path}; its history is kept")


@click.command("enable", cls=Command)
@click.argument("target")
def enable_command(target: str) -> None:
    """Visit a target again."""
    editor.set_enabled(settings().config, target, enabled=True)
    click.echo(f"enabled {target!r}")


@click.command("disable", cls=Command)
@click.argument("target")
def disable_command(target: str) -> None:
    """Leave a target unvisited until it is enabled again."""
    editor.set_enabled(settings().config, target, enabled=False)
    click.echo(f"disabled {target!r}; its history is kept")


@click.command("validate", cls=Command)
def validate_command() -> None:
    """Read the watchlist and say every mistake with its line."""
    told = settings()
    watchlist = told.watchlist()
    said = f"{many(len(watchlist.targets), 'target')}, {many(len(watchlist.channels), 'channel')}"
    click.echo(f"{told.config}: {said}, no mistakes")
