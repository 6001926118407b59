"""The standard streams, made fit for cron, pipes and old locales, and the signals that end a program."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_STREAMS = 3


class _Pipe(io.FileIO):
    """A stream that outlives its reader: what nobody reads any more is dropped, and the work goes on."""

    _is_lost = False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or drop what cannot be written after that was told once."""
        if self._is_lost:
            return memoryview(data).nbytes
        try:
            return super().write(data)
        except OSError as error:
            self._is_lost = True
            if error.errno == errno.EPIPE:
                return memoryview(data).nbytes
            raise OSError(error.errno, error.strerror, "standard output") from None


def prepare() -> None:
    """Open streams that are closed, and let every character be printed: as an escape where the locale lacks it."""
    _fill()
    if sys.stdout is None or sys.stdout is sys.__stdout__:
        sys.stdout = _stream(sys.stdout, 1)
    if sys.stderr is None or sys.stderr is sys.__stderr__:
        sys.stderr = _stream(sys.stderr, 2)


def _fill() -> None:
    """Let no file of ours get the number of a standard stream: what is printed would be written into it."""
    while (number := os.open(os.devnull, os.O_RDWR)) < _STREAMS:
        os.set_inheritable(number, True)  # noqa: FBT003 - the function's signature
    os.close(number)


def _stream(given: TextIO | None, number: int) -> TextIO:
    encoding = given.encoding if given is not None else "utf-8"
    if given is not None:
        given.flush()
    raw = _Pipe(number, "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=encoding, errors="backslashreplace", line_buffering=raw.isatty() or number > 1
    )


def heed_termination() -> None:
    """Let SIGTERM end the program as Ctrl-C does: blocks are left in order, what is half done is undone."""

    def interrupt(number: int, frame: Any) -> None:  # noqa: ANN401 - the signature `signal` asks for
        del number, frame
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, interrupt)


def decoded(arguments: list[str]) -> list[str]:
    """Give arguments as text: in an old locale Python keeps their bytes in surrogates.

    Raises:
        ValueError: one of them is no UTF-8.
    """
    return [argument if argument.isascii() else os.fsencode(argument).decode() for argument in arguments]
