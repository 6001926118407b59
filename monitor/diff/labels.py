"""Numbers of sections and clauses: what they say, without the way they are printed."""

from __future__ import annotations

import re
import unicodedata

_PART = re.compile(r"[^\W_]+")
_WORDS = frozenset(
    {"article", "section", "part", "chapter", "clause", "annex", "appendix", "schedule", "no", "number", "art", "sec"}
    | {"item", "titre", "artikel", "abschnitt", "teil", "artículo", "sección", "articolo", "artigo", "hoofdstuk"}
)
"""Words that may stand in a label and say nothing of its number."""
_UNIT = re.compile("[第条章節項号編款目]")
_KANJI_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile("[〇一二三四五六七八九十百]+")


def value(label: str) -> str:
    """Give what a label counts: "3.", "(3)", "第３条", "Article 3" and ③ all give "3".

    >>> value("第三条の2"), value("8.2."), value("(b)"), value("")
    ('3.2', '8.2', 'b', '')
    """
    if not label:
        return ""
    folded = unicodedata.normalize("NFKC", label).casefold().replace("の", ".")
    folded = _KANJI_NUMBER.sub(lambda run: str(_count(run.group())), folded)
    parts = [part for part in _PART.findall(_UNIT.sub(" ", folded)) if part not in _WORDS]
    return ".".join(parts)


def _count(kanji: str) -> int:
    total = digit = 0
    for sign in kanji:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _KANJI_DIGITS[sign]
    return total + digit


def renumbered(old: str, new: str) -> bool:
    """Tell another number from another way to print it; a number that appears or goes is a way to print it."""
    return bool(old and new) and value(old) != value(new)
