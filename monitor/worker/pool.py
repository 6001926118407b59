"""A few children that share the work, and what becomes of a job whose child is gone."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Final, Unpack

from monitor import codec
from monitor.errors import DocumentError, LimitError, MonitorError
from monitor.model import Comparison, Page, Version
from monitor.worker.process import GoneError, Limits, Process

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from monitor.worker.reader import Wishes

MOST: Final = 4
_TRIES: Final = 2
_MEBIBYTE: Final = 1 << 20
_DONE: Final = {"read": "read", "look": "looked at", "study": "read", "trace": "compared with the version before it"}
_BROKEN: Final = "is there memory left, and was monitor installed anew meanwhile?"


class PoolClosedError(BaseException):
    """The pool was closed while a job was under way: the program is ending, so nobody is to take it for an answer."""


class JobError(Exception):
    """A fault of ours in a child; the text is its traceback there, `kind` the name of the exception."""

    def __init__(self, kind: str, told: str) -> None:
        super().__init__(f"in a worker:\n{told}")
        self.kind = kind


class Pool:
    """Reads pages and compares versions in child processes; see `Reader`. May be used by any number of threads.

    A child is started when a job finds none that is idle. One that takes too long is killed, one that dies is
    replaced, and the job of one that died is tried once more: by itself it need not have been the reason.
    """

    def __init__(self, size: int | None = None, limits: Limits | None = None) -> None:
        """Make a pool; nothing is started yet.

        Args:
            size: how many children at most; by default as many as there are processors, up to four.
            limits: of each job.
        """
        self.hands = size or min(os.cpu_count() or 1, MOST)
        self._limits = limits or Limits()
        self._places = threading.Semaphore(self.hands)
        self._lock = threading.Lock()
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._is_closed = False

    def read(self, body: bytes, **wishes: Unpack[Wishes]) -> Version:
        """Read a page."""
        return codec.from_plain(Version, self._ask("read", wishes, body))

    def look(self, body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
        """Look at a raw page."""
        return codec.from_plain(Page, self._ask("look", {"media_type": media_type, "charset": charset}, body))

    def study(self, body: bytes, **wishes: Unpack[Wishes]) -> tuple[Version, Page]:
        """Read a page and look at it."""
        version, page = self._ask("study", wishes, body)
        return codec.from_plain(Version, version), codec.from_plain(Page, page)

    def trace(self, old: Version, new: Version) -> Comparison:
        """Compare two versions."""
        wishes = {"old": codec.to_plain(old, compact=True), "new": codec.to_plain(new, compact=True)}
        return codec.from_plain(Comparison, self._ask("trace", wishes, b""))

    def pids(self) -> tuple[int, ...]:
        """Give the process ids of the children there are."""
        with self._lock:
            return tuple(child.pid for child in self._all)

    def close(self) -> None:
        """End the children, whatever they are doing. Whoever waits for one hears of it (PoolClosedError)."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            busy = self._all - set(idle)
            self._all = busy
        for child in idle:
            child.kill()
        for child in busy:
            child.stop()  # whoever waits for it buries it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, job: str, wishes: Mapping[str, Any], body: bytes) -> Any:  # noqa: ANN401 - JSON
        with self._places:
            for _ in range(_TRIES):
                child = self._take()
                try:
                    told = child.ask({"job": job, "wishes": wishes}, body)
                except GoneError as error:
                    self._drop(child)
                    gone = error
                    if error.seconds is not None:
                        break
                except BaseException:  # the caller was interrupted: the child goes on with what nobody wants
                    self._drop(child)
                    raise
                else:
                    self._give_back(child, is_last=bool(told.get("last")))
                    return self._answer(job, told)
        if gone.seconds is not None:
            raise LimitError(f"the page took more than {gone.seconds:g} seconds to be {_DONE[job]}")
        if not gone.has_begun:
            raise MonitorError(f"pages cannot be {_DONE[job]}: {gone} as soon as it was started", hint=_BROKEN)
        raise LimitError(f"the page cannot be {_DONE[job]}: {gone}, twice")

    def _take(self) -> Process:
        with self._lock:
            if self._is_closed:
                raise PoolClosedError
            if self._idle:
                return self._idle.pop()
        child = Process(self._limits)
        with self._lock:
            self._all.add(child)
            if not self._is_closed:
                return child
        self._drop(child)
        raise PoolClosedError

    def _drop(self, child: Process) -> None:
        child.kill()
        with self._lock:
            self._all.discard(child)
            if self._is_closed:
                raise PoolClosedError

    def _give_back(self, child: Process, *, is_last: bool) -> None:
        with self._lock:
            if not (is_last or self._is_closed):
                self._idle.append(child)
                return
        child.kill()
        with self._lock:
            self._all.discard(child)

    def _answer(self, job: str, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        if "fault" in told:
            message, hint = told["fault"]
            raise DocumentError(str(message), hint=hint)
        if "memory" in told:
            limit = self._limits.memory // _MEBIBYTE
            raise LimitError(f"the page took more than {limit} MiB of memory to be {_DONE[job]}")
        if "bug" in told:
            raise JobError(*told["bug"])
        return told["answer"]
