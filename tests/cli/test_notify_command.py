"""`monitor notify` and what `monitor status` says of alerts: what waits, what was given up, what can be sent again."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug import Response

from monitor.cli import main
from monitor.model import Notice, NoticeKind
from monitor.store import Store

NOW = datetime.now(UTC)
TARGET = '[target.club]\nurl = "https://club.example/privacy"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder, capfd):
    """The command line in this process: exit status, output, errors."""

    def call(*arguments):
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return call


@pytest.fixture
def hook(httpserver):
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    return f"json://127.0.0.1:{httpserver.port}/hook"


@pytest.fixture
def wait(folder):
    """Write a watchlist with one channel, and let two alerts wait for it."""

    def wait(url, extra="", days=1):
        (folder / "watchlist.toml").write_text(f'[channel.legal]\nurl = "{url}"\n{extra}\n{TARGET}', "utf-8")
        with Store(str(folder / "monitor.db")) as store, store.writing():
            for number in (1, 2):
                at = NOW - timedelta(days=days)
                notice = Notice(
                    target="", title=f"alert-{number}", url="", kind=NoticeKind.HELD, text=f"<{number}>", at=at
                )
                store.outbox.add_notice("legal", None, notice, at)

    return wait


def test_what_waits_is_sent_and_can_be_sent_again_by_its_id(wait, call, hook, httpserver):
    wait(hook)

    assert call("notify", "--retry")[:2] == (0, "1 message sent (2 alerts)\n")
    assert call("notify", "--resend", "2")[:2] == (0, "2: sent to legal\n")
    first, second = (request.get_json()["message"] for request, _ in httpserver.log)
    assert "<1>" in first
    assert "<2>" in first
    assert "<1>" not in second
    assert "<2>" in second


def test_the_list_shows_ids_states_and_faults(wait, call, httpserver):
    httpserver.expect_request("/hook").respond_with_response(Response("no", status=500))
    wait(f"json://127.0.0.1:{httpserver.port}/hook")
    status, _, err = call("notify", "--retry")
    assert status == 3
    assert err.startswith("monitor: channel 'legal' (json://): not accepted: answered 500")

    status, out, _ = call("notify", "--list")
    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()] == [["1", "waiting"], ["2", "waiting"]]
    assert all("answered 500" in line for line in out.splitlines())
    listed = json.loads(call("notify", "--list", "--format", "json")[1])
    assert [(alert["id"], alert["state"], alert["attempts"]) for alert in listed["alerts"]] == [
        (1, "waiting", 1),
        (2, "waiting", 1),
    ]
    assert listed["schema"] == 1


def test_an_alert_that_does_not_exist_cannot_be_sent_again(wait, call, hook):
    wait(hook)

    status, _, err = call("notify", "--resend", "77")

    assert (status, err) == (2, "monitor: there is no alert 77; `monitor notify --list` shows them\n")


@pytest.mark.parametrize("arguments", [[], ["--test", "--retry"], ["--list", "--resend", "1"]], ids=str)
def test_notify_does_one_thing_at_a_time(wait, call, hook, arguments):
    wait(hook)

    assert call("notify", *arguments)[0] == 2


def test_what_waits_for_its_digest_is_not_undelivered(wait, call, hook, httpserver):
    wait(hook, extra=f'digest = "{NOW - timedelta(hours=1):%H:%M}"', days=0)

    assert call("notify", "--retry")[:2] == (0, "2 alerts scheduled\n")
    status, out, _ = call("status")
    assert status == 0
    assert re.search(r"2 alerts wait for channel 'legal', until 20\d\d-\d\d-\d\d \d\d:\d\d UTC\n", out)
    alerts = json.loads(call("status", "--format", "json")[1])["alerts"]
    assert alerts == {"sent": 0, "waiting": 0, "scheduled": 2, "dead": 0}
    assert httpserver.log == []


def test_status_tells_of_what_a_service_refused_and_of_what_was_given_up(wait, call, httpserver):
    httpserver.expect_request("/hook").respond_with_response(Response("no", status=500))
    wait(f"json://127.0.0.1:{httpserver.port}/hook")
    assert call("status")[0] == 0  # nobody has refused them yet
    call("notify", "--retry")

    status, out, _ = call("status")
    assert status == 3
    assert "2 alerts wait for channel 'legal' since" in out
    assert "answered 500" in out
    with Store("monitor.db") as store, store.writing():
        store.outbox.mark_dead(store.outbox.waiting(), "answered 500")
    status, out, _ = call("status")
    assert status == 0
    assert "2 alerts for channel 'legal' given up: answered 500; `monitor notify --retry legal` tries again" in out


def test_alerts_of_a_channel_that_is_gone_are_undelivered(wait, call, hook, folder):
    wait(hook)
    path = folder / "watchlist.toml"
    path.write_text(path.read_text("utf-8").replace("channel.legal", "channel.press"), "utf-8")

    assert call("status")[0] == 3
    status, _, err = call("notify", "--retry")
    assert status == 3
    assert "channel 'legal': the watchlist has no such channel; 2 waiting" in err
