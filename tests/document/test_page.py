"""What a raw page shows besides the document read from it."""

import time

import pytest

from monitor.document import page
from monitor.model import Page

HTML = b"""<!doctype html><html><head><title>Sign in &amp; more</title>
<meta http-equiv="refresh" content="5; url=/next">
<script src="/Static/App.js">var a = "<form><input type='password'>";</script></head><body><!-- <p>not here</p> -->
<div id="root"></div><noscript>Turn on <b>scripts</b>.</noscript><form><input type="password"><button>Go</button></form>
<p>One line
of text.</p></body></html>"""


def test_a_page_is_looked_at_as_a_whole():
    seen = page.look(HTML, media_type="text/html; charset=utf-8")

    assert (seen.title, seen.refresh, seen.passwords, seen.scripts) == ("Sign in & more", "/next", 1, 1)
    assert seen.text.split("\n") == ["Turn on scripts.", "Go", "One line of text."]
    assert seen.sources == ("/static/app.js",)
    assert (seen.is_mount, seen.is_ended, seen.is_broken_off) == (True, True, False)


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"Plain words, no markup."]
)
def test_what_is_no_markup_shows_nothing(body):
    assert page.look(body) == Page()


@pytest.mark.parametrize("size", range(1, len(HTML), 7))
def test_a_page_cut_off_anywhere_is_not_ended(size):
    assert not page.look(HTML[:size], media_type="text/html").is_ended


def test_a_very_long_page_is_not_taken_for_a_broken_one():
    seen = page.look(b"<html><body>" + b"<p>word</p>" * 200_000 + b"</body></html>", media_type="text/html")

    assert (seen.is_ended, seen.is_broken_off) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        b"<a " * 700_000,
        b"<!--" * 500_000,
        b"<script>" * 200_000,
        b"<" * 2_000_000,
        b"<meta refresh content='url=" * 70_000,
    ],
    ids=["tags", "comments", "scripts", "angles", "attributes"],
)
def test_hostile_markup_costs_little(body):
    started = time.monotonic()

    page.look(b"<html>" + body, media_type="text/html")

    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel='canonical' href='https://a.example/en-gb/privacy'>", "https://a.example/en-gb/privacy"),
        ("<meta property='og:url' content='https://a.example/b'>", "https://a.example/b"),
        (
            "<meta property='og:url' content='https://a.example/b'><link href='https://a.example/c' rel=canonical>",
            "https://a.example/c",
        ),
        ("<link rel='alternate' href='https://a.example/fr'>", ""),
    ],
)
def test_the_address_that_a_page_gives_as_its_own_is_told(head, address):
    seen = page.look(f"<html lang='en-GB'><head>{head}</head><body><p>Text</p></body></html>".encode())

    assert (seen.address, seen.locale) == (address, "en-gb")


def test_pages_shown_in_frames_are_told_as_they_are_written():
    seen = page.look(b"<html><body><iframe src='https://a.example/Legal?Id=1&amp;l=en'></iframe></body></html>")

    assert seen.frames == ("https://a.example/Legal?Id=1&l=en",)
