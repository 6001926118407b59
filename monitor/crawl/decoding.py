"""Undo content codings (RFC 9110, 8.4), strictly: all of it, never more than allowed, or an error.

Scrapy's own decoder gives back what it got when a stream is cut off or its checksum is wrong; half a policy would
look like a change.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

from monitor.crawl.faults import NoAnswerError, PassingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ACCEPTED = "gzip, deflate, br"
_CHUNK = 65536
_MOST_CODINGS = 2
_MOST_MEMBERS = 100
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_START = b"\x1f\x8b"


class _Inflater(Protocol):
    """What `zlib.decompressobj` gives."""

    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def decoded(body: bytes, codings: Sequence[str], most: int) -> bytes:
    """Give the body as it was before it was coded for the way.

    Args:
        body: as it came.
        codings: the values of Content-Encoding, in the order they were applied.
        most: bytes the result, and every step to it, may have.

    Raises:
        NoAnswerError: the result is too large, or cannot be had at all.
        PassingError: the body is cut off or damaged.

    >>> import gzip
    >>> decoded(gzip.compress(b"We keep data."), ["gzip"], 1000)
    b'We keep data.'
    """
    names = [name for value in codings for name in value.lower().replace(" ", "").split(",") if name]
    names = [name for name in names if name != "identity"]
    if not body or not names:
        return body
    unknown = [name for name in names if name not in _DECODERS]
    if unknown or len(names) > _MOST_CODINGS:
        raise NoAnswerError(f"sent in a form that was not asked for (content coding {', '.join(unknown or names)})")
    for name in reversed(names):
        body = _bounded(_DECODERS[name](body), name, most)
    return body


def too_large(most: int) -> NoAnswerError:
    """Say that a body exceeds the limit."""
    size = f"{most // 1048576} MiB" if most % 1048576 == 0 else f"{most} bytes"
    return NoAnswerError(f"larger than {size}")


def _bounded(pieces: Iterator[bytes], name: str, most: int) -> bytes:
    whole = bytearray()
    try:
        for piece in pieces:
            whole += piece
            if len(whole) > most:
                raise too_large(most)
    except (zlib.error, brotli.error) as error:
        raise PassingError(f"damaged on the way: not {name}, as it claims to be") from error
    return bytes(whole)


def _pieces(inflater: _Inflater, data: bytes) -> Iterator[bytes]:
    """Yield one stream piece by piece; a stream that does not end is cut off."""
    while not inflater.eof:
        piece = inflater.decompress(data, _CHUNK)
        data = inflater.unconsumed_tail
        if piece:
            yield piece
        elif not data and not inflater.eof:
            raise PassingError("cut off: the compressed text has no end")


def _gunzip(body: bytes) -> Iterator[bytes]:
    """Yield all members (RFC 1952, 2.2); what follows the last one is padding."""
    for _ in range(_MOST_MEMBERS):  # each costs a copy of all that follows it
        inflater = zlib.decompressobj(_GZIP)
        yield from _pieces(inflater, body)
        body = inflater.unused_data
        if not body.startswith(_GZIP_START):
            return
    raise NoAnswerError(f"compressed in more than {_MOST_MEMBERS} pieces")


def _inflate(body: bytes) -> Iterator[bytes]:
    """Yield a zlib stream, or the bare one that old servers send under the same name."""
    try:
        zlib.decompressobj().decompress(body, 1)
    except zlib.error:
        return _pieces(zlib.decompressobj(-zlib.MAX_WBITS), body)
    return _pieces(zlib.decompressobj(), body)


def _unbrotli(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    piece = decompressor.process(body, output_buffer_limit=_CHUNK)
    while piece or not decompressor.is_finished():
        if not piece:
            raise PassingError("cut off: the compressed text has no end")
        yield piece
        piece = b"" if decompressor.is_finished() else decompressor.process(b"", output_buffer_limit=_CHUNK)


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
}
