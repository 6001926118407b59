"""What a raw page shows besides the document read from it: evidence for whoever doubts that it is the document.

No tree is built: one pass over the tags, a tenth of the cost of parsing. Buttons, notices and noscript texts, which
a reading leaves aside, are here.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from monitor import text as texts
from monitor.document import charset as charsets
from monitor.document import sniff
from monitor.errors import DocumentError
from monitor.model import Page

_MOST: Final = 1_500_000
"""Characters of markup looked at."""
_TAIL: Final = 2_000
_MOST_TEXT: Final = 20_000
_MOST_TAG: Final = 4_000
_MOST_SOURCES: Final = 100
_MOST_FRAMES: Final = 5
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]{0,15}\b|[!?])([^>]*)(>?)")
"""End or start, name, attributes, and whether it ends: one that does not is the last, so all are found in one pass."""
_RAW: Final = frozenset({"script", "style", "textarea", "svg", "title"})
_TELLING: Final = _RAW | {"iframe", "img", "input", "meta", "div", "main", "section", "html", "link"}
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code em font i img ins kbd label mark q s small span strong sub sup tt u var wbr".split()  # noqa: SIM905 - as the reader writes such lists
)
_SOURCE: Final = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]{1,300})""")
_FRAME: Final = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_CONTENT: Final = re.compile(r"""\bcontent\s*=\s*["']?[^"'>]{0,20}?url\s*=\s*["']?([^"'>]{1,300})""")
_CANONICAL: Final = re.compile(r"""\brel\s*=\s*["']?canonical\b""")
_OWN: Final = re.compile(r"""\bproperty\s*=\s*["']?og:url\b""")
_ADDRESS: Final = re.compile(r"""\b(?:href|content)\s*=\s*["']?([^"'\s>]{1,500})""")
_LOCALE: Final = re.compile(r"""(?<![\w:])lang\s*=\s*["']?([\w-]{2,20})""")
_PASSWORD: Final = re.compile(r"""\btype\s*=\s*["']?password\b""")
_MOUNT: Final = re.compile(
    r"""\bid\s*=\s*["']?(?:root|app|__next|__nuxt|app-root|react-root|main-app|svelte|___gatsby)\b"""
)


def look(body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
    """Look at a page as a whole.

    Args:
        body: the bytes a server sent.
        media_type: the `Content-Type` header.
        charset: the one kept for the target, as for `monitor.document.read`.

    Returns:
        What is there; for anything but markup (a PDF, an image, nothing) an empty page.
    """
    try:
        if sniff.form(body, media_type) is not sniff.Form.MARKUP:
            return Page()
    except DocumentError:
        return Page()
    return _look(charsets.decode(body, media_type, charset).text)


def _look(markup: str) -> Page:
    """Look at the start of a page, and of a long one at its very end."""
    is_long = len(markup) > _MOST
    scan = _Scan(_without_notes(markup[:_MOST]))
    lines = "".join(scan.pieces)[: 4 * _MOST_TEXT].split("\n")
    shown = (texts.stored(unescape(line)) for line in lines if line and not line.isspace())
    return Page(
        title=texts.stored(unescape(scan.title))[:300],
        address=unescape(scan.canonical or scan.address),
        locale=scan.locale,
        text="\n".join(line for line in shown if line)[:_MOST_TEXT],
        passwords=scan.passwords,
        scripts=scan.scripts,
        sources=tuple(scan.sources),
        frames=tuple(map(unescape, scan.frames)),
        refresh=unescape(scan.refresh),
        is_mount=scan.mounts > 0,
        is_ended=scan.ended or (is_long and "</html" in markup[-_TAIL:].lower()),
        is_broken_off=scan.is_broken_off and not is_long,
    )


def _without_notes(markup: str) -> str:
    """Take comments out; one that never ends hides the rest, as in a browser."""
    if "<!--" not in markup:
        return markup
    kept: list[str] = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(markup[at:])
    return "".join(kept)


class _Scan:
    """One pass over the tags of a page."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        folded = markup.lower()
        self._folded = folded if len(folded) == len(markup) else markup
        self.pieces: list[str] = []
        """Texts between tags, without line ends of their own, and a line end where a tag breaks the line."""
        self.title = ""
        self.canonical = ""
        self.address = ""
        self.locale = ""
        self.passwords = 0
        self.scripts = 0
        self.mounts = 0
        self.sources: list[str] = []
        self.frames: list[str] = []
        self.refresh = ""
        self.ended = False
        self.is_broken_off = False
        at: int | None = 0
        while at is not None:
            at = self._pass(at)

    def _pass(self, at: int) -> int | None:
        """Go over the tags from a place on; give where the content of an element ends that has no tags in it."""
        markup, pieces = self._markup, self.pieces
        for found in _TAG.finditer(self._folded, at):
            close, name, attributes, end = found.groups()
            start = found.start()
            if at < start:
                pieces.append(_on_one_line(markup[at:start]))
            if not end:
                self.is_broken_off = True
                return None
            at = found.end()
            if name not in _INLINE:
                pieces.append("\n")
            if close:
                self.ended = self.ended or name == "html"
            elif name in _TELLING:
                self._meet(name, attributes[:_MOST_TAG])
                if name == "iframe" and len(self.frames) < _MOST_FRAMES:
                    self.frames += _FRAME.findall(markup[found.start(3) : found.end(3)][:_MOST_TAG])
                if name in _RAW and not attributes.endswith("/"):
                    return self._skip(name, at)
        pieces.append(_on_one_line(markup[at:]))
        return None

    def _meet(self, name: str, attributes: str) -> None:
        if name == "script":
            self.scripts += 1
        if name in {"script", "iframe", "img"} and len(self.sources) < _MOST_SOURCES:
            self.sources += _SOURCE.findall(attributes)
        elif name in {"div", "main", "section"}:
            self.mounts += bool(_MOUNT.search(attributes))
        elif name == "input":
            self.passwords += bool(_PASSWORD.search(attributes))
        else:
            self._meet_head(name, attributes)

    def _meet_head(self, name: str, attributes: str) -> None:
        """Keep what the head of a page says of it; the first to say it counts."""
        if name == "meta" and "refresh" in attributes and (found := _CONTENT.search(attributes)):
            self.refresh = self.refresh or found[1].strip()
        elif name == "meta" and _OWN.search(attributes) and (found := _ADDRESS.search(attributes)):
            self.address = self.address or found[1]
        elif name == "link" and _CANONICAL.search(attributes) and (found := _ADDRESS.search(attributes)):
            self.canonical = self.canonical or found[1]
        elif name == "html" and (found := _LOCALE.search(attributes)):
            self.locale = self.locale or found[1].replace("_", "-")

    def _skip(self, name: str, at: int) -> int:
        """Give where the content of a script, style or title ends."""
        end = self._folded.find(f"</{name}", at)
        if end < 0:
            self.is_broken_off = True
            return len(self._folded)
        if name == "title" and not self.title:
            self.title = self._markup[at:end]
        return end


def _on_one_line(text: str) -> str:
    """Make blanks of line ends inside a text; white space between tags means nothing."""
    return text if text == "\n" else text.replace("\n", " ").replace("\r", " ")
