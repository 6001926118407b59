"""Several visits under way at once, while one of them at a time uses the database.

Each visit is recorded by a thread from its beginning to its end, so that recording reads as if it were alone. What
makes that right is one turn: a thread has it while it works, and lets go of it only while it waits for the worker that
reads or compares for it; never inside a transaction. So SQLite is used by one thread at a time, transactions do not
mix, and the visits of one target stay in order because the crawl asks for a page again only when its visit is recorded.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, Unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from monitor.model import Comparison, Page, Version
    from monitor.pipeline.case import Road
    from monitor.worker import Reader
    from monitor.worker.reader import Wishes

Result = TypeVar("Result")


class Desk:
    """Threads that take turns at a road's database. Leaving it waits for what they have begun.

    After an error nothing more is begun; and leaving it by one breaks off what the workers are doing.
    """

    def __init__(self, road: Road) -> None:
        self._turn = threading.Lock()
        self._workers = road.reader
        self._is_broken = False
        self._threads = ThreadPoolExecutor(road.reader.hands + 1, thread_name_prefix="record")
        self.road = replace(road, reader=_Aside(road, self._turn))
        """The road as it is to be used in the threads."""

    def submit(self, work: Callable[[], Result]) -> Future[Result | None]:
        """Have something done when a thread and the turn are free; None when it is not begun any more."""
        return self._threads.submit(self._work, work)

    def _work(self, work: Callable[[], Result]) -> Result | None:
        with self._turn:
            if self._is_broken:
                return None
            try:
                return work()
            except BaseException:
                self._is_broken = True
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            self._workers.close()
        self._threads.shutdown(wait=True, cancel_futures=True)


class _Aside:
    """A reader whose caller lets others have the turn while it waits; see `monitor.worker.Reader`."""

    def __init__(self, road: Road, turn: threading.Lock) -> None:
        self._store = road.store
        self._reader: Reader = road.reader
        self._turn = turn
        self.hands = road.reader.hands

    @contextmanager
    def _stepped_aside(self) -> Iterator[None]:
        if self._store.is_writing:
            yield
            return
        self._turn.release()
        try:
            yield
        finally:
            self._turn.acquire()

    def read(self, body: bytes, **wishes: Unpack[Wishes]) -> Version:
        """Read a page."""
        with self._stepped_aside():
            return self._reader.read(body, **wishes)

    def look(self, body: bytes, *, media_type: str = "", charset: str | None = None) -> Page:
        """Look at a raw page."""
        with self._stepped_aside():
            return self._reader.look(body, media_type=media_type, charset=charset)

    def study(self, body: bytes, **wishes: Unpack[Wishes]) -> tuple[Version, Page]:
        """Read a page and look at it."""
        with self._stepped_aside():
            return self._reader.study(body, **wishes)

    def trace(self, old: Version, new: Version) -> Comparison:
        """Compare two versions."""
        with self._stepped_aside():
            return self._reader.trace(old, new)

    def close(self) -> None:
        """Break off what is under way."""
        self._reader.close()
