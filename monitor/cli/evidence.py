"""Commands that keep the evidence: verify, back up, export, time-stamp."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.output import FORM, show_json
from monitor.cli.settings import Command, Moment, now, settings
from monitor.codec import to_plain
from monitor.errors import MonitorError, StoreError
from monitor.figures import many, minute
from monitor.report.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from monitor.store import Store
    from monitor.store.verify import Verdict
    from monitor.warc import Entry

DAMAGED = 2
_LONG = 2000
"""Rows from which on progress is told."""
_NAMED = 8
"""Versions named of those that were read anew; JSON has them all."""
_ROOT = click.option(
    "--root",
    "roots",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate (PEM) of a time-stamp authority that you trust; may be given more than once.",
)


@click.command("verify", cls=Command)
@click.option("--link", help="A link that you wrote down earlier: the chain must have it.")
@_ROOT
@FORM
def verify_command(link: str | None, roots: tuple[Path, ...], form: str) -> None:
    """Verify the database: file, bodies, texts, and the chain that binds all visits. Changes nothing.

    Exit status: 0 all is as it was recorded; 2 something is not, and is named.
    """
    told = settings()
    with told.store(told.watchlist_to_look()) as store:
        verdict = store.verify(link.strip() if link else None, None if told.quiet else _progress)
    stamps, faults = _stamps(verdict, [path.read_bytes() for path in roots])
    faults = [*verdict.faults, *faults]
    if form == "json":
        show_json(
            ok=not faults,
            faults=faults,
            visits=verdict.visits,
            bodies=verdict.bodies,
            versions=verdict.versions,
            reread=len(verdict.reread),
            reread_versions=list(verdict.reread),
            unbound=verdict.unbound,
            pruned=[to_plain(each) for each in verdict.prunes],
            head={"visit": verdict.head.visit, "link": verdict.head.link},
            stamps=stamps,
        )
    else:
        for line in _lines(verdict, stamps, faults):
            click.echo(visible(line))
    sys.exit(DAMAGED if faults else 0)


def _progress(what: str, done: int, total: int) -> None:
    """Tell how far it is, on a terminal alone, and where it takes a while."""
    if sys.stderr.isatty() and total >= _LONG:
        click.echo(f"\r{what}: {done} of {total}", err=True, nl=done == total)


def _lines(verdict: Verdict, stamps: Sequence[dict[str, Any]], faults: Sequence[str]) -> Iterator[str]:
    bodies = "1 body" if verdict.bodies == 1 else f"{verdict.bodies} bodies"
    yield f"{many(verdict.visits, 'visit')}, {bodies}, {many(verdict.versions, 'version')}"
    if verdict.reread:
        yield _read_anew(verdict.reread)
    if verdict.unbound:
        snapshots = f"{many(verdict.unbound, 'snapshot')} belong{'s' * (verdict.unbound == 1)} to no visit"
        yield f"{snapshots}: a run was cut off before it recorded what came"
    for each in verdict.prunes:
        gone = f"{each.snapshots} answers from before {each.before:%Y-%m-%d}"
        yield f"{gone} were let go of on {minute(each.at)}, with {each.bodies} bodies"
    for stamp in stamps:
        yield f"visits up to {stamp['visit']}: {stamp['says']}"
    for fault in faults:
        yield f"FAULT: {fault}"
    yield f"head of the chain: {verdict.head.link} (visit {verdict.head.visit})"
    yield f"{many(len(faults), 'fault')} found" if faults else "no faults found"


def _read_anew(versions: Sequence[str]) -> str:
    named = ", ".join(versions[:_NAMED]) + (f" and {len(versions) - _NAMED} more" if len(versions) > _NAMED else "")
    if len(versions) == 1:
        return f"1 version says what a later reading made of its body ({named}): the body is the proof, not the text"
    told = f"{len(versions)} versions say what a later reading made of their bodies"
    return f"{told} ({named}): the bodies are the proof, not the texts"


def _stamps(verdict: Verdict, roots: Sequence[bytes]) -> tuple[list[dict[str, Any]], list[str]]:
    from monitor import timestamp  # noqa: PLC0415 - most databases have no time stamps

    shown, faults = [], []
    for stamp in verdict.stamps:
        row = {"visit": stamp.visit, "link": stamp.link, "authority": stamp.authority, "at": None, "trusted": False}
        try:
            token = timestamp.read(stamp.token, stamp.link, roots)
        except MonitorError as error:
            says = f"time stamp of {stamp.authority}: {error}"
            if "extra" not in error.message:
                faults.append(says)
        else:
            row |= {"at": token.at.isoformat(), "trusted": token.is_trusted}
            trust = "signature good" if token.is_trusted else "signature not checked, see --root"
            says = f"time-stamped {token.at:%Y-%m-%d %H:%M:%S} UTC by {stamp.authority} ({trust})"
        shown.append(row | {"says": says})
    return shown, faults


class _NewFile(click.Path):
    """A file to be written whole or not at all; "-" is no name for one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Refuse what would elsewhere be standard output."""
        if str(value) == "-":
            self.fail("it is written whole or not at all, never to a pipe: name a file", param, ctx)
        return super().convert(value, param, ctx)


_NEW_FILE = _NewFile(path_type=Path)


@click.command("backup", cls=Command)
@click.argument("file", type=_NEW_FILE)
def backup_command(file: Path) -> None:
    """Copy the database into a new FILE, also while a run is under way. The copy is checked."""
    told = settings()
    with told.store(told.watchlist_to_look()) as store:
        store.back_up(file)
    click.echo(visible(f"wrote {file}; `monitor verify --db {file}` looks closer"))


@click.command("export", cls=Command)
@click.argument("kind", type=click.Choice(["warc"]))
@click.argument("file", type=_NEW_FILE)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--since", type=Moment(), help="Only what was fetched since: 30d, 2026-04-01.")
def export_command(kind: str, file: Path, targets: tuple[str, ...], since: datetime | None) -> None:
    """Write what servers sent into a new FILE: as WARC/1.1, for web archives (.warc or .warc.gz)."""
    from monitor import warc  # noqa: PLC0415 - for this command only

    del kind
    told = settings()
    with told.store(told.watchlist_to_look()) as store:
        for name in targets:
            if store.targets.state(name) is None:
                raise StoreError("was never visited", target=name, hint="`monitor list` names the targets")
        head = store.chain.head()
        facts = {
            "software": f"policy-monitor {version('policy-monitor')}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "description": f"policies as their servers sent them; head of the chain {head.link}, visit {head.visit}",
        }
        count = warc.write(file, _entries(store, targets, since), facts)
    click.echo(visible(f"wrote {many(count, 'snapshot')} to {file}"))


def _entries(store: Store, targets: Sequence[str], since: datetime | None) -> Iterator[Entry]:
    from monitor.store.chain import FIELDS  # noqa: PLC0415 - beside the import it serves
    from monitor.warc import Entry  # noqa: PLC0415

    for row in store.evidence.rows(targets, since):
        visits = [
            {"record": {field: visit[field] for field in FIELDS}, "link": visit["link"]}
            for visit in store.chain.rows(row)
        ]
        yield Entry(snapshot=store.evidence.snapshot(row), facts={"visits": visits})


@click.command("timestamp", cls=Command)
@click.argument("url", required=False)
@_ROOT
def timestamp_command(url: str | None, roots: tuple[Path, ...]) -> None:
    """Let a time-stamp authority (RFC 3161) sign the head of the chain: it existed at that moment.

    URL is the authority's; the watchlist's `timestamp` if left out.
    """
    from monitor import timestamp  # noqa: PLC0415 - for this command only

    told = settings()
    watchlist = told.watchlist_to_look()
    authority = url or watchlist.timestamp
    if authority is None:
        raise click.UsageError('say the URL of an authority, or write timestamp = "…" into the watchlist')
    with told.store(watchlist) as store:
        head = store.chain.head()
        if not head.visit:
            raise StoreError("there is no visit yet: nothing to time-stamp")
        answer = timestamp.request(head.link, authority)
        token = timestamp.read(answer, head.link, [path.read_bytes() for path in roots])
        with store.writing():
            store.stamps.add(head, answer, authority, now())
    click.echo(visible(f"visits up to {head.visit} are time-stamped: {token.at:%Y-%m-%d %H:%M:%S} UTC, {head.link}"))
