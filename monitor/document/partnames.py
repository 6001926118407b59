"""What class and id call a part of a page: its frame, an extra beside the text, a tool."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:(?:site|global|page|main|primary|secondary|top|bottom|sub|mobile|local|mega|side|left|right|g|l)[-_]?)?"
    r"(?:nav|navbar|navi|gnav|navigation|menu|footer|breadcrumbs?|topic[-_]?path|pankuzu|skip[-_]?(?:link|nav|to)s?|sidebar|toc"
    r"|table[-_]of[-_]contents|share|sharing|compartir|partager|partage|teilen|condividi"
    r"|share[-_]?(?:btn|button|bar|box|icon|link|tool|area)s?|social|sns|addtoany|addthis|pagetop|to[-_]?top|back[-_]to[-_]top"
    r"|lang(?:uage)?[-_]?(?:switch(?:er)?|select(?:or)?|picker|list|nav)?|pagination|pager|newsletter|subscribe|feedback|helpful"
    r"|promo|advert|popup|modal|overlay|toast|tooltip|searchbox|search[-_](?:box|form|bar)|print"
    r"|(?:mw[-_])?jump[-_]?(?:link|nav|to)s?|(?:mw[-_])?edit[-_]?section|section[-_]?edit|copyright)(?:$|[\s_-])"
)
_FRAMES: Final = re.compile(
    r"(?:^|\s)(?:\w{1,20}[-_]){0,3}foot(?:er[\w-]{0,20}|[-_]?(?:nav|menu|area|wrap))?(?:$|\s)"
    r"|(?:^|\s)(?:(?:site|global|page|main|the|l)[-_]?)?(?:side(?:[-_]?(?:bar|nav|menu|area|col(?:umn)?|contents?|block|box|wrap(?:per)?|inner))?|breadcrumbs?|nav(?:bar|igation)?|g?navi|mega[-_]?menu)(?:$|\s)"
    r"|(?:^|\s)(?:comments?[-_](?:area|list|section|wrap\w{0,10})|commentlist|disqus_thread)(?:$|\s)"
    r"|(?:^|\s)(?:article|post|page|entry)[-_]comments?(?:$|\s)"
    r"|(?:^|\s)(?:mast[-_]?head|tagline|(?:site|global|l|top)[-_](?:header|branding|title|description)|top[-_]?bar|header[-_]?top|utility[-_]?bar|announcement[-_]?bar)(?:$|\s)"
)
"""Names of what stands around a page's content."""
_EXTRAS: Final = re.compile(
    r"(?:^|\s)(?:(?:\w{1,20}[-_]){0,2}newsletter(?:[-_]\w{1,20})?|(?:\w{1,20}[-_])?related[-_]?\w{0,20}"
    r"|comments|advert(?:isement)?|menu|pagination|language[-_]\w{1,20}|feedback)(?:$|\s)"
)
"""Names that a section of a policy may have for an id as well: they count for parts with links or fields only."""
_SIDE: Final = re.compile(r"(?:^|[\s_-])side[-_]?(?:bar|area|col(?:umn)?|contents?|block|box|note)?(?:$|[\s_-])")


class Named(Enum):
    """What class and id call a part."""

    FRAME = "frame"
    EXTRA = "extra"
    TOOL = "tool"


@lru_cache(maxsize=16384)
def named(names: str) -> Named | None:
    """Tell what the names of an element say, the strongest first; None for nothing."""
    kinds = {_kind(name) for name in names.split()}
    return next((kind for kind in Named if kind in kinds), None)


@lru_cache(maxsize=65536)
def _kind(name: str) -> Named | None:
    """Tell what one class or id says; the names of a page's elements repeat, their combinations less so."""
    if _FRAMES.search(name):
        return Named.FRAME
    if _EXTRAS.search(name):
        return Named.EXTRA
    return Named.TOOL if _NAMES.search(name) else None


def is_side(names: str) -> bool:
    """Tell the name of a side bar."""
    return _SIDE.search(names) is not None
