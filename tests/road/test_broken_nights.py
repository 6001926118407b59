"""What may happen to a program at night: one plain line, an exit status that says so, and what was stored stays."""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import monitor
from monitor.store import Store

NOW = datetime.now(UTC)
PAGE = """<!doctype html><html lang="ja"><head><title>個人情報保護方針</title></head><body><main>
<h1>個人情報保護方針</h1><h2>第1条（目的）</h2><p>当行は、お客様の個人情報を適切に取り扱います。</p>
<h2>第2条（保存期間）</h2><p>通話記録は、通話の終了後{}日間保存し、その後すみやかに消去します。</p></main></body></html>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a watchlist and a database in which one policy changed once."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "watchlist.toml").write_text('[target.bank]\nurl = "https://bank.example/"\n', "utf-8")
    with monitor.open(str(folder / "monitor.db")) as archive:
        for days, at in ((30, NOW - timedelta(days=2)), (90, NOW - timedelta(days=1))):
            archive.record(target="bank", url="https://bank.example/", body=PAGE.format(days).encode(), fetched_at=at)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    for file in made.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def call(folder, *arguments, shell="", **values):
    """Run the program, in a shell if the streams need one."""
    command = [sys.executable, "-m", "monitor", *arguments]
    if shell:
        command = ["sh", "-c", shell.replace("MONITOR", '"$@"'), "sh", *command]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False, **values)
    err = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in err, err
    assert "Exception ignored" not in err, err
    return done.returncode, done.stdout.decode("utf-8", "replace"), err


def damage(folder, table):
    path = folder / "monitor.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        pages = connection.execute("select pageno from dbstat where name = ?", [table]).fetchall()
        (size,) = connection.execute("pragma page_size").fetchone()
    with path.open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


# --- the database ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "arguments"),
    [
        ("change", ("report",)),
        ("version", ("show", "bank")),
        ("run", ("run", "--no-notify")),
        ("target", ("backup", "copy.db")),
        ("snapshot", ("export", "warc", "out.warc")),
    ],
)
def test_a_damaged_page_is_one_line_and_no_traceback(folder, table, arguments):
    damage(folder, table)

    status, out, err = call(folder, *arguments)

    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "monitor.db" in err
    assert "malformed" in err
    assert "`monitor verify` says where" in err
    assert not list(folder.glob("*.part"))


def test_verify_names_what_is_wrong_and_gives_the_head(folder):
    status, out, _ = call(folder, "verify")
    assert status == 0
    head = out.split("head of the chain: ")[1].split()[0]
    assert (len(head), out.endswith("no faults found\n")) == (64, True)

    with closing(sqlite3.connect(folder / "monitor.db")) as connection, connection:
        connection.execute("update visit set reason = 'x' where id = 2")
    status, out, _ = call(folder, "verify")
    assert status == 2
    assert "FAULT: the chain is broken at visit 2 (bank, " in out

    status, out, _ = call(folder, "verify", "--format", "json")
    told = json.loads(out)
    assert (status, told["schema"], told["ok"], told["visits"]) == (2, 1, False, 2)
    assert told["head"]["link"] == head


@pytest.mark.parametrize("table", ["visit", "line"])
def test_verify_of_a_damaged_file_says_so_and_ends(folder, table):
    damage(folder, table)

    status, out, err = call(folder, "verify")

    assert status == 2
    assert "malformed" in out + err or "damaged" in out + err


def test_a_backup_is_made_and_verifies(folder):
    assert call(folder, "backup", "copy.db")[0] == 0
    assert call(folder, "verify", "--db", "copy.db")[0] == 0
    status, _, err = call(folder, "backup", "copy.db")
    assert (status, err.count("is there already")) == (2, 1)


def test_what_servers_sent_is_exported(folder):
    status, out, _ = call(folder, "export", "warc", "out.warc.gz", "bank", "--since", "36h")

    assert (status, out) == (0, "wrote 1 snapshot to out.warc.gz\n")
    assert call(folder, "export", "warc", "more.warc", "nobody")[0] == 2
    assert not (folder / "more.warc").exists()


@pytest.mark.parametrize("arguments", [("export", "warc", "-"), ("backup", "-")])
def test_what_is_written_whole_or_not_at_all_is_not_written_to_a_pipe(folder, arguments):
    status, _, err = call(folder, *arguments)

    assert (status, err.count("name a file")) == (2, 1)
    assert not (folder / "-").exists()


def unprivileged():
    """Give what to put before a command so that it may do no more than its user: root may write anywhere."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and there is no setpriv here")
    rights = "dac_override,-dac_read_search,-fowner"
    return ["setpriv", f"--bounding-set=-{rights}", f"--inh-caps=-{rights}", "--"]


@pytest.mark.parametrize("arguments", [("run",), ("reread",), ("backup", "copy.db"), ("report", "-o", "report.html")])
def test_a_folder_that_may_not_be_written_to_is_one_line(folder, arguments):
    folder.chmod(0o555)
    command = [*unprivileged(), sys.executable, "-m", "monitor", *arguments]

    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    folder.chmod(0o755)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "Permission denied" in done.stderr or "unable to open" in done.stderr


@pytest.mark.parametrize("arguments", [("verify",), ("report",), ("show", "bank")], ids=str)
def test_a_database_where_nothing_may_be_written_can_be_looked_at(folder, arguments):
    folder.chmod(0o555)
    command = [*unprivileged(), sys.executable, "-m", "monitor", *arguments]

    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    folder.chmod(0o755)

    assert (done.returncode, done.stderr) == (0, "")
    assert "通話記録" in done.stdout or "no faults found" in done.stdout


def test_a_database_deleted_during_a_run_is_said_and_no_success_is_claimed(program, site):
    program.write(channels={}, pages=6)
    program.run()
    page = site.page

    def page_and_delete(number):
        (program.folder / "monitor.db").unlink(missing_ok=True)
        return page(number)

    site.page, site.state = page_and_delete, 2

    status, _, err = program("run")

    assert status == 2
    assert "monitor.db was deleted or replaced while it was in use" in err


# --- the disk --------------------------------------------------------------------------------------------------


def start(program, *arguments, room):
    """Start the program with files that may grow no further than so many bytes."""
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        cwd=program.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )


@pytest.mark.parametrize("share", [6, 60], ids=["full-while-it-runs", "full-before"])
def test_a_full_disk_loses_no_change_and_the_next_run_tells_it(program, site, mailbox, share):
    program.write(channels={"mail": f"mailto://127.0.0.1:{mailbox.port}?from=w@example.org&to=r@example.org"}, pages=6)
    program.run()
    size = (program.folder / "monitor.db").stat().st_size
    site.state = 2

    done = start(program, "run", room=size // share)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "what was stored before stays" in done.stderr, done.stderr
    assert mailbox.messages == []

    status, _ = program.run()
    assert status == 0
    assert [version["number"] for version in program.json("history", "company-3")["versions"]] == [2, 1]
    assert len(mailbox.messages) == 1
    assert program("verify")[0] == 0


@pytest.mark.parametrize(
    "arguments", [("backup", "copy.db"), ("export", "warc", "out.warc"), ("report", "-o", "r.html")]
)
def test_a_full_disk_leaves_no_half_written_file(folder, arguments):
    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))

    status, _, err = call(folder, *arguments, preexec_fn=no_room)

    assert status == 2
    assert err.count("\n") == 1
    assert {file.name for file in folder.iterdir()} <= {
        "watchlist.toml",
        "monitor.db",
        "monitor.db-wal",
        "monitor.db-shm",
    }


@pytest.mark.parametrize(("arguments", "files"), [(("report",), 8), (("run",), 12), (("run",), 20)])
def test_too_few_file_descriptors_are_one_line_or_enough(folder, arguments, files):
    limit = f"ulimit -n {files} && exec MONITOR"

    status, _, err = call(folder, *arguments, shell=limit)

    assert status in {0, 1, 2}
    if status == 2:
        assert err.count("\n") == 1


# --- the streams -----------------------------------------------------------------------------------------------


def test_a_reader_that_has_seen_enough_is_no_fault(folder):
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor", "report", "--format", "html"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()  # long before anything is written

    assert process.stderr.read() == b""
    assert process.wait(30) == 0
    process.stderr.close()


@pytest.mark.parametrize("shell", ["MONITOR >&-", "MONITOR <&- >&- 2>&-"], ids=str)
def test_closed_streams_are_no_fault_and_nothing_is_printed_into_the_database(folder, shell):
    assert call(folder, "report", shell=shell)[0] == 0

    with Store(str(folder / "monitor.db")) as store:
        assert store.verify().faults == ()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_output_is_one_line(folder):
    status, _, err = call(folder, "report", shell="MONITOR > /dev/full")

    assert (status, err) == (2, "monitor: standard output: No space left on device; what was stored stays\n")


@pytest.mark.parametrize("utf8", ["0", "1"])
@pytest.mark.parametrize("arguments", [("show", "bank"), ("show", "外務省")], ids=str)
def test_an_ascii_locale_prints_japanese_as_it_can(folder, arguments, utf8):
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]}

    status, out, err = call(folder, *arguments, env=plain)

    assert status in {0, 2}
    if "bank" in arguments:
        assert "通話記録" in out or "\\u901a\\u8a71" in out
    if "外務省" in arguments:
        assert err.count("\n") == 1


def test_an_argument_that_is_no_text_is_one_line(folder):
    status, _, err = call(folder, "show", shell="MONITOR $(printf '\\377')")

    assert (status, err.count("\n")) == (2, 1)


# --- signals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_stop_keeps_what_was_fetched_and_says_so(program, site, number):
    program.write(channels={}, pages=50)
    slow = site.page

    def page(number_):
        if number_ >= 3:
            time.sleep(0.3)
        return slow(number_)

    site.page = page
    process = program.start("run")
    deadline = time.monotonic() + 30
    while len(site.requests) < 6 and time.monotonic() < deadline:
        time.sleep(0.05)

    process.send_signal(number)

    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.strip() == "monitor: interrupted; what was fetched is kept"
    health = program.json("status")["targets"]
    assert 1 <= sum(row["versions"] for row in health) < 50
    assert program("verify")[0] == 0


def test_a_command_that_is_told_to_stop_outside_a_crawl_ends_in_order(folder):
    script = """
import os, signal, sys, monitor.cli, click
real = click.echo
def echo(*values, **named):
    real(*values, **named) if named else os.kill(os.getpid(), signal.SIGTERM)
click.echo = echo
sys.argv = ["monitor", "status"]
monitor.cli.main()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr.strip()) == (130, "monitor: interrupted; what was fetched is kept")
