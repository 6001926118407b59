"""The date line: the one line in which a policy says of when it is."""

from __future__ import annotations

import re

from monitor import text
from monitor.diff.tokens import DATE

_DATE = re.compile(DATE, re.IGNORECASE)
_SAYS_DATE = re.compile(
    r"updat|effective|revis|amend|version|dated|in force|modifi|as of|last\s(?:changed|review)"
    r"|enact|establish|adopted|publish"
    r"|改定|改訂|制定|施行|発効|更新|改正|策定|公表|適用|最終|版|mise à jour|en vigueur|stand|aktualis|gültig|geändert"
    r"|actualiz|vigente|vigor|aggiorn|atualiz|bijgewerkt|ingang",
    re.IGNORECASE,
)
_LONGEST = 160
_MOST_OTHER_LETTERS = 60
_DAY = "\ue001"


def is_date_line(clause: str) -> bool:
    """Tell whether a clause does nothing but say of when the document is.

    >>> is_date_line("Last updated: 1 May 2024"), is_date_line("2024年4月1日 改定")
    (True, True)
    >>> is_date_line("You must be born before 1 May 2006 to use it and accept the revised terms we publish here.")
    False
    """
    if len(clause) > _LONGEST or not _DATE.search(clause):
        return False
    rest = _DATE.sub(" ", clause)
    if len(text.loose(rest)) > _MOST_OTHER_LETTERS:
        return False
    return bool(_SAYS_DATE.search(rest)) or not text.loose(rest)


def same_but_date(before: str, after: str) -> bool:
    """Tell whether two clauses are equal when their dates are left out."""
    return text.loose(_DATE.sub(_DAY, before)) == text.loose(_DATE.sub(_DAY, after))
