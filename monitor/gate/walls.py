"""Pages that stand where the policy should, known by their own words in the places where such pages have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from monitor.gate.overlap import length
from monitor.gate.phrases import Kind, challenge, find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.model import Page

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
_DOORS: Final = frozenset({Kind.LOGIN, Kind.CONSENT, Kind.AGE, Kind.REGION, Kind.PAYWALL})
"""Kinds whose words also stand in the menu or the notice of an honest page: its title must say it, or the page be little else."""


def recognise(lines: Sequence[str], page: Page, *, is_strange: bool) -> tuple[Kind, str] | None:
    """Tell which wall a page is, with the words that say so; None when it is none.

    Args:
        lines: the text as read, headings among them.
        page: what the raw page shows.
        is_strange: True when hardly anything of the target's earlier texts is on the page. Without that (and at the
            first visit) the page must be short, and its wall phrases a good part of it.
    """
    words = sum(length(line) for line in lines[:_MOST_LINES])
    if words < _TINY and (found := _of_rest(lines, page)):
        return found
    titled = find(page.title) or next(filter(None, map(find, lines[:_HEAD])), None)
    if is_strange:
        return titled or _of_share(lines, words, _SHARE / 2)
    if words > _SHORT:
        return None
    found = _of_share(lines, words, _SHARE)
    if found is None and words <= _SHORT_OF_SELF and not _is_prose(lines):
        return titled
    return found if titled or words <= _SHORT_OF_SELF else None


def _of_rest(lines: Sequence[str], page: Page) -> tuple[Kind, str] | None:
    """Ask everything on a page whose reading is next to nothing, unless that little is a sentence of its own."""
    if found := next(filter(None, map(find, lines)), None):
        return found
    if _is_prose(lines):
        return None
    if found := find(page.title):
        return found
    said = [found for line in page.text.split("\n")[:_MOST_LINES] if (found := find(line))]
    if not said and (source := challenge(page.sources)):
        return Kind.BOT_CHECK, source
    if page.passwords and not said:
        return Kind.LOGIN, "a field for a password"
    strong = [found for found in said if found[0] not in _DOORS]
    return strong[0] if strong else said[0] if said else None


def _of_share(lines: Sequence[str], words: float, least: float) -> tuple[Kind, str] | None:
    said = [(found, length(line)) for line in lines[:_MOST_LINES] if (found := find(line))]
    if not said or sum(weight for _, weight in said) < words * least:
        return None
    plain = [found for found, _ in said if found[0] not in _DOORS]
    return plain[0] if plain else said[0][0] if len(said) >= _FEW else None


def _is_prose(lines: Sequence[str]) -> bool:
    """Tell whether the text holds a sentence that is no wall's.

    >>> _is_prose(["Privacy", "We collect nothing at all."]), _is_prose(["Home", "Contact us", "Log in"])
    (True, False)
    """
    return any(
        line.rstrip().endswith((".", "。", "!", "！")) and length(line) >= _FEW and not find(line) for line in lines
    )
