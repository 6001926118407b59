"""The program with pages that scripts build, and with somebody who waits for a sign of life."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor.crawl import lack_of_browser
from monitor.model import Politeness

TEXT = "Hanamizuki Bank keeps call records for 30 days after the call has ended."
SHELL = b"""<!doctype html><html><head><title>Bank</title></head><body><div id="root"></div>
    <noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>"""
SCRIPT = f"""document.getElementById('root').innerHTML =
    '<main><h1>Privacy Policy</h1><h2>1. Retention</h2><p>{TEXT}</p></main>'""".encode()


@pytest.fixture
def bank():
    """Serve an empty page, and the script that fills it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            body = {"/": SHELL, "/app.js": SCRIPT}.get(self.path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/javascript" if body is SCRIPT else "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url, server.asked = f"http://127.0.0.1:{server.server_port}/", asked
    yield server
    server.shutdown()
    server.server_close()


def watch(program, url, more="", top=""):
    text = f"""{top}\ndelay = "0s"\nallow_private = ["127.0.0.1"]\n[target.bank]\nurl = "{url}"\n{more}"""
    (program.folder / "watchlist.toml").write_text(text, "utf-8")


def test_page_that_a_script_builds_is_watched_without_a_word_in_the_watchlist(program, bank):
    if lack := lack_of_browser(Politeness()):
        pytest.skip(lack)
    watch(program, bank.url)

    first = program.run()
    asked = list(bank.asked)
    second = program.run()

    assert [visit["outcome"] for _, summary in (first, second) for visit in summary["visits"]] == ["first", "unchanged"]
    assert asked == ["/robots.txt", "/", "/", "/app.js"]
    assert bank.asked[len(asked) :] == ["/robots.txt", "/", "/app.js"]
    assert TEXT in program("show", "bank")[1]
    assert TEXT in program("test", "bank")[1]
    assert "chromium/" in program("explain", "bank@1")[1]
    assert program("verify")[0] == 0


def test_shell_is_held_where_there_is_no_browser_and_the_reason_says_what_to_do(program, bank):
    watch(program, bank.url, top='browser = "/nowhere/chromium"')

    status, _, err = program("run")

    assert status == 1
    assert "held: it is an empty shell" in err
    assert "no browser '/nowhere/chromium'" in err or "pip install --editable '.[browser]'" in err


def test_heartbeat_is_asked_for_at_the_end_of_a_run_whatever_became_of_the_pages(program, site, bank):
    watch(program, bank.url, 'render = "never"', top=f'heartbeat.url = "{site.url}/77"')

    status, _, err = program("run")

    assert status == 1
    assert "heartbeat" not in err
    assert site.requests == ["/77"]


def test_heartbeat_that_fails_is_one_line_without_its_address_and_changes_no_exit_status(program, site, bank):
    watch(program, f"{site.url}/1", top=f'heartbeat.url = "{site.url}/5ecret"')

    status, out, err = program("run")

    assert status == 0
    assert err == "monitor: the heartbeat did not get through: the service answered with status 404\n"
    assert "5ecret" not in out


def test_dry_run_says_that_it_is_one_and_sends_no_heartbeat(program, site, bank):
    watch(program, f"{site.url}/1", top=f'heartbeat.url = "{site.url}/77"')

    status, out, _ = program("run", "--dry-run")

    assert status == 0
    assert out.endswith("; dry run: nothing is kept, nobody is told\n")
    assert "/77" not in site.requests


def test_a_run_says_that_a_target_was_renamed_and_where_its_history_is(program, site):
    watch(program, f"{site.url}/1")
    assert "new history" not in program("run")[2]
    text = (program.folder / "watchlist.toml").read_text("utf-8")
    (program.folder / "watchlist.toml").write_text(text.replace("[target.bank]", "[target.the-bank]"), "utf-8")

    status, _, err = program("run")

    assert status == 0
    assert err.startswith("monitor: target 'the-bank': begins a new history; its page was watched as 'bank'")
    assert "new history" not in program("run")[2]
