"""One main job at a time per database: a lock that the kernel lets go when its holder dies.

The kernel knows the processes of its own machine. Where a folder is shared between machines that may not be enough:
so a holder signs the lock while it holds it, and one that another machine signed is not taken from it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from monitor.errors import StoreError
from monitor.figures import minute

if TYPE_CHECKING:
    from collections.abc import Iterator

_POLL_SECONDS = 0.2
_LONGEST = timedelta(days=1)
"""A signature of another machine that is older is of a job that ended without taking it back: no run takes a day."""


@contextmanager
def hold(database: str, now: datetime, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock beside a database (`monitor.db.lock`) while the block runs.

    A lock whose holder died on this machine is free. Whether a process of another machine still runs cannot be seen
    from here: its lock is left to it, for a day at most.

    Args:
        database: path of the database.
        now: written into the lock for others to read.
        wait: wait for the holder instead of giving up.

    Raises:
        StoreError: somebody else holds it (the text says who, and since when), or the folder is not writable.
    """
    path = Path(f"{Path(database).resolve()}.lock")  # the file has one lock, whatever names lead to it
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot make the lock {path}: {error.strerror}") from error
    begun = time.monotonic()
    with file:
        while (holder := _obstacle(file, path, now + timedelta(seconds=time.monotonic() - begun))) is not None:
            if not wait:
                raise StoreError(f"another run is under way: {holder}", hint="--wait waits for it to end")
            time.sleep(_POLL_SECONDS)
        with suppress(OSError):  # a full disk: the lock holds without a signature
            _sign(file, now)
        try:
            yield
        finally:
            with suppress(OSError):
                file.seek(0)
                file.truncate()


def _obstacle(file: IO[str], path: Path, now: datetime) -> str | None:
    """Take the lock, or say who has it."""
    if not _take(file):
        return _told(_signature(path)) or "by a process that did not sign"
    held = _signature(path)
    if held is None or _is_of_this_machine(held) or not _is_recent(held, now):
        return None
    _let_go(file)
    return f"{_told(held)}; that machine cannot be asked from here: if it has ended, delete {path}"


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def _sign(file: IO[str], now: datetime) -> None:
    signature = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")}
    file.seek(0)
    file.truncate()
    json.dump(signature | {"boot": _boot()}, file)
    file.flush()


def _signature(path: Path) -> dict[str, str] | None:
    """Give what the holder wrote; None for a lock that nobody signed, or not so that it can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
        datetime.fromisoformat(found["since"])
        return {name: str(found.get(name, "")) for name in ("pid", "host", "since", "boot")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _told(held: dict[str, str] | None) -> str:
    return f"process {held['pid']} on {held['host']}, since {_moment(held['since'])}" if held else ""


def _moment(since: str) -> str:
    """Write a time as the other rooms do; one that names no zone, or cannot be moved to ours, stays as it is."""
    at = datetime.fromisoformat(since)
    try:
        return minute(at.astimezone(UTC)) if at.tzinfo else f"{at:%Y-%m-%d %H:%M}"
    except OverflowError:  # the first or the last day there is
        return since


def _is_of_this_machine(held: dict[str, str]) -> bool:
    """Tell whether this kernel would know the holder: containers have names of their own, and one kernel."""
    return held["host"] == socket.gethostname() or (bool(_boot()) and held["boot"] == _boot())


def _is_recent(held: dict[str, str], now: datetime) -> bool:
    """Tell whether a holder may still be at work; clocks of two machines differ, in either direction."""
    since = datetime.fromisoformat(held["since"])
    return abs(now - (since if since.tzinfo else since.replace(tzinfo=now.tzinfo))) < _LONGEST


def _boot() -> str:
    """Name the kernel that is running, since it was started (proc_sys_kernel(5)); "" where it has no such name."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
