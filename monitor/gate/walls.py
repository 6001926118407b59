"""Pages that stand where the policy should, known by their own words in the places where such pages have them."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Final

from monitor.gate import subjects
from monitor.gate.overlap import length
from monitor.gate.phrases import Kind, challenge, find
from monitor.gate.speech import said as find_said
from monitor.gate.speech import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Page, Version

_SHORT: Final = 350
"""Words: a page without history that is longer is no wall, whatever phrases stand in it."""
_SHORT_OF_SELF: Final = 120
"""Words: up to here the title alone may say it."""
_SHARE: Final = 0.2
"""Share of a short page's words in lines that speak as walls do; measured on tiny policies, which have none."""
_TINY: Final = 25
"""Words below which what the reader left aside (buttons, notices) is asked too."""
_MOST_LINES: Final = 400
_HEAD: Final = 3
"""Lines at the top that say what a page is."""
_FEW: Final = 2
_STUMP: Final = 8
"""Words of a lone line that trails off ("One moment…"): somebody waits for the rest."""
_TRAILING: Final = re.compile(r"(?:…|\.\.\.|。。。)$")
_MAINLY: Final = 0.4
"""Share of a title or line that a wall's words must be to be its point."""
_STOP: Final = re.compile(r"[.!?:;](?:[\s\"')]|$)|[。！？]")
_BREAK: Final = re.compile(r" [|·:–—-] |[|｜]")
DOORS: Final = frozenset({Kind.LOGIN, Kind.CONSENT, Kind.AGE, Kind.REGION, Kind.PAYWALL})
"""Kinds whose words stand in menus and notices of honest pages too: the title must say it, or little else be there."""


def recognise(version: Version | None, page: Page, *, is_strange: bool) -> tuple[Kind, str] | None:
    """Tell which wall a page is, with the words that say so; None when it is none.

    Args:
        version: the reading; None when there was nothing to read.
        page: what the raw page shows.
        is_strange: True when hardly anything of the target's earlier texts is on the page. Without that (and at the
            first visit) the page must be short, and its wall phrases a good part of it.
    """
    lines = [line for line in version.text.split("\n") if line] if version else []
    words = _count(lines[:_MOST_LINES], most=inf if is_strange else _SHORT)
    if words < _TINY and (found := _of_rest(lines, page, is_titled=is_titled(version))):
        return found
    if is_strange:
        return _of_strange(version, lines, words, page)
    if found := _trailing(lines):
        return found
    return None if words > _SHORT else _of_short(version, lines, words, page)


def _of_strange(version: Version | None, lines: Sequence[str], words: float, page: Page) -> tuple[Kind, str] | None:
    """Ask the top of a page that has nothing of the old text, then its lines, of which few must speak as walls do."""
    titled = [found for line in (page.title, *lines[:_HEAD]) if (found := find_said(line))]
    found = _weightiest(titled, page) if titled else _of_share(lines, words, _SHARE / 2)
    return found or _trailing(lines) or _of_buttons(version, lines, words, page)


def _of_short(version: Version | None, lines: Sequence[str], words: float, page: Page) -> tuple[Kind, str] | None:
    """Ask the titles of a short page, then its lines, of which many must speak as walls do."""
    titles = [section.title for section in version.sections[:_HEAD] if section.title] if version else []
    if found := _headline([*_BREAK.split(page.title), *titles], DOORS) or _headline(lines[:_HEAD]):
        return found
    return _of_share(lines, words, _SHARE) if words <= _SHORT_OF_SELF else None


def _count(lines: Iterable[str], *, most: float) -> float:
    """Count words, no further than to the first line with which they are more than that."""
    words = 0.0
    for line in lines:
        words += length(line)
        if words > most:
            break
    return words


def _trailing(lines: Sequence[str]) -> tuple[Kind, str] | None:
    """Find a lone line that trails off, under a title at most: the document is still to come."""
    if not lines or len(lines) > _FEW or not _TRAILING.search(lines[-1]) or length(lines[-1]) > _STUMP:
        return None
    return None if any(map(is_sentence, lines[:-1])) else (Kind.SHELL, lines[-1])


def _of_buttons(version: Version | None, lines: Sequence[str], words: float, page: Page) -> tuple[Kind, str] | None:
    """Ask the buttons of a short page that has nothing of the old text and counts partners or greets at its top.

    A text under the title of a policy is a document: a dialog about cookies lies over that one, too.
    """
    asked = (find(line) for line in lines[:_HEAD])
    counted = any(one and one[0] is Kind.CONSENT and any(map(str.isdigit, one[1])) for one in asked)
    if (
        not (counted or _headline(lines[:_HEAD], frozenset({Kind.CONSENT})))
        or words > _SHORT_OF_SELF
        or is_titled(version)
    ):
        return None
    buttons = [line for line in page.text.split("\n")[:_MOST_LINES] if line not in lines]
    return next((found for line in buttons if (found := find(line)) and found[0] is Kind.CONSENT), None)


def speaks(version: Version) -> bool:
    """Tell whether a text holds a sentence as policies have them: of data, rights or duties, and no wall's."""
    lines = [line for line in version.text.split("\n") if line][:_MOST_LINES]
    return any(
        is_sentence(part) and not _TRAILING.search(part) and find(part) is None and subjects.is_legal(part)
        for line in lines
        for part in sentences(line)
    )


def _headline(lines: Iterable[str], also: frozenset[Kind] = frozenset()) -> tuple[Kind, str] | None:
    """Find a wall's words that are most of a title or line at the top; those of doors only where `also` names them."""
    for line in lines:
        found = find(line)
        if found is None or len(found[1]) < len(line.strip()) * _MAINLY:
            continue
        if found[0] in also or found[0] not in DOORS:
            return found
    return None


def is_titled(version: Version | None) -> bool:
    """Tell whether a text stands under a heading that names a policy, and holds more than that."""
    if version is None:
        return False
    titled = [section for section in version.walk() if subjects.name(section.heading)]
    return any(clause.text for section in titled for clause in section.clauses)


def _of_rest(lines: Sequence[str], page: Page, *, is_titled: bool) -> tuple[Kind, str] | None:
    """Ask everything on a page whose reading is next to nothing, unless that little is a text of its own."""
    is_prose = _is_prose(lines)
    said = [found for line in lines if (found := find_said(line)) and not (is_prose and found[0] in DOORS)]
    if not said and page.refresh:
        return Kind.FORWARD, page.refresh
    if said:
        return _weightiest(said, page)
    if is_prose or (is_titled and not page.passwords):
        return None
    said = [found for line in (page.title, *page.text.split("\n")[:_MOST_LINES]) if (found := find(line))]
    if not said and page.passwords:
        return Kind.LOGIN, "a field for a password"
    return _weightiest(said, page)


def _weightiest(said: Sequence[tuple[Kind, str]], page: Page) -> tuple[Kind, str] | None:
    """Choose what a page is by what it says: a dialog about cookies lies over pages of all kinds, and counts last.

    That scripts are needed says a check for robots too, where one of them belongs to such a check.
    """
    strong = [found for found in said if found[0] not in DOORS and found[0] is not Kind.SHELL]
    if not strong and (source := challenge(page.sources)) and not page.passwords:
        return Kind.BOT_CHECK, source
    shells = [found for found in said if found[0] is Kind.SHELL and not page.passwords]
    doors = [found for found in said if found[0] is not Kind.CONSENT]
    found = next(iter((*strong, *shells, *doors, *said)), None)
    if found is not None and found[0] is Kind.CONSENT and page.passwords:
        return Kind.LOGIN, "a field for a password"
    return found


def _of_share(lines: Sequence[str], words: float, least: float) -> tuple[Kind, str] | None:
    said = [(found, length(line)) for line in lines[:_MOST_LINES] if (found := find_said(line))]
    if not said or sum(weight for _, weight in said) < words * least:
        return None
    plain = [found for found, _ in said if found[0] not in DOORS]
    return plain[0] if plain else said[0][0] if len(said) >= _FEW else None


def _is_prose(lines: Sequence[str]) -> bool:
    """Tell whether the text holds a sentence that is no wall's.

    >>> _is_prose(["Privacy", "We collect nothing at all."]), _is_prose(["Home", "Contact us", "Log in"])
    (True, False)
    """
    return any(is_sentence(line) and not find_said(line) for line in lines)


def is_sentence(line: str) -> bool:
    """Tell whether a line holds a sentence of at least two words.

    >>> is_sentence("We keep no logs. Contact: a@b.example"), is_sentence("Contact"), is_sentence("取得しません。")
    (True, False, True)
    """
    return _STOP.search(line) is not None and length(line) >= _FEW
