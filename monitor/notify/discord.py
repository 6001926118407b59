"""Discord draws Markdown in every message: page text must not become a link, a mention or a strike-through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESS = re.compile(r"(?<!\S)https?://[^\s<>()\[\]*~|`\\]+(?!\S)")
_MARKUP = re.compile(r"[\\*_~|`<\[\]]|^[ \t]*[>#-]", re.MULTILINE)


def literal(text: str) -> str:
    r"""Escape all markup but addresses that stand by themselves.

    >>> literal("[our policy](https://evil.example) ~~not~~ https://a.example/b_c")
    '\\[our policy\\](https://evil.example) \\~\\~not\\~\\~ https://a.example/b_c'
    """
    return around_addresses(text, _escaped)


def around_addresses(text: str, escape: Callable[[str], str]) -> str:
    """Escape a text but for addresses that stand by themselves: escaped, they lead nowhere."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [escape(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join((*pieces, escape(text[end:])))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", text)
