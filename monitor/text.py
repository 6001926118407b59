"""The three texts of a clause: *stored* to keep, *key* to tell equal from different, *loose* to tell alike.

Rules and their reasons are the subject of `tests/test_text.py`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

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
_MUTE = re.compile(r"[\s_!\"'()*,./:;?\[\\\]{}、。・「」『』【】-]+")
"""Signs that tell nothing, and are most of what stands between words: those are taken out without asking for each."""
_MUTE_ASCII = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) in "%#&@$+<=>|~\x1f"))
"""Bytes that tell nothing; the control sign stands for a point in a number meanwhile, no *key* has one."""
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_POINT_IN_NUMBER = re.compile(r"[.,:/-](?<=\d.)(?=\d)")
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{1,62}\w|(?:https?://|www\.)[^\s<>\"'、。，）」』】]{1,2000}(?<![.,;:!?)\]/-])"
)
_IN_ADDRESS = re.compile(r"[./-]")
_BULLETS = frozenset("•‣⁃●■◆▪▫▶►◾◼□◇▸⚫➢➤❖")
_TELLING = frozenset("%‰#&@§\ue000")
_SIGNS = (
    dict.fromkeys("‘’‚‛′ʼ`´＇", "'")
    | dict.fromkeys("“”„‟″«»〝〞＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "...", "～": "~", "〜": "~"}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)
_SIGN = re.compile(f"[{re.escape(''.join(_SIGNS))}]")
_ENTITY = re.compile(r"&(?:amp;)?(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_HALF_KATAKANA = re.compile("[\uff61-\uff9f]+")


def stored(text: str) -> str:
    r"""Fold what no reader can see: composition, invisible characters, runs of white space.

    NFC, never NFKC: ①, ㈱, ½ and ² stay what they are.

    >>> stored("  Personal\u00a0 data\u200b\n ①  ")
    'Personal data ①'
    """
    if text.isascii():
        # most lines of most pages: nothing to compose, and often nothing but letters and single blanks
        if text.isprintable():
            return " ".join(text.split()) if "  " in text else text.strip(" ")
        return " ".join(_CONTROL.sub("", text).split())
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
        text = _SIGN.sub(lambda sign: _SIGNS[sign[0]], _SPACE_BY_CJK.sub("", text))
    text = _SPACE_BEFORE_POINT.sub("", text)
    return _SPACE_AFTER_OPENING.sub("", text)


@lru_cache(maxsize=8192)
def loose(text: str) -> str:
    """Keep what carries meaning: letters, digits, marks, currency, percent, mathematical and table signs; case folded.

    Two texts that agree in this differ in punctuation alone. Points inside numbers and addresses stay (1.5 is not 15),
    those that group thousands do not.

    >>> loose("Third-Party Data.") == loose("third party data")
    True
    >>> loose("1.5 years") == loose("15 years"), loose("$1,000") == loose("€1,000")
    (False, False)
    >>> loose("Write to a-b@c.example.") == loose("write to ab@c.example")
    False
    >>> loose("read <a href='/x'>here</a> &amp; don&rsquo;t") == loose("read here & don’t")
    True
    """
    plain = key(_shown(text))
    folded = _THOUSANDS.sub("", plain.casefold())
    mark = "\x1f" if plain.isascii() else "\ue000"
    if "@" in folded or "://" in folded or "www." in folded:
        folded = _ADDRESS.sub(lambda found: _IN_ADDRESS.sub(mark, found.group()), folded)
    if plain.isascii():
        bare = _POINT_IN_NUMBER.sub("\x1f", folded).encode().translate(None, _MUTE_ASCII).decode()
        return bare.replace("\x1f", "\ue000")
    folded = _MUTE.sub("", _POINT_IN_NUMBER.sub("\ue000", folded))
    return _NOT_WORD.sub(lambda run: _telling(run[0]), folded)


def _shown(text: str) -> str:
    """Give a text as it was meant where tags and entities are shown in it, for they were escaped twice."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(html.unescape(found.group())), text)
    return _TAG.sub("", text) if "<" in text else text


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


def fragment(url: str) -> str:
    """Give the place on its page that a URL names, decoded; "" for none, for the top of it and for the words of it.

    >>> fragment("https://example.org/legal#privacy%20policy"), fragment("https://example.org/#:~:text=rights")
    ('privacy policy', '')
    """
    name = unquote(url.partition("#")[2].partition(":~:")[0])
    return "" if name.lower() == "top" else name


def anchor(url: str) -> str:
    """Give the element that a URL names on its page; "" for none, and for what an application reads from its address.

    >>> anchor("https://example.org/legal#privacy"), anchor("https://example.org/#/privacy"), anchor("/a#!b")
    ('privacy', '', '')
    """
    name = fragment(url)
    return "" if name.startswith(("/", "!")) else name
