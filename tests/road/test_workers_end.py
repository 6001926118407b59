"""The processes that read pages end with the program, however that ends."""

import signal
import sys
import threading
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")

ENDLESS = r"^([\\w .,;]+)+§$"
"""Backtracks for ever on every sentence of the site."""


def children(parent):
    """Give the processes that a process started and that are still there."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, of = stat.read_text("utf-8").rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if int(of) == parent and state != "Z":
            found.add(int(stat.parent.name))
    return found


def is_there(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def has_used(pid, ticks):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11]) > ticks
    except (OSError, IndexError):
        return False


def wait_until(is_so, seconds=40):
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not is_so() and time.monotonic() < end:
        pause.wait(0.05)
    return is_so()


@pytest.fixture
def reading(program, site):
    """A run in the middle of a page without end, all others being recorded; and its workers."""
    program.write(channels={}, pages=6, extra=f'[target.endless]\nurl = "{site.url}/40"\nignore = ["{ENDLESS}"]')
    process = program.start("run")
    workers = set()
    began = wait_until(lambda: workers.update(children(process.pid)) or any(has_used(pid, 200) for pid in workers))
    yield process, workers
    process.kill()
    process.communicate()
    assert began


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_told_to_stop_amid_an_endless_page_ends_and_leaves_no_process(program, reading, number):
    process, workers = reading

    process.send_signal(number)

    _, err = process.communicate(timeout=30)
    assert (process.returncode, err.strip()) == (130, "monitor: interrupted; what was fetched is kept")
    assert [pid for pid in workers if is_there(pid)] == []
    health = {row["target"]: row["versions"] for row in program.json("status")["targets"]}
    assert health.pop("endless") == 0
    assert set(health.values()) == {1}


def test_a_run_that_is_killed_amid_an_endless_page_leaves_no_process(program, reading):
    process, workers = reading

    process.kill()

    process.communicate(timeout=30)
    assert wait_until(lambda: not any(is_there(pid) for pid in workers))
    assert program("verify")[0] == 0
