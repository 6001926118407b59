"""A progress bar for people at a terminal; nothing under cron or in a pipe."""

from __future__ import annotations

import sys
from typing import Self


class Progress:
    """Count pages on standard error while they come in."""

    def __init__(self, total: int, *, shown: bool) -> None:
        self._bar = None
        if shown and total and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only where somebody looks
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            columns = (TextColumn("visiting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("visiting", total=total)

    def advance(self) -> None:
        """Count one more page."""
        if self._bar is not None:
            self._bar.advance(self._task)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
