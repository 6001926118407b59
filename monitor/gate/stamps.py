"""Lines that say the day of the visit: stamps of a page's template, told from the dates of a document."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from monitor import text as texts

_LONGEST: Final = 160
"""Characters: a stamp is a line; a date within a long clause belongs to that."""
_GAP: Final = 8
"""Characters between the numbers of a date ("er ", "st of ")."""
_MONTHS: Final = (
    "january jan januar jänner janvier janv enero ene gennaio gen",
    "february feb februar février févr febrero febbraio",
    "march mar märz mars marzo",
    "april apr avril avr abril aprile",
    "may mai mayo maggio",
    "june jun juni juin junio giugno",
    "july jul juli juillet juil julio luglio",
    "august aug août agosto",
    "september sep sept septembre septiembre settembre",
    "october oct oktober okt octobre octubre ottobre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dicembre",
)
_NUMBERS: Final = {name: str(number) for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica"
)


def _words(names: str) -> str:
    ordered = sorted(names.split(), key=len, reverse=True)
    return rf"(?<![^\W\d_])(?:{'|'.join(ordered)})(?![^\W\d_])\.?"


_MONTH: Final = re.compile(_words(" ".join(_MONTHS)))
_WEEKDAY: Final = re.compile(rf"[月火水木金土日]曜日?|\([月火水木金土日]\)|{_words(_DAYS)}")
_CLOCK: Final = re.compile(
    r"\d{1,2}(?::\d{2}){1,2}(?: ?[ap]\.?m\.?)?|(?:午前|午後)?\d{1,2}時(?:\d{1,2}分)?(?:\d{1,2}秒)?"
)
_REIWA: Final = re.compile(r"令和 ?(\d{1,2}|元)(?= ?年)")
_INTRODUCTION: Final = re.compile(
    r"updat|effective|revis|amend|modif|chang|in force|as of|as at|since|version|valid|last|publish|posted"
    r"|dated|adopted|stand\b|gültig|aktualis|geänd|änder|fassung|in kraft|veröffentl|ab dem|seit"
    r"|vigueur|mise? à jour|màj|dernière|publi|vigente|vigencia|actualiz|aggiorn|vigore|ultim"
    r"|改[定訂正]|施行|制定|更新|公布|適用|発効|公開|策定|現在"
)


def shape(line: str) -> str:
    """Give what stays of a line in which only numbers, months and weekdays move.

    >>> shape("Monday, 01 January 2024") == shape("Tuesday, 13 February 2024")
    True
    >>> shape("kept for 30 days") == shape("kept for 30 years")
    False
    """
    folded = _MONTH.sub("#", _WEEKDAY.sub("#", texts.key(line).casefold()))
    return re.sub(r"\d+(?:[.,:]\d+)*", "#", folded)


def remainder(line: str, day: date | None) -> str | None:
    """Give what a line says besides a day, its weekday and the time; None when it is not that day, or one beside it.

    Args:
        line: a clause.
        day: of the visit, in UTC: where the page was made it may have been the one before, or the next.

    >>> remainder("Today is Monday, 1 January 2024.", date(2024, 1, 2))
    'today is , #.'
    >>> remainder("Effective 1 January 2024", date(2024, 6, 1))
    """
    if day is None or len(line) > _LONGEST:
        return None
    folded = _WEEKDAY.sub("", _CLOCK.sub("", texts.key(line).casefold()))
    folded = _MONTH.sub(lambda found: _NUMBERS[found.group().rstrip(".")], folded)
    folded = _REIWA.sub(lambda found: str(2018 + (1 if found[1] == "元" else int(found[1]))), folded)
    numbers = list(re.finditer(r"\d{1,4}", folded))
    for first, second, third in zip(numbers, numbers[1:], numbers[2:], strict=False):
        is_close = max(second.start() - first.end(), third.start() - second.end()) <= _GAP
        if is_close and tuple(int(one.group()) for one in (first, second, third)) in _forms(day):
            return " ".join(f"{folded[: first.start()]}#{folded[third.end() :]}".split())
    return None


def is_introduced(*lines: str) -> bool:
    """Tell whether a line, or the short one above it, says what a date is the date of: of an edition, an edit, a rule.

    >>> is_introduced("Last updated: 1 January 2024"), is_introduced("Today is Monday, 1 January 2024.")
    (True, False)
    """
    return any(_INTRODUCTION.search(texts.key(line).casefold()) for line in lines if len(line) <= _LONGEST)


def _forms(day: date) -> set[tuple[int, int, int]]:
    near = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
    return {
        form
        for one in near
        for form in (
            (one.year, one.month, one.day),
            (one.day, one.month, one.year),
            (one.month, one.day, one.year),
        )
    }
