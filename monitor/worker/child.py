"""The child: take a job, do it, answer; until nobody asks any more."""

from __future__ import annotations

import os
import signal
import traceback
from typing import IO, TYPE_CHECKING, Any, Final

from monitor import codec
from monitor.errors import DocumentError
from monitor.model import Version
from monitor.worker import confine, frames, jobs

if TYPE_CHECKING:
    from collections.abc import Callable

_JOBS: Final = 1000
_KEPT: Final = 384 * 1024
"""KiB: a child that ever used more makes place for a fresh one, as Python hardly gives memory back."""


def main(*, seconds: float, memory: int, lifeline: int) -> None:
    """Serve standard input until it ends.

    Args:
        seconds: of processor time that a job may take; after that the kernel ends this process.
        memory: bytes of address space that this process may map.
        lifeline: a file descriptor whose other end the parent holds; when that closes, the kernel ends this process.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches a whole terminal; the parent decides
    confine.end_with(lifeline)
    questions, answers = _streams()
    jobs.prepare()
    confine.give_up_rights(memory)
    frames.write(answers, {"ready": True})
    for number in range(1, _JOBS + 1):
        try:
            head, body = frames.read(questions)
        except EOFError:
            return
        confine.allow(seconds)
        told = _told(lambda head=head, body=body: _do(head, body))  # type: ignore[misc]  # bound in this turn
        is_last = number == _JOBS or "memory" in told or confine.has_used(_KEPT)
        frames.write(answers, told | {"last": is_last})
        del told
        if is_last:
            return
        jobs.tidy()


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Take the standard streams for messages; whatever a library prints goes nowhere."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return questions, answers


def _do(head: dict[str, Any], body: bytes) -> Any:  # noqa: ANN401 - JSON
    wishes = head["wishes"]
    if head["job"] == "trace":
        wishes = {side: codec.from_plain(Version, plain) for side, plain in wishes.items()}
    return codec.to_plain(jobs.JOBS[head["job"]](body, **wishes), compact=True)


def _told(work: Callable[[], Any]) -> dict[str, Any]:
    """Give what a job came to, as it goes back: a value, a fault of the page, or one of ours."""
    try:
        return {"answer": work()}
    except DocumentError as error:
        return {"fault": [error.message, error.hint]}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # noqa: BLE001 - it is told where it can be logged
        return {"bug": [type(error).__name__, traceback.format_exc()]}
