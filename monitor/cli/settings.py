"""What every command may be told: where the watchlist and the database are, and how much to say."""

from __future__ import annotations

import gc
import os
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from monitor.errors import WatchlistError
from monitor.model import Watchlist

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.model import Target, Template
    from monitor.report.tongues import Tongue
    from monitor.store import Store

FAILED, UNDELIVERED = 1, 3
"""Exit statuses that several commands have."""
_PERIODS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Options of the command line, as given."""

    config: Path
    database: str | None
    quiet: bool = False
    verbose: bool = False

    def watchlist(self) -> Watchlist:
        """Load the watchlist, checked, with the secrets it needs."""
        return self._load(forgive_unset=False)

    def watchlist_to_look(self) -> Watchlist:
        """Load the watchlist for a command that only looks at what is kept: secrets need not be at hand.

        Without a watchlist the database alone will do, when it is named.
        """
        if self.database is not None and not self.config.exists():
            return Watchlist(targets=())
        return self._load(forgive_unset=True)

    def _load(self, *, forgive_unset: bool) -> Watchlist:
        from monitor import watchlist  # noqa: PLC0415 - pydantic takes half a second; not every command wants it

        with uncollected():
            return watchlist.load(
                self.config,
                os.environ,
                check_selector=_check_selector,
                check_template=_check_template,
                check_channel=None if forgive_unset else _check_channel,
                forgive_unset=forgive_unset,
            )

    def path(self, watchlist: Watchlist) -> str:
        """Say where the database is: `--db`, the watchlist's `database`, or `monitor.db` beside the watchlist."""
        return self.database or str(self.config.parent / (watchlist.database or "monitor.db"))

    def store(self, watchlist: Watchlist, *, create: bool = False) -> Store:
        """Open the database."""
        from monitor.store import Store  # noqa: PLC0415 - commands that only edit the watchlist need no database

        return Store(self.path(watchlist), create=create, tell=self._tell)

    def _tell(self, line: str) -> None:
        """Say what may take a while to who looks on, or asks for it; a mail from cron is for what went wrong."""
        if self.verbose or (sys.stderr.isatty() and not self.quiet):
            click.echo(f"monitor: {line}", err=True)


def _check_selector(text: str) -> None:
    from monitor.document import selectors  # noqa: PLC0415 - most watchlists have no selector to check

    selectors.check(text)


def _check_template(template: Template) -> None:
    from monitor import report  # noqa: PLC0415 - few watchlists have templates, and not every command writes reports

    report.check_template(template)


def _check_channel(url: str) -> None:
    from monitor import notify  # noqa: PLC0415 - Apprise takes half a second to import
    from monitor.errors import DeliveryError  # noqa: PLC0415 - beside the import it serves
    from monitor.model import Channel  # noqa: PLC0415

    try:
        notify.check(Channel(name="", url=url))
    except DeliveryError:
        scheme = url.partition("://")[0]
        raise ValueError(f"no service has this URL ({scheme}://), or it is incomplete") from None


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 - as click has it
    if value:
        context.find_root().meta[f"monitor.{parameter.name}"] = value


def _option(*names: str, **kwargs: Any) -> click.Option:  # noqa: ANN401 - handed on to click as they are
    return click.Option(names, expose_value=False, callback=_remember, **kwargs)


def _options() -> list[click.Option]:
    file = click.Path(dir_okay=False, path_type=Path)
    return [
        _option("-c", "--config", type=file, help="The watchlist; ./watchlist.toml else."),
        _option("--db", type=click.Path(dir_okay=False), help="The database; beside the watchlist else."),
        _option("-q", "--quiet", is_flag=True, help="Print errors only."),
        _option("-v", "--verbose", is_flag=True, help="Log what is done, to standard error."),
    ]


class Command(click.Command):
    """A command with the options that all have; they may stand before or after its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on to click as they are
        super().__init__(*args, **kwargs)
        self.params.extend(_options())


class Group(Command, click.Group):
    """The group of all commands, with the same options."""

    command_class = Command


def settings() -> Settings:
    """Give the options as told so far on the command line."""
    meta = click.get_current_context().find_root().meta
    verbose = bool(meta.get("monitor.verbose"))
    if verbose:
        import logging  # noqa: PLC0415 - few ask what is done

        logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(name)s: %(message)s")
    return Settings(
        config=meta.get("monitor.config") or Path("watchlist.toml"),
        database=meta.get("monitor.db"),
        quiet=bool(meta.get("monitor.quiet")),
        verbose=verbose,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare the search for cycles: what is read and shown is many small values, none of which refers to itself.

    They are left out of the next search too, which would otherwise begin at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def now() -> datetime:
    """Give the time; below the commands it is an argument."""
    return datetime.now(UTC)


def clock(watchlist: Watchlist) -> Tongue:
    """Give what tells times on the terminal, on the clocks that the watchlist names."""
    from monitor.report import tongue  # noqa: PLC0415 - not every command tells times

    return tongue("en", ZoneInfo(watchlist.timezone))


def spoken(watchlist: Watchlist) -> Tongue:
    """Give the language of what people read every day, the lines of a run and the status, on those clocks."""
    from monitor.report import tongue  # noqa: PLC0415 - as above

    return tongue(watchlist.language, ZoneInfo(watchlist.timezone))


def choose(watchlist: Watchlist, names: Sequence[str], tags: Sequence[str] = ()) -> tuple[Target, ...]:
    """Pick targets by name and tag: the named ones, or all enabled ones.

    Raises:
        WatchlistError: the watchlist has no target of that name, or none with that tag.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - for this hint only

    by_name = {target.name: target for target in watchlist.targets}
    for name in names:
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "`monitor list` names them"
            raise WatchlistError(f"the watchlist has no target {name!r}", hint=hint)
    chosen = [by_name[name] for name in dict.fromkeys(names)] or [found for found in watchlist.targets if found.enabled]
    tagged = [target for target in chosen if not tags or set(tags) & set(target.tags)]
    if tags and not tagged:
        raise WatchlistError(f"no target has the tag {', '.join(map(repr, tags))}", hint="`monitor list` shows tags")
    return tuple(tagged)


class Moment(click.ParamType[datetime]):
    """A point in time: an ISO date or time (UTC when it names no zone), or a span before now ("30d", "12h").

    Where the zone is only known later, a time that names none is given as it is, for `placed`.
    """

    name = "time"

    def __init__(self, *, is_local: bool = False) -> None:
        self._is_local = is_local

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401
        """Read it, relative to now."""
        if isinstance(value, datetime):
            return value
        if span := re.fullmatch(r"(\d{1,6})([mhdw])", value):
            try:
                return now() - timedelta(**{_PERIODS[span[2]]: int(span[1])})
            except OverflowError:
                return datetime.min.replace(tzinfo=UTC)
        try:
            read = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time; say 30d, 12h, 2026-04-01 or 2026-04-01T09:00+09:00", param, ctx)
        return read if read.tzinfo or self._is_local else read.replace(tzinfo=UTC)


def placed(at: datetime, zone: ZoneInfo) -> datetime:
    """Take a time that names no zone as one on the clocks of a place."""
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the first or the last day there is
        return at.replace(tzinfo=UTC)


class Zone(click.ParamType[str]):
    """The name of a time zone."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Look whether there is one of that name."""
        from monitor.watchlist import zone  # noqa: PLC0415 - rarely asked for

        try:
            return zone(value)
        except ValueError as fault:
            self.fail(str(fault).format(given=repr(value)), param, ctx)
