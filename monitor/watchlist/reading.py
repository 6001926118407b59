"""Read a watchlist: bytes to text, text to tables, tables to nouns; every mistake on the way is told at once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from monitor.errors import WatchlistError
from monitor.model import Channel, Politeness, Target, Watchlist
from monitor.watchlist import secrets, tables
from monitor.watchlist.across import (
    bad_channels,
    bad_heartbeat,
    bad_selectors,
    bad_templates,
    found_across,
    read_template,
    title_template,
)
from monitor.watchlist.locate import lines
from monitor.watchlist.mistakes import Mistake, MistakesError, Source, told
from monitor.watchlist.values import Forgiving, apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from monitor.model import Template

_MAX_BYTES = 32 * 1024 * 1024
_POSITION = re.compile(r"^(?P<what>.*) \((?:at line (?P<line>\d+), column \d+|at end of document)\)$", re.DOTALL)
_TWICE = re.compile(r"Cannot declare \((?P<path>.*?),?\) twice")


def load(
    path: Path,
    environ: Mapping[str, str],
    *,
    check_selector: Callable[[str], object] | None = None,
    check_template: Callable[[Template], object] | None = None,
    check_channel: Callable[[str], object] | None = None,
    forgive_unset: bool = False,
) -> Watchlist:
    """Read the watchlist file.

    Args:
        path: the file; it is named in messages as given here.
        environ: where `${NAME}` is looked up, `os.environ` in earnest, before the file of secrets, if it names one.
        check_selector: raises ValueError when the text it is given is no CSS selector; without it selectors are
            taken as they come.
        check_template: raises ValueError when a channel's template cannot be filled; without it they are taken as
            they come.
        check_channel: raises ValueError when no service has the Apprise URL it is given; its text must not hold the
            URL. Without it they are taken as they come.
        forgive_unset: let variables that are not set stand for some text: for those who only look at what is
            kept, and have no use for the secrets of channels, nor for their templates.

    Returns:
        All of it, `[defaults]` merged into each target. A target that says nothing of `notify`, in a file whose
        defaults do not either, tells every channel.

    Raises:
        WatchlistError: the file cannot be read, or has mistakes; its text has a line for each, and where it is a
            `MistakesError` its `mistakes` holds them apart. No value from the environment is ever shown.
    """
    text = read_text(path)
    if forgive_unset:
        file = _read(text, str(path), Forgiving(environ), check_selector)
    else:
        file = _read(text, str(path), environ, check_selector, path.parent, check_template, check_channel)
    if file.target:
        return _watchlist(file) if forgive_unset else _with_templates(_watchlist(file), file, path.parent)
    blank = "there are no targets" if text.strip() else "the file is empty"
    fault = Mistake(source=str(path), line=None, about="", message=blank, hint="add one: monitor add URL")
    raise MistakesError([fault])


def check(text: str, source: str) -> None:
    """Look for mistakes in the text of a watchlist without its environment; it may be without targets.

    Args:
        text: the TOML.
        source: what to call it in messages.

    Raises:
        WatchlistError: it has mistakes, as `load` would tell them.
    """
    _read(text, source, None, None)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the file, for editors that check TOML while one types."""
    made = tables.File.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "monitor watchlist"}


def read_text(path: Path) -> str:
    """Read the file as UTF-8, as it is: a byte order mark and Windows line ends stay.

    Raises:
        WatchlistError: there is no such file, it cannot be read, or is no text.
    """
    try:
        with path.open("rb") as file:
            body = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise WatchlistError(f"{path}: no such file", hint="write one with: monitor init") from None
    except OSError as fault:
        raise WatchlistError(f"{path}: cannot be read: {fault.strerror or fault}") from None
    if len(body) > _MAX_BYTES:
        raise WatchlistError(f"{path}: is larger than {_MAX_BYTES >> 20} MiB; that is no watchlist")
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        line = body.count(b"\n", 0, fault.start) + 1
        mistake = Mistake(source=str(path), line=line, about="", message="is not UTF-8", hint="save it as UTF-8")
        raise MistakesError([mistake]) from None


def _read(
    text: str,
    name: str,
    environ: Mapping[str, str] | None,
    check_selector: Callable[[str], object] | None,
    folder: Path | None = None,
    check_template: Callable[[Template], object] | None = None,
    check_channel: Callable[[str], object] | None = None,
) -> tables.File:
    """Check everything, and raise all that was found, or give the tables; other files are read from `folder`."""
    data = parse(text, name)
    known, unread = _with_secrets(environ, data.get("secrets"), folder)
    try:
        file, errors = tables.File.model_validate(data, context=known), []
    except ValidationError as fault:
        file, errors = None, fault.errors(include_url=False, include_input=False)
    source = Source(name=name, data=data, lines={})
    across = [*unread, *found_across(source), *bad_selectors(source, check_selector)]
    across += bad_templates(source, folder, check_template) if folder else ()
    across += bad_channels(source, known, check_channel) if known is not None else ()
    across += bad_heartbeat(source, known) if known is not None else ()
    if file is None or across:
        source = Source(name=name, data=data, lines=lines(text))
        found = [source.mistake(path, message, tip) for path, message, tip in across]
        raise MistakesError([*told(source, errors), *found])
    return file


def _with_secrets(
    environ: Mapping[str, str] | None, given: object, folder: Path | None
) -> tuple[Mapping[str, str] | None, list[tuple[tuple[str | int, ...], str, str]]]:
    """Add the file of secrets that the watchlist names to the environment, which goes before it.

    Where that file cannot be read, any variable may have stood in it: one mistake is told, not one for each of them.
    """
    if environ is None or folder is None or not isinstance(given, str):
        return environ, []
    try:
        return secrets.read(folder / given) | dict(environ), []
    except ValueError as fault:
        return Forgiving(environ), [(("secrets",), f"the file {{given}} {fault}", "")]


def parse(text: str, name: str) -> dict[str, Any]:
    """Read TOML, whatever its tables mean.

    Raises:
        WatchlistError: it is no TOML; the message names the file as `name`, and the line.
    """
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as fault:
        mistake = _syntax(str(fault), name, text)
    except RecursionError:
        mistake = Mistake(source=name, line=None, about="", message="brackets are nested too deeply")
    raise MistakesError([mistake])


def _syntax(fault: str, name: str, text: str) -> Mistake:
    """Say what `tomllib` said, with the line where ours stands; it stops at the first such mistake."""
    match = _POSITION.match(fault)
    what = match["what"] if match else fault
    line = int(match["line"]) if match and match["line"] else text.rstrip().count("\n") + 1
    tip = ""
    if twice := _TWICE.search(what):
        what, tip = f"{twice['path'].replace(', ', '.')} stands twice", "a name may be used once"
    elif what == "Cannot overwrite a value":
        what, tip = "a key stands twice in one table", "keep one of them"
    elif what == r"Illegal character '\n'":
        what, tip = "a text has no quote at its end", 'write "…" in one line'
    elif what in {"Invalid value", "Expected newline or end of document after a statement"}:
        tip = 'text stands in quotes: "…"'
    elif "key part" in what and not text.splitlines()[line - 1 : line][0].isascii():
        tip = "put quotes around names that are not plain letters"
    return Mistake(source=name, line=line, about="", message=f"not TOML: {what[0].lower()}{what[1:]}", hint=tip)


# --- nouns ---------------------------------------------------------------------------------------------------


def _watchlist(file: tables.File) -> Watchlist:
    site = f"{file.site.rstrip('/')}/" if file.site else ""
    told = [_channel(name, table, file.language) for name, table in file.channel.items()]
    channels = tuple(replace(channel, site=site, timezone=file.timezone) for channel in told)
    common = {"notify": [channel.name for channel in channels]} | file.defaults.model_dump(exclude_unset=True)
    return Watchlist(
        targets=tuple(_target(name, table, common) for name, table in file.target.items()),
        channels=channels,
        politeness=Politeness(
            contact=file.contact,
            allow_private=tuple(file.allow_private),
            delay=file.delay,
            concurrency=file.concurrency,
            max_per_host=file.max_per_host,
            timeout=file.timeout,
            browser=file.browser or "",
        ),
        database=file.database,
        timestamp=file.timestamp,
        site=site,
        language=file.language.value,
        timezone=file.timezone,
        heartbeat=file.heartbeat.url if file.heartbeat else None,
    )


def _with_templates(found: Watchlist, file: tables.File, folder: Path) -> Watchlist:
    names = {name: table.template for name, table in file.channel.items() if table.template}
    read = {name: read_template(folder, template) for name, template in names.items()}
    channels = (replace(channel, template=read.get(channel.name)) for channel in found.channels)
    return replace(found, channels=tuple(channels))


def _channel(name: str, table: tables.ChannelTable, language: tables.Language) -> Channel:
    first, *others = (url for each in table.url for url in apart(each))
    return Channel(
        name=name,
        url=first,
        others=tuple(others),
        level=table.level,
        topics=tuple(dict.fromkeys(table.topics)),
        signals=tuple(dict.fromkeys(table.signals)),
        tags=tuple(dict.fromkeys(table.tags)),
        targets=tuple(dict.fromkeys(table.targets)),
        language=(table.language or language).value,
        digest=table.digest,
        at_once=table.at_once,
        quiet=table.quiet,
        give_up_after=table.give_up_after,
        title=title_template(table.title) if table.title else None,
    )


def _target(name: str, table: tables.TargetTable, common: Mapping[str, Any]) -> Target:
    """Merge the defaults into a target: what it says itself replaces what they say, lists included."""
    said = dict(common) | {key: getattr(table, key) for key in table.model_fields_set}
    fields = {key: tuple(dict.fromkeys(value)) if isinstance(value, list) else value for key, value in said.items()}
    title = fields.pop("name", name)
    return Target(**(fields | {"name": name, "title": title, "select": fields.get("select") or None}))
