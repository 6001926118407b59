"""Guess the charset of bytes nobody names one for: by how common the characters are that they would mean."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_SAMPLE: Final = 200_000
_EAST: Final = (
    ("Shift_JIS", "cp932"),
    ("EUC-JP", "euc_jp"),
    ("GBK", "gb18030"),
    ("Big5", "big5hkscs"),
    ("EUC-KR", "euc_kr"),
)
"""Name and codec for the test; not cp949 for Korean, which has a syllable for nearly every pair of bytes."""
_COMMON_HAN: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "信息个保护使服务隐私政策提供用户收集相关公司我们您"
    "這為個國時來們於對會發動過說產種麼學經訊資護務隱與應將該項權條關"
    "日本人個情報当社利用者法第条項以下場合取得提供及目的管理会社保護方針規約同意開示等事業"
)
_FEWEST: Final = 4
_BEYOND_ASCII: Final = 0x80
_CYRILLIC: Final = 0xC0
_CONVINCING: Final = 0.5
_TOGETHER: Final = 0.6
"""Share of bytes beyond ASCII that follow another one: nearly all in East Asian text, few in accented Latin text."""


def guess(body: bytes) -> str:
    """Give the WHATWG name of the likeliest charset; the same bytes always get the same answer.

    >>> guess("個人情報の取扱いについて".encode("shift_jis")), guess("Données privées".encode("cp1252"))
    ('Shift_JIS', 'windows-1252')
    """
    sample = body[:_SAMPLE]
    high = sum(byte >= _BEYOND_ASCII for byte in sample)
    best, name = max(((_plausible(sample, codec, name), name) for name, codec in _EAST), key=lambda pair: pair[0])
    if best >= _CONVINCING and high >= _FEWEST and _neighbours(sample) >= high * _TOGETHER:
        return name
    return "windows-1251" if _is_cyrillic(sample) else "windows-1252"


def _plausible(sample: bytes, codec: str, name: str) -> float:
    """Give the share of characters beyond ASCII that are usual in the charset's language; faults count against it."""
    text = sample.decode(codec, "replace")
    beyond = [sign for sign in text if sign >= "\x80"]
    if not beyond:
        return 0.0
    usual = sum(_usual(sign, name) for sign in beyond)
    return usual / len(beyond)


def _usual(sign: str, name: str) -> float:
    if sign == "\ufffd":
        return -20.0
    if "\u3000" <= sign <= "\u301f" or "\uff01" <= sign <= "\uff5e":
        return 1.0
    if name == "EUC-KR":
        return 1.0 if "\uac00" <= sign <= "\ud7a3" else 0.0
    if name in {"Shift_JIS", "EUC-JP"}:
        if "\uff61" <= sign <= "\uff9f":
            return -0.5
        return 1.0 if "\u3041" <= sign <= "\u30ff" else _han(sign, 0.4)
    return -0.5 if "\u3041" <= sign <= "\u30ff" else _han(sign, 0.5)


def _han(sign: str, rare: float) -> float:
    if sign in _COMMON_HAN:
        return 1.0
    return rare if "\u4e00" <= sign <= "\u9fff" else 0.0


def _neighbours(sample: bytes) -> int:
    high = [byte >= _BEYOND_ASCII for byte in sample]
    triples = zip([False, *high], high, [*high[1:], False], strict=False)
    return sum(here and (before or after) for before, here, after in triples)


def _is_cyrillic(sample: bytes) -> bool:
    """Tell by words: Cyrillic in windows-1251 comes in runs of high bytes, accents in Latin text stand alone."""
    high = [byte >= _CYRILLIC for byte in sample]
    runs = sum(a and b for a, b in pairwise(high))
    return runs * 2 > sum(high)
