"""The date line: the one line in which a policy says of when it is."""

from __future__ import annotations

import re

from monitor import text
from monitor.diff.tokens import DATE, is_japanese

_DIGIT = "[〇一二三四五六七八九十]"
_FEW = f"{_DIGIT}{{1,3}}"
_IN_KANJI = rf"(?:(?:令和|平成|昭和)\s?(?:{_FEW}|元)|[一二]{_DIGIT}{{3}})年\s?{_FEW}月(?:\s?{_FEW}日)?"
"""A date as a regulation prints it: 平成二十九年五月三十日."""
_DATE = re.compile(f"{DATE}|{_IN_KANJI}", re.IGNORECASE)
_SAYS_DATE = re.compile(
    r"updat|effective|revis|amend|version|dated|in force|modifi|as of|last\s(?:changed|review)"
    r"|enact|establish|adopted|publish|révis|d['’]effet"
    r"|改定|改訂|制定|施行|発効|更新|改正|策定|公表|適用|最終|版|mise à jour|en vigueur|stand|aktualis|gültig|geändert"
    r"|actualiz|vigente|vigor|aggiorn|atualiz|bijgewerkt|ingang",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:version|ver\.?|v\.?)\s?\d{1,4}(?:\.\d{1,4}){0,3}\b|第\d{1,3}版", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"polic|notice|terms|statement|agreement|document|page|politique|condition|charte|déclaration|erklärung|bedingung"
    r"|richtlinie|規約|ポリシー|方針|規程|文書",
    re.IGNORECASE,
)
_SPEAKS_OF_OTHERS = re.compile(
    r"\b(?:you|your|users?|customers?|members?|orders?|accounts?|fees?|offers?|contracts?"
    r"|payments?|purchases?|vous|sie|kunden|added|removed|replaced|introduced|ajouté|supprimé|hinzugefügt)\b|お客様|利用者|会員|料金|申込|申し込|応募|契約|注文|購入|支払",
    re.IGNORECASE,
)
_FILLERS = re.compile(
    r"\b(?:on|as|of|from|since|the|th|st|nd|rd|le|la|du|de|au|am|vom|ab|den|der|el|del|il|op)\b", re.IGNORECASE
)
_LONGEST = 240
_SHORT, _SHORT_JAPANESE = 40, 12
_LONG, _LONG_JAPANESE = 130, 28
"""Letters besides the date: up to the first anything that says a date, up to the second if it names the document."""


def is_date_line(clause: str) -> bool:
    """Tell whether a clause does nothing but say of when, or which edition, the document is.

    >>> is_date_line("Last updated: 1 May 2024"), is_date_line("2024年4月1日 改定")
    (True, True)
    >>> is_date_line("平成二十九年五月三十日改定")
    True
    >>> is_date_line("You must be born before 1 May 2006 to use it and accept the revised terms we publish here.")
    False
    """
    if len(clause) > _LONGEST or not _DATE.search(clause):
        return False
    rest = _without_dates(clause)
    letters = text.loose(rest)
    if not letters:
        return True
    if _SPEAKS_OF_OTHERS.search(rest) or not _SAYS_DATE.search(rest) or any(sign.isdigit() for sign in letters):
        return False
    short, long = (_SHORT_JAPANESE, _LONG_JAPANESE) if is_japanese(rest) else (_SHORT, _LONG)
    return len(letters) <= (long if _DOCUMENT.search(rest) else short)


def another_date(before: str, after: str) -> bool:
    """Tell whether two date lines differ in their dates and in nothing else: "updated" is not "effective"."""
    is_other = _DATE.findall(before) != _DATE.findall(after) or _VERSION.findall(before) != _VERSION.findall(after)
    return is_other and _introduction(before) == _introduction(after)


def _introduction(clause: str) -> str:
    """Give the words of a date line that are no date, and no "on" or "le" that a way of writing dates brings along."""
    return text.loose(_FILLERS.sub(" ", _without_dates(clause)))


def _without_dates(clause: str) -> str:
    return _VERSION.sub(" ", _DATE.sub(" ", clause))
