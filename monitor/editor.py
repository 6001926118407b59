"""Edit a watchlist file as a careful person would: comments, order and everything not meant stay as they are.

Lines are taken out and put in; `tomlkit` writes the new ones. (Taking a table out of a
`tomlkit` document also takes the comment that stands before the next one, hence lines.) Nothing is written
before the outcome says exactly what was meant, and is a valid watchlist.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import tomlkit

from monitor import watchlist
from monitor.errors import WatchlistError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

TEMPLATE = """\
# What to watch, and whom to tell. Lines that start with # are comments.
# `monitor validate` checks this file, `monitor run` does what it says.

# contact = "you@example.org"    # your mail or web address; site owners see it in the user agent
# database = "monitor.db"        # where history is kept; relative to this file
# secrets = "secrets.toml"       # NAME = "value" a line, for ${NAME}; nobody else may read it: chmod 600
# language = "en"                # of reports, runs, status, and channels that name none: "en", "ja"
# timezone = "Asia/Tokyo"        # on whose clocks reports, messages and the terminal tell times; UTC without it
# site = "https://policies.example.org/"  # where what `monitor report -o FOLDER/` writes can be read; alerts link to it
# timestamp = "https://freetsa.org/tsr"   # an authority for `monitor timestamp` (RFC 3161)
# delay = "2s"                   # between two requests to one host
# concurrency = 8                # hosts visited at the same time
# max_per_host = 100             # pages of one host in one run; the others come first in the next one
# timeout = "60s"                # for one page as a whole
# browser = "/usr/bin/chromium"  # renders pages that scripts build; without it, the first one found
# allow_private = ["127.0.0.1"]  # hosts of your own network that may be fetched; none by default

# [heartbeat]                    # somebody who raises the alarm when runs stop coming
# url = "${HEARTBEAT_URL}"       # asked for at the end of each run

[defaults]                       # what holds for every target that does not say otherwise
every = "12h"                    # how often to look, with `monitor run --due` from cron: "30m", "12h", "7d", "auto"
# notify = ["legal"]             # which channels are told; without it, all of them
# report_after = 3               # how many visits in a row must fail before people are told
# settle = "24h"                 # how long a doubtful text must stay before it is taken as the policy
# confirm = true                 # fetch a changed page a second time before it is told
# render = "auto"                # in a browser where a page is empty without; "always" or "never"

# [channel.legal]                # any service Apprise knows: https://appriseit.com/services/
# url = "${SLACK_URL}"           # ${NAME} comes from the environment, so that no secret stands here; or a list of URLs
# level = "minor"                # the least that is told: "cosmetic", "minor" or "material"
# topics = ["children", "third-parties"]  # only changes on these; the README lists them
# signals = ["period", "negation"]        # only changes with these; the README lists them
# tags = ["gov"]                 # only targets with one of these tags
# targets = ["mofa-privacy"]     # only these targets
# digest = "mon 09:00 Asia/Tokyo"  # one message a week; "daily" and "09:00 Asia/Tokyo" are understood too
# at_once = "material"           # what does not wait for the digest
# quiet = "22:00-07:00 Asia/Tokyo"  # nothing is sent then
# language = "ja"                # of the words around the changes, when not the one of this file
# title = "[policy] {{ title }}" # Jinja2; the names are in the README
# template = "alert.j2"          # a Jinja2 file for the message, relative to this file
# give_up_after = "7d"           # how long after the first refusal an alert is tried

# Each target is one policy. `monitor add URL` writes more of them below.

# [target.mofa-privacy]
# name = "MOFA Japan, privacy policy"
# url = "https://www.mofa.go.jp/about/privacy.html"
# tags = ["gov", "jp"]
# enabled = true                 # false: keep its history, do not visit it
# select = "main"                # CSS selector of the part that is the policy; rarely needed
# remove = [".share"]            # and of parts that are not
# ignore = ["^Last visited"]     # regular expressions; clauses that match are left out
"""
"""What `monitor init` writes: a watchlist without targets, each key explained."""

_NOT_IN_NAMES = re.compile(r"[\W_]+")
_SWITCH = re.compile(r"(=[ \t]*)(?:true|false)")
_BROAD = frozenset({"ac", "co", "com", "ed", "edu", "go", "gob", "gouv", "gov", "lg", "ne", "net", "or", "org"})
_MAX_DERIVED = 60


def create(path: Path) -> None:
    """Write a commented watchlist where there is none.

    Raises:
        WatchlistError: there is a file already, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise WatchlistError(f"{path}: is there already", hint="edit it, or give another name with -c") from None
    except OSError as fault:
        raise WatchlistError(f"{path}: cannot be written: {fault.strerror}") from None


def add(path: Path, url: str, *, name: str | None = None, tags: Iterable[str] = ()) -> str:
    """Write one more target at the end of the file.

    Args:
        path: the watchlist.
        url: of the policy.
        name: how the target is called. One that cannot be a target's name ("MOFA, privacy") becomes its title,
            and a name is made of it; without any, one is made of the URL.
        tags: its groups.

    Returns:
        The target's name.

    Raises:
        WatchlistError: the URL is watched already or cannot be, the name is taken, or the file has mistakes.
    """
    file = _File(path)
    file.check()
    targets = file.data.get("target", {})
    _refuse_known(url, targets)
    used, title = _named(name, url, targets)
    table: dict[str, Any] = {"name": title} if title else {}
    table |= {"url": url} | ({"tags": list(dict.fromkeys(tags))} if tags else {})
    file.data.setdefault("target", {})[used] = table
    block = tomlkit.dumps({"target": {used: table}}).rstrip("\n").split("\n")
    file.write([*file.lines[:-1], *file.ended("", *block), ""])
    return used


def remove(path: Path, name: str) -> None:
    """Take a target out of the file. Its history stays in the database.

    Raises:
        WatchlistError: there is no such target, or what would remain has mistakes.
    """
    file = _File(path)
    start, end = file.span(name)
    end += _own_tail(file.lines[end:])
    if end < len(file.lines) - 1 and not file.lines[end].strip():
        end += 1
    del file.data["target"][name]
    file.write(file.lines[: start - 1] + file.lines[end:])


def set_enabled(path: Path, name: str, enabled: bool) -> None:  # noqa: FBT001 - what is set is the switch itself
    """Switch a target on or off.

    Raises:
        WatchlistError: there is no such target, or the file has mistakes.
    """
    file = _File(path)
    _, end = file.span(name)
    file.check()
    target = file.data["target"][name]
    usual = file.data.get("defaults", {}).get("enabled", True)
    if target.get("enabled", usual) is enabled:
        return
    word = "true" if enabled else "false"
    if "enabled" in target:
        at = watchlist.lines(file.text)["target", name, "enabled"] - 1
        file.lines[at] = _SWITCH.sub(rf"\g<1>{word}", file.lines[at], count=1)
    else:
        file.lines[end:end] = file.ended(f"enabled = {word}")
    target["enabled"] = enabled
    file.write(file.lines)


# --- the file ------------------------------------------------------------------------------------------------


class _File:
    """A watchlist as text and as data; what is meant is done to both, and then they must agree."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = watchlist.read_text(path)
        self.data = watchlist.parse(self.text, str(path))
        self.lines = self.text.split("\n")
        if self.lines[-1]:
            self.lines[-1:] = [*self.ended(self.lines[-1]), ""]

    def ended(self, *lines: str) -> list[str]:
        """End lines as the file ends its own: on Windows, with one character more."""
        return [f"{line}\r" for line in lines] if "\r\n" in self.text else list(lines)

    def check(self) -> None:
        """Refuse a file that has mistakes before one of ours could be among them."""
        watchlist.check(self.text, str(self.path))

    def span(self, name: str) -> tuple[int, int]:
        """Give the first and last line of a target's table, from 1."""
        targets = self.data.get("target")
        if not isinstance(targets, dict) or name not in targets:
            known = targets if isinstance(targets, dict) else ()
            raise WatchlistError(f"unknown target {name!r}", hint=watchlist.hint(name, known, "targets"))
        span = watchlist.spans(self.text).get(("target", name))
        if span is None:
            raise WatchlistError("is not written as a table of its own", target=name, hint="edit the file by hand")
        return span

    def write(self, lines: list[str]) -> None:
        """Replace the file as a whole, when the new text is valid and says what was meant, and nothing else."""
        text = "\n".join(lines)
        watchlist.check(text, str(self.path))
        # Whether the last target leaves an empty table behind makes no difference.
        if _filled(watchlist.parse(text, str(self.path))) != _filled(self.data):
            raise WatchlistError(f"{self.path}: is written in a way that is not safe to edit", hint="edit it by hand")
        try:
            _replace(self.path.resolve(), text.encode())
        except OSError as fault:
            raise WatchlistError(f"{self.path}: cannot be written: {fault.strerror}") from None


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value != {}}


def _own_tail(after: list[str]) -> int:
    """Count the comment lines that end a table: those right below it, unless they stand right above the next."""
    count = next((index for index, line in enumerate(after) if not line.lstrip().startswith("#")), len(after))
    return 0 if count < len(after) and after[count].lstrip().startswith("[") else count


def _replace(path: Path, body: bytes) -> None:
    """Put a file in the place of another at one stroke, with its permissions; links to it stay links."""
    if not path.is_file():
        raise OSError(errno.EINVAL, "it is a device or pipe")  # a file in its place would do away with it
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o7777)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


# --- names ---------------------------------------------------------------------------------------------------


def _refuse_known(url: str, targets: dict[str, Any]) -> None:
    try:
        address = watchlist.canonical(watchlist.web_address(url))
    except ValueError as fault:
        raise WatchlistError(f"the URL {fault}") from None
    for name, table in targets.items():
        is_same = "${" not in table["url"] and watchlist.canonical(table["url"]) == address
        if is_same and watchlist.is_same_place(url, table["url"]):
            hint = "to watch another part of the page, write its # behind the URL, or give it a select in the file"
            raise WatchlistError(f"this URL is watched already, as target {name!r}", hint=hint)


def _named(wanted: str | None, url: str, targets: Collection[str]) -> tuple[str, str]:
    """Choose a name that is free, and a title, which may be empty."""
    if wanted is None:
        return next(name for name in _candidates(url) if name not in targets), ""
    try:
        name, title = watchlist.name(wanted), ""
    except ValueError as fault:
        name, title = _joined(wanted), wanted
        if not name:
            raise WatchlistError(f"{wanted[:_MAX_DERIVED]!r} cannot be a name", hint=str(fault)) from None
    if name in targets:
        raise WatchlistError(f"there is a target {name!r} already", hint="give another --name")
    return name, title


def _candidates(url: str) -> Iterator[str]:
    """Yield names for a URL, short ones first, without end.

    >>> names = _candidates("https://www.mofa.go.jp/mofaj/about/privacy.html")
    >>> next(names), next(names), next(names)
    ('mofa-privacy', 'mofa-mofaj-about-privacy', 'mofa-privacy-2')
    """
    parts = urlsplit(url)
    site = _site(parts.hostname or "")
    steps = [step for step in unquote(parts.path).split("/") if step]
    if steps:
        steps[-1] = steps[-1].partition(".")[0]
    short = _joined(site, *steps[-1:]) or "target"
    yield short
    yield _joined(site, *steps) or short
    number = 2
    while True:
        yield f"{short}-{number}"
        number += 1


def _site(host: str) -> str:
    """Give the telling part of a host name.

    >>> _site("www.mofa.go.jp"), _site("policies.google.com"), _site("localhost"), _site("127.0.0.1")
    ('mofa', 'google', 'localhost', '127.0.0.1')
    """
    labels = host.rstrip(".").split(".")
    if labels[-1].isdecimal() or ":" in host:
        return host
    known = labels[:-1] or labels
    return known[-2] if len(known) > 1 and known[-1] in _BROAD else known[-1]


def _joined(*parts: str) -> str:
    return _NOT_IN_NAMES.sub("-", " ".join(parts).lower()).strip("-")[:_MAX_DERIVED].strip("-")
