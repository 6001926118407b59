"""CSS selectors of a watchlist, looked at before any page is."""

from __future__ import annotations


def check(selector: str) -> None:
    """Raise ValueError, with what is wrong, unless the text is a CSS selector that the reader can use.

    >>> check("main > .policy:not(.old)")
    """
    import soupsieve  # noqa: PLC0415 - brings a whole parser of pages along; few have a selector

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as fault:
        raise ValueError(str(fault)) from None
