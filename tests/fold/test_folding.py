"""What is learnt of raw bodies: that it tells pages apart whose text differs, and only tokens are folded out."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import document, fold, text

TITLES = {
    "en": (
        ("1. Data we collect", "Komorebi Travel collects the name, address and passport number of each traveller."),
        ("2. Retention", "We keep booking records for 400 days after the end of the journey, and then delete them."),
        ("3. Third parties", "We give personal data to the airline and the hotel, and to nobody else."),
    ),
    "ja": (
        ("第1条（取得する情報）", "当社は、旅行者の氏名、住所および旅券番号を取得します。"),
        ("第2条（保存期間）", "予約の記録は、旅行の終了後400日間保存し、その後削除します。"),
        ("第3条（第三者提供）", "当社は、航空会社と宿泊施設に限り、個人データを提供します。"),
    ),
}


def token(*about, length=24, kind="base64"):
    raw = hashlib.shake_256(repr(about).encode()).digest(length)
    if kind == "hex":
        return raw.hex()[:length]
    if kind == "digits":
        return str(10 ** (length - 1) + int.from_bytes(raw, "big") % (9 * 10 ** (length - 1)))
    return base64.b64encode(raw).decode()[:length]


def page(visit, language="en", clauses=None, *, head="", body="", opened="1", link="/terms"):
    """Give the page as it is sent at a visit: `visit` makes its tokens, the rest its text."""

    def new(name, **form):
        return token(visit, name, **form)

    text = "".join(f"<h2>{title}</h2><p>{words}</p>" for title, words in clauses or TITLES[language])
    session = f'{{"session": "{new("session", kind="hex")}", "at": {new("at", length=10, kind="digits")}}}'
    panel = f"more-{new('panel', kind='hex', length=12)}"
    cookies = f"Cookies remember the language of a visitor for {opened} year, and no advertising partner reads them."
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>Privacy</title>
<meta name="csrf-token" content="{new("csrf")}">
<link rel="stylesheet" href="/style.css?v=20260401" nonce="{new("nonce")}">
<script nonce="{new("nonce")}">window.boot = {session};</script>
{head}</head>
<body data-request-id="{new("request", kind="hex")}">
<nav><a href="/">Home</a> <a href="{link}">Terms</a></nav>
<main><div class="view js-view-dom-id-{new("view", kind="hex", length=32)}"><h1>Privacy policy</h1>
{text}
<button aria-controls="{panel}" aria-expanded="false">More about cookies</button>
<div id="{panel}" class="panel" hidden><p>{cookies}</p></div>
{body}</main>
<form action="/search"><input type="hidden" name="state" value="{new("state", length=60)}">
<input type="text" name="q"></form>
<!-- built in {new("built", length=4, kind="digits")} ms by web{new("host", length=1, kind="digits")} -->
</body></html>""".encode()


def learnt(pages, asked=frozenset()):
    """Read pages in a row, all with one wording, and give what they taught."""
    known = None
    for old, new in pairwise(pages):
        known = fold.learn(known, old, new, is_same=True, asked=asked)
    return known


def words(body):
    version = document.read(body, url="https://komorebi.example/privacy", media_type="text/html; charset=utf-8")
    return [
        text.loose(part) for section in version.walk() for part in (section.heading, *(c.text for c in section.clauses))
    ]


PAGES = [page(visit) for visit in range(4)]
KNOWN = learnt(PAGES)
NEXT = page("next")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_that_differs_in_tokens_alone_is_the_same(language):
    known = learnt([page(visit, language) for visit in range(4)])

    assert fold.is_same(known, page("next", language))
    assert len(known.learnt) == 12


def test_nothing_is_folded_before_it_differed_twice():
    assert not fold.is_same(learnt(PAGES[:2]), PAGES[2])


def test_bodies_of_two_wordings_teach_no_place_and_are_not_told_to_be_the_same():
    """That a token stands where the wording differed says nothing of whether it belongs to the wording."""
    assert not fold.learn(None, PAGES[0], PAGES[1], is_same=False).holes

    once = fold.learn(learnt(PAGES[:2]), PAGES[1], PAGES[2], is_same=False)
    assert once.holes
    assert not once.learnt

    after = fold.learn(KNOWN, PAGES[-1], NEXT, is_same=False)
    assert not fold.is_same(after, page("one more"))


def test_what_is_learnt_survives_being_written_down():
    assert fold.load(fold.dump(KNOWN)) == KNOWN
    assert fold.load("") == fold.Fold()


@pytest.mark.parametrize("clause", range(3))
@pytest.mark.parametrize("language", ["en", "ja"])
def test_another_wording_is_never_the_same(language, clause):
    known = learnt([page(visit, language) for visit in range(4)])
    clauses = list(TITLES[language])
    clauses[clause] = (
        clauses[clause][0],
        clauses[clause][1].replace("400", "401").replace("the ", "a ").replace("当社", "弊社"),
    )

    assert clauses != list(TITLES[language])
    assert not fold.is_same(known, page("next", language, clauses))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('href="/terms"', 'href="/terms?utm_source=x"'),
        ("hidden><p>", "><p>"),
        ('class="panel"', 'class="panel modal"'),
        ('<nav><a href="/">', '<nav><a href="/home">'),
        ("for 1 year", "for 2 year"),
        ("<main>", "<main hidden>"),
        ("</main>", "<p>And one clause more.</p></main>"),
        ("</style", "</style "),
        ('type="hidden"', 'type="text"'),
        ('charset="utf-8"', 'charset="shift_jis"'),
        ("<html", "<!-- <html"),
    ],
)
def test_a_difference_outside_the_holes_is_never_folded(before, after):
    changed = NEXT.decode().replace(before, after).encode()

    assert changed == NEXT or not fold.is_same(KNOWN, changed)


def test_a_token_of_another_kind_or_length_is_read():
    longer = NEXT.replace(b'name="state" value="', b'name="state" value="AAAA')
    worded = re.sub(rb'data-request-id="\w+"', b'data-request-id="delete"', NEXT)

    assert not fold.is_same(KNOWN, longer)
    assert not fold.is_same(KNOWN, worded)


def test_a_button_that_opens_another_part_than_before_is_read():
    """The ids change at every visit, but which of them are the same does not."""
    apart = re.sub(rb'id="more-\w{12}"', b'id="more-' + token("other", kind="hex", length=12).encode() + b'"', NEXT)

    assert fold.is_same(KNOWN, NEXT)
    assert not fold.is_same(KNOWN, apart)


def test_numbers_in_the_text_are_never_folded_however_often_they_change():
    pages = [page(0, body=f"<p>{visit} travellers trust us.</p>") for visit in range(1000, 1008)]

    known = learnt(pages)

    assert not known.holes
    assert not fold.is_same(known, page(0, body="<p>1008 travellers trust us.</p>"))


@pytest.mark.parametrize(
    "part",
    [
        '<a href="/out/{}">Partner</a>',
        '<img alt="{}"><p title="{}">Text</p>',
        '<p style="order:{}">Text</p>',
        '<ol start="{}"><li>One</li></ol>',
        '<time datetime="{}" itemprop="dateModified">today</time>',
        "<style>.c{} {{ font-weight: bold }}</style>",
        '<script type="application/ld+json">{{"@type": "WebPage", "dateModified": "{}"}}</script>',
        '<meta name="article:modified_time" content="{}">',
        '<meta http-equiv="refresh" content="{}">',
        "<title>{}</title>",
        "<textarea>{}</textarea>",
        '<p data-a="<" data-b="{}">Text</p>',
        '<div class="section-{}">Text</div>',
        "<!-- <script> --><p>{}</p>",
        "<!--><p>{}</p><!-- -->",
        "<!-- --!><p>{}</p><!-- -->",
        "<style><!-- {} --></style>",
    ],
)
def test_a_place_that_the_reader_may_look_at_is_never_folded(part):
    pages = [
        page(0, body=part.replace("{}", str(1000 + visit)).replace("{{", "{").replace("}}", "}")) for visit in range(5)
    ]

    assert not learnt(pages).holes


@pytest.mark.parametrize("opened", ["<!-- ", "<script>", "<style>"])
def test_nothing_is_folded_in_what_is_never_closed(opened):
    bare = page(0).partition(b"<!--")[0]

    assert not learnt([bare + f"{opened}{number}".encode() for number in range(1000, 1005)]).holes


def test_an_attribute_that_a_selector_asks_for_is_never_folded():
    known = learnt(PAGES, asked=frozenset({"data-request-id", "class"}))

    assert len(known.learnt) == len(KNOWN.learnt) - 2


def test_bytes_that_may_be_letters_of_a_japanese_encoding_teach_nothing():
    pages = [page(visit, "ja").decode().replace('"utf-8"', '"iso-2022-jp"').encode("iso-2022-jp") for visit in range(4)]

    assert not learnt(pages).holes


def test_a_hidden_mail_address_is_the_same_whatever_its_key_and_another_address_is_not():
    def veiled(key, address):
        code = bytes([key, *(key ^ sign for sign in address.encode())]).hex()
        return page(
            0,
            body=f'<p><a href="/cdn-cgi/l/email-protection#{code}"><span data-cfemail="{code}">x</span></a></p>',
        )

    known = learnt([veiled(key, "privacy@komorebi.example") for key in (3, 77, 130)])

    assert fold.is_same(known, veiled(201, "privacy@komorebi.example"))
    assert not fold.is_same(known, veiled(201, "privacy@komorebi.invalid"))


def test_holes_are_found_again_behind_a_part_that_changed():
    others = [(TITLES["en"][0][0], "We collect nothing but the name of each traveller."), *TITLES["en"][1:]]
    changed = [page(visit, clauses=others) for visit in (10, 11, 12)]
    known = fold.learn(KNOWN, PAGES[-1], changed[0], is_same=False)

    assert len(known.learnt) == len(KNOWN.learnt)
    assert not fold.is_same(known, changed[1])
    assert fold.is_same(fold.learn(known, changed[0], changed[1], is_same=True), changed[2])


def test_bodies_that_have_little_in_common_teach_nothing():
    other = b"<p>" + b"".join(b"%d %x; " % (number * number, number**3) for number in range(9000))

    assert not fold.learn(KNOWN, PAGES[-1], other, is_same=True).holes


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"<", b"<!--", b"<script", b'<a b="' * 5000, b"<" * 20000, b"a=" * 50000]
)
def test_any_bytes_can_follow_a_page(body):
    assert not fold.is_same(KNOWN, body)
    assert isinstance(fold.learn(fold.learn(KNOWN, PAGES[-1], body, is_same=True), body, NEXT, is_same=True), fold.Fold)


# --- laws --------------------------------------------------------------------------------------------------------


@st.composite
def edits(draw):
    """Edit the next page somewhere: bytes taken out, put in or replaced, in its markup or its text."""
    body = NEXT
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        stop = min(len(body), start + draw(st.integers(0, 12)))
        new = draw(
            st.sampled_from(
                [b"", b"0", b"9", b"a", b"Z", b"<b>", b'"', b">", b"-->", b"<!--", b"</script>", b" hidden", b"not "]
            )
            | st.binary(max_size=4)
        )
        body = body[:start] + new + body[stop:]
    return body


@given(edits())
def test_what_is_told_to_be_the_same_reads_the_same(body):
    if fold.is_same(KNOWN, body):
        assert words(body) == words(NEXT)


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz 0123456789"), min_size=1, max_size=30), st.integers(0, 2))
def test_no_edit_of_a_clause_is_folded(letters, clause):
    clauses = list(TITLES["en"])
    clauses[clause] = (clauses[clause][0], "".join(letters))

    assert not fold.is_same(KNOWN, page("next", clauses=clauses))


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=9, unique=True))
def test_a_text_that_ticks_beside_tokens_is_never_the_same(numbers):
    known = learnt([page(number, body=f"<p>{number} travellers trust us.</p>") for number in numbers[:-1]])

    assert not fold.is_same(known, page(numbers[-1], body=f"<p>{numbers[-1]} travellers trust us.</p>"))
