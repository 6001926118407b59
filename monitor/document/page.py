"""What a raw page shows besides the document read from it: evidence for whoever doubts that it is the document.

No tree is built: one pass over the tags, a tenth of the cost of parsing. Buttons, notices and noscript texts, which
a reading leaves aside, are here.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.document import charset as charsets
from monitor.document import sniff
from monitor.errors import DocumentError
from monitor.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 1_500_000
"""Characters of markup looked at."""
_TAIL: Final = 2_000
_MOST_TEXT: Final = 20_000
_MOST_TAG: Final = 4_000
_MOST_SOURCES: Final = 100
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]{0,15}\b|[!?])")
_RAW: Final = frozenset({"script", "style", "textarea", "svg", "title"})
_INLINE: Final = frozenset(
    "a abbr b bdi bdo big cite code em font i img ins kbd label mark q s small span strong sub sup tt u var wbr".split()  # noqa: SIM905 - as the reader writes such lists
)
_SOURCE: Final = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]{1,300})""")
_CONTENT: Final = re.compile(r"""\bcontent\s*=\s*["']?[^"'>]{0,20}?url\s*=\s*["']?([^"'>]{1,300})""")
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
    for close, name, attributes in scan.tags():
        scan.meet(name, attributes, is_end=bool(close))
    lines = "".join(scan.pieces)[: 4 * _MOST_TEXT].split("\n")
    shown = (texts.stored(unescape(line)) for line in lines if line and not line.isspace())
    return Page(
        title=texts.stored(unescape(scan.title))[:300],
        text="\n".join(line for line in shown if line)[:_MOST_TEXT],
        passwords=scan.passwords,
        scripts=scan.scripts,
        sources=tuple(scan.sources),
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
        self.title = ""
        self.passwords = 0
        self.scripts = 0
        self.mounts = 0
        self.sources: list[str] = []
        self.refresh = ""
        self.ended = False
        self.is_broken_off = False
        self._pieces_length = 0

    def tags(self) -> Iterator[tuple[str, str, str]]:
        """Yield each tag: "/" for an end, its name, its attributes in lower case; texts between go to `pieces`."""
        at = 0
        while found := _TAG.search(self._folded, at):
            if at < found.start():
                self._take(self._markup[at : found.start()])
            end = self._folded.find(">", found.end())
            if end < 0:
                self.is_broken_off = True
                return
            yield found[1], found[2], self._folded[found.end() : min(end, found.end() + _MOST_TAG)]
            at = end + 1
            if found[2] in _RAW and not found[1] and self._folded[end - 1] != "/":
                at = self._skip(found[2], at)
        self._take(self._markup[at:])

    def meet(self, name: str, attributes: str, *, is_end: bool) -> None:
        if name not in _INLINE:
            self._take("\n")
        if is_end:
            self.ended = self.ended or name == "html"
            return
        if name == "script":
            self.scripts += 1
        if name in {"script", "iframe", "img"} and len(self.sources) < _MOST_SOURCES:
            self.sources += _SOURCE.findall(attributes)
        elif name == "input":
            self.passwords += bool(_PASSWORD.search(attributes))
        elif name == "meta" and "refresh" in attributes and (found := _CONTENT.search(attributes)):
            self.refresh = self.refresh or found[1].strip()
        elif name in {"div", "main", "section"}:
            self.mounts += bool(_MOUNT.search(attributes))

    def _skip(self, name: str, at: int) -> int:
        """Give where the content of a script, style or title ends."""
        end = self._folded.find(f"</{name}", at)
        if end < 0:
            self.is_broken_off = True
            return len(self._folded)
        if name == "title" and not self.title:
            self.title = self._markup[at:end]
        return end

    def _take(self, text: str) -> None:
        if self._pieces_length < 4 * _MOST_TEXT:
            # white space between tags means nothing; that inside a text is one blank
            self.pieces.append("\n" if text == "\n" else text.replace("\n", " ").replace("\r", " "))
            self._pieces_length += len(text)
