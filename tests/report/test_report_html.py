"""The HTML forms: self-contained, without script, whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from monitor import report as reports
from monitor.model import Change, Edit, EditKind, Kind, Level, Stop

VOID = {"meta", "br", "hr", "link", "img", "input"}


class Page(HTMLParser):
    """What a browser would see: elements, attributes, texts of marked words; fails on elements that do not nest."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.texts = []
        self._open = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self._open), data))

    def tags(self):
        return {tag for tag, _ in self.elements}

    def text(self, *, without=""):
        return "".join(data for path, data in self.texts if without not in path)


@pytest.fixture(params=["report", "redline"])
def page(request, report, english):
    return reports.render(report, "html") if request.param == "report" else reports.redline(english, "html")


def test_a_page_is_well_formed_and_in_a_language(page):
    elements = Page(page).elements

    assert page.startswith("<!doctype html>")
    assert elements[0] == ("html", {"lang": "en"})


def test_a_page_forbids_itself_everything_but_its_one_style(page):
    seen = Page(page)

    policy = next(attrs["content"] for tag, attrs in seen.elements if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not seen.tags() & {"script", "img", "link", "iframe", "object", "form", "svg"}
    assert [tag for tag, _ in seen.elements].count("style") == 1
    assert not [
        name for _, attrs in seen.elements for name in attrs if name.startswith("on") or name in {"src", "style"}
    ]
    assert not re.search(r"url\(|@import|expression\(", page)


def test_links_lead_to_the_web_alone_and_tell_nothing_of_the_reader(page):
    links = [attrs for tag, attrs in Page(page).elements if tag == "a" and not attrs["href"].startswith("#")]

    assert links
    for attrs in links:
        assert attrs["href"].startswith("https://")
        assert attrs["rel"] == "noopener noreferrer"


def test_a_page_suits_the_dark_the_phone_and_the_printer(page):
    assert "prefers-color-scheme: dark" in page
    assert 'name="viewport"' in page
    assert "@media print" in page


def test_deleted_and_inserted_words_are_del_and_ins(english):
    html = reports.redline(english, "html")

    assert "for <del>30 days</del><ins>two years</ins>, and <del>do not </del>share" in html


def test_clauses_are_shown_whole(make):
    far = "word " * 400
    edit = make.reworded(f"={far}", "-may", "+must", f"= {far}")

    html = reports.redline(make.changeset(make.change(edit)), "html")

    assert f"{far}<del>may</del><ins>must</ins> {far}" in html


def test_a_redline_is_followed_by_old_and_new_side_by_side(english):
    table = reports.redline(english, "html").split("<table")[1]

    rows = re.findall(
        r"<td class=\"was\" dir=\"auto\">(.*?)</td><td class=\"now\" dir=\"auto\">(.*?)</td>", table, re.DOTALL
    )
    assert "Old and new clause by clause, changes underlined" in table
    assert rows[0] == ("Last updated: <u>2 March 2025</u>", "Last updated: <u>14 March 2026</u>")
    assert (
        '<span class="label">(3)</span><u>You can object at any time by writing to us.</u>',
        '<span class="none" lang="en">(deleted)</span>',
    ) in [(old.strip(), new.strip()) for old, new in rows]


def test_japanese_text_is_marked_as_japanese(report, japanese):
    assert '<h1 dir="auto" lang="ja">みなと生活協同組合' in reports.redline(japanese, "html")
    assert 'id="p2" lang="ja"' in reports.render(report, "html")


def test_all_renumbered_sections_can_be_unfolded_without_script(english):
    html = reports.redline(english, "html")

    assert "<details><summary>13 sections renumbered" in html
    assert "11. → 12. Section 11" in html


def test_the_top_of_a_report_counts(report):
    text = re.sub(r"\s+", " ", Page(reports.render(report, "html")).text())

    assert "policies changed2 of 12" in text
    assert "material changes3" in text
    assert "held1" in text


def test_a_quiet_month_says_so(quiet):
    assert "No policy changed." in reports.render(quiet, "html")


@pytest.mark.parametrize("kind", list(Kind))
def test_whatever_became_of_a_section_old_and_new_stand_side_by_side(make, kind):
    old = None if kind is Kind.ADDED else make.place("4.", "Costs", "Annex")
    new = None if kind is Kind.REMOVED else make.place("B.", "Prices", "Part one")
    change = Change(kinds=(kind,), old=old, new=new, level=Level.MINOR)

    table = reports.redline(make.changeset(change), "html").split('<table class="sides">')[1].split("</table>")[0]

    heads = re.findall(r'<th dir="auto">(.*?)</th>', table, re.DOTALL)
    texts = [" ".join(re.sub(r"<[^>]+>", " ", head).split()) for head in heads]
    both = ["Annex 4. Costs", "Part one B. Prices"]
    assert texts == ["—", "B. Prices"] if old is None else ["4. Costs", "—"] if new is None else both
    assert reports.tongue("en").phrases(change) in table


def test_a_moved_clause_stands_on_both_sides_and_is_said_to_be_moved(make):
    edit = Edit(kind=EditKind.MOVED, before="We keep logs.", after="We keep logs.")

    table = reports.redline(make.changeset(make.change(edit)), "html").split("<table")[1]

    assert table.count("We keep logs.") == 2
    assert "clause moved" in table


def test_a_reason_that_says_what_became_of_a_section_is_not_said_twice(make):
    change = make.change(make.added("x"), reasons=("the section stands elsewhere", "words on retention came in"))

    html = reports.redline(make.changeset(change), "html")

    assert "the section stands elsewhere" not in html
    assert "words on retention came in" in html


def test_what_changed_and_changed_back_counts_as_no_change(make):
    stops = (Stop(version=5, at=make.moment(3), changes=1, level=Level.MINOR),)
    report = make.report(make.changeset(target="back", stops=stops), watched=1)

    assert "No policy changed; 1 watched.\n1 changed and changed back" in reports.render(report, "text")
    assert "- **No policy changed**\n- 1 changed and changed back" in reports.render(report, "markdown")
    html = reports.render(report, "html")
    assert re.search(r"policies changed</dt><dd>0 <small>of 1<", html)
    assert re.search(r"changed and back</dt><dd>1<", html)
    assert "badge" not in html.partition("</style>")[2]


def test_the_figures_of_a_site_are_those_of_its_chart(report):
    index = reports.site(report, [])["index.html"]

    figures = {
        level: int(number) for level, number in re.findall(r'<div class="(\w+)"><dt>[^<]*</dt><dd>(\d+)</dd>', index)
    }
    rows = re.findall(r"<td>(\d+)</td><td>(\d+)</td><td>(\d+)</td>", index)
    drawn = [sum(map(int, column)) for column in zip(*rows, strict=True)]
    assert drawn == [figures["material"], figures["minor"], figures["cosmetic"]] == [3, 2, 3]
