"""Pages made to break a reader: bounded, complete, without a recursion error."""

import time

import pytest

import monitor

LONG = "This sentence is long enough to be a sentence of the policy. "
DEEP = 30_000
PAGES = {
    "nested blocks": "<div>" * DEEP + LONG + "</div>" * DEEP + "<p>After it all.</p>",
    "nested inline elements": "<span>" * DEEP + LONG + "</span>" * DEEP + "<p>After it all.</p>",
    "nested lists": "<ul><li>a" * 5000 + LONG + "</li></ul>" * 5000 + "<p>After it all.</p>",
    "nested tables": "<table><tr><td>" * 5000 + LONG + "</td></tr></table>" * 5000 + "<p>After it all.</p>",
    "nested asides": "<aside>" * DEEP + LONG + "</aside>" * DEEP + "<p>After it all.</p>",
    "nested buttons": "<div><button aria-expanded=false>x</button>" * 3000
    + LONG
    + "</div>" * 3000
    + "<p>After it all.</p>",
    "nested notices": "<div class='cookie-banner'>" * DEEP + "</div>" * DEEP + f"<p>{LONG}</p><p>After it all.</p>",
    "buttons side by side": f"<p>{LONG}</p>"
    + "<button aria-expanded=false>x</button>" * 20_000
    + "<p>After it all.</p>",
    "menus side by side": (
        f"<p>{LONG}</p>" + "<div><a href=a>a</a><a href=b>b</a><a href=c>c</a></div>" * 10_000 + "<p>After it all.</p>"
    ),
    "menus in menus": (
        f"<p>{LONG}</p>" + "<div>x<a href=abcdefg>abcdefg</a>" * 10_000 + "</div>" * 10_000 + "<p>After it all.</p>"
    ),
    "titles": f"<p>{LONG}</p>" + "<div><h1>x</h1>" * 10_000 + "</div>" * 10_000 + "<p>After it all.</p>",
    "notices with text in notices": f"<p>{LONG}</p>"
    + "<div class='cookie-notice'>We use cookies here. " * DEEP
    + "<button>Accept</button>"
    + "</div>" * DEEP
    + "<p>After it all.</p>",
    "tables in the first cells of tables": (
        f"<p>{LONG}</p>"
        + "<table><tr><td>" * 6000
        + "x"
        + "</td><td>y</td></tr></table>" * 6000
        + "<p>After it all.</p>"
    ),
    "hidden parts between sentences": (
        f"<div><div hidden class=a>{LONG}</div><p>{LONG}</p>"
        + f"<div hidden>{LONG}</div><p>{LONG}</p>" * 20_000
        + "</div><p>After it all.</p>"
    ),
    "a list printed twice": "".join(f"<p>The line {n}</p>" for n in range(15_000)) * 2
    + f"<p>{LONG}</p><p>After it all.</p>",
    "elements around a word": (
        f"<h2>One</h2><p>{LONG}</p><h2>Two</h2>" + "<div>" * DEEP + "ad" + "</div>" * DEEP + "<p>After it all.</p>"
    ),
    "unclosed elements": "<p><b><i><u>" * 5000 + LONG + "<p>After it all.",
    "many attributes": "<p "
    + " ".join(f"a{number}=1" for number in range(200_000))
    + f">{LONG}</p><p>After it all.</p>",
    "cells over a thousand columns": "<table><tr>"
    + "<td colspan=1000 rowspan=9>a</td>" * 3000
    + f"</tr></table><p>{LONG}</p><p>After it all.</p>",
    "a long blank": "<p>a" + " " * 2_000_000 + f"{LONG}</p><p>After it all.</p>",
    "a long word": "<p>" + "x" * 2_000_000 + f" {LONG}</p><p>After it all.</p>",
    "signs of a trail": "<p>" + "> " * 200_000 + f"</p><p>{LONG}</p><p>After it all.</p>",
    "a style sheet without rules": "<style>" + "a" * 2_000_000 + f"</style><p>{LONG}</p><p>After it all.</p>",
    "a style sheet of rules": "<style>" + ".a{font-weight:700}" * 50_000 + f"</style><p>{LONG}</p><p>After it all.</p>",
    "ten million signs": "<p>" + LONG * 160_000 + "</p><p>After it all.</p>",
    "zero bytes": "<p>\0" + LONG + "\0</p><p>After it all.\0</p>",
    "a wrong declaration": (
        f'<?xml version="1.0" encoding="shift_jis"?><html><body><p>{LONG}</p><p>After it all.</p></body></html>'
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_in_time_and_to_its_end(name):
    start = time.process_time()

    text = monitor.read(PAGES[name].encode(), media_type="text/html; charset=utf-8").text

    assert text.endswith("After it all.")
    assert LONG.strip() in text
    assert time.process_time() - start < 30


@pytest.mark.parametrize("select", ["div div p, p", "div > div", "p:has(b), p"])
def test_selectors_work_on_deep_pages(select):
    page = "<div>" * 3000 + LONG + "</div>" * 3000 + "<p>After <b>it all</b>.</p>"

    assert "After it all" in monitor.read(page.encode(), media_type="text/html", select=f"{select}, p").text


def test_no_block_of_a_large_page_is_lost():
    page = "".join(
        f"<p>Clause number {number} of this contract binds both of its parties.</p>" for number in range(20_000)
    )

    text = monitor.read(page.encode(), media_type="text/html").text

    assert text.count("Clause number") == 20_000
