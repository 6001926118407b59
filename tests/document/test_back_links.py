"""Links that only lead back up the page, in whatever words."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
NAMES = ("Keeping", "Leaving", "Joining")


def read(link, begin=""):
    parts = "".join(f"<h2>{name}</h2><p>{PROSE}</p>{link}" for name in NAMES)
    page = f"<body>{begin}<h1>Privacy policy</h1>{parts}<p>{PROSE}</p></body>"
    return monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text


QUIET = read("")
WORDS = (
    *("Top", "TOP", "↑ Top", "▲", "^", "Zurück nach oben", "このページのトップへ", "ページ先頭へ", "Back to contents"),
    *("Return to top of page", "Revenir au sommaire", "Al principio", "Nach ganz oben", "最上部に移動する"),
)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("href", ["#", "#top", "#menu"])
def test_link_back_below_every_section_is_not_read(words, href):
    begin = "<div id=menu></div>"

    assert read(f"<p><a href='{href}'>{words}</a></p>", begin) == QUIET


@pytest.mark.parametrize(
    "link",
    [
        "<div class=x><p><span><a href='#top'>Go up</a></span></p></div>",
        "<p>[<a href='#top'>Go up</a>]</p>",
        "<a href='#top'>Go up</a><br>",
        "<ul><li><a href='#'>Go up</a></li></ul>",
        "<table><tr><td><a href='#'>Go up</a></td></tr></table>",
    ],
)
def test_link_back_is_not_read_in_any_wrapping(link):
    assert read(link) == QUIET


@pytest.mark.parametrize(
    "link",
    [
        "<p>The rules stand <a href='#top'>Go up</a> in this text.</p>",
        "<p><a href='#later'>Go up</a></p>",
        "<p><a href='/other#top'>Go up</a></p>",
        "<h3><a href='#'>Go up</a></h3><p>It is told here.</p>",
    ],
)
def test_link_that_is_text_is_read(link):
    assert read(link).count("Go up") == len(NAMES)


def test_links_to_the_top_in_different_words_are_read():
    parts = "".join(f"<p><a href='#'>What is {name}</a></p><p>{PROSE}</p>" for name in NAMES)
    page = f"<body><h1>Questions</h1><p>{PROSE}</p>{parts}</body>"

    found = monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text

    assert all(f"What is {name}" in found for name in NAMES)
