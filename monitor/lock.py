"""One main job at a time per database: a lock that the kernel lets go when its holder dies."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from monitor.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_POLL_SECONDS = 0.2


@contextmanager
def hold(database: str, now: datetime, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock beside a database (`monitor.db.lock`) while the block runs.

    Args:
        database: path of the database.
        now: written into the lock for others to read.
        wait: wait for the holder instead of giving up.

    Raises:
        StoreError: somebody else holds it (the text says who, and since when), or the folder is not writable.
    """
    path = Path(f"{database}.lock")
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot make the lock {path}: {error.strerror}") from error
    with file:
        while not _take(file):
            if not wait:
                raise StoreError(f"another run is under way: {_holder(path)}", hint="--wait waits for it to end")
            time.sleep(_POLL_SECONDS)
        with suppress(OSError):  # a full disk: the lock holds without a signature
            _sign(file, now)
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _sign(file: IO[str], now: datetime) -> None:
    file.seek(0)
    file.truncate()
    json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")}, file)
    file.flush()


def _holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text("utf-8"))
        return f"process {held['pid']} on {held['host']}, since {held['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "by a process that did not sign"
