"""Page text made harmless for the medium it goes to. Pages are written by others; nothing of them is trusted."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"\[(?=[-+])|(?<=[-+])\]")
_MARKDOWN = re.compile(r"([\\`*_\[\](){}<>#|~&!$@^=])")
_MARKDOWN_LINK = re.compile(r"(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)
_MARKDOWN_START = re.compile(r"^(\s*\d{0,9})([-+.)])")
_PLAIN_WEB = re.compile(r"https?://[A-Za-z0-9.-]+/[\w./~%-]*(?:\?[\w.=&%-]+)?", re.ASCII)
"""An address as most are: nothing in it has to be looked at."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    r"""Show what would steer a terminal or reorder the line as an escape; the result is one line.

    >>> visible("price\x1b[2J\u202e, up")
    'price\\x1b[2J\\u202e, up'
    """
    if text.isprintable():  # nearly all are; whatever must be escaped is not
        return text
    return _UNSEEN.sub(lambda found: found.group().encode("unicode-escape", "surrogatepass").decode("ascii"), text)


def clip(text: str, limit: int) -> str:
    """Make a title fit: visible, one line, at most `limit` characters.

    >>> clip("Privacy policy of a bank", 12)
    'Privacy pol…'
    """
    if len(text) <= limit and text.isprintable():
        return text.strip()
    shown = visible(text[: limit + 1]).strip()
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def unmarked(text: str) -> str:
    r"""Keep page text from looking like our own [-…-] and [+…+].

    >>> unmarked("call [+81 3]")
    'call \\[+81 3]'
    """
    shown = text if text.isprintable() else visible(text)
    return _MARKS.sub(r"\\\g<0>", shown) if "[" in shown or "]" in shown else shown


def web(url: str) -> str:
    """Give an address one may link to, without user and password; empty when it is not of the web.

    >>> web("https://ann:secret@example.org/a?b=c"), web("javascript:alert(1)")
    ('https://example.org/a?b=c', '')
    """
    if _PLAIN_WEB.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return visible(urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment)))


def address(url: str) -> str:
    """Give an address to read, whatever its scheme, without user and password."""
    return web(url) or visible(re.sub(r"//[^/@]*@", "//", url))


def markdown(text: str) -> str:
    r"""Escape all that Markdown, also GitHub's, would take for markup or a link.

    >>> markdown("*see* <b>https://example.org</b>")
    '\\*see\\* \\<b\\>https\\://example.org\\</b\\>'
    """
    escaped = _MARKDOWN.sub(r"\\\1", visible(text))
    escaped = _MARKDOWN_LINK.sub(r"\\\g<0>", escaped)
    return _MARKDOWN_START.sub(r"\1\\\2", escaped)


def cell(text: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula.

    >>> cell("=HYPERLINK(A1)")
    "'=HYPERLINK(A1)"
    """
    guard = "'" if text.startswith(_FORMULA) else ""
    return guard + visible(text)


def xml(text: str) -> str:
    """Remove the characters XML 1.0 forbids."""
    return _NOT_XML.sub("", text)
