"""The three texts of a clause: *stored* to keep, *key* to tell equal from different, *loose* to tell alike.

Rules and their reasons are the subject of `tests/test_text.py`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CJK = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    f"{_CONTROLS}]"
)
# each begins with the sign itself: the search jumps from one to the next instead of looking back at every letter
_SPACE_BY_CJK = re.compile(f" (?:(?<=[{_CJK}] )|(?=[{_CJK}]))")
_SPACE_BEFORE_POINT = re.compile(r" (?=[,.;:)\]}!?%])")
_SPACE_AFTER_OPENING = re.compile(r" (?<=[(\[{] )")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_WORD_ASCII = re.compile("[^0-9A-Za-z%#&@$+<=>|~\ue000]+")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_POINT_IN_NUMBER = re.compile(r"[.,:/-](?<=\d.)(?=\d)")
_BULLETS = frozenset("•‣⁃●■◆▪▫▶►◾◼□◇▸⚫➢➤❖")
_TELLING = frozenset("%‰#&@§\ue000")
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´＇", "'")
    | dict.fromkeys("“”„‟″«»〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "...", "～": "~", "〜": "~"}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)
_HALF_KATAKANA = re.compile("[\uff61-\uff9f]+")


def stored(text: str) -> str:
    r"""Fold what no reader can see: composition, invisible characters, runs of white space.

    NFC, never NFKC: ①, ㈱, ½ and ² stay what they are.

    >>> stored("  Personal\u00a0 data\u200b\n ①  ")
    'Personal data ①'
    """
    if text.isascii():
        # most lines of most pages: nothing to compose, and often nothing but letters and blanks
        return " ".join((text if text.isprintable() else _CONTROL.sub("", text)).split())
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Fold what does not make another wording: quotes, dashes, width, space next to Japanese characters.

    >>> key("“Personal  data” , etc.") == key('"Personal data", etc.')
    True
    >>> key("第１条（目的） 本 規約") == key("第1条(目的)本規約")
    True
    """
    text = stored(text)
    if text.isascii():
        text = text.replace("`", "'")
    else:
        text = _HALF_KATAKANA.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)
        text = _SPACE_BY_CJK.sub("", text).translate(_SIGNS)
    text = _SPACE_BEFORE_POINT.sub("", text)
    return _SPACE_AFTER_OPENING.sub("", text)


@lru_cache(maxsize=8192)
def loose(text: str) -> str:
    """Keep what carries meaning: letters, digits, marks, currency, percent, mathematical and table signs; case folded.

    Two texts that agree in this differ in punctuation alone. Points inside numbers stay (1.5 is not 15), those
    that group thousands do not.

    >>> loose("Third-Party Data.") == loose("third party data")
    True
    >>> loose("1.5 years") == loose("15 years"), loose("$1,000") == loose("€1,000")
    (False, False)
    """
    plain = key(text)
    folded = _THOUSANDS.sub("", plain.casefold())
    folded = _POINT_IN_NUMBER.sub("\ue000", folded)
    if plain.isascii():
        return _NOT_WORD_ASCII.sub("", folded)
    return _NOT_WORD.sub(lambda run: _telling(run.group()), folded)


def sought(text: str) -> str:
    """Fold what nobody types when searching: width, case, ligatures, the shape of quotes; hiragana stays hiragana.

    It stands in the database beside each clause: another rule wants a migration.

    >>> sought("３年間") == sought("3年間"), sought("ﾃﾞｰﾀ") == sought("データ"), sought("Don’t") == sought("don't")
    (True, True, True)
    """
    plain = key(text)
    if plain.isascii():
        return plain.casefold()
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return unicodedata.normalize("NFKC", folded)  # case folding may leave letters apart from their marks


@lru_cache(maxsize=4096)
def _telling(signs: str) -> str:
    return "".join(
        sign
        for sign in signs
        if sign in _TELLING
        or (unicodedata.category(sign) in {"Mn", "Mc", "Me", "Sc", "Sm", "So"} and sign not in _BULLETS)
    )
