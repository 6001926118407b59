"""One main job at a time, and no lock that outlives its holder."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from monitor import lock
from monitor.errors import StoreError

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
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
        pytest.raises(StoreError, match=rf"process {holder.pid} on .*, since \d{{4}}-"),
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


def test_a_waiting_job_gets_the_lock_when_the_holder_ends(holder, tmp_path):
    holder.terminate()

    with lock.hold(str(tmp_path / "monitor.db"), NOW, wait=True):
        assert holder.wait(10) is not None


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StoreError, match="cannot make the lock"), lock.hold(str(tmp_path / "no" / "monitor.db"), NOW):
        pass
