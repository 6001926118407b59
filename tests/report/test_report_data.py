"""The forms for programs: JSON, CSV and Atom; and Markdown, which others render."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import feedparser
import pytest
from markdown_it import MarkdownIt

from monitor import report as reports
from monitor.codec import from_plain
from monitor.model import ChangeSet, Level, Redirect, Report


def test_json_holds_the_model_as_it_is_named(report, english):
    found = json.loads(reports.render(report, "json"))

    assert found["schema"] == 1
    change = found["sets"][2]["changes"][3]
    assert change["kinds"] == ["reworded", "renumbered"]
    assert change["new"]["path"] == ["5. Who receives your data", "4.2 Partners"]
    assert change["level"] == "material"
    assert change["topics"] == ["third-parties", "retention"]
    assert change["signals"][0] == {
        "kind": "period",
        "before": "30 days",
        "after": "two years",
        "reason": "a period grew longer",
    }
    assert change["edits"][0]["words"][1] == {"op": "deleted", "text": "30 days"}
    assert found["sets"][2]["new_at"] == "2026-03-14T08:00:00+00:00"
    assert from_plain(Report, found) == report
    assert from_plain(ChangeSet, json.loads(reports.redline(english, "json"))) == english


def test_json_is_laid_out_as_the_standard_library_lays_it_out(english):
    written = reports.redline(english, "json")

    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2)


def test_json_shows_no_password_of_an_address(english):
    named = replace(english, url="https://ann:hunter2@lantern.example/privacy")

    found = json.loads(reports.redline(named, "json"))

    assert found["url"] == "https://lantern.example/privacy"


def test_any_value_of_the_model_becomes_json_and_lists_want_a_name():
    hop = Redirect(status=301, url="https://lantern.example/")

    assert reports.to_json(hop) == '{\n  "schema": 1,\n  "status": 301,\n  "url": "https://lantern.example/"\n}'
    assert reports.jsonable({"hops": [hop]}) == {
        "schema": 1,
        "hops": [{"status": 301, "url": "https://lantern.example/"}],
    }
    with pytest.raises(TypeError, match="mapping"):
        reports.jsonable([hop])


def test_csv_has_a_row_an_edit(report):
    rows = list(csv.DictReader(io.StringIO(reports.render(report, "csv"))))

    edits = sum(max(1, len(change.edits)) for each in report.sets for change in each.changes)
    assert len(rows) == edits
    row = next(row for row in rows if row["label"] == "(1)")
    assert row["target"] == "lantern-privacy"
    assert row["new_section"] == "5. Who receives your data › 4.2 Partners"
    assert row["after"].startswith("We keep records of your payments for two years")
    assert row["signals"] == (
        "period: 30 days → two years (a period grew longer); negation: do not share → share (a negation went)"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_no_cell_is_a_formula(make, start):
    changes = make.change(make.added(f'{start}HYPERLINK("https://evil.example")'))

    text = reports.render(make.report(make.changeset(changes)), "csv")

    row = next(csv.DictReader(io.StringIO(text)))
    assert row["after"].startswith("'")


def test_atom_is_a_feed_with_the_redline_inside(report):
    feed = feedparser.parse(reports.render(report, "atom").encode())

    assert not feed.bozo
    assert feed.version == "atom10"
    assert [entry.link for entry in feed.entries] == [
        "https://minato-coop.example/ja/kojinjoho",
        "https://lantern.example/privacy",
        "https://lantern.example/privacy",
    ]
    entry = feed.entries[1]
    assert entry.title == "Lantern Bank, privacy policy: 2 material, 1 minor, 3 cosmetic"
    assert "[-<del>30 days</del>-]" in entry.content[0].value
    assert entry.updated == "2026-03-14T08:00:00Z"
    assert "retention" in {tag.term for tag in entry.tags}


def test_an_entry_keeps_its_id_whatever_is_reported_around_it(report, english):
    alone = replace(report, sets=(english,), until=report.made_at)

    ids = [entry.id for entry in feedparser.parse(reports.render(report, "atom").encode()).entries]
    (kept,) = [entry.id for entry in feedparser.parse(reports.render(alone, "atom").encode()).entries]

    assert kept == "tag:policy-monitor.invalid,2026-03-14:lantern-privacy/4/080000"
    assert kept in ids
    assert len(set(ids)) == 3


def test_an_empty_feed_is_a_feed(quiet):
    feed = feedparser.parse(reports.render(quiet, "atom").encode())

    assert not feed.bozo
    assert feed.entries == []


def test_markdown_marks_survive_with_and_without_html(english):
    text = reports.redline(english, "markdown")

    assert "for <del>[-30 days-]</del><ins>[+two years+]</ins>, and" in text
    assert "- 13 sections renumbered: 4\\. → 5., 5" in text.replace("4. →", "4\\. →")


@pytest.mark.parametrize(
    "hostile",
    [
        "[click](https://evil.example)",
        "<https://evil.example>",
        "<script>alert(1)</script>",
        "![x](https://evil.example/x.png)",
        "[x]: https://evil.example",
        "# heading",
        "> quote",
        "- item",
        "1. item",
        "`code` *bold* _it_ ~~gone~~",
        "| a | b |",
        "&lt;script&gt;",
        "\\[x](https://evil.example)",
        "***",
        "=====",
    ],
)
def test_page_text_is_text_in_markdown_and_nothing_else(make, hostile):
    marked = make.reworded(f"={hostile}", f"-{hostile}", f"+{hostile}")
    change = make.change(marked, make.added(hostile), heading=hostile)

    html = MarkdownIt("commonmark").render(reports.redline(make.changeset(change, title=hostile), "markdown"))

    seen = set(re.findall(r"<([a-z0-9]+)", html))
    assert seen <= {"h1", "h2", "p", "strong", "a", "ul", "li", "em", "blockquote", "del", "ins"}
    assert re.findall(r'href="([^"]*)"', html) == ["https://lantern.example/privacy"]


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_told_in_every_form(make, level):
    change = make.change(make.added("We may sell data."), level=level)
    report = make.report(make.changeset(change))

    for form in reports.FORMATS:
        assert level.value in reports.render(report, form)
