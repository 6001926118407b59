"""Mistakes that show only when one looks at several tables of a watchlist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from monitor.model import Template
from monitor.watchlist.mistakes import hint
from monitor.watchlist.values import (
    Forgiving,
    apart,
    canonical,
    expand,
    is_own_network,
    is_same_place,
    service_address,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from monitor.watchlist.mistakes import Source

_LONGEST_TEMPLATE = 64 * 1024
_Found = tuple[tuple[str | int, ...], str, str]
"""A path, what is wrong there, and a hint."""


def found_across(source: Source) -> Iterator[_Found]:
    """Yield what is wrong about tables that speak of each other."""
    yield from _unknown_channels(source)
    yield from _twins(source)
    yield from _unknown_filters(source)
    yield from _pointless(source)


def _unknown_filters(source: Source) -> Iterator[_Found]:
    """Find targets and tags that a channel asks for and nothing has: it would hear of nothing, and nobody notice."""
    names = {str(path[1]) for path, _ in _tables(source, "target")}
    tags = {tag.strip() for _, table in _ruled(source) for _, tag in _texts(table, "tags")}
    for path, table in _tables(source, "channel"):
        for at, name in _texts(table, "targets"):
            if name not in names:
                yield (*path, "targets", *at), "unknown target {given}", hint(name, names, "targets")
        for at, tag in _texts(table, "tags"):
            if tag.strip() not in tags:
                yield (*path, "tags", *at), "no target has the tag {given}", hint(tag, tags, "tags")


def bad_channels(
    source: Source, environ: Mapping[str, str], check_channel: Callable[[str], object] | None
) -> Iterator[_Found]:
    """Yield the URLs of services of which a judge says what is wrong with them; what is told never holds the URL."""
    for path, table in _tables(source, "channel") if check_channel else ():
        for at, text in _texts(table, "url"):
            if isinstance(environ, Forgiving) and environ.lacks(text):
                continue
            try:
                urls = apart(service_address(expand(text, environ)))
            except ValueError:
                continue  # told already
            for fault in filter(None, (_fault(check_channel, url) for url in urls)):
                yield (*path, "url", *at), fault, "each service's form is at https://appriseit.com/services/"


def _fault(check_channel: Callable[[str], object] | None, url: str) -> str:
    try:
        check_channel(url) if check_channel else None
    except ValueError as fault:
        return str(fault)
    return ""


def bad_heartbeat(source: Source, environ: Mapping[str, str]) -> Iterator[_Found]:
    """Find a heartbeat that would be refused at the end of each run; what is told never holds its URL."""
    table = source.data.get("heartbeat")
    given = table.get("url") if isinstance(table, dict) else None
    if not isinstance(given, str) or (isinstance(environ, Forgiving) and environ.lacks(given)):
        return
    try:
        parts = urlsplit(web_address(expand(given, environ)))
    except ValueError:
        return  # told already
    host = parts.hostname or ""
    port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    allowed = {text.lower() for _, text in _texts(source.data, "allow_private")}
    if is_own_network(host) and allowed.isdisjoint({host, f"{host}:{port}", f"[{host}]:{port}"}):
        tip = "name that host under allow_private if it is yours"
        yield ("heartbeat", "url"), "'url' leads to an address that is not public", tip


def bad_templates(
    source: Source, folder: Path, check_template: Callable[[Template], object] | None
) -> Iterator[_Found]:
    """Yield the templates that cannot be read, or of which a judge says what is wrong with them."""
    for path, table in _tables(source, "channel"):
        for key, read in (("template", partial(read_template, folder)), ("title", title_template)):
            for _, given in _texts(table, key):
                try:
                    template = read(given)
                    if check_template:
                        check_template(template)
                except ValueError as fault:
                    yield (*path, key), f"the template {{given}} cannot be used: {fault}", ""


def title_template(source: str) -> Template:
    """Give a template that stands in the watchlist itself."""
    return Template(name="title", source=source)


def read_template(folder: Path, name: str) -> Template:
    """Read a template's file.

    Raises:
        ValueError: what is wrong with it.
    """
    try:
        with (folder / name).open("rb") as file:
            body = file.read(_LONGEST_TEMPLATE + 1)
        if len(body) > _LONGEST_TEMPLATE:
            raise ValueError(f"it is larger than {_LONGEST_TEMPLATE >> 10} KiB")
        return Template(name=name, source=body.decode())
    except OSError as fault:
        raise ValueError(f"{fault.strerror or fault}".lower()) from None
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None


def _pointless(source: Source) -> Iterator[_Found]:
    for path, table in _tables(source, "channel"):
        if "at_once" in table and "digest" not in table:
            yield (
                (*path, "at_once"),
                "'at_once' says what does not wait for a digest, and there is none",
                'write digest = "daily"',
            )


def _tables(source: Source, kind: str) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield the well-formed tables of one kind with their paths; the malformed ones were told already."""
    named = source.data.get(kind)
    for name, table in named.items() if isinstance(named, dict) else ():
        if isinstance(table, dict):
            yield (kind, name), table


def _ruled(source: Source) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Yield the defaults, then each target."""
    defaults = source.data.get("defaults")
    if isinstance(defaults, dict):
        yield ("defaults",), defaults
    yield from _tables(source, "target")


def _unknown_channels(source: Source) -> Iterator[_Found]:
    channels = source.data.get("channel")
    known = list(channels) if isinstance(channels, dict) else []
    for path, table in _ruled(source):
        for at, name in _texts(table, "notify"):
            if name not in known:
                tip = hint(name, known, "channels") or f"write [channel.{name}], and in it the url of the service"
                yield (*path, "notify", *at), "unknown channel {given}", tip


def _twins(source: Source) -> Iterator[_Found]:
    """Find targets that read the same part of the same page; one without a fragment reads every part."""
    defaults = source.data.get("defaults")
    seen: dict[object, list[tuple[str, str | int]]] = {}
    for path, table in _tables(source, "target"):
        whole = (defaults if isinstance(defaults, dict) else {}) | dict(table)
        url = str(whole.get("url", ""))
        try:
            address = canonical(web_address(url))
        except ValueError:
            continue
        removed = sorted(text for _, text in _texts(whole, "remove"))
        page = (address, str(whole.get("select", "")).strip(), *removed)
        twin = next((name for other, name in seen.get(page, ()) if is_same_place(url, other)), None)
        if twin is not None:
            tip = "remove one of them, or give them different selectors, or each the # of its part behind the URL"
            yield (*path, "url"), f"has the same URL and selectors as target {str(twin)!r}", tip
        seen.setdefault(page, []).append((url, path[1]))


def bad_selectors(source: Source, check_selector: Callable[[str], object] | None) -> Iterator[_Found]:
    """Yield the selectors of which a judge says that they are none."""
    for path, table in _ruled(source) if check_selector else ():
        for key in ("select", "remove"):
            for at, text in _texts(table, key):
                try:
                    check_selector(text) if check_selector and text else None
                except ValueError as fault:
                    yield (*path, key, *at), f"{{given}} is no CSS selector: {str(fault).partition(chr(10))[0]}", ""


def _texts(table: Mapping[str, Any], key: str) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the texts under a key with their positions in its list: none for a single text."""
    value = table.get(key)
    if isinstance(value, str):
        yield (), value
    for index, item in enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, str):
            yield (index,), item
