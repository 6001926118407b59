"""Side bars, banners and leads: which hold clauses, and which are furniture."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
POLICY = f"<h2>Keeping</h2>{f'<p>{PROSE}</p>' * 6}<h2>Leaving</h2>{f'<p>{PROSE} Really.</p>' * 6}"
SUMMARY = "You may erase your notebook whenever you like, and nobody asks you for a reason."


def text(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text


@pytest.mark.parametrize(
    "side", ["<div class=sidebar>{}</div>", "<aside>{}</aside>", "<aside class='side-bar'>{}</aside>"]
)
def test_side_bar_of_the_main_part_that_leads_nowhere_is_read(side):
    box = side.format(f"<h3>In short</h3><p>{SUMMARY}</p>")

    assert SUMMARY in text(f"<main><div><h1>Privacy</h1>{POLICY}</div>{box}</main>")


def test_side_bar_outside_the_text_is_read_when_it_speaks_as_a_policy():
    clause = "Personal data that we share with third parties is deleted after 30 days."

    def read(said):
        return text(
            f"<main><article><h1>Privacy</h1>{POLICY}</article><aside><h2>More</h2><p>{said}</p></aside></main>"
        )

    assert clause in read(clause)
    assert "boats" not in read("Our people are happy to show you the boats between nine and five.")


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Support</h3><p>Our team answers questions about your notebook within a day.</p><a href=/help>Ask</a>",
        "<h3>Related articles</h3><p>How to keep a notebook dry in the rain, and why.</p>",
        "<h3>See it live</h3><p>Ten minutes with a notebook, free of charge and fun.</p><button>Book</button>",
    ],
)
def test_side_bar_that_leads_away_is_not_read(box):
    read = text(f"<main><div><h1>Privacy</h1>{POLICY}</div><div class=sidebar>{box}</div></main>")

    assert read.endswith("Really.")


def test_aside_between_sentences_is_read_without_a_main_part():
    read = text(f"<body><div><h1>Privacy</h1>{POLICY}<aside>{SUMMARY}</aside><p>{PROSE}</p></div></body>")

    assert SUMMARY in read


def test_bare_sentences_in_a_banner_are_read():
    banner = f"<div class=hero>{SUMMARY}<h1>Notice</h1>It applies from 1 May 2023.</div>"

    read = text(f"<body>{banner}<main>{POLICY}</main></body>").splitlines()

    assert SUMMARY in read
    assert "It applies from 1 May 2023." in read


def test_lead_below_a_title_is_read_whatever_the_title_names():
    lead = "<p class=lead>The periods for each record.</p><p>Search our help</p>"

    read = text(f"<body><div><h1>How long we keep data</h1>{lead}</div><main>{POLICY}</main></body>").splitlines()

    assert read[:2] == ["How long we keep data", "The periods for each record."]
    assert "Search our help" not in read


def test_h2_beside_the_article_is_its_title():
    page = (
        f"<body><h1>Support</h1><div><h2>Fair use</h2><p>Modified on: Tue</p><article>{POLICY}</article></div></body>"
    )

    assert "Fair use" in text(page).splitlines()


@pytest.mark.parametrize(
    "link",
    [
        "← Back to legal",
        "Download PDF",
        "View previous version",
        "See all versions",
        "Printer-friendly version",
        "Zurück zur Übersicht",
        "一覧へ戻る",
        "旧規約はこちら",
    ],
)
def test_link_above_the_first_sentence_that_leads_away_is_not_read(link):
    read = text(f"<main><h1>Terms</h1><p><a href='/x'>{link}</a></p>{POLICY}</main>")

    assert read == text(f"<main><h1>Terms</h1>{POLICY}</main>")


def test_link_above_the_first_sentence_that_names_a_document_is_read():
    read = text(f"<main><h1>Terms</h1><p><a href='/x'>Privacy notice for residents</a></p>{POLICY}</main>")

    assert "Privacy notice for residents" in read.splitlines()
