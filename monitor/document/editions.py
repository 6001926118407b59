"""Lists of bare dates: earlier editions of a document, which a page lists and the policy does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor.document.datewords import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR: Final = re.compile(r"(?:19|20)\d\d|令和|平成|昭和|２０\d\d|[２]０")
_LONGEST_DATE: Final = 30
_BARE_DATE: Final = re.compile(r"(?=.{6,30}$)(?=.*\d)(?:[^\W\d_]{2,10}\.?|\d{1,4}|[-./, \u00ba]|de|年|月|日){3,12}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DATE_WORDS: Final = frozenset(MONTHS) | {"de", "del", "of", "st", "nd", "rd", "th", "er", "年", "月", "日"}
_FEWEST_DATES: Final = 3


def listed(lines: Sequence[str]) -> set[int]:
    """Find lists of three or more bare dates; give the places of their lines."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if _is_bare_date(line):
            run.append(number)
            continue
        if len(run) >= _FEWEST_DATES:
            found.update(run)
        run = []
    return found


def _is_bare_date(text: str) -> bool:
    """Tell a line that is a date with its year and not one word more: "May 1, 2024", but not "for 30 days"."""
    if len(text) > _LONGEST_DATE or YEAR.search(text) is None or not _BARE_DATE.fullmatch(text):
        return False
    return all(word.casefold() in _DATE_WORDS for word in _WORD.findall(text))
