"""Read the values of a watchlist: spans of time, addresses, names, patterns, `${NAME}`.

Each function returns the value or raises `ValueError` saying what is wrong. No text of an error repeats the
value: it may hold a secret. Where the value helps, the text says `{given}`, which is filled in from the file as
it is written, before any `${NAME}` is replaced.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from monitor.text import fragment

if TYPE_CHECKING:
    from collections.abc import Mapping

DURATION = r"^(?:\d{1,6}(?:\.\d{1,3})?(?:ms|[smhdw]))+$"
"""What a span of time looks like: "12h", "30m", "7d", "1w", "1h30m", "0.5s"."""

_PART = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(ms|[smhdw])")
_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_VARIABLE = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://?[^/]")
_BETWEEN = re.compile(r"[\s,]+(?=[A-Za-z][A-Za-z0-9+.-]*://)")
_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+(?:%\w+)?")
_NAME = re.compile(r"[\w.-]+", re.ASCII)
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{1,63}/[\w.~/:@!$&'()*+,;=-]*(?:\?[\w.~/:@!$&'()*+,;=-]+)?", re.ASCII
)
"""An address as most are: spelt as `canonical` would, and with nothing in it that would have to be looked at."""
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_PORTS = {"http": 80, "https": 443}
_KEPT = "%/:?#[]@!$&'()*+,;=~"
_MAX_ADDRESS = 2000
_EXAMPLE = 100
_MAX_NAME = 100
_MAX_LINE = 300
_MAX_PATTERN = 1000


def duration(text: str) -> timedelta:
    """Read a span of time.

    >>> duration("1h30m")
    datetime.timedelta(seconds=5400)
    """
    compact = "".join(text.split())
    if not re.fullmatch(DURATION, compact):
        raise ValueError('{given} is no span of time; write "30m", "12h", "7d" or "1w"')
    parts = _PART.findall(compact)
    return sum((timedelta(**{_UNITS[unit]: float(count)}) for count, unit in parts), start=timedelta())


def every(text: str) -> timedelta | None:
    """Read how often to look: a span of time, or "auto", for which None stands.

    >>> every("7d"), every("auto")
    (datetime.timedelta(days=7), None)
    """
    if text.strip() == "auto":
        return None
    try:
        span = duration(text)
    except ValueError:
        raise ValueError('{given} is no span of time; write "30m", "12h", "7d", or "auto"') from None
    return within(span, timedelta(minutes=1), timedelta(days=366))


def within(span: timedelta, least: timedelta, most: timedelta) -> timedelta:
    """Give the span back when it lies between two others."""
    if not least <= span <= most:
        raise ValueError(f"{{given}} is out of range; from {_spoken(least)} to {_spoken(most)}")
    return span


def _spoken(span: timedelta) -> str:
    """Say a round span as one writes it.

    >>> _spoken(timedelta(minutes=1)), _spoken(timedelta(days=366)), _spoken(timedelta())
    ('1m', '366d', '0s')
    """
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def web_address(url: str) -> str:
    """Give a URL back when it can be fetched: http or https, a host, no credentials, no blanks.

    >>> web_address("https://example.org/プライバシー")
    'https://example.org/プライバシー'
    """
    if len(url) <= _MAX_ADDRESS and _PLAIN.fullmatch(url):
        return url
    if _has_blank(url):
        raise ValueError("must hold no blanks or control characters")
    if len(url) > _MAX_ADDRESS:
        raise ValueError(f"is longer than {_MAX_ADDRESS} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("is no web address: its host or port cannot be read") from None
    if parts.scheme not in _PORTS:
        raise ValueError(f"must start with https:// or http://{_example(url)}")
    if not parts.hostname:
        raise ValueError("names no host")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must hold no user name or password")
    if port == 0 or "\\" in url:
        raise ValueError("is no web address: its host or port cannot be read")
    _host(parts)
    return url


def _example(url: str) -> str:
    """Show an address that lacks no more than its beginning as it would be whole."""
    is_bare = "://" not in url and "." in url.partition("/")[0] and not {"{", "}"} & set(url)
    return f", as in https://{url[:_EXAMPLE]}" if is_bare else ""


def _host(parts: SplitResult) -> str:
    """Give the host as the name system knows it."""
    host = parts.hostname or ""
    try:
        known = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        known = ""
    if not known or not _HOST.fullmatch(host):
        raise ValueError("is no web address: its host name cannot exist")
    return known


def canonical(url: str) -> str:
    """Spell a valid URL so that two spellings of one address agree.

    Case of scheme and host, the default port, an empty path, the fragment and percent-encoding make no difference
    (RFC 3986, 6.2); a trailing slash does, and so does the query.

    >>> canonical("HTTPS://Example.ORG:443") == canonical("https://example.org/#top")
    True
    >>> canonical("https://example.org/a") == canonical("https://example.org/a/")
    False
    """
    if _PLAIN.fullmatch(url):
        return url
    parts = urlsplit(url)
    host = _host(parts)
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    rest = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    rest = _ESCAPE.sub(lambda escape: escape.group().upper(), quote(rest, safe=_KEPT))
    return f"{parts.scheme}://{host}{port}{rest}"


def is_same_place(url: str, other: str) -> bool:
    """Tell whether two URLs of one page do not name two parts of it.

    >>> is_same_place("https://example.org/#a", "https://example.org/#%61"), is_same_place("/#a", "/#b")
    (True, False)
    >>> is_same_place("https://example.org/#a", "https://example.org/")
    True
    """
    places = {fragment(url), fragment(other)}
    return len(places) == 1 or "" in places


def service_address(url: str) -> str:
    """Give an Apprise URL back when it has the look of one; whether the service exists is for `notify` to say."""
    if not url:
        raise ValueError("is empty")
    if _has_control(url) or url != url.strip():
        raise ValueError("must hold no control characters, and no blanks around it")
    if not _SCHEME.match(url):
        raise ValueError("must be an Apprise URL, as in slack://…, mailtos://… or json://…")
    return url


def apart(text: str) -> tuple[str, ...]:
    """Take Apprise URLs apart that stand in one text, as a variable from the environment may hold them.

    >>> apart("json://a/b, mailto://c?to=x@y.org,z@y.org slack://d")
    ('json://a/b', 'mailto://c?to=x@y.org,z@y.org', 'slack://d')
    """
    return tuple(_BETWEEN.split(text))


def private_host(entry: str) -> str:
    """Give a host or host:port back, in lower case.

    >>> private_host("Intranet.example:8080"), private_host("[::1]:8080"), private_host("::1")
    ('intranet.example:8080', '[::1]:8080', '::1')
    """
    try:
        return str(ip_address(entry))
    except ValueError:
        pass
    try:
        parts = urlsplit(f"//{entry}")
        whole = bool(parts.hostname) and parts.netloc == entry and "@" not in entry and parts.port != 0
        if whole and not _has_blank(entry):
            _host(parts)
            return entry.lower()
    except ValueError:
        pass
    raise ValueError('{given} is no host; write "intranet.example", "10.1.2.3" or "127.0.0.1:8080"')


def is_own_network(host: str) -> bool:
    """Tell whether a host is given by an address that is not for everybody; a name shows that when it is looked up.

    >>> is_own_network("127.0.0.1"), is_own_network("localhost"), is_own_network("hc.example")
    (True, True, False)
    """
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def name(text: str) -> str:
    """Give a target's or channel's name back when it can be typed, quoted and stored everywhere.

    >>> name("外務省-privacy.v2")
    '外務省-privacy.v2'
    """
    if not text or len(text) > _MAX_NAME or text[0] in "-.":
        raise ValueError(f"names have 1 to {_MAX_NAME} characters, and start with a letter or digit")
    if not _NAME.fullmatch(text) and not all(char in "-_." or unicodedata.category(char)[0] in "LNM" for char in text):
        raise ValueError("names are made of letters, digits, '-', '_' and '.'")
    return text


def line(text: str) -> str:
    """Give a title or tag back when it is one line with something on it."""
    if not text.strip() or len(text) > _MAX_LINE or _has_control(text):
        raise ValueError(f"must be one line of 1 to {_MAX_LINE} characters")
    return text.strip()


def contact(text: str) -> str:
    """Give a mail or web address back; it goes into the user agent, a header, hence ASCII only."""
    if not text.isascii() or _has_blank(text) or len(text) > _MAX_LINE:
        raise ValueError("must be one mail address or web address")
    if not re.fullmatch(r"[^@]+@[^@]+\.[^@]+|[^@]+@localhost|https?://[^@]+", text):
        raise ValueError("must be a mail address or a web address, so that site owners can reach you")
    return text


def selector(text: str) -> str:
    """Give a CSS selector back when it has a plausible size; its syntax is for `document` to judge."""
    if len(text) > _MAX_PATTERN or _has_control(text):
        raise ValueError(f"must be a CSS selector of at most {_MAX_PATTERN} characters")
    return text.strip()


def pattern(text: str) -> str:
    """Give a regular expression back when it compiles."""
    if not text or len(text) > _MAX_PATTERN:
        raise ValueError(f"must be a regular expression of 1 to {_MAX_PATTERN} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, OverflowError, RecursionError) as fault:
        raise ValueError(f"{{given}} is no regular expression: {fault}") from None
    return text


class Forgiving(dict[str, str]):
    """An environment in which every variable is set to something."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]  # never None
        """Give the value of a variable, or some text."""
        return super().get(key) or default or "unset"

    def __missing__(self, key: str) -> str:
        return "unset"

    def lacks(self, text: str) -> bool:
        """Tell whether a text names a variable that is not really set."""
        return any(not super(Forgiving, self).get(name) for name in variables(text))


def expand(text: str, environ: Mapping[str, str]) -> str:
    """Replace each `${NAME}` by its value; `$${` stands for a literal `${`.

    >>> expand("slack://${TOKEN}/$${x}", {"TOKEN": "abc"})
    'slack://abc/${x}'
    """
    return _VARIABLE.sub(lambda match: _value(match, environ), text)


def variables(text: str) -> tuple[str, ...]:
    """List the names in a text that `expand` would look up.

    >>> variables("a ${B} $${C}")
    ('B',)
    """
    return tuple(match[1] for match in _VARIABLE.finditer(text) if match[1])


def _value(match: re.Match[str], environ: Mapping[str, str]) -> str:
    if match.group() == "$${":
        return "${"
    wanted = match[1]
    if wanted is None:
        raise ValueError("has a '${' that names no variable; write ${NAME}, or $${ for the two characters")
    if not environ.get(wanted):
        fault = "is empty" if wanted in environ else "is not set"
        raise ValueError(f"needs the environment variable {wanted}, which {fault}")
    return environ[wanted]


def _has_control(text: str) -> bool:
    """Tell whether a text holds characters that end a line, hide, or do not print."""
    return not text.isprintable() and any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in text)


def _has_blank(text: str) -> bool:
    return " " in text or (not text.isprintable() and (_has_control(text) or any(char.isspace() for char in text)))
