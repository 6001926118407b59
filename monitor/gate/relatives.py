"""Documents of the same kind that are not this one: of another company or product, or the edition of another country.

They speak as the policy does, often word for word. What tells them apart is what a page says of itself: the name in its
title, the address it gives as its own, the country it is for, and whose name stands in it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from monitor.gate import subjects
from monitor.gate.answer import domain

if TYPE_CHECKING:
    from monitor.model import Page

_LIKE: Final = 0.8
"""Share of the old text above which another title is a new title. Of 15 real rewrites in 63 histories that kept less,
none had other names in its title."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON_WORDS: Final = """
    a an and applicable at by current edition for full general global in information latest legal member members new
    notice of official on online or our policies policy revised rules site statement terms the to updated us use usage
    user users version web website with you your
    au aux ce charte conditions d de des du en et générale générales l la le les légales nos notre politique pour règles
    service services sur un une utilisation vie vos votre
    allgemeine allgemeinen bedingungen das den der des die erklärung für geschäftsbedingungen hinweise im in mit nutzung
    richtlinie richtlinien und unsere unserer von zu zum zur
    condiciones del el las los para política uso y dei della di e il informativa lo per sulla
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]{2,}")
"""A word with a capital in the middle of a sentence."""
_ADDRESS: Final = re.compile(r"[@/]|\w\.\w")
"""Found in words that are mail and web addresses: names are written small in them."""
_OFTEN: Final = 3
_MOST: Final = 60_000
_PLACE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_REGION: Final = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})")


def differ_by_name(old: tuple[str, str], new: tuple[str, str], kept: float) -> str:
    """Say by which title a page is another document than before; "" when it may be the same.

    Args:
        old: title of the document, and of the page, as they were.
        new: as they are.
        kept: share of the old text that stands in the new one.
    """
    if kept >= _LIKE:
        return ""
    for before, after in zip(old, new, strict=True):
        names, others = _names(before), _names(after)
        if names - others and others - names:
            return f"it is called {after[:80]!r} instead of {before[:80]!r}"
    return ""


def differ_by_place(old: tuple[Page, str], new: tuple[Page, str]) -> str:
    """Say of which other country a page is by the address it gives for itself, or by its language tag; "" otherwise.

    Args:
        old: the page as it was, and where it came from.
        new: as it is.
    """
    regions = [found[1] if (found := _REGION.fullmatch(page.locale)) else "" for page, _ in (old, new)]
    if all(regions) and regions[0] != regions[1]:
        return f"it is the edition for {regions[1].upper()} instead of {regions[0].upper()}"
    before, after = (page.address or came for page, came in (old, new))
    if _rest(before) == _rest(after) and _is_moved(_edition(before), _edition(after)):
        return f"it is another edition: its address is {_shown(after)} instead of {_shown(before)}"
    return ""


def differ_by_party(old: str, new: str) -> str:
    """Say whose document it is instead, where neither text knows the name that stands most often in the other one."""
    one, other = _party(old), _party(new)
    if not one or not other or one.casefold() in new.casefold() or other.casefold() in old.casefold():
        return ""
    return f"it speaks of {other} instead of {one}"


def _names(title: str) -> set[str]:
    """List the words of a title that are none of those which say what a document is.

    >>> sorted(_names("Privacy Policy – Kikyo Mail")), _names("HER terms and conditions")
    (['kikyo', 'mail'], {'her'})
    """
    rest = subjects.without_name(title)
    return {word for word in _WORD.findall(rest) if word not in _COMMON}


def _party(text: str) -> str:
    """Give the name that stands most often in a text; a word that is also written small is none.

    >>> _party("What your Device sends, what each Device keeps, and which Device it is: of devices, a device.")
    ''
    >>> _party("What Kikyo keeps, when Kikyo keeps it, and why Kikyo must.")
    'Kikyo'
    """
    text = " ".join(word for word in text[:_MOST].split() if not _ADDRESS.search(word))
    small = set(re.findall(r"\b[a-z][\w'’-]{2,}", text))
    names = Counter(re.sub(r"['’]s?$", "", name) for name in _NAME.findall(text))
    for name, times in names.most_common(_OFTEN):
        if name.casefold() not in small and not subjects.name(name):
            return name if times >= _OFTEN else ""
    return ""


def _edition(address: str) -> tuple[str, str]:
    """Give the country's part of a host's name, and the first part of a path when it names a language or country."""
    parts = urlsplit(address.lower())
    first = parts.path.strip("/").partition("/")[0]
    return domain(parts.hostname or "").partition(".")[2], first if _PLACE.fullmatch(first) else ""


def _is_moved(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Tell whether two editions are known to be two: a country or language that only one names says nothing."""
    return any(one and other and one != other for one, other in zip(before, after, strict=True))


def _rest(address: str) -> tuple[str, str]:
    parts = urlsplit(address.lower())
    first, _, rest = parts.path.strip("/").partition("/")
    path = rest if _PLACE.fullmatch(first) else parts.path.strip("/")
    return domain(parts.hostname or "").partition(".")[0], path


def _shown(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}"[:120]
