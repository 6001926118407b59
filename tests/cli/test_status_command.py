"""`monitor status`: what it shows of targets that ail, and with which exit status it leaves."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.cli import main
from monitor.model import Failure, Snapshot, Target
from monitor.store import Store

NOW = datetime.now(UTC).replace(microsecond=0)
URL = "https://club.example/privacy"
TARGET = Target(name="club", url=URL)
PAGE = b"<html><body><main><h1>Privacy</h1><p>The list is kept for six months after a member left.</p></main></body>"
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Verify you are human</p></body></html>"
WATCHLIST = f'[target.club]\nurl = "{URL}"\n'


@pytest.fixture
def walk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.toml").write_text(WATCHLIST)
    with Store(str(tmp_path / "monitor.db")) as store:
        yield Walk(pipeline.Road(store=store))


class Walk:
    def __init__(self, road):
        self.road = road

    def see(self, ago, body=PAGE, final_url=URL, **values):
        snapshot = Snapshot(
            target="club",
            url=URL,
            final_url=final_url,
            status=200,
            headers=(("content-type", "text/html"),),
            body=body,
            fetched_at=NOW - ago,
            **values,
        )
        pipeline.record(self.road, TARGET, snapshot)

    def miss(self, ago, **values):
        failure = Failure(target="club", url=URL, reason="the server answered 503", failed_at=NOW - ago, **values)
        pipeline.fail(self.road, TARGET, failure)


def shown(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(["status", *arguments])
    out, _ = capsys.readouterr()
    return left.value.code, out


def test_a_page_that_is_held_shows_since_when_why_and_when_it_was_read(walk, capsys):
    walk.see(timedelta(days=5))
    walk.miss(timedelta(days=4), status=503, not_before=NOW - timedelta(days=3))
    walk.see(timedelta(days=2), WALL)

    status, text = shown(capsys)
    _, plain = shown(capsys, "--format", "json")

    (row,) = json.loads(plain)["targets"]
    assert status == 1
    assert f"held, blocked since {NOW - timedelta(days=2):%Y-%m-%d %H:%M} UTC: it is a check for robots" in text
    assert f"last read {NOW - timedelta(days=5):%Y-%m-%d %H:%M} UTC" in text
    assert (row["failing_since"], row["failures"], row["not_before"], row["is_blocked"]) == (None, 0, None, True)


def test_a_time_to_wait_for_is_shown_while_it_lasts(walk, capsys):
    walk.see(timedelta(days=5))
    walk.miss(timedelta(days=1), not_before=NOW + timedelta(days=1))
    _, text = shown(capsys)
    walk.miss(timedelta(hours=1), not_before=NOW - timedelta(minutes=1))
    _, later = shown(capsys)

    assert f"not before {NOW + timedelta(days=1):%Y-%m-%d %H:%M} UTC" in text
    assert "not before" not in later
    assert "failing since" in later


def test_a_new_certificate_is_shown_for_a_week(walk, capsys):
    walk.see(timedelta(days=9), certificate="a" * 64)
    walk.see(timedelta(days=8), certificate="b" * 64)
    _, soon = shown(capsys)
    walk.see(timedelta(days=0), certificate="b" * 64)
    status, later = shown(capsys)

    assert "new certificate since" in soon
    assert "certificate" not in later
    assert status == 0


# --- the order in which people read ------------------------------------------------------------------------


def test_it_begins_with_how_all_stand_and_goes_on_with_what_needs_somebody(walk, capsys, tmp_path):
    (tmp_path / "watchlist.toml").write_text('[target.new]\nurl = "https://new.example/"\n' + WATCHLIST)
    walk.see(timedelta(days=5))
    _, sound = shown(capsys)
    walk.see(timedelta(days=2), WALL)
    _, ailing = shown(capsys)

    assert sound.splitlines()[0] == "2 policies watched: 1 never visited (new)"
    assert [line.split("  ")[0] for line in sound.splitlines()[1:3]] == ["new", "club"]
    assert ailing.splitlines()[0] == "2 policies watched: 1 held (club), 1 never visited (new)"
    assert [line.split("  ")[0] for line in ailing.splitlines()[1:3]] == ["club", "new"]


def test_a_database_that_is_not_there_is_named(walk, capsys):
    _, text = shown(capsys, "--db", "typo.db")

    assert text.splitlines()[-1] == "no run yet: there is no database typo.db"


def test_what_is_sound_and_yet_needs_somebody_stands_above_the_rest(walk, capsys, tmp_path):
    (tmp_path / "watchlist.toml").write_text('[target.new]\nurl = "https://new.example/"\n' + WATCHLIST)
    for days in (9, 8, 7, 6):
        walk.see(timedelta(days=days), final_url="https://association.example/privacy")

    status, text = shown(capsys)

    assert status == 0
    assert [line.split("  ")[0] for line in text.splitlines()[1:3]] == ["club", "new"]


def test_a_target_that_is_not_visited_any_more_fails_no_status(walk, capsys, tmp_path):
    walk.see(timedelta(days=2), WALL)
    assert shown(capsys)[0] == 1

    (tmp_path / "watchlist.toml").write_text(WATCHLIST + "enabled = false\n")

    assert shown(capsys)[0] == 0
