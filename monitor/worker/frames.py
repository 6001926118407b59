"""Messages between the two ends: a head in JSON and, behind it, bytes as they are. Nothing is ever unpickled."""

from __future__ import annotations

import json
import struct
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = 512 * 1024 * 1024
"""Bytes of a head, and of what is behind it: more is a fault of the other end."""

_LENGTHS: Final = struct.Struct("!II")


def write(stream: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Send a message.

    Raises:
        OSError: nobody listens any more.
        ValueError: it is too long to be sent.
    """
    packed = json.dumps(head, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode(
        "utf-8", "surrogatepass"
    )
    if max(len(packed), len(body)) > MOST:
        raise ValueError("a message is too long")
    stream.write(_LENGTHS.pack(len(packed), len(body)))
    stream.write(packed)
    stream.write(body)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Receive a message.

    Raises:
        EOFError: the other end is gone, perhaps in the middle of a message.
        ValueError: what came is no message.
    """
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if max(head_length, body_length) > MOST:
        raise ValueError("a message is too long")
    packed = _exactly(stream, head_length)
    body = _exactly(stream, body_length)
    try:
        head = json.loads(packed.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("a message is nested too deeply") from error
    if not isinstance(head, dict):
        raise ValueError("a message has no head")  # noqa: TRY004 - as for every other message that is none
    return head, body


def _exactly(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) < count:
        raise EOFError
    return found
