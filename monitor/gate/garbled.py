"""Letters that were lost on the way: a page whose bytes were taken for another charset than they are written in.

The words stand, and every accent, quote or Japanese letter is a sign that nobody wrote: U+FFFD where bytes were no
text, "Ã©" and "â€™" where UTF-8 was read as windows-1252, "縺" and "繝" where it was read as Shift_JIS, "don?t" and
"???" where a charset had no such letter.
"""

from __future__ import annotations

import re
from typing import Final

from monitor import text as texts
from monitor.gate.neighbours import gaps

_REST: Final = "".join(
    bytes([byte]).decode("cp1252", "ignore") + bytes([byte]).decode("latin-1") for byte in range(0x80, 0xC0)
)
"""What the second byte of a letter in UTF-8 looks like in windows-1252 or ISO 8859-1."""
_SIGN: Final = re.compile(
    rf"\ufffd|[ÂÃ](?:[{re.escape(_REST)}]| )|â€|â\u0080|ã[€‚ƒ\u0080-\u0083]|[縺繝繧]"
    r"|\?(?<=[^\W\d_]\?)(?=[^\W\d_])|\?{3,}"
)
_MANY: Final = 10
"""Signs that an edit does not bring along by a slip of the hand."""
_PLAIN: Final = re.compile(r"[^a-z0-9]+")


def count(text: str) -> int:
    """Count the signs of lost letters.

    >>> count("mise à jour des données"), count("mise Ã jour des donnÃ©es"), count("des donn�es")
    (0, 2, 1)
    """
    return len(_SIGN.findall(text))


def differs(old: str, new: str) -> tuple[int, bool] | None:
    """Tell whether one of two texts has lost letters that the other one has.

    Returns:
        How many signs of it one has more, and whether that is all in which they differ; None when no letters were lost,
        or so few that an edit beside them is the news.
    """
    many = abs(count(new) - count(old))
    if not many:
        return None
    is_all = _is_all(old.split("\n"), new.split("\n"))
    return (many, is_all) if is_all or many >= _MANY else None


def _is_all(old: list[str], new: list[str]) -> bool:
    """Tell whether lines differ only where letters were lost."""
    names = [[texts.loose(line) or line for line in lines] for lines in (old, new)]
    for left, right in gaps(names[0], names[1]):
        pairs = list(zip(left, right, strict=False))
        if len(left) != len(right) or not all(_is_pair(old[one], new[other]) for one, other in pairs):
            return False
    return True


def _is_pair(before: str, after: str) -> bool:
    """Tell whether two lines are the same but for letters that one of them has lost."""
    plain = _plain(before)
    if before == after or plain != _plain(after):
        return before == after
    return count(before) != count(after) or (bool(plain) and before.count("?") != after.count("?"))


def _plain(line: str) -> str:
    return _PLAIN.sub("", line.casefold())
