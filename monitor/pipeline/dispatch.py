"""Many messages on their way at once, each in a thread of its own; what becomes of them is heard in the caller's."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from monitor.model import Channel, Message
    from monitor.store.outbox import Alert

    Send = Callable[[Channel, Message], None]

_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message for one service of a channel."""

    channel: Channel
    url: str
    """Of the service; secret."""
    mark: str
    """Names the service without its secret; empty for the only one of its channel."""
    alerts: tuple[Alert, ...]
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a parcel."""

    parcel: Parcel
    error: DeliveryError | None
    """None when the service accepted it."""


def dispatch(parcels: Sequence[Parcel], send: Send, patience: timedelta) -> Iterator[Answer]:
    """Hand every parcel to its service, and yield the answers as they come.

    Args:
        parcels: what to send.
        send: hands one message to the one service of a channel; raises DeliveryError unless it was accepted. It is
            called in threads.
        patience: a time without any answer after which those that are missing count as refused. The threads do not
            keep the program from ending.

    Raises:
        BaseException: what else `send` raised, after the answers of all others.
    """
    jobs: queue.SimpleQueue[Parcel] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[Parcel, BaseException | None]] = queue.SimpleQueue()
    for parcel in parcels:
        jobs.put(parcel)
    for number in range(min(len(parcels), _AT_ONCE)):
        threading.Thread(target=_work, args=(jobs, answers, send), daemon=True, name=f"deliver-{number}").start()
    missing = list(parcels)
    fault: BaseException | None = None
    while missing:
        try:
            parcel, error = answers.get(timeout=patience.total_seconds())
        except queue.Empty:
            yield from (Answer(parcel=parcel, error=DeliveryError("no answer in time")) for parcel in missing)
            break
        missing.remove(parcel)
        if error is None or isinstance(error, DeliveryError):
            yield Answer(parcel=parcel, error=error)
        else:
            fault = error
    if fault is not None:
        raise fault


def _work(
    jobs: queue.SimpleQueue[Parcel],
    answers: queue.SimpleQueue[tuple[Parcel, BaseException | None]],
    send: Send,
) -> None:
    while True:
        try:
            parcel = jobs.get_nowait()
        except queue.Empty:
            return
        try:
            send(replace(parcel.channel, url=parcel.url, others=()), parcel.message)
        except BaseException as error:  # noqa: BLE001 - it is raised in the thread that waits for it
            answers.put((parcel, error))
        else:
            answers.put((parcel, None))
