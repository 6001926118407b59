"""Page text is written by others: whatever it holds, each form stays what it is."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from html.parser import HTMLParser

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import report as reports

SHARP = [
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "\r\n",
    "\u202eevil\u202c",
    "\u2066x\u2069",
    "\u200b",
    "\x00",
    "\ufffe",
    "\ud800",
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "%s{0}$x",
    "]]>",
    "&amp;",
    '"',
    "=1+1",
    "[-gone-]",
    "[+come+]",
    "javascript:alert(1)",
    "日本語",
]
BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
PARTS = st.one_of(st.sampled_from(SHARP), st.text(st.characters(codec=None), max_size=12))
TEXTS = st.lists(PARTS, min_size=1, max_size=4).map("".join)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.names = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.names |= {name for name, _ in attrs}


def built(make, text):
    edits = (make.reworded(f"={text}", f"-{text}", f"+{text}", label=text), make.added(text), make.removed(text))
    change = make.change(*edits, heading=text, label=text, reasons=(text,), above=(text,))
    return make.changeset(change, title=text, target=text, url=f"https://x.example/{text}", tags=(text,))


@given(text=TEXTS)
def test_a_terminal_gets_characters_and_line_breaks_alone(make, text):
    each = built(make, text)
    message = reports.compose([each], [])

    for shown in (
        reports.redline(each, "text"),
        reports.render(make.report(each), "text"),
        reports.redline(each, "markdown"),
        message.text,
        message.title,
    ):
        unsafe = {char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and char != "\n"}
        assert unsafe == set()
        assert not BIDI & set(shown)
        shown.encode("utf-8")
    assert "\n" not in message.title
    assert len(message.title) <= 200


@settings(max_examples=40)
@given(text=TEXTS)
def test_html_gains_no_element_and_no_attribute(make, text):
    for write in (
        lambda each: reports.redline(each, "html"),
        lambda each: reports.render(make.report(each), "html"),
        lambda each: reports.compose([each], []).html,
    ):
        plain, hostile = Tags(write(built(make, "word"))), Tags(write(built(make, text)))

        assert hostile.found <= plain.found
        assert hostile.names <= plain.names | {"lang"}
        shown = write(built(make, text))
        assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"]
        assert not BIDI & set(shown)


@settings(max_examples=40)
@given(text=TEXTS)
def test_data_forms_stay_well_formed(make, text):
    report = make.report(built(make, text))

    json.loads(reports.render(report, "json").encode("utf-8"))
    feed = feedparser.parse(reports.render(report, "atom").encode("utf-8"))
    assert not feed.bozo
    rows = list(csv.reader(io.StringIO(reports.render(report, "csv"), newline="")))
    assert {len(row) for row in rows} == {21}
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@given(text=TEXTS)
def test_page_text_cannot_pretend_to_be_marked(make, text):
    shown = reports.redline(make.changeset(make.change(make.added(text))), "text")

    line = next(line for line in shown.split("\n") if line.startswith("+ "))
    assert "[-" not in line.replace("\\[", "")
    assert "[+" not in line.replace("\\[", "")


def test_no_password_in_an_address_is_shown(make):
    each = make.changeset(make.change(make.added("x")), url="https://ann:hunter2@lantern.example/privacy")
    report = make.report(each)

    for form in reports.FORMATS:
        shown = reports.render(report, form)
        assert "hunter2" not in shown
        assert "lantern.example/privacy" in shown.replace("\\", "")
    message = reports.compose([each], [], link=lambda _: "https://ann:hunter2@watch.example/")
    assert "hunter2" not in message.text + message.html


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "javascript://x/%0aalert(1)", "data://x/,y", "//x.example/", "https://[x", "file:///etc"],
)
def test_only_addresses_of_the_web_become_links(make, url):
    each = make.changeset(make.change(make.added("x")), url=url)

    for html in (reports.redline(each, "html"), reports.compose([each], []).html):
        assert "href=" not in html
    assert "](" not in reports.redline(each, "markdown")
