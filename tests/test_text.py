"""The folds of a text, each beside its rule in the plainest form: what makes them quick makes them no other folds."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import text

EAST = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
)
ASCII = "".join(map(chr, range(128)))
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text(ASCII, max_size=12),
    st.text(" 1,.:/-２３第条（）([{)]}、。a•€%²ﾃﾞ－“　`'_^\u0301\ue000", max_size=12),
)
KEPT = {"Mn", "Mc", "Me", "Sc", "Sm", "So"}


def key(words):
    words = re.sub("[\uff61-\uff9f]+", lambda run: unicodedata.normalize("NFKC", run.group()), text.stored(words))
    words = re.sub(f"(?<=[{EAST}]) | (?=[{EAST}])", "", words)
    words = re.sub(r" (?=[,.;:)\]}!?%])", "", words.translate(text._SIGNS))  # noqa: SLF001 - a table, not a rule
    return re.sub(r"(?<=[(\[{]) ", "", words)


def is_telling(sign):
    return sign in "%‰#&@§\ue000" or (unicodedata.category(sign) in KEPT and sign not in text._BULLETS)  # noqa: SLF001 - a list


def loose(words):
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", key(words).casefold())
    folded = re.sub(r"(?<=\d)[.,:/-](?=\d)", "\ue000", folded)
    return re.sub(r"[\W_]+", lambda run: "".join(filter(is_telling, run.group())), folded)


def sought(words):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key(words)).casefold())


@given(TEXTS)
def test_what_makes_no_other_wording_is_folded_by_the_rule(words):
    assert text.key(words) == key(words)


@given(TEXTS)
def test_what_carries_meaning_is_kept_by_the_rule(words):
    assert text.loose(words) == loose(words)


@given(TEXTS)
def test_what_is_searched_is_folded_by_the_rule(words):
    assert text.sought(words) == sought(words)


@pytest.mark.parametrize("sign", ASCII, ids=ascii)
def test_each_sign_of_ascii_means_the_same_in_a_text_of_ascii_and_beside_other_letters(sign):
    words = f"a{sign}b 1{sign}2 1{sign}234 ( {sign} )"

    assert text.loose(words) + "é" == text.loose(f"{words}é")
    assert text.key(words) + "é" == text.key(f"{words}é")
    assert text.sought(words) + "é" == text.sought(f"{words}é")
