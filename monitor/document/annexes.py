"""Documents that a policy names as its own: annexes, schedules, terms that go with it, often a bare list of links.

A list of links at the end of a page is a menu as a rule. It is of the policy when the line above it says that annexes
follow, or that policies follow and nearly all of the links name one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DOCUMENT: Final = re.compile(
    r"polic|privac|terms|conditions|agreement|notice|statement|guideline|cookie|規約|方針|ポリシー|プライバシー|約款|個人情報|規程"
    r"|confidentialit|politique|mentions|datenschutz|agb|bedingungen|impressum|política|términos|informativa|termini|termos|隐私|協議|协议|条款",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(
    r"(?:annex|appendix|appendices|schedule|exhibit|addend|attachment|supplement|anlage|anhang|annexe|anexo|allegat)"
    r"|\b(?:code|rules?|standards?|charter|licen[cs]es?|sub-?processors?|dpa|sla)\b|別紙|別表|別添|付属|附属|規則|細則|要綱|要領|ガイドライン|基準",
    re.IGNORECASE,
)
_AND: Final = r"(?:,? and |, |/| & )"
_ANNEX: Final = (
    r"(?:annex(?:es|e)?|appendix|appendices|schedules?|exhibits?|addend(?:um|a)|attachments?|supplements?"
    r"|anlagen?|anhänge|anexos?|allegati)"
)
_ANNEXES: Final = re.compile(
    rf"(?:(?:list of|the|our|all|these|legal|contract(?:ual)?) )?{_ANNEX}(?:{_AND}{_ANNEX}){{0,3}}"
    r"(?: (?:to|of) (?:this|these|the) .{1,40})?"
    r"|別[紙表](?:一覧)?|別添(?:資料)?|[付附]属(?:書類?|資料|規程)|関連(?:規程|規則|規約|ポリシー|方針|条例|法令)(?:等|一覧)?",
    re.IGNORECASE,
)
_KIND: Final = (
    r"(?:related|supplementa(?:l|ry)|additional|other|applicable|associated|incorporated|accompanying|further"
    r"|(?:product|service|country|region|state)(?:[- ]specific)?)"
)
_PAPERS: Final = (
    r"(?:legal |service |product )?(?:policies|terms|agreements?|notices?|guidelines?|conditions|documents?|statements?"
    r"|rules|standards)"
)
_POLICIES: Final = re.compile(
    rf"(?:our )?{_KIND}(?:{_AND}{_KIND})? {_PAPERS}(?:{_AND}{_PAPERS}){{0,3}}"
    rf"|{_PAPERS} (?:incorporated|that (?:also )?apply).{{0,40}}"
    r"|その他の(?:規約|ポリシー|方針|規程)|個別(?:の)?(?:規約|規程)",
    re.IGNORECASE,
)
_LONGEST: Final = 80
_EDGES: Final = " :：.。■●◆【】"


def names_document(title: str) -> bool:
    """Tell whether a title is that of a policy, a contract or a notice."""
    return _DOCUMENT.search(title) is not None


def follow(heading: str, links: Iterable[str]) -> bool:
    """Tell whether a line above a list says that documents of the policy follow, and the links bear it out.

    Args:
        heading: the line above.
        links: the words of the links; none is asked for unless the line says so.

    >>> follow("Annexes", ["Service levels", "Prices"]), follow("Related policies", ["Cookie policy", "Terms of sale"])
    (True, True)
    >>> follow("Related policies", ["Our shops", "Jobs", "News"]), follow("Related pages", ["Cookie policy"])
    (False, False)
    """
    bare = heading.strip(_EDGES)
    if not 0 < len(bare) <= _LONGEST or not (_ANNEXES.fullmatch(bare) or _POLICIES.fullmatch(bare)):
        return False
    named = [names_document(link) or _ATTACHED.search(link) is not None for link in links]
    return bool(named) and (sum(named) * 3 >= len(named) * 2 or _ANNEXES.fullmatch(bare) is not None)
