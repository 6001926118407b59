"""What is current while a page alternates: the version in force, not the one that was made last."""

import json
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.cli import main

URL = "https://club.example/privacy"
PAGE = """<html><body><main><h1>Privacy at the club</h1><h2>Retention</h2>
<p>The list is kept for {months} months after a member has left the club.</p></main></body></html>"""
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The command line over six months, twelve, six again, and twelve again: the wording of version 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.toml").write_text(f'[target.club]\nurl = "{URL}"\n', "utf-8")
    with monitor.open("monitor.db") as archive:
        for day, months in enumerate((6, 12, 12, 6, 12)):
            body, at = PAGE.format(months=months).encode(), NOW + timedelta(days=day)
            archive.record(target="club", url=URL, body=body, fetched_at=at, headers={"content-type": "text/html"})

    def call(*arguments):
        with pytest.raises(SystemExit):
            main(list(arguments))
        return capsys.readouterr().out

    return call


def test_show_blame_search_and_diff_speak_of_the_version_in_force(call):
    assert call("show", "club").startswith("club@2, ")
    assert "kept for 12 months" in call("blame", "club")
    assert "still there" in call("search", "12 months")
    assert "gone 2026-03-05" in call("search", "6 months")
    assert [line for line in call("diff", "club").splitlines() if line.startswith(("---", "+++"))] == [
        "--- version 3, 2026-03-04 09:00 UTC",
        "+++ version 2, 2026-03-02 09:00 UTC",
    ]


def test_blame_says_what_its_days_are_and_which_of_them_are_only_the_first_look(call):
    legend, *lines = call("blame", "club").splitlines()

    assert legend.startswith("Since when each clause reads so")
    assert (
        "  2026-03-02 (first by 2026-03-01)  The list is kept for 12 months after a member has left the club." in lines
    )


def test_a_section_is_named_by_its_heading_or_number_whatever_the_width_and_case(call, capsys):
    uid = json.loads(call("blame", "club", "--format", "json"))["clauses"][-1]["uid"]

    told = call("history", "club", "--section", uid)
    assert told.count("@@ Retention @@") > 1
    assert call("history", "club", "--section", "ＲＥＴＥＮＴＩＯＮ ") == told
    with pytest.raises(SystemExit):
        main(["history", "club", "--section", "Retentions"])
    assert "no version has a section 'Retentions'; say a number or heading that" in capsys.readouterr().err


def test_a_search_for_nothing_is_refused(call, capsys):
    with pytest.raises(SystemExit) as left:
        main(["search", " "])

    assert left.value.code == 2
    assert "say the words to look for" in capsys.readouterr().err


def test_history_lists_the_returns_too(call):
    lines = [line.split("  ") for line in call("history", "club").splitlines()]

    assert [line[0] for line in lines] == ["club@2", "club@3", "club@2", "club@1"]
    assert lines[0][1:] == ["2026-03-05 09:00 UTC", "back again: the wording of version 2 came back"]
    told = json.loads(call("history", "club", "--format", "json"))
    assert (told["in_force"], [row["version"] for row in told["returns"]]) == (2, [2])
