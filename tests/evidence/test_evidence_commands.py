"""The commands that keep the evidence, as one types them."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor import cli

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<h2>Retention</h2><p>We keep call records for {} days after the call has ended, and no longer than that.</p>
</main></body></html>"""


def see(days, at):
    with monitor.open("monitor.db") as archive:
        archive.record(target="bank", url="https://bank.example/", body=PAGE.format(days).encode(), fetched_at=at)


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "watchlist.toml").write_text('[target.bank]\nurl = "https://bank.example/"\n', "utf-8")
    see(30, NOW)

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return run


def test_the_head_is_stamped_kept_and_shown_by_verify(call, url, authority):
    status, out, _ = call("timestamp", url, "--root", str(authority.root))
    assert (status, out.startswith("visits up to 1 are time-stamped: 20")) == (0, True)
    see(90, NOW + timedelta(days=1))

    status, out, _ = call("verify")
    assert status == 0
    assert "visits up to 1: time-stamped 20" in out
    assert f"by {url} (signature not checked, see --root)" in out

    status, out, _ = call("verify", "--root", str(authority.root), "--format", "json")
    (stamp,) = json.loads(out)["stamps"]
    assert (status, stamp["trusted"], stamp["visit"], stamp["authority"]) == (0, True, 1, url)


def test_a_stamp_by_an_authority_that_is_not_trusted_is_a_fault(call, url, make_authority):
    call("timestamp", url)

    status, out, _ = call("verify", "--root", str(make_authority("Other").root))

    assert status == 2
    assert f"FAULT: time stamp of {url}: its signature does not lead to the root certificate" in out


def test_a_stamp_of_what_was_altered_since_is_a_fault(call, url):
    call("timestamp", url)
    with closing(sqlite3.connect("monitor.db")) as connection, connection:
        connection.execute("update stamp set token = zeroblob(90)")

    status, out, _ = call("verify")

    assert status == 2
    assert "it is no time stamp" in out


def test_the_authority_may_stand_in_the_watchlist(call, url, tmp_path):
    path = tmp_path / "watchlist.toml"
    assert call("timestamp")[0] == 2
    path.write_text(f'timestamp = "{url}"\n{path.read_text("utf-8")}', "utf-8")

    assert call("timestamp")[0] == 0


def test_an_authority_that_refuses_leaves_nothing_behind(call, web):
    web.expect_request("/tsr").respond_with_data(b"", status=500)

    status, _, err = call("timestamp", web.url_for("/tsr"))

    assert (status, err) == (2, "monitor: the authority 127.0.0.1 answered with status 500\n")
    assert "time-stamped" not in call("verify")[1]


def test_nothing_is_stamped_before_the_first_visit(call, url, tmp_path):
    monitor.open(str(tmp_path / "new.db")).close()

    status, _, err = call("timestamp", url, "--db", "new.db")

    assert (status, "there is no visit yet" in err) == (2, True)


def test_a_link_that_was_written_down_is_looked_for(call):
    head = call("verify")[1].split("head of the chain: ")[1].split()[0]
    see(90, NOW + timedelta(days=1))

    assert call("verify", "--link", head.upper())[0] == 0
    status, out, _ = call("verify", "--link", "ab" * 32)
    assert (status, "the chain has no link abab" in out) == (2, True)


def test_verify_without_a_database_says_so(call):
    status, _, err = call("verify", "--db", "nowhere.db")

    assert (status, err.count("\n")) == (2, 1)
    assert "there is no database" in err


def test_a_hostile_text_is_shown_and_not_obeyed(call):
    with closing(sqlite3.connect("monitor.db")) as connection, connection:
        connection.execute("update target set name = 'x' || char(27) || '[2J'")

    _, out, _ = call("verify")

    assert "\x1b" not in out
