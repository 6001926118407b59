"""The clocks that a watchlist names: on the terminal for people, never in what programs read."""

import json
import re
from datetime import UTC, datetime

import pytest

import monitor
from monitor.cli import main

URL = "https://club.example/privacy"
PAGE = """<html><body><main><h1>Privacy at the club</h1><h2>Retention</h2>
<p>The list is kept for {months} months after a member has left the club.</p></main></body></html>"""
FIRST, SECOND = datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 20, 0, tzinfo=UTC)
BERLIN, TOKYO = 'timezone = "Europe/Berlin"\n', 'timezone = "Asia/Tokyo"\n'


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The command line over two versions: before and after the clocks of Berlin went forward."""
    monkeypatch.chdir(tmp_path)
    with monitor.open("monitor.db") as archive:
        for months, at in ((6, FIRST), (12, SECOND)):
            body = PAGE.format(months=months).encode()
            headers = {"content-type": "text/html"}
            archive.record(target="club", url=URL, body=body, fetched_at=at, headers=headers)

    def call(top, *arguments):
        (tmp_path / "watchlist.toml").write_text(f'{top}[target.club]\nurl = "{URL}"\n', "utf-8")
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return call


SPAN = ("report", "--since", "2026-03-01", "--until", "2026-04-01")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("status",), ["seen 2026-03-29 22:00 CEST, last changed 2026-03-29 22:00 CEST"]),
        (("history", "club"), ["club@2  2026-03-29 22:00 CEST", "club@1  2026-03-29 00:30 CET"]),
        (("show", "club@1"), ["fetched 2026-03-29 00:30 CET"]),
        (("explain", "club"), ["fetch  2026-03-29 22:00 CEST: "]),
        (("explain", "club@1"), ["fetch  2026-03-29 00:30 CET: "]),
        (("search", "kept", "6"), ["first seen 2026-03-29 (version 1), gone 2026-03-29"]),
        (("diff", "club"), ["--- version 1, 2026-03-29 00:30 CET", "+++ version 2, 2026-03-29 22:00 CEST"]),
        (("diff", "club", "--tz", "Asia/Tokyo"), ["--- version 1, 2026-03-29 08:30 JST"]),
        (SPAN, ["2026-03-01 00:00 CET to 2026-04-01 00:00 CEST", "--- version 1, 2026-03-29 00:30 CET"]),
        ((*SPAN, "--lang", "ja"), ["2026年3月1日 00:00 CET～2026年4月1日 00:00 CEST", "2026年3月29日 22:00 CEST"]),
        ((*SPAN, "--tz", "Asia/Tokyo"), ["2026-03-01 00:00 JST to 2026-04-01 00:00 JST", "2026-03-30 05:00 JST"]),
    ],
)
def test_people_are_told_times_on_the_clocks_of_the_watchlist(call, arguments, told):
    _, out, _ = call(BERLIN, *arguments)

    assert [part for part in told if part not in out] == []
    assert "UTC" not in out


@pytest.mark.parametrize(
    "arguments", [("status",), ("history", "club"), ("show", "club"), ("search", "kept"), ("diff", "club"), SPAN]
)
def test_what_programs_read_is_in_utc_whatever_the_watchlist_says(call, arguments):
    _, out, _ = call(TOKYO, *arguments, "--format", "json")

    assert json.loads(out)["schema"] == 1
    assert "+09:00" not in out
    assert re.search(r'"2026-03-2[89]T\d\d:\d\d:00(?:\.0+)?\+00:00"', out)


def test_without_a_zone_times_are_in_utc(call):
    assert "club@2  2026-03-29 20:00 UTC" in call("", "history", "club")[1]
    assert "2026-03-01 00:00 UTC to 2026-04-01 00:00 UTC" in call("", *SPAN)[1]


def test_a_day_begins_where_the_clocks_say_so_and_a_time_with_a_zone_is_taken_by_its_own(call):
    def sets(top, *span):
        return len(json.loads(call(top, "report", *span, "--format", "json")[1])["sets"])

    assert sets(BERLIN, "--since", "2026-03-29T22:00") == 1
    assert sets(TOKYO, "--since", "2026-03-30T05:01") == 0
    assert sets("", "--since", "2026-03-29T20:01") == 0
    assert sets(TOKYO, "--since", "2026-03-29T20:00+00:00") == 1
    assert sets("", "--since", "2026-03-30T05:01", "--tz", "Asia/Tokyo") == 0
    assert sets(TOKYO, "--since", "0001-01-01") == 1


@pytest.mark.parametrize(
    ("zone", "hint"),
    [("Asia/Tokio", "did you mean 'Asia/Tokyo'?"), ("JST", "as in 'Asia/Tokyo'"), ("../passwd", "names no time zone")],
)
def test_a_zone_that_there_is_none_of_is_told_with_its_line_and_a_hint(call, zone, hint):
    status, _, err = call(f'contact = "a@b.example"\ntimezone = "{zone}"\n', "history", "club")
    wrong, _, said = call("", *SPAN, "--tz", zone)

    assert (status, wrong) == (2, 2)
    assert f"watchlist.toml:2: '{zone}' names no time zone" in err
    assert hint in err
    assert hint in said


def test_the_watchlist_that_init_writes_shows_the_key(call, tmp_path):
    (tmp_path / "new").mkdir()
    call("", "init", "-c", str(tmp_path / "new" / "watchlist.toml"))

    assert '\n# timezone = "Asia/Tokyo" ' in (tmp_path / "new" / "watchlist.toml").read_text("utf-8")
