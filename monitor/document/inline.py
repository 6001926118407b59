"""The words of one line of Markdown: emphasis, links, tags and escapes read as a browser would show them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from monitor.document.links import fold
from monitor.document.run import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN: Final = 0xE000
"""Escaped signs wait in the private use area until all marks are read."""
_SHOWN: Final = {_HIDDEN + code: chr(code) for code in range(0x21, 0x7F)}
_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
_ADDRESS: Final = r"<?(?P<href>[^()\s<>]{0,2000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500})?)>?"
_TITLE: Final = r"(?:[ ]+(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?"
_TOKEN: Final = re.compile(
    rf"\[(?P<words>[^\[\]]{{1,1000}})\](?:\([ ]*{_ADDRESS}{_TITLE}[ ]*\)|\[(?P<name>[^\[\]]{{0,200}})\])?"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,15})(?P<attrs>(?:[\s/][^<>]{0,1000})?)>"
    r"|(?P<bold>\*\*|__)"
    r"|`(?P<code>[^`]{1,500})`"
)
_LINK: Final = re.compile(r"\[[^\[\]]{1,300}\]\((?:https?://|mailto:|[/#])[^()\s]{0,2000}\)")
_ITALIC: Final = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]{1,1000})(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]{1,1000})(?<=\S)_(?![\w_])"
)
_HREF: Final = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_DEFINITION: Final = re.compile(r" {0,3}\[([^\[\]^]{1,200})\]:[ ]*<?(\S{1,2000}?)>?(?:[ ]+[\"'(].{0,300})?[ ]*")
_PERMALINKS: Final = frozenset({"#", "¶", "🔗", "🔗\N{VARIATION SELECTOR-16}", "⚓", "§"})
"""Words of links from a heading to itself."""
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
    ]
)


def without_notes(text: str) -> str:
    """Take out the comments of the markup; one that never ends is text."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def definitions(rows: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Part the rows that say where named links lead from the others."""
    kept: list[str] = []
    found: dict[str, str] = {}
    for row in rows:
        definition = _DEFINITION.fullmatch(row)
        if definition:
            found.setdefault(_name(definition[1]), definition[2])
        else:
            kept.append(row)
    return kept, found


def has_links(text: str) -> bool:
    """Tell a text with links as Markdown writes them, to addresses that can be nothing else."""
    return _LINK.search(text) is not None


class Spelling:
    """Reads the rows of one block: what is bold at the end of one row is so in the next."""

    def __init__(self, url: str, links: dict[str, str]) -> None:
        self._url = url
        self._links = links
        self._bold = False
        self._href = ""

    def pieces(self, row: str) -> Iterator[Piece]:
        """Give the pieces of a row; a break inside it is the text of a new line."""
        row = _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), row)
        row = _ITALIC.sub(lambda found: found[1] or found[2], _IMAGE.sub("", row))
        closing = row.count("**"), row.count("__")
        at = 0
        seen = {"**": 0, "__": 0}
        for token in _TOKEN.finditer(row):
            yield from self._text(row[at : token.start()])
            at = token.end()
            sign = token["bold"]
            if sign:
                seen[sign] += 1
                left = closing[sign == "__"] - seen[sign]
                if self._bold or left > 0:
                    self._bold = not self._bold
                else:
                    yield from self._text(sign)
            else:
                yield from self._token(token)
        yield from self._text(row[at:])

    def _token(self, token: re.Match[str]) -> Iterator[Piece]:
        if token["words"] is not None:
            yield from self._linked(token)
        elif token["auto"] is not None:
            href = token["auto"] if ":" in token["auto"] else f"mailto:{token['auto']}"
            yield Piece(token["auto"].removeprefix("mailto:"), self._bold, fold(href, self._url))
        elif token["code"] is not None:
            yield from self._text(token["code"])
        else:
            yield from self._tag(token["tag"].lower(), token["attrs"], is_end=bool(token["end"]))

    def _linked(self, token: re.Match[str]) -> Iterator[Piece]:
        words, href = token["words"], token["href"]
        if href is None:
            href = self._links.get(_name(token["name"] or words))
        if href is None:
            yield from self._text(token[0])
            return
        if href.startswith("#") and words.strip() in _PERMALINKS:
            return
        before, self._href = self._href, fold(_shown(href), self._url) or "#"
        bold = words.startswith(("**", "__")) and words.endswith(("**", "__"))
        yield from self._text(words.strip("*_") if bold else words, bold=bold)
        self._href = before

    def _tag(self, tag: str, attrs: str, *, is_end: bool) -> Iterator[Piece]:
        if tag in {"b", "strong"}:
            self._bold = not is_end
        elif tag == "a":
            href = None if is_end else _HREF.search(attrs)
            self._href = (fold(unescape(_shown(href[1])), self._url) or "#") if href else ""
        elif tag not in _INLINE:
            yield Piece("\n")

    def _text(self, text: str, *, bold: bool = False) -> Iterator[Piece]:
        if text:
            yield Piece(_shown(unescape(text)), bold or self._bold, self._href)


def _shown(text: str) -> str:
    return text.translate(_SHOWN)


def _name(words: str) -> str:
    return " ".join(words.lower().split())
