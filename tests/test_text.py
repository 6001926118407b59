"""The folds of a text, each beside its rule in the plainest form: what makes them quick makes them no other folds."""

import html
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
    st.text("ab@.-/:w ", max_size=16),
    st.text(" 1,.:/-２３第条（）([{)]}、。a•€%²ﾃﾞ－“　`'_^\u0301\ue000", max_size=12),
)
KEPT = {"Mn", "Mc", "Me", "Sc", "Sm", "So"}


def key(words):
    words = re.sub("[\uff61-\uff9f]+", lambda run: unicodedata.normalize("NFKC", run.group()), text.stored(words))
    words = re.sub(f"(?<=[{EAST}]) | (?=[{EAST}])", "", words)
    words = re.sub(r" (?=[,.;:)\]}!?%])", "", words.translate(str.maketrans(text._SIGNS)))  # noqa: SLF001 - a table, not a rule
    return re.sub(r"(?<=[(\[{]) ", "", words)


def is_telling(sign):
    return sign in "%‰#&@§\ue000" or (unicodedata.category(sign) in KEPT and sign not in text._BULLETS)  # noqa: SLF001 - a list


def shown(words):
    words = text._ENTITY.sub(lambda found: html.unescape(html.unescape(found.group())), words)  # noqa: SLF001 - the names of entities
    return text._TAG.sub("", words)  # noqa: SLF001 - the names of tags


def loose(words):
    words = shown(words)
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", key(words).casefold())
    folded = text._ADDRESS.sub(lambda found: re.sub("[./-]", "\ue000", found.group()), folded)  # noqa: SLF001 - a shape
    folded = re.sub(r"(?<=\d)[.,:/-](?=\d)", "\ue000", folded)
    return re.sub(r"[\W_]+", lambda run: "".join(filter(is_telling, run.group())), folded)


def sought(words):
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key(words)).casefold())


@given(TEXTS)
def test_what_no_reader_sees_is_folded_by_the_rule(words):
    seen = text._INVISIBLE.sub("", unicodedata.normalize("NFC", words))  # noqa: SLF001 - a list, not a rule

    assert text.stored(words) == " ".join(seen.split())


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


@pytest.mark.parametrize(
    ("escaped", "words"),
    [
        ("Read it <a href=\"/x\" class='y'>here</a>.", "Read it here."),
        ("<p>Don&rsquo;t.</p>", "Don’t."),
        ("Terms &amp; conditions, R&amp;amp;D", "Terms & conditions, R&D"),
        ("donn&eacute;es", "données"),
        ("<STRONG>Note</STRONG><br />", "Note"),
    ],
)
def test_markup_that_is_shown_as_text_is_no_wording(escaped, words):
    assert text.loose(escaped) == text.loose(words)


@pytest.mark.parametrize(
    "words", ["if a < b and c > d", "<name of the member>", "a & b; c", "Q&A; then", "write to <x@y.example>"]
)
def test_signs_that_look_like_markup_are_kept(words):
    plain = re.sub(r"[\s.;,@-]", "", words)

    assert [sign in text.loose(words) for sign in "<>&"] == [sign in plain for sign in "<>&"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Write to privacy-eu@a.example.", "Write to privacyeu@a.example.", False),
        ("連絡先はa.b@c.example です。", "連絡先はab@c.example です。", False),
        ("See https://a.example/data-use.", "See https://a.example/datause.", False),
        ("See www.a-b.example for more.", "See www.ab.example for more.", False),
        ("See https://a.example/.", "See https://a.example", True),
        ("Write to a@b.example, or call.", "Write to a@b.example or call", True),
    ],
)
def test_points_of_an_address_are_no_punctuation(one, other, is_same):
    assert (text.loose(one) == text.loose(other)) is is_same
