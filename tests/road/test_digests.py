"""A digest as cron meets it: what waits for its time is nobody's fault, and goes out with the first run after it."""

from datetime import UTC, datetime, timedelta

CHANGED = 3


def test_what_waits_for_a_digest_leaves_the_exit_status_alone_and_goes_out_in_its_time(program, site):
    now = datetime.now(UTC)
    hook = f"json://127.0.0.1:{site.port}/hook"
    program.write({"hook": hook}, pages=CHANGED + 1)
    path = program.folder / "watchlist.toml"
    plain = path.read_text("utf-8")
    path.write_text(plain.replace(hook + '"', f'{hook}"\ndigest = "{now - timedelta(hours=2):%H:%M}"'), "utf-8")
    program.run()
    site.state = 2

    status, summary = program.run("--exit-code")
    assert status == 4
    assert summary["alerts"] == {"sent": 0, "messages": 0, "waiting": 0, "scheduled": 1, "dead": 0}
    assert site.hooks == []

    path.write_text(plain, "utf-8")  # the digest is taken out of the watchlist: nothing is left to wait for
    status, summary = program.run()
    assert (status, summary["alerts"]["sent"]) == (0, 1)
    assert len(site.hooks) == 1


def test_what_no_notify_leaves_waiting_leaves_the_exit_status_alone(program, site):
    program.write({"hook": f"json://127.0.0.1:{site.port}/hook"}, pages=CHANGED + 1)
    program.run()
    site.state, site.hook_status = 2, 500

    status, summary = program.run("--no-notify")

    assert status == 0
    assert summary["alerts"] == {"sent": 0, "messages": 0, "waiting": 1, "scheduled": 0, "dead": 0}
    assert program.run()[0] == 3
