"""Capitals: when another way to set them is another wording.

Titles and headings are set in capitals and unset again, and a word is set in capitals for emphasis: no word changed.
But an acronym without its capitals is another word: "US law" and "us law".
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_RUN = 3
"""Neighbouring words in capitals from which they are a style, not so many acronyms."""
_LONGEST_ACRONYM = 5
_EMPHASIS = frozenset({
    "not", "no", "nor", "all", "any", "only", "never", "must", "may", "will", "shall", "and", "or", "you", "your",
    "we", "our", "are", "is", "do", "does", "can", "cannot", "if", "the", "to", "of", "free", "note", "nicht",
    "kein", "nur", "alle", "und", "oder", "muss", "darf", "pas", "tous", "vous", "ou", "et",
})  # fmt: skip
"""Short words that are set in capitals to stress them."""


def is_other_case(before: str, after: str) -> bool:
    """Tell of two texts with the same letters whether a word gained or lost the capitals that make it an acronym.

    >>> is_other_case("US law applies.", "us law applies.")
    True
    >>> is_other_case("YOUR RIGHTS", "Your rights"), is_other_case("You may NOT copy it.", "You may not copy it.")
    (False, False)
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) != len(new):
        return False
    run: list[tuple[str, str]] = []
    for pair in [*zip(old, new, strict=True), ("", "")]:
        if pair[0] != pair[1]:
            run.append(pair)
            continue
        is_style = len(run) >= _LEAST_RUN or len(run) == len(old)
        if not is_style and any(_is_acronym(one, other) or _is_acronym(other, one) for one, other in run):
            return True
        run = []
    return False


def _is_acronym(word: str, other: str) -> bool:
    """Tell whether a word stands in capitals, and not for emphasis, where the other one has small letters."""
    return (
        1 < len(word) <= _LONGEST_ACRONYM
        and word.isupper()
        and not other.isupper()
        and word.casefold() == other.casefold()
        and word.casefold() not in _EMPHASIS
    )
