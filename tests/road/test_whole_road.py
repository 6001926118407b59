"""The main job as cron runs it: fifty pages, two states, real sinks."""

import json
import os
import re
from datetime import UTC, datetime

import pytest

from monitor import lock

CHANGED = (3, 11, 19, 27, 44)
PAGES = 50
NAMES = [f"company-{number}" for number in CHANGED]


def outcomes(summary):
    found = {}
    for visit in summary["visits"]:
        found.setdefault(visit["outcome"], []).append(visit["target"])
    return {outcome: sorted(names, key=lambda name: int(name.split("-")[1])) for outcome, names in found.items()}


def test_exactly_the_changed_clauses_are_reported_once_to_each_channel(program, site, mailbox):
    status, first = program.run()
    assert (status, len(outcomes(first)["first"])) == (0, PAGES)
    assert (mailbox.messages, site.hooks) == ([], [])

    site.state = 2
    status, second = program.run()
    assert status == 0
    assert outcomes(second)["changed"] == NAMES
    assert len(outcomes(second)["unchanged"]) == PAGES - len(CHANGED)
    assert [visit["changes"] for visit in second["visits"] if visit["outcome"] == "changed"] == [1] * len(CHANGED)

    report = program.json("report", "--since", "1d")
    assert sorted(item["target"] for item in report["sets"]) == sorted(NAMES)
    for item in report["sets"]:
        (change,) = item["changes"]
        assert (change["new"]["label"], change["new"]["heading"], change["kinds"]) == ("3.", "Retention", ["reworded"])
        (edit,) = change["edits"]
        assert [run["text"] for run in edit["words"] if run["op"] != "equal"] == ["30", "90"]

    (mail,) = mailbox.messages
    ((_, hook),) = site.hooks
    text = mail.get_body(("plain",)).get_content()
    for number in CHANGED:
        assert f"company-{number}" in text
        assert f"company-{number}" in str(hook)
    assert "[-30-]" in text
    assert "[+90+]" in text

    status, third = program.run()
    assert (status, outcomes(third)) == (0, {"unchanged": [f"company-{number}" for number in range(PAGES)]})
    assert (len(mailbox.messages), len(site.hooks)) == (1, 1)


def test_an_unchanged_page_with_an_etag_costs_a_304(program, site):
    site.etags = True
    program.run()

    status, summary = program.run()

    assert (status, len(outcomes(summary)["unchanged"])) == (0, PAGES)
    history = program.json("history", "company-7")
    assert [visit["status"] for visit in history["visits"]] == [304, 200]


def test_an_alert_that_a_service_refused_is_told_and_delivered_once_by_the_next_run(program, site, mailbox):
    program.run()
    site.state, site.hook_status = 2, 500

    status, summary = program.run()
    assert status == 3
    assert summary["alerts"] == {
        "sent": len(CHANGED),
        "messages": 1,
        "waiting": len(CHANGED),
        "scheduled": 0,
        "dead": 0,
    }
    status, out, _ = program("status")
    assert status == 3
    assert re.search(r"5 alerts wait for channel 'hook' since .*500", out)

    site.hook_status = 200
    status, _ = program.run()
    assert status == 0
    assert [sent for sent, _ in site.hooks].count(200) == 1
    assert len(mailbox.messages) == 1
    assert program("status")[0] == 0


def test_alerts_that_rest_between_two_tries_are_undelivered_still(program, site):
    program.write(channels={"hook": f"json://127.0.0.1:{site.port}/hook"}, pages=4)
    program.run()
    site.state, site.hook_status = 2, 500

    summaries = [program.run() for _ in range(3)]

    assert [status for status, _ in summaries] == [3, 3, 3]
    assert len(site.hooks) == 2  # the third run does not try yet
    assert summaries[2][1]["alerts"]["waiting"] == 1


def test_a_run_killed_at_any_moment_loses_nothing(program, site, mailbox):
    program.run()
    site.state = 2
    for tenth in range(10):
        process = program.start("run", "--no-notify")
        try:
            process.wait(0.9 + tenth * 0.2)
        except Exception:  # noqa: BLE001 - still running: that is the moment
            process.kill()
        process.communicate()

    status, _ = program.run()

    assert status == 0
    for number in CHANGED:
        history = program.json("history", f"company-{number}")
        assert [version["number"] for version in history["versions"]] == [2, 1]
    report = program.json("report", "--since", "1d")
    assert sorted(item["target"] for item in report["sets"]) == sorted(NAMES)
    (mail,) = mailbox.messages
    assert all(name in mail.get_body(("plain",)).get_content() for name in NAMES)


def test_a_second_run_says_who_holds_the_lock_or_waits_for_it(program):
    program.write(channels={}, pages=1)
    with lock.hold(str(program.folder / "monitor.db"), datetime.now(UTC)):
        status, _, err = program("run")
        waiting = program.start("run", "--wait", "--format", "json")
    out, _ = waiting.communicate(timeout=60)

    assert status == 2
    assert re.search(rf"another run is under way: process {os.getpid()} on .*, since \d{{4}}-.*--wait", err)
    assert (waiting.returncode, outcomes(json.loads(out))) == (0, {"first": ["company-0"]})


@pytest.mark.parametrize("arguments", [("run",), ("validate",), ("status",), ("report",)])
def test_mistakes_in_the_watchlist_are_all_told_and_nothing_is_written(program, arguments):
    text = (program.folder / "watchlist.toml").read_text("utf-8")
    (program.folder / "watchlist.toml").write_text(text + '\n[target.x]\nurl = "ftp://x"\nselct = "main"\n', "utf-8")

    status, _, err = program(*arguments)

    assert status == 2
    assert err.count("watchlist.toml:") == 2
    assert "did you mean 'select'?" in err
    assert not (program.folder / "monitor.db").exists()


def test_a_bad_selector_is_told_with_its_line(program):
    program.write(channels={}, pages=1, extra='[target.odd]\nurl = "https://x.example"\nselect = "main >> p["\n')

    status, _, err = program("validate")

    assert status == 2
    assert re.search(r"watchlist.toml:\d+: target 'odd': .*main >> p\[.* is no CSS selector", err)


def test_an_unknown_channel_url_is_said_before_anything_is_fetched(program, site):
    program.write(channels={"odd": "carrierpigeon://secret-token"})

    for command in ("validate", "run"):
        status, _, err = program(command)
        assert status == 2
        assert "carrierpigeon" in err
        assert "secret-token" not in err
    assert site.requests == []


def test_a_page_that_fails_is_told_and_the_others_go_on(program, site):
    program.write(channels={}, pages=2, extra=f'[target.gone]\nurl = "{site.url}/gone"\n')

    status, summary = program.run()

    assert status == 1
    assert outcomes({"visits": summary["visits"][:2]})["first"] == ["company-0", "company-1"]
    assert summary["visits"][2]["target"] == "gone"
    assert "404" in summary["visits"][2]["reason"]


def test_a_page_can_be_tried_without_keeping_anything(program, site):
    program.write(channels={}, pages=1)

    tried = program.json("test", f"{site.url}/0")
    status, out, _ = program("test", "company-0")

    assert (tried["url"], tried["gate"], tried["title"]) == (f"{site.url}/0", [], "Privacy policy of Company 0")
    assert (tried["outcome"], tried["reason"]) == ("first", "")
    assert status == 0
    assert "3. Retention" in out
    assert not (program.folder / "monitor.db").exists()


def test_a_page_that_does_not_come_is_a_failed_target_and_a_name_that_is_none_wrong_usage(program, site):
    program.write(channels={}, pages=1)

    status, _, err = program("test", f"{site.url}/gone")
    failed, out, _ = program("test", f"{site.url}/gone", "--format", "json")
    told = json.loads(out)
    wrong = program("test", "nothing-of-the-kind")[0]

    assert (status, failed, wrong) == (1, 1, 2)
    assert "404" in err
    assert (told["schema"], told["outcome"], told["url"]) == (1, "failed", f"{site.url}/gone")
    assert "404" in told["reason"]


def test_a_channel_that_no_service_knows_is_told_with_its_line_among_all_mistakes(program):
    program.write(channels={"hook": "jsno://localhost/secret-token"}, pages=1)
    with (program.folder / "watchlist.toml").open("a", encoding="utf-8") as file:
        file.write("evry = '5h'\n")

    status, _, err = program("validate")

    assert status == 2
    assert re.search(r"watchlist\.toml:\d+: channel 'hook': no service has this URL \(jsno://\)", err)
    assert "unknown key 'evry'" in err
    assert "secret-token" not in err


def test_a_dry_run_keeps_nothing(program):
    program.write(channels={}, pages=2)

    status, summary = program.run("--dry-run")

    assert (status, outcomes(summary)) == (0, {"first": ["company-0", "company-1"]})
    assert program.run()[1]["visits"][0]["outcome"] == "first"
