"""Canaries wherever a secret may stand, everything made to fail, and all that comes out searched for them."""

import os
import socket
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from urllib.parse import quote

import pytest

from monitor import cli, watchlist

CANARIES = {
    "MAIL_PASSWORD": "cAnary-mail-5f1e",
    "HOOK_TOKEN": "cAnary-hook-77ab",
    "SLACK_TOKEN": "T0CANARYC/B0CANARYC/cAnarySlack0123456789abc",
    "FILE_SECRET": "cAnary-file-90cd",
    "UNUSED": "cAnary-unused-2b",
}
KEPT_IN_A_FILE = "FILE_SECRET"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def armed(program, site):
    """A watchlist whose every channel holds a secret and none of whose services accepts anything."""
    closed = free_port()
    site.hook_status = 500
    program.write(
        channels={
            "mail": f"mailto://watch:${{MAIL_PASSWORD}}@127.0.0.1:{closed}?from=w@example.org&to=r@example.org",
            "hook": f"json://user:${{HOOK_TOKEN}}@127.0.0.1:{site.port}/hook/${{HOOK_TOKEN}}?token=${{HOOK_TOKEN}}",
            "file": f"json://127.0.0.1:{closed}/${{FILE_SECRET}}",
        },
        pages=6,
        extra=f'[target.gone]\nurl = "{site.url}/gone"\n',
    )
    path = program.folder / "watchlist.toml"
    path.write_text('secrets = "secrets.toml"\n' + path.read_text("utf-8"), "utf-8")
    secrets = program.folder / "secrets.toml"
    secrets.write_text(f'{KEPT_IN_A_FILE} = "{CANARIES[KEPT_IN_A_FILE]}"\n', "utf-8")
    secrets.chmod(0o600)
    return program


def spellings(secret):
    parts = {secret, quote(secret, safe=""), *secret.split("/")}
    return {part.lower().encode() for part in parts if len(part) > 5}


def leaks(data):
    data = data if isinstance(data, bytes) else data.encode()
    return {name for name, secret in CANARIES.items() for part in spellings(secret) if part in data.lower()}


class Watch(threading.Thread):
    """Reads the process list as another user would, as long as a process and its children run."""

    def __init__(self):
        super().__init__(daemon=True)
        self.lines = set()
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.wait(0.01):
            for found in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.lines.add(found.read_bytes())
                except OSError:
                    continue


def call(program, *arguments):
    environ = os.environ | {name: value for name, value in CANARIES.items() if name != KEPT_IN_A_FILE}
    done = subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=program.folder,
        env=environ,
        capture_output=True,
        timeout=100,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def within(program, monkeypatch, capsys):
    """Run a command in this process, and give all that it said."""
    monkeypatch.chdir(program.folder)
    for name, value in CANARIES.items():
        monkeypatch.setenv(name, value)

    def run(*arguments):
        with pytest.raises(SystemExit):
            cli.main(list(arguments))
        return "".join(capsys.readouterr())

    return run


def test_no_secret_comes_out_of_any_command_the_database_or_the_process_list(armed, site):
    watch = Watch()
    watch.start()
    statuses = [call(armed, "run", "-v")[0]]
    site.state = 2
    said = {}
    for arguments in (
        ("run", "-v", "--format", "json"),
        ("status", "--format", "json"),
        ("notify", "--test", "-v"),
        ("notify", "--retry", "-v"),
        ("report", "--format", "json"),
        ("validate", "-v"),
        ("verify", "--format", "json"),
        ("backup", "copy.db"),
        ("export", "warc", "out.warc"),
    ):
        status, said[arguments] = call(armed, *arguments)
        statuses.append(status)
    watch.stopped.set()
    watch.join()

    assert {arguments: leaks(output) for arguments, output in said.items() if leaks(output)} == {}
    assert 3 in statuses, "the services were to refuse"
    files = [file for file in armed.folder.iterdir() if file.name != "secrets.toml"]
    assert leaks((armed.folder / "secrets.toml").read_bytes()) == {KEPT_IN_A_FILE}
    assert {file.name: leaks(file.read_bytes()) for file in files if leaks(file.read_bytes())} == {}
    assert any(b"monitor" in line for line in watch.lines) or not Path("/proc/self/cmdline").exists()
    assert leaks(b"\0".join(watch.lines)) == set()
    assert site.hooks, "a service was to see its message"


@pytest.mark.parametrize(
    "url",
    [
        "carrierpigeon://${HOOK_TOKEN}",
        "${HOOK_TOKEN}",
        "json://[${HOOK_TOKEN}",
        "slack://${HOOK_TOKEN}",
        "mailto://u:${MAIL_PASSWORD}@",
        "tgram://${HOOK_TOKEN}/",
        "http://${HOOK_TOKEN}@/",
        "ftp:${HOOK_TOKEN}",
    ],
)
def test_no_secret_is_in_what_is_said_of_a_channel_that_cannot_be(program, within, url):
    program.write(channels={"odd": url}, pages=1)

    assert leaks(within("validate", "-v")) == set()


@pytest.mark.parametrize("key", ["contact", "database", "timestamp"])
def test_no_secret_is_in_what_is_said_of_a_value_that_cannot_be(program, within, key):
    path = program.folder / "watchlist.toml"
    program.write(channels={}, pages=1)
    text = path.read_text("utf-8").replace('contact = "watch@example.org"', "")
    path.write_text(f'{key} = "${{HOOK_TOKEN}}"\n{text}', "utf-8")

    assert leaks(within("validate", "-v")) == set()


def test_no_secret_is_in_the_traceback_of_a_fault_of_ours(armed):
    loaded = watchlist.load(armed.folder / "watchlist.toml", CANARIES)

    with pytest.raises(RuntimeError) as raised:
        fail_over(loaded)

    assert leaks("".join(traceback.format_exception(raised.value))) == set()


def fail_over(loaded):
    raise RuntimeError(f"{loaded!r} {loaded.channels} {loaded}")
