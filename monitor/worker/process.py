"""One child, as its parent sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

from monitor.errors import MonitorError
from monitor.worker import frames
from monitor.worker.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Mapping

_START: Final = (
    "import sys; sys.path[:] = {paths!r}; from monitor.worker import child; "
    "child.main(seconds={seconds!r}, memory={memory!r}, lifeline={lifeline!r})"
)
_OVERTIME: Final = getattr(signal, "SIGXCPU", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one job may take. A page that needs more fails alone."""

    seconds: float = 60
    """Of processor time, and twice as many of the clock on the wall."""
    memory: int = 1 << 31
    """Bytes of address space of the process that does it."""


class GoneError(Exception):
    """The child is gone, and with it the job."""

    def __init__(self, told: str, *, seconds: float | None = None, has_begun: bool = True) -> None:
        super().__init__(told)
        self.seconds = seconds
        """The limit of time that ended it, if it was one."""
        self.has_begun = has_begun
        """False when it never came so far as to do anything: that is no fault of the page."""


class Process:
    """A child that does one job after another. Not to be used by two threads at once."""

    def __init__(self, limits: Limits) -> None:
        """Start a child: our own code on the paths of this process, in an environment that holds nothing.

        Raises:
            MonitorError: the system starts no more processes.
        """
        self._limits = limits
        self._is_late = self._is_ready = False
        try:
            self._child, lifeline = _start(limits)
        except OSError as error:
            raise MonitorError(f"cannot start a process to read pages in: {error.strerror}") from error
        self._lifeline: int | None = lifeline
        self._guard = Guard(2 * limits.seconds, self._give_up)

    @property
    def pid(self) -> int:
        """Of the child."""
        return self._child.pid

    def ask(self, head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        """Have a job done, and give what the child answers.

        Raises:
            GoneError: it took too long, or died; it is of no use any more.
        """
        try:
            with self._guard.job():
                return self._asked(head, body)
        except (OSError, EOFError, ValueError) as error:
            self.kill()
            raise self._gone(error) from error

    def _asked(self, head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
        frames.write(cast("IO[bytes]", self._child.stdin), head, body)
        answers = cast("IO[bytes]", self._child.stdout)
        if not self._is_ready:
            frames.read(answers)
            self._is_ready = True
        return frames.read(answers)[0]

    def stop(self) -> None:
        """End the child and what it may have started; its pipes end, so whoever waits for an answer hears of that."""
        if self._child.returncode is None:
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(self._child.pid, signal.SIGKILL)
                else:
                    self._child.kill()

    def kill(self) -> None:
        """End the child, and let go of all that belongs to it."""
        self._guard.close()
        self.stop()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            with suppress(OSError):  # what was not sent yet cannot be sent any more
                cast("IO[bytes]", stream).close()
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None

    def _give_up(self) -> None:
        self._is_late = True
        self.stop()

    def _gone(self, error: Exception) -> GoneError:
        status = self._child.returncode
        if self._is_late:
            return GoneError("it took too long", seconds=2 * self._limits.seconds)
        if _OVERTIME is not None and status == -_OVERTIME:
            return GoneError("it took too long", seconds=self._limits.seconds)
        if isinstance(error, ValueError):
            return GoneError("its process said what cannot be understood")
        how = f"ended with status {status}"
        with suppress(ValueError):
            how = f"was ended by {signal.Signals(-status).name}"
        return GoneError(f"its process {how}", has_begun=self._is_ready)


def _start(limits: Limits) -> tuple[subprocess.Popen[bytes], int]:
    ours, theirs = os.pipe()[::-1]
    try:
        code = _START.format(paths=_paths(), seconds=limits.seconds, memory=limits.memory, lifeline=theirs)
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and code
            [sys.executable, "-I", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs,),
            env={"LANG": "C.UTF-8"},
            start_new_session=True,
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    return child, ours


def _paths() -> list[str]:
    """Give where this process finds its modules; the folder one happens to stand in is no such place."""
    root = str(Path(__file__).parents[2])
    return [root, *(path for path in sys.path if path and path != root and Path(path).is_absolute())]
