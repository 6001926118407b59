"""Lines that a writer broke by hand: which of them go on with the one before, which begin something new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document.numerals import FORMAL

if TYPE_CHECKING:
    from collections.abc import Sequence

_KANJI_DIGITS: Final = f"〇一二三四五六七八九十百{FORMAL}"
_ITEM: Final = re.compile(
    r"(?:©|copyright\s?(?:©|\(c\)))"
    r"|[・･•‣●○◯■□◆◇▪▫◦▶►▸✓✔※❖➢]\s?\S"
    r"|[-–—*+＊‐－]\s\S"
    r"|[（(](?:[0-9０-９]{1,3}|[a-zA-Zａ-ｚＡ-Ｚア-ン]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[0-9０-９]{1,3}(?:[.．]\s?(?![0-9０-９])|[)）、]|\s?[-–]\s|[\u3000])\S"
    r"|[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,4}[.．]?\s"
    r"|[①-⑳㉑-㊿]"
    rf"|第\s?[0-9０-９{_KANJI_DIGITS}]{{1,5}}\s?[条章節項編]"
    r"|제\s?[0-9]{1,3}\s?[조장절]"
    rf"|[{_KANJI_DIGITS}]{{1,3}}、"
    r"|(?:article|section|part|chapter|annex|artikel|abschnitt|§)\s?[0-9IVX]{1,5}\b"
    r"|[a-zA-Z][.)]\s\S"
    r"|[ア-ン][.．、)）\s]",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"[.!?。．！？:：;；…][\"'”’」』)）\]]*$")
_MARK_ONLY: Final = re.compile(r"(?:[・･•‣●○◯■□◆◇▪▫◦▶►▸✓✔❖➢*\-–—·o§]|\d{1,3}[.)．]|[（(]\w{1,4}[)）])")
_WIDE: Final = re.compile("[\u2e80-\uffdc]")
_NAMED: Final = re.compile(r"[^:：.。,、]{1,30}[:：]|〒|(?:tel|fax|電話|住所|所在地)\b", re.IGNORECASE)
_SHORT: Final = 60
_FEWEST_SHORT: Final = 3
_NARROWEST_WRAP: Final = 45
_WIDEST_WRAP: Final = 130


def starts_item(line: str) -> bool:
    """Tell whether a line begins with a bullet or a number of its own.

    >>> starts_item("・氏名"), starts_item("(2) your address"), starts_item("24 hours after")
    (True, True, False)
    """
    return _ITEM.match(line.lstrip()) is not None


def is_closed(line: str) -> bool:
    """Tell whether a line ends a sentence, or announces a list."""
    return _CLOSED.search(line.rstrip()[-12:]) is not None


def is_mark(line: str) -> bool:
    """Tell whether a line is nothing but a bullet or a number."""
    return _MARK_ONLY.fullmatch(line.strip()) is not None


def width(line: str) -> int:
    """Give the width in columns: a CJK character is two wide.

    >>> width("abc"), width("個人")
    (3, 4)
    """
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def continues(line: str) -> bool:
    """Tell whether a line begins as only the middle of a sentence does: with a small letter or a closing sign."""
    first = line.lstrip()[:1]
    return first.islower() or first in set(",;)]}。、，）」』")


def is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines were broken to fit a column: most end in mid-sentence near the same width."""
    widths = [width(line.strip()) for line in lines if line.strip()]
    if len(widths) < _FEWEST_SHORT:
        return False
    column = sorted(widths)[int(len(widths) * 0.9)]
    if not _NARROWEST_WRAP <= column <= _WIDEST_WRAP or max(widths) > column * 1.6:
        return False
    if _are_labelled(lines):
        return False
    full = [line for line in lines if width(line.strip()) >= column * 0.75]
    opened = [line for line in full if not is_closed(line)]
    return len(full) * 2 >= len(widths) and len(opened) * 5 >= len(full) * 3


def _are_labelled(lines: Sequence[str]) -> bool:
    """Tell lines most of which name what they say, as addresses do: "Tel: …", "〒100-0001 …"."""
    named = sum(_NAMED.match(line.lstrip()) is not None for line in lines)
    return named * 2 >= len(lines)


def groups(lines: Sequence[str]) -> list[list[int]]:
    """Group the lines of one `<br>`-broken paragraph into blocks; give the line numbers of each.

    A line is a block of its own, as its writer broke it, unless it goes on with the sentence before: the lines are
    wrapped to a column, it begins in mid-sentence, or a long line of Japanese broke off before it.
    """
    wrapped = is_wrapped(lines)
    found: list[list[int]] = []
    for number, line in enumerate(lines):
        if number and _goes_on(lines[number - 1], line, wrapped=wrapped):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    if starts_item(line) or is_closed(before):
        return False
    breaks_off = width(before) >= _SHORT and _WIDE.match(before.rstrip()[-1:]) is not None
    return wrapped or continues(line) or breaks_off
