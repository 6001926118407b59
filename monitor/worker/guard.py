"""A second look at the clock, for jobs that the kernel's limit does not end: those that wait."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Guard:
    """Calls a function, once, when a job has taken too long. One job at a time; one thread for all of them.

    The thread is not woken for a job: it wakes by itself at least as often as a job that began since could be too late.
    """

    def __init__(self, seconds: float, give_up: Callable[[], None]) -> None:
        self._seconds = seconds
        self._give_up = give_up
        self._until: float | None = None
        self._is_over = threading.Event()
        self._has_begun = False

    @contextmanager
    def job(self) -> Iterator[None]:
        """Be on guard while the block is run."""
        self._until = time.monotonic() + self._seconds
        if not self._has_begun:
            self._has_begun = True
            threading.Thread(target=self._watch, daemon=True, name="guard").start()
        try:
            yield
        finally:
            self._until = None

    def close(self) -> None:
        """Guard no more."""
        self._is_over.set()

    def _watch(self) -> None:
        left = self._seconds
        while not self._is_over.wait(left):
            until = self._until
            left = self._seconds if until is None else until - time.monotonic()
            if left <= 0:
                self._give_up()
                return
