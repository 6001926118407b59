"""`monitor reread` as one types it, and what `monitor verify` says of it afterwards."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor import cli, pipeline
from monitor.model import Channel, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="bank", url="https://bank.example/privacy", notify=("legal",))
WATCHLIST = f"""[channel.legal]\nurl = "json://127.0.0.1:9/"\n[target.bank]\nurl = "{TARGET.url}"\n"""
PAGE = """<html><body><main><h1>Privacy</h1><h2>Retention</h2><p>We keep records for {} days after a call.</p>
<p class="counter">Read by many people until today.</p></main></body></html>"""


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """The command line over three versions; the alert of the third waits."""
    monkeypatch.chdir(tmp_path)
    with Store("monitor.db") as store:
        road = pipeline.Road(store=store, channels=(Channel(name="legal", url="json://127.0.0.1:9/"),))
        for day, days in enumerate((30, 60, 90)):
            store.outbox.mark_sent(store.outbox.waiting(), NOW)
            answer = Snapshot(
                target="bank",
                url=TARGET.url,
                final_url=TARGET.url,
                status=200,
                headers=(("content-type", "text/html"),),
                body=PAGE.format(days).encode(),
                fetched_at=NOW + timedelta(days=day),
            )
            pipeline.record(road, TARGET, answer)

    def call(*arguments, rules=""):
        (tmp_path / "watchlist.toml").write_text(WATCHLIST + rules, "utf-8")
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        return left.value.code, capsys.readouterr().out

    return call


def test_what_is_kept_back_is_told_apart_from_what_was_read(call):
    assert call("reread") == (0, "bank: 2 versions read, 0 differ, 1 kept back, its alerts wait\n")

    (told,) = json.loads(call("reread", "--format", "json")[1])["targets"]
    assert told == {"target": "bank", "versions": 2, "differing": 0, "unreadable": 0, "kept_back": 1}


def test_verify_names_what_says_otherwise_since_it_was_read_anew_and_nothing_else(call):
    call("reread")
    assert "later reading" not in call("verify")[1]

    call("reread", rules='remove = [".counter"]\n')

    status, out = call("verify")
    assert status == 0
    assert "2 versions say what a later reading made of their bodies (bank@1, bank@2): the bodies are the proof" in out
    told = json.loads(call("verify", "--format", "json")[1])
    assert (told["reread"], told["reread_versions"]) == (2, ["bank@1", "bank@2"])
