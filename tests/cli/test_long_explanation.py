"""What `monitor explain` shows of a policy that was written anew, when a thousand sections changed."""

import json
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor.cli import main

URL = "https://club.example/privacy"
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def page(days):
    sections = "".join(
        f"<h2>{number}. List {number}</h2><p>List number {number} is kept for {days} days after a member has left.</p>"
        for number in range(1, 61)
    )
    return f"<html><body><main><h1>Privacy at the club</h1>{sections}</main></body></html>".encode()


@pytest.fixture
def explain(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.toml").write_text(f'[target.club]\nurl = "{URL}"\n', "utf-8")
    with monitor.open("monitor.db") as archive:
        for day, kept in enumerate((30, 90)):
            archive.record(target="club", url=URL, body=page(kept), fetched_at=NOW + timedelta(days=day))

    def call(*arguments):
        with pytest.raises(SystemExit):
            main(["explain", "club@2", *arguments])
        return capsys.readouterr().out

    return call


def test_twenty_lines_of_a_stage_are_shown_and_how_many_more_there_are(explain):
    shown = [line for line in explain().splitlines() if line.startswith("level")]

    assert len(shown) == 21
    assert shown[-1] == "level  and 40 more; `--format json` has them all"


def test_programs_get_every_line(explain):
    stages = [reason["stage"] for reason in json.loads(explain("--format", "json"))["reasons"]]

    assert stages.count("level") == 60
