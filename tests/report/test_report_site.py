"""The static site: pages that stand alone, link to each other, and keep their names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import feedparser
import pytest

from monitor import report as reports
from monitor.model import Health, Kind, Level, Stop

OWN = re.compile(r"(index\.html|feed\.xml|target-[0-9a-f]{12}\.html|change-[0-9a-f]{12}-\d+\.html)")


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def links(self):
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]


def course(target, title, *milestones, **health):
    rows = [
        reports.Milestone(
            version=number,
            at=at,
            changes=changes,
            level=level,
            is_ours=is_ours,
            headline=("3. Sharing", (Kind.REWORDED, Kind.MOVED)) if level else None,
        )
        for number, (at, changes, level, is_ours) in enumerate(milestones, start=1)
    ]
    url = f"https://{target}.example/policy"
    return reports.Course(
        health=Health(target=target, title=title, url=url, versions=len(rows), **health), milestones=tuple(rows)
    )


@pytest.fixture
def courses(make):
    first = (make.moment(1), 0, None, False)
    return (
        course("lantern-privacy", "Lantern Bank", first, first, (make.moment(2), 1, Level.MINOR, False), first),
        course("minato-coop", "みなと生活協同組合", first, (make.moment(3), 2, None, True)),
        course("../etc/passwd", "<script>alert(1)</script>", first, failing_since=make.moment(4), reason="503"),
    )


@pytest.fixture
def pages(report, courses):
    return reports.site(report, courses)


def test_each_target_and_each_change_set_has_a_page_and_names_are_made_of_ids(pages, report, courses):
    assert all(OWN.fullmatch(name) for name in pages)
    assert sum(name.startswith("target-") for name in pages) == len(courses)
    assert {name for name in pages if name.startswith("change-")} == {reports.page_name(each) for each in report.sets}
    assert list(pages)[-2:] == ["feed.xml", "index.html"]


def test_every_link_leads_to_a_page_that_is_there_or_to_the_web(pages):
    for name, html in pages.items():
        for link in Page(html).links() if name.endswith(".html") else ():
            assert link in pages or link.startswith("https://"), (name, link)


def test_pages_need_no_script_and_nothing_from_elsewhere(pages):
    for name, html in pages.items():
        if not name.endswith(".html"):
            continue
        seen = Page(html)
        policy = next(attrs["content"] for _, attrs in seen.elements if attrs.get("http-equiv"))
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
        assert not {tag for tag, _ in seen.elements} & {"script", "img", "iframe", "object", "form", "use", "image"}
        assert [attrs for tag, attrs in seen.elements if tag == "link"] in (
            [],
            [{"rel": "alternate", "type": "application/atom+xml", "title": "Policy changes", "href": "feed.xml"}],
        )
        assert not [name for _, attrs in seen.elements for name in attrs if name.startswith("on") or name == "src"]
        assert "url(" not in html


def test_the_index_counts_lists_and_draws(pages):
    seen = Page(pages["index.html"])

    assert "policies changed2 of 12" in re.sub(r"\s+", " ", seen.text)
    assert "held since 2026-03-25 08:00 UTC" in seen.text
    assert "3. Automated decisions: added; 5 more changes" in seen.text
    assert any(tag == "svg" and attrs.get("role") == "img" for tag, attrs in seen.elements)


def test_a_chart_can_be_read_as_a_table(pages):
    table = pages["index.html"].split('<table class="counts">')[1].split("</table>")[0]

    rows = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in table.split("<tr>")[1:]]
    assert rows == [
        ["Week", "material", "minor", "cosmetic"],
        ["2026-03-02", "0", "1", "0"],
        ["2026-03-09", "2", "1", "3"],
        ["2026-03-16", "1", "0", "0"],
    ]


def test_a_target_shows_its_whole_course_newest_first(pages, courses):
    html = next(html for name, html in pages.items() if name.startswith("target-") and "みなと生活" in html)

    assert re.findall(r"Version (\d+)", html) == ["2", "1"]
    assert "read anew: our change" in html
    assert "first seen" in html


def test_a_version_in_a_course_says_what_changed_most(pages):
    html = next(html for name, html in pages.items() if name.startswith("target-") and "Lantern" in html)

    assert html.count("3. Sharing: reworded, moved") == 1


def test_pages_of_earlier_reports_are_linked_where_they_are_known(report, courses, make):
    earlier = reports.page_name(make.changeset(new_version=2))

    without = reports.site(report, courses)
    known = reports.site(report, courses, known=[earlier])

    assert not any(earlier in html for html in without.values())
    assert any(f'href="{earlier}"' in html for html in known.values())
    assert earlier not in known


def test_a_page_of_a_change_set_is_the_same_in_every_report(report, courses, english):
    later = replace(
        report, sets=(english,), made_at=report.made_at + timedelta(days=9), since=report.since + timedelta(days=3)
    )

    name = reports.page_name(english)
    assert reports.site(report, courses)[name] == reports.site(later, courses)[name]


def test_the_feed_leads_to_the_pages_by_the_address_of_the_site(report, courses):
    feed = feedparser.parse(reports.site(report, courses, address="https://watch.example/p/")["feed.xml"].encode())

    assert not feed.bozo
    assert [entry.link for entry in feed.entries] == [
        f"https://watch.example/p/{reports.page_name(each)}"
        for each in sorted(report.sets, key=lambda each: each.new_at, reverse=True)
    ]
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": "https://watch.example/p/feed.xml",
        "alternate": "https://watch.example/p/index.html",
    }


def test_entries_of_two_databases_have_different_ids_and_keep_them(report, courses):
    def ids(archive):
        text = reports.site(replace(report, archive=archive), courses)["feed.xml"]
        return [entry.id for entry in feedparser.parse(text.encode()).entries]

    assert ids("a" * 64) == ids("a" * 64)
    assert not set(ids("a" * 64)) & set(ids("b" * 64))


def test_names_of_targets_reach_no_file_name_and_no_markup(pages):
    assert not [name for name in pages if "etc" in name]
    assert not [html for html in pages.values() if "<script" in html]


def test_a_quiet_span_has_no_chart_and_says_so(quiet):
    index = reports.site(quiet, [])["index.html"]

    assert "No policy changed." in index
    assert "<svg" not in index


@pytest.mark.parametrize(
    ("days", "ago", "unit", "bars"),
    [
        (1, 1, "day", 2),
        (20, 3, "day", 21),
        (60, 40, "week", 10),
        (420, 40, "week", 61),
        (3650, 40, "month", 2),
        (100_000, 40_000, "month", 120),
    ],
)
def test_bars_are_days_weeks_or_months_by_the_span(make, days, ago, unit, bars):
    until = datetime(2026, 3, 31, 12, tzinfo=UTC)
    each = make.changeset(make.change(make.added("x")), new_at=until - timedelta(days=1))
    older = make.changeset(make.change(make.added("x")), new_at=until - timedelta(days=ago), new_version=3)
    report = replace(make.report(each, older), since=until - timedelta(days=days), until=until)

    index = reports.site(report, [])["index.html"]

    assert f"Changes per {unit}" in index
    assert f'viewBox="0 0 {bars * 10} 100"' in index


def test_a_net_change_names_the_versions_on_the_way_in_every_form(make):
    edit = replace(make.reworded("=kept for ", "-30", "+90", "= days"), since=make.moment(9))
    stops = tuple(
        Stop(version=number, at=make.moment(day), changes=1, level=Level.MINOR) for number, day in ((5, 3), (6, 9))
    )
    each = make.changeset(make.change(edit), old_version=4, new_version=6, stops=stops)
    report = make.report(each, make.changeset(target="back", stops=stops))

    for form in ("text", "markdown", "html"):
        shown = reports.render(report, form).replace("\\", "")
        assert "net change by way of versions 5 (2026-03-03), 6 (2026-03-09)" in shown
        assert "since 2026-03-09" in shown
        assert "what came was taken back" in shown
    assert "2026-03-09T08:00:00+00:00" in reports.render(report, "csv")
