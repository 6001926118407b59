"""`monitor db stats` and `monitor prune`, as one types them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor import cli

NOW = datetime.now(UTC)
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<h2>Retention</h2><p>We keep call records for 30 days after the call has ended, and no longer than that.</p>
</main><!-- {} --></body></html>"""
WALL = "<html><head><title>503</title></head><body><h1>Service unavailable</h1><p>{}</p></body></html>"


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.toml").write_text('[target.bank]\nurl = "https://bank.example/"\n', "utf-8")
    with monitor.open("monitor.db") as archive:
        for day, (body, status) in enumerate(
            ((PAGE.format(1), 200), (WALL.format("later"), 503), (PAGE.format(2), 200))
        ):
            at = NOW - timedelta(days=100 - day)
            archive.record(target="bank", url="https://bank.example/", body=body.encode(), fetched_at=at, status=status)

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return run


def visits(call):
    return json.loads(call("verify", "--format", "json")[1])


def test_bytes_are_told_by_kind(call):
    status, out, _ = call("db", "stats")

    assert status == 0
    assert "in the file" in out
    assert "3 bodies" in out
    assert "bank  " in out


def test_nothing_goes_without_a_span(call):
    status, _, err = call("prune")

    assert (status, "--keep-bodies" in err) == (2, True)


def test_nothing_goes_unasked(call):
    status, out, err = call("prune", "--keep-bodies", "90d")

    assert status == 2
    assert "1 answer " in out
    assert "say --yes" in err
    assert visits(call)["bodies"] == 3


def test_a_dry_run_says_what_would_go_and_leaves_it(call):
    status, out, _ = call("prune", "--keep-bodies", "90d", "--dry-run", "--yes")

    assert status == 0
    assert "1 answer from before" in out
    assert visits(call)["pruned"] == []


def test_what_went_is_told_and_told_again_by_verify(call):
    status, out, _ = call("prune", "--keep-bodies", "90d", "--yes")

    assert status == 0
    assert "let go of 1 answer and 1 body" in out
    assert "`--vacuum`" in out
    verdict = visits(call)
    assert (verdict["ok"], verdict["bodies"], verdict["visits"]) == (True, 2, 3)
    assert [each["snapshots"] for each in verdict["pruned"]] == [1]
    assert "1 answers from before" in call("verify")[1]


def test_the_file_is_made_smaller_when_asked_for(call):
    status, out, _ = call("prune", "--keep-bodies", "90d", "--yes", "--vacuum")

    assert (status, "smaller" in out) == (0, True)


def test_where_all_is_needed_that_is_said(call):
    status, out, _ = call("prune", "--keep-bodies", "2000-01-01", "--yes")

    assert (status, "no answer from before" in out) == (0, True)


def test_a_time_to_come_is_refused(call):
    status, _, err = call("prune", "--keep-bodies", "2999-01-01", "--yes")

    assert (status, "is not past" in err) == (2, True)
