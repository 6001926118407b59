"""Marks on the text itself: struck out, in single letters, veiled, noted in a link, a bullet of Word's."""

from __future__ import annotations

import pytest

from monitor import document

SENTENCE = "We keep what you write to us for as long as the law asks us to."


def lines(markup, **known):
    return document.read(markup.encode(), media_type="text/html; charset=utf-8", **known).text.splitlines()


def test_struck_text_is_no_wording_and_inserted_text_is():
    markup = (
        "<main><h1>Terms</h1><h2>1. <del>Liability</del><ins>Limits</ins></h2>"
        f"<p>We carry up to <del>20</del><ins>25</ins> kilograms, and <s>never</s> on Sundays.</p><p>{SENTENCE}</p>"
        "<ul><li><del>By fax</del></li><li>By letter</li></ul></main>"
    )

    found = lines(markup)

    assert found == ["Terms", "1. Limits", "We carry up to 25 kilograms, and on Sundays.", SENTENCE, "By letter"]


def test_a_struck_sentence_is_told():
    gone = "Claims must be made in writing within seven days of the day on which the parcel has been delivered to you."
    version = document.read(
        f"<main><h1>Terms</h1><p>{SENTENCE}</p><del><p>{gone}</p></del><p>{SENTENCE} So.</p></main>".encode()
    )

    assert gone not in version.text
    assert "strikes out" in version.notes[0]


def test_a_page_that_is_struck_out_as_a_whole_is_read():
    assert SENTENCE in lines(f"<main><del><h1>Terms</h1><p>{SENTENCE}</p><p>{SENTENCE} Always.</p></del></main>")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("P R I V A C Y &nbsp;P O L I C Y", "PRIVACY POLICY"),
        ("<span>T</span> <span>E</span> <span>R</span> <span>M</span> <span>S</span>", "TERMS"),
        ("会　員　規　約", "会員規約"),
        ("A B C D", "A B C D"),
    ],
)
def test_a_heading_in_single_letters_is_words(typed, read):
    assert lines(f"<main><h1>{typed}</h1><p>{SENTENCE}</p></main>")[0] == read


@pytest.mark.parametrize(
    "veiled",
    [
        '<span data-cfemail="{0}"><b>[email&nbsp;protected]</b></span>',
        '<a href="/cdn-cgi/l/email-protection#{0}"><strong>[email protected]</strong></a>',
        '<a href="/cdn-cgi/l/email-protection#{0}">[email&#160;protected]</a>',
        '<a data-cfemail="{0}"><span><em>[email&#160;protected]</em></span></a>',
    ],
)
def test_a_veiled_mail_address_is_read_whatever_stands_around_it(veiled):
    address = "127e7775737e52776a737f627e773c7d6075"

    found = lines(f"<main><h1>Contact</h1><p>{SENTENCE} Write to {veiled.format(address)}.</p></main>")

    assert found[1] == f"{SENTENCE} Write to legal@example.org."


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("our cookie policy (opens in a new tab)", "our cookie policy"),
        ("利用規約（新しいウィンドウで開きます）", "利用規約"),
        ("the schedule (PDF, 120 KB)", "the schedule"),
        ("the terms - external link", "the terms"),
        ("the terms (as of May)", "the terms (as of May)"),
        ("(PDF)", "(PDF)"),
    ],
)
def test_a_note_that_ends_the_words_of_a_link_is_left_out(link, read):
    found = lines(f'<main><h1>Terms</h1><p>{SENTENCE} See <a href="/x">{link}</a> too.</p></main>')

    assert found[1] == f"{SENTENCE} See {read} too."


def test_a_letter_of_a_font_of_signs_is_the_bullet_of_a_word_list():
    mark = "<span style='font-family:\"Courier New\"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span>"
    number = "<span style='mso-list:Ignore'>1<span>&nbsp; </span></span>"

    found = lines(f"<h1>{number}Checks</h1><p>{SENTENCE}</p><p>{mark}with the police;</p><p>{mark}with a referee.</p>")

    assert found == ["1 Checks", SENTENCE, "with the police;", "with a referee."]


def test_the_small_o_of_a_typed_list_is_a_bullet_where_there_are_several():
    text = f"RULES\n\n{SENTENCE}\n\n   o  insults;\n\n   o  pictures of people who did\n      not agree.\n"

    found = document.read(text.encode(), media_type="text/plain").text.splitlines()

    assert found[2:] == ["insults;", "pictures of people who did not agree."]


def test_signs_alone_on_a_line_are_no_clause():
    assert lines(f"<main><h1>Terms</h1><p>✨</p><p>{SENTENCE}</p><p>* * *</p><p>{SENTENCE}</p></main>") == [
        "Terms",
        SENTENCE,
        SENTENCE,
    ]
