"""What publishing systems write around a text: none of it is read, and the policy's own words of that kind are."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
ARTICLE = f"<h2>Keeping</h2>{f'<p>{PROSE}</p>' * 3}<h2>Leaving</h2>{f'<p>{PROSE} Really.</p>' * 3}"


def read(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text


QUIET = read(f"<body><div><h1>House rules</h1>{ARTICLE}</div></body>")

BEFORE = {
    "who wrote it, and how long ago": (
        "<div class='article-author'><div class='article-meta'><a href='/p'>Tess Lund</a>"
        "<ul class='meta-group'><li>7 months ago</li><li>Updated</li></ul></div></div>"
    ),
    "counts of readers in one line": "<p>Dana Frey • 9mo ago • 811 Views • ★★★★★</p>",
    "a byline with the minutes to read": "<div class=meta>by Newsroom · 4 min read · 118 shares</div>",
    "the number of the page": "<p>ページ番号1023456</p>",
    "sizes of letters": "<p>文字サイズ 小 中 大</p>",
    "tools side by side": "<p><a href='?print=1'>Print</a> <a href='/mail'>Email</a></p>",
    "tools with signs between": "<div><a href='/x.pdf'>Download as PDF</a> | <a href='javascript:p()'>Print</a></div>",
    "who published it": "<p>Published using Google Docs <a href='/a'>Report abuse</a> <a href='/b'>Learn more</a></p>",
    "a guest's greeting": "<div class='alert alert-info'>You are browsing as a guest. <a href='/in'>Log in</a></div>",
    "a guest's greeting in other words": "<div class=notice>Hello, stranger! <a href='/in'>Sign in</a> to go on.</div>",
    "a categories' line": "<div class='entry-categories'><a href='/c'>Studio desk</a></div>",
}


@pytest.mark.parametrize("name", BEFORE)
def test_lines_of_the_system_above_the_text_are_not_read(name):
    assert read(f"<body><div><h1>House rules</h1>{BEFORE[name]}{ARTICLE}</div></body>") == QUIET


AFTER = {
    "where and when it was printed": "<p>Printed from https://example.org/rules</p><p>Gedruckt am 24.11.2026 10:33</p>",
    "stars of readers": "<div>4.2 out of 5 stars (1,203 ratings)</div>",
    "the number of the answer": "<p>Request ID: 629f6fbed82c07cd</p>",
    "nobody liked it yet": "<p>Like Be the first to like this</p>",
    "no labels": "<ul><li>No labels</li></ul>",
    "what made it": "<p>Proudly powered by Presswork</p>",
    "tags": "<div class='tags-links'>Tagged <a href='/t'>reviews</a>, <a href='/u'>ethics</a></div>",
    "a reader's program for files": "<p>PDFファイルをご覧いただくには「Adobe Reader」が必要です。</p>",
    "who the author is": "<div class='author-box'><h4>About Ann</h4><p>Throws mugs by day, reads at night.</p></div>",
    "what readers wrote": (
        "<div id=comments><h3>2 thoughts on “House rules”</h3><ul><li><cite>Rue</cite>"
        "<p>A fair set of rules, and I hope that it will be applied to everybody in the house.</p></li></ul></div>"
    ),
    "an offer": (
        "<div class='promo-box'><h3>New here?</h3><p>Get 10% off your first bid with code HELLO10.</p>"
        "<a href='/shop'>Shop now</a></div>"
    ),
    "a call": "<section><h2>Start today</h2><p>Free for a month!</p><a href='/s'>Get started</a></section>",
    "a call without a name": "<div><h2>Where will you go next?</h2><a href='/b'>Get started</a></div>",
    "help for those with questions": (
        "<div><h4>Still have questions?</h4><p>Our team is here to help, seven days a week.</p>"
        "<a href='/c'>Contact support</a></div>"
    ),
    "a letter by mail": (
        "<div class='inline-newsletter'><h4>The briefing</h4><p>Ten stories in your inbox before breakfast.</p>"
        "<form><input type=email></form></div>"
    ),
    "what readers liked": "<h3>Trending articles</h3><ul><li><a href='/1'>Priming a pump</a></li></ul>",
    "one related page": "<div class='wp-related'><h3>Related</h3><a href='/r'>Glazes</a><span>In Kilns</span></div>",
    "a way to follow": "<h3>Follow us on Chirper</h3><p><a href='/i'>studio</a></p>",
}


@pytest.mark.parametrize("name", AFTER)
def test_parts_of_the_system_below_the_text_are_not_read(name):
    assert read(f"<body><div><h1>House rules</h1>{ARTICLE}{AFTER[name]}</div></body>") == QUIET


OWN = {
    "the version of the document": "<div class=meta>Version 3.2, all customers</div>",
    "its own date": "<div class='post-meta'><span>Last updated: 3 May 2023</span></div>",
    "categories of data": "<ul class=categories><li>Name</li><li>Address</li><li>Photographs</li></ul>",
    "a rule on ratings": "<div class=ratings>Ratings are shown with your first name.</div>",
    "a box for rights": (
        "<div class=cta><h2>Your rights</h2><p>Ask us to erase your records.</p><a href='/r'>Send a request</a></div>"
    ),
    "a way out": "<div class=promo><p>You can opt out of offers in your account.</p><a href='/o'>Opt out</a></div>",
    "a warning": "<div class='alert alert-warning'>Bids are binding and cannot be withdrawn.</div>",
    "a clause with a place to log in": (
        "<div class=alert>To erase your account, <a href='/in'>log in</a>; your data is deleted within a month.</div>"
    ),
    "a clause that speaks of logging in": (
        "<div class=notice>Orders can be changed for two hours. <a href='/in'>Log in</a></div>"
    ),
    "how to join": "<section><h2>Joining</h2><p>Whoever will join fills in a form.</p><a href='/j'>Join</a></section>",
    "rules for comments": (
        "<section id=comments><h2>Comments</h2><p class=rule>Comments that hurt others are hidden.</p></section>"
    ),
    "a choice of cookies": "<div class=group><h3>Measurement</h3><p>They count news.</p><input type=checkbox></div>",
    "writers": "<div class=author>Authors keep the rights in what they write.</div>",
}


@pytest.mark.parametrize("name", OWN)
def test_words_of_the_policy_with_such_names_are_read(name):
    text = read(f"<main><h1>House rules</h1>{ARTICLE}{OWN[name]}<p>{PROSE}</p></main>")

    assert len(text.splitlines()) > len(QUIET.splitlines()) + 1
    assert "".join(text.split()).startswith("".join(QUIET.split()))


def test_who_answers_for_a_document_is_read_below_its_last_sentence():
    control = ["Author: Records Manager", "Reviewed by: Audit Committee", "Published by the Board, 3 May 2021"]

    text = read(f"<main><h1>House rules</h1>{ARTICLE}{''.join(f'<p>{line}</p>' for line in control)}</main>")

    assert text.splitlines()[-3:] == control


def test_author_beside_the_date_is_left_out():
    meta = "<div class='post-meta'><span>3 May 2023</span><span><a href='/a'>Jo Marsh</a></span></div>"

    text = read(f"<article><h1>House rules</h1>{meta}{ARTICLE}</article>")

    assert text.splitlines()[:2] == ["House rules", "3 May 2023"]


def test_linked_title_is_the_title():
    above = "<div><ul><li><a href='/s'>Spaces</a></li></ul></div>"

    assert read(f"<body>{above}<h1><a href='/x'>House rules</a></h1>{ARTICLE}</body>") == QUIET


def test_panel_below_an_arrow_and_a_line_opens():
    toggle = (
        "<div><div role=button aria-expanded=false>▶</div><div>How the beta ends</div>"
        "<div style='display:none'><div>The beta ends when we publish the release.</div></div></div>"
    )

    text = read(f"<main><h1>House rules</h1>{ARTICLE}{toggle}<p>{PROSE}</p></main>")

    assert "The beta ends when we publish the release." in text.splitlines()


def test_what_acts_as_a_button_above_a_panel_is_its_heading():
    panels = "".join(
        f"<div role=button class=q>{title}</div><div class='accordion-content' style='display:none'><p>{said}</p></div>"
        for title, said in {
            "Where is it?": "It lies in Oslo, in two copies.",
            "Who sees it?": "Two clerks see it.",
        }.items()
    )

    lines = read(f"<main><h1>House rules</h1>{ARTICLE}{panels}<p>{PROSE}</p></main>").splitlines()

    assert lines[lines.index("Where is it?") + 1] == "It lies in Oslo, in two copies."
    assert lines[lines.index("Who sees it?") + 1] == "Two clerks see it."
