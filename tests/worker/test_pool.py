"""What a worker answers is what this process would say; what it cannot bear costs one page, and no other."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from monitor.errors import DocumentError, LimitError, MonitorError
from monitor.worker import HERE, JobError, Limits, Pool, PoolClosedError

ROOT = Path(__file__).parents[2]
PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes by /proc")


def state(pid):
    """Give the letter by which the kernel calls a process's state; X for one that is gone."""
    try:
        letter = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "X"
    return "X" if letter == "Z" else letter


def wait_until(is_so, seconds=20):
    """Look again and again, as long as it may take on a busy machine."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not is_so() and time.monotonic() < end:
        pause.wait(0.02)
    return is_so()


def endless(pool, pages):
    return pool.read(pages.endless, media_type=pages.type, ignore=pages.expression)


def in_background(work):
    """Start some work in a thread; give the list that its result, or error, will be in, and the thread."""
    found = []

    def run():
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - it is looked at
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return found, thread


# --- what it answers ---------------------------------------------------------------------------------------------


def test_a_worker_reads_looks_and_compares_as_this_process_does(pool, pages):
    wishes = {"media_type": pages.type, "url": "https://x.example/p", "remove": ("h1",), "charset": "utf-8"}
    old, new = (pool.read(pages.page(days), **wishes) for days in (30, 90))

    assert [old, new] == [HERE.read(pages.page(days), **wishes) for days in (30, 90)]
    assert pool.look(pages.plain, media_type=pages.type) == HERE.look(pages.plain, media_type=pages.type)
    assert pool.study(pages.plain, **wishes) == HERE.study(pages.plain, **wishes)
    assert pool.trace(old, new) == HERE.trace(old, new)
    assert len(pool.trace(old, new).changes) == 1


@pytest.mark.parametrize(
    ("body", "wishes"),
    [
        (b"", {}),
        (b"\0" * 999, {}),
        (b"<p>text", {"select": "#none", "media_type": "text/html"}),
        (b"<p>text", {"ignore": ("(",), "media_type": "text/html"}),
    ],
)
def test_a_page_without_text_is_the_same_error_as_in_this_process(pool, body, wishes):
    with pytest.raises(DocumentError) as here:
        HERE.read(body, **wishes)

    with pytest.raises(DocumentError) as there:
        pool.read(body, **wishes)

    assert str(there.value) == str(here.value)
    assert not isinstance(there.value, LimitError)


@pytest.mark.parametrize("odd", ["\0", "\x1b[31m", "&#xD800;", "\ud800", "\u202e", "&#x110000;"])
def test_characters_of_any_kind_come_back_as_they_are(pool, pages, odd):
    body = (
        pages.page(more=f"before {odd} after").replace(b"?", b"")
        if odd != "\ud800"
        else pages.page().replace("以上".encode(), b"before \xed\xa0\x80 after")
    )

    assert pool.read(body, media_type=pages.type) == HERE.read(body, media_type=pages.type)


def test_a_fault_of_ours_is_told_by_name_with_the_traceback_it_had(pool):
    with pytest.raises(JobError, match="AttributeError") as caught:
        pool.read(b"<p>text", media_type=5)

    assert caught.value.kind == "AttributeError"
    assert "Traceback" in str(caught.value)


def test_one_child_does_one_job_after_another(pool, pages):
    pool.read(pages.plain, media_type=pages.type)
    before = pool.pids()

    for _ in range(20):
        pool.read(pages.plain, media_type=pages.type)

    assert pool.pids() == before


def test_who_has_pages_read_by_workers_does_not_load_the_parser():
    code = "import sys, monitor.cli.run; print({'bs4', 'monitor.document.reading'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_no_child_is_started_before_there_is_a_job():
    with Pool() as pool:
        assert pool.pids() == ()
        assert 1 <= pool.hands <= 4


# --- limits ------------------------------------------------------------------------------------------------------


def test_a_page_that_takes_too_long_to_read_is_given_up_and_the_next_one_is_read(hasty, pages):
    with pytest.raises(LimitError, match=r"the page took more than [48] seconds to be read"):
        endless(hasty, pages)

    assert hasty.read(pages.plain, media_type=pages.type).text.startswith("個人情報保護方針")


@PROC
def test_a_worker_that_stands_still_is_given_up_by_the_clock(pages):
    with Pool(1, Limits(seconds=4)) as pool:
        pool.read(pages.plain, media_type=pages.type)
        os.kill(pool.pids()[0], signal.SIGSTOP)

        with pytest.raises(LimitError, match="more than 8 seconds"):
            pool.read(pages.plain, media_type=pages.type)

        assert pool.read(pages.plain, media_type=pages.type).title


def test_a_page_that_takes_too_much_memory_is_given_up_and_the_next_one_is_read(pages):
    with Pool(1, Limits(memory=160 << 20)) as pool:
        with pytest.raises(LimitError, match="the page took more than 160 MiB of memory to be read"):
            pool.read(b"<p>a" * 300_000, media_type=pages.type)

        assert pool.read(pages.plain, media_type=pages.type).title


@PROC
def test_a_worker_is_not_charged_for_the_memory_of_who_started_it(pool, pages):
    hoard = b"x" * (420 << 20)
    pool.read(pages.plain, media_type=pages.type)
    before = pool.pids()
    pool.read(pages.plain, media_type=pages.type)

    assert len(hoard) > 400 << 20
    assert pool.pids() == before != ()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_job_whose_worker_died_is_done_by_a_fresh_one(pool, pages, number):
    pool.read(pages.plain, media_type=pages.type)
    before = pool.pids()
    os.kill(before[0], number)

    assert pool.read(pages.plain, media_type=pages.type).title
    assert set(pool.pids()).isdisjoint(before)


def has_used(pids, seconds):
    """Tell whether one of some processes has used so much processor time."""
    for pid in pids:
        try:
            ticks = int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11])
        except (OSError, IndexError):
            continue
        if ticks > seconds * os.sysconf("SC_CLK_TCK"):
            return True
    return False


@PROC
def test_a_page_on_which_workers_die_twice_is_given_up(pages):
    with Pool(1) as pool:
        found, thread = in_background(lambda: endless(pool, pages))
        before = ()
        for _ in range(2):
            assert wait_until(lambda before=before: pool.pids() != before and has_used(pool.pids(), 2), 60)
            before = pool.pids()
            os.kill(before[0], signal.SIGSEGV)
        thread.join(20)

        assert str(found[0]) == "the page cannot be read: its process was ended by SIGSEGV, twice"
        assert pool.read(pages.plain, media_type=pages.type).title


def test_workers_that_do_not_even_start_are_a_fault_of_the_installation_and_of_no_page(pages, monkeypatch):
    monkeypatch.setattr("monitor.worker.process._START", "import sys; sys.exit(3) # {paths}{seconds}{memory}{lifeline}")

    with (
        Pool(1) as pool,
        pytest.raises(MonitorError, match="pages cannot be read: its process ended with status 3") as no,
    ):
        pool.read(pages.plain)

    assert not isinstance(no.value, DocumentError)


def test_a_worker_that_says_nonsense_is_replaced(pool, pages, monkeypatch):
    answers = [ValueError("a message has no head")]
    read = sys.modules["monitor.worker.frames"].read

    def once(stream):
        if answers:
            raise answers.pop()
        return read(stream)

    monkeypatch.setattr("monitor.worker.frames.read", once)

    assert pool.read(pages.plain, media_type=pages.type).title


def test_a_system_that_starts_no_more_processes_is_one_plain_line(pages, monkeypatch):
    def refuse(*_, **__):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(subprocess, "Popen", refuse)

    with Pool(1) as pool, pytest.raises(MonitorError, match="cannot start a process to read pages in: Too many open"):
        pool.read(pages.plain)


# --- what a child may not, and that none is left -----------------------------------------------------------------


@PROC
def test_a_worker_has_an_environment_and_a_command_line_without_secrets(pages, monkeypatch):
    monkeypatch.setenv("SLACK_URL", "https://canary.example/token")

    with Pool(1) as pool:
        pool.read(pages.plain, media_type=pages.type)
        told = [Path(f"/proc/{pool.pids()[0]}/{name}").read_bytes() for name in ("environ", "cmdline")]

    assert told[0] == b"LANG=C.UTF-8\0"
    assert b"canary" not in told[1]


CONFINED = """
import json, socket, sys
from pathlib import Path
from monitor.worker import confine
confine.give_up_rights(1 << 31)
found = []
for attempt in (lambda: socket.socket(), lambda: socket.socketpair(), lambda: Path(sys.argv[1]).write_text("x" * 99)):
    try:
        attempt()
        found.append("done")
    except OSError as error:
        found.append(type(error).__name__)
print(json.dumps(found))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter is Linux's")
def test_a_worker_can_open_no_connection_and_write_no_file(tmp_path):
    command = [sys.executable, "-c", CONFINED, str(tmp_path / "file")]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == '["PermissionError", "PermissionError", "OSError"]'
    assert (tmp_path / "file").read_bytes() == b""


@PROC
def test_closing_the_pool_ends_all_workers_and_tells_those_who_wait(pages):
    pool = Pool(2)
    pool.read(pages.plain, media_type=pages.type)
    found, thread = in_background(lambda: endless(pool, pages))
    pids = []
    assert wait_until(lambda: pids.extend(pool.pids()) or (pids and state(pids[-1]) == "R"))

    pool.close()

    thread.join(20)
    assert isinstance(found[0], PoolClosedError)
    assert [state(pid) for pid in set(pids)] == ["X"] * len(set(pids))
    with pytest.raises(PoolClosedError):
        pool.read(pages.plain)


PARENT = """
import sys, threading, time
from monitor.worker import Pool
pool = Pool(1)
work = lambda: pool.read(sys.argv[1].encode(), media_type="text/html; charset=utf-8", ignore=(sys.argv[2],))
threading.Thread(target=work, daemon=True).start()
while not pool.pids():
    time.sleep(0.01)
print(pool.pids()[0], flush=True)
threading.Event().wait()
"""


@PROC
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells of a pipe that closes on Linux")
def test_a_worker_in_the_middle_of_an_endless_page_ends_with_a_parent_that_is_killed(pages):
    command = [sys.executable, "-c", PARENT, pages.endless.decode(), pages.expression[0]]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    pid = int(parent.stdout.readline())
    assert wait_until(lambda: has_used([pid], 2), 60)

    parent.kill()
    parent.communicate()

    assert wait_until(lambda: state(pid) == "X")


def test_threads_share_a_pool_that_is_smaller_than_they_are_many(pages):
    with Pool(2) as pool:
        jobs = [
            in_background(lambda days=days: pool.read(pages.page(days), media_type=pages.type)) for days in range(9)
        ]
        for _, thread in jobs:
            thread.join(60)

        assert [found[0] for found, _ in jobs] == [
            HERE.read(pages.page(days), media_type=pages.type) for days in range(9)
        ]
        assert len(pool.pids()) <= 2
