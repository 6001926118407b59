"""How much of one text stands in another: by runs of words, so that common words alone count for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from monitor import text as texts

_RUN: Final = 4
"""Words (or Japanese characters) in a run: two policies by different hands share few runs of four, and many words."""
_TOKEN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_MOST: Final = 200_000
"""Characters looked at on each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two texts have in common; shares are 0 to 1."""

    kept: float
    """Share of the old text's runs that stand in the new one."""
    known: float
    """Share of the new text's runs that stood in the old one."""
    size: float
    """Length of the new text over that of the old one, in words."""


def tokens(text: str) -> list[str]:
    """Cut a text into words; each Japanese character is one.

    >>> tokens("Third-party data, 個人情報")
    ['third', 'party', 'data', '個', '人', '情', '報']
    """
    return _TOKEN.findall(texts.stored(text[:_MOST]).casefold())


def length(text: str) -> float:
    """Count the words of a text; two Japanese characters count as one.

    >>> length("two words"), length("個人情報")
    (2, 2.0)
    """
    found = tokens(text)
    if text.isascii():
        return len(found)
    wide = sum(1 for word in found if len(word) == 1 and word > "\u303f")
    return len(found) - wide / 2 if wide else len(found)


def overlap(old: str, new: str) -> Overlap:
    """Compare two texts.

    >>> overlap("we keep all your data for one year", "we keep all your data for two years").kept
    0.6
    """
    before, after = _runs(old), _runs(new)
    common = len(before & after)
    return Overlap(
        kept=common / len(before) if before else 1.0,
        known=common / len(after) if after else 1.0,
        size=(len(tokens(new)) or 1) / (len(tokens(old)) or 1),
    )


@lru_cache(maxsize=8)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = tokens(text)
    size = min(_RUN, len(found))
    return frozenset(zip(*(found[start:] for start in range(size)), strict=False)) if size else frozenset()


def common_lines(old: str, new: str) -> float:
    """Tell which share of two texts' lines they have in common: a quick look before a close one."""
    before, after = set(old.split("\n")), set(new.split("\n"))
    return 2 * len(before & after) / (len(before) + len(after))
