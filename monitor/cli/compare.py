"""`monitor diff`: two stored versions, or two files."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from monitor import diff, document, report
from monitor.cli.output import emit, emit_bytes, file_of, form_of, wants_colour
from monitor.cli.settings import Command, Zone, settings
from monitor.cli.versions import parse_version
from monitor.errors import MonitorError, StoreError
from monitor.model import ChangeSet

if TYPE_CHECKING:
    from monitor.model import Version, Watchlist

_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FORMS = (*report.REDLINE_FORMATS, *report.BINARY_FORMATS)
_SUFFIXES = {".html": "html", ".md": "markdown", ".json": "json", ".docx": "docx"}
DIFFERENT = 1


@click.command("diff", cls=Command)
@click.argument("sides", nargs=-1, required=True, metavar="TARGET [OLD] [NEW] | OLD_FILE NEW_FILE")
@click.option("--format", "form", type=click.Choice(_FORMS), help="text, or as the suffix of --output says.")
@click.option("--lang", type=click.Choice(report.LANGUAGES), help="Of the words around the changes.")
@click.option("--tz", type=Zone(), help="On whose clocks times are told: Asia/Tokyo; as the watchlist says else.")
@click.option(
    "-o",
    "--output",
    "name",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write there, not to the terminal (-).",
)
def diff_command(sides: tuple[str, ...], form: str | None, lang: str | None, tz: str | None, name: str | None) -> None:
    """Compare two versions of a target (the one in force and the one before, or OLD and NEW), or two files.

    As docx it is the whole policy, its changes tracked: accept or reject them in a word processor.
    FILE.html#privacy is the policy that the # names, of a page with several.
    Exit status as diff(1): 0 the same, 1 different, 2 an error.
    """
    files = [found for side in sides if (found := _file(side)) is not None]
    if len(files) == len(sides) == 2:  # noqa: PLR2004 - two sides
        changeset, old, new = _of_files(*files)
        language, zone = lang or report.LANGUAGES[0], ZoneInfo(tz or "UTC")
    else:
        watchlist = settings().watchlist_to_look()
        changeset, old, new = _of_versions(watchlist, sides)
        language, zone = lang or watchlist.language, ZoneInfo(tz or watchlist.timezone)
    form, output = form or form_of(name, _SUFFIXES), file_of(name)
    if form in report.BINARY_FORMATS:
        emit_bytes(report.redline_bytes(changeset, form, old, new, language=language, zone=zone), output)
    else:
        shown = report.redline(changeset, form, language=language, zone=zone, colour=wants_colour(output))
        emit(shown, output)
    sys.exit(DIFFERENT if changeset.changes else 0)


def _of_versions(watchlist: Watchlist, sides: tuple[str, ...]) -> tuple[ChangeSet, Version, Version]:
    target, number = parse_version(sides[0])
    numbers = [int(side) for side in sides[1:] if side.isdecimal()]
    if len(sides) > 3 or len(numbers) != len(sides) - 1:  # noqa: PLR2004 - a target and two numbers
        raise click.UsageError("say TARGET, TARGET OLD, TARGET OLD NEW, or two files")
    with settings().store(watchlist) as store:
        new = store.history.numbered(target, numbers[1] if len(numbers) > 1 else number)
        came_back = len(sides) == 1 and number is None and new.number < store.history.newest(target)
        before = store.history.before(target) if came_back else None
        wanted = numbers[0] if numbers else before or new.number - 1
        if wanted < 1:
            raise StoreError("there is one version only, nothing to compare it with", target=target)
        old = store.history.numbered(target, wanted)
        state = store.targets.state(target)
    changeset = ChangeSet(
        target=target,
        title=state.title if state else target,
        url=state.url if state else "",
        old_version=old.number,
        new_version=new.number,
        old_at=old.fetched_at,
        new_at=new.fetched_at,
        changes=diff.compare(old.version, new.version),
    )
    return changeset, old.version, new.version


def _file(side: str) -> tuple[Path, str] | None:
    """Give a file, and the fragment behind its name that is no part of it; None for what is no file."""
    page, sign, fragment = side.rpartition("#")
    if Path(side).is_file():
        return Path(side), ""
    return (Path(page), fragment) if sign and Path(page).is_file() else None


def _of_files(one: tuple[Path, str], other: tuple[Path, str]) -> tuple[ChangeSet, Version, Version]:
    (old, place), (new, other_place) = one, other
    before = _read(old, place)
    after = _read(new, other_place, before.part if place == other_place else "")
    changeset = ChangeSet(
        target=new.name,
        title=f"{old.name} → {new.name}",
        url="",
        old_version=1,
        new_version=2,
        old_at=_written_at(old),
        new_at=_written_at(new),
        changes=diff.compare(before, after),
    )
    return changeset, before, after


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _read(path: Path, fragment: str, part: str = "") -> Version:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise MonitorError(f"cannot read {path}: {error.strerror}") from error
    try:
        url = f"#{fragment}" if fragment else ""
        return document.read(body, url=url, media_type=_TYPES.get(path.suffix.lower(), ""), part=part)
    except MonitorError as error:
        raise MonitorError(f"{path}: {error}") from error
