"""One main job at a time, and no lock that outlives its holder."""

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import lock
from monitor.errors import StoreError

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
BOOT = Path("/proc/sys/kernel/random/boot_id")
HOLDER = """
import sys, time
from datetime import UTC, datetime
from monitor import lock
with lock.hold(sys.argv[1], datetime.now(UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "monitor.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_job_is_told_who_holds_the_lock(holder, tmp_path):
    with (
        pytest.raises(StoreError, match=rf"process {holder.pid} on .*, since \d{{4}}-\d\d-\d\d \d\d:\d\d UTC"),
        lock.hold(str(tmp_path / "monitor.db"), NOW),
    ):
        pass


def test_a_killed_holder_leaves_no_lock_behind(holder, tmp_path):
    holder.kill()
    holder.wait()

    with lock.hold(str(tmp_path / "monitor.db"), NOW):
        assert (tmp_path / "monitor.db.lock").exists()


@pytest.mark.parametrize("left", [b"", b"{", b"\xff\xff", b'{"pid": "x"}', b"[]"])
def test_what_an_earlier_holder_wrote_does_not_matter(tmp_path, left):
    (tmp_path / "monitor.db.lock").write_bytes(left)

    with lock.hold(str(tmp_path / "monitor.db"), NOW):
        pass


def signature(host="elsewhere", since=NOW, boot="another"):
    return json.dumps({"pid": 7, "host": host, "since": since.isoformat(), "boot": boot})


def test_a_lock_that_another_machine_signed_is_left_to_it(tmp_path):
    path = tmp_path / "monitor.db.lock"
    path.write_text(signature(since=NOW - timedelta(hours=5)), "utf-8")

    with (
        pytest.raises(
            StoreError, match=r"process 7 on elsewhere, since 2026-04-01 04:00 UTC; .*if it has ended, delete .*\.lock"
        ),
        lock.hold(str(tmp_path / "monitor.db"), NOW),
    ):
        pass

    assert json.loads(path.read_text("utf-8"))["host"] == "elsewhere"


@pytest.mark.parametrize("far", [timedelta(days=-2), timedelta(days=400)])
def test_a_lock_that_another_machine_never_took_back_does_not_stop_the_nights_for_ever(tmp_path, far):
    (tmp_path / "monitor.db.lock").write_text(signature(since=NOW + far), "utf-8")

    with lock.hold(str(tmp_path / "monitor.db"), NOW):
        pass


@pytest.mark.skipif(not BOOT.exists(), reason="this kernel has no name")
def test_a_lock_that_a_dead_container_of_this_machine_left_is_free(tmp_path):
    (tmp_path / "monitor.db.lock").write_text(signature(boot=BOOT.read_text("ascii").strip()), "utf-8")

    with lock.hold(str(tmp_path / "monitor.db"), NOW):
        pass


def test_a_lock_of_a_process_that_this_machine_lost_when_it_was_restarted_is_free(tmp_path):
    (tmp_path / "monitor.db.lock").write_text(signature(host=socket.gethostname()), "utf-8")

    with lock.hold(str(tmp_path / "monitor.db"), NOW):
        pass


@pytest.mark.parametrize("fails", [False, True])
def test_who_held_the_lock_takes_its_signature_back(tmp_path, fails):
    path = tmp_path / "monitor.db.lock"

    with suppress(ZeroDivisionError), lock.hold(str(tmp_path / "monitor.db"), NOW):
        assert json.loads(path.read_text("utf-8"))["pid"] == os.getpid()
        assert not fails or 1 / 0

    assert path.read_text("utf-8") == ""


def test_a_job_waits_for_another_machine_to_take_its_signature_back(tmp_path):
    path = tmp_path / "monitor.db.lock"
    path.write_text(signature(), "utf-8")
    timer = threading.Timer(0.3, path.write_text, ("", "utf-8"))
    timer.start()

    with lock.hold(str(tmp_path / "monitor.db"), NOW, wait=True):
        assert not timer.is_alive() or timer.join(5) is None


def test_a_database_has_one_lock_whatever_names_lead_to_it(holder, tmp_path):
    (tmp_path / "other.db").symlink_to(tmp_path / "monitor.db")

    with pytest.raises(StoreError, match="another run is under way"), lock.hold(str(tmp_path / "other.db"), NOW):
        pass


def test_a_waiting_job_gets_the_lock_when_the_holder_ends(holder, tmp_path):
    holder.terminate()

    with lock.hold(str(tmp_path / "monitor.db"), NOW, wait=True):
        assert holder.wait(10) is not None


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StoreError, match="cannot make the lock"), lock.hold(str(tmp_path / "no" / "monitor.db"), NOW):
        pass
