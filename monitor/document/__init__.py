"""Bytes of a page in, a version of the document out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.model import Version

READER: Final = 4
"""Counted up whenever the same bytes are read differently; stored with each version."""


def read(
    body: bytes,
    *,
    url: str = "",
    media_type: str = "",
    select: str | None = None,
    remove: Iterable[str] = (),
    ignore: Iterable[str] = (),
    charset: str | None = None,
    part: str = "",
) -> Version:
    """Read a page: the policy on it, as sections and clauses, and what it says of itself.

    Args:
        body: the bytes a server sent; HTML, plain text, PDF or DOCX.
        url: where they came from; relative links are resolved against it. Of a page with several documents the one
            that its fragment names is read.
        media_type: the `Content-Type` header, with its charset if it names one.
        select: CSS selector of the part to read; by default the main part is found.
        remove: CSS selectors of parts to leave out.
        ignore: regular expressions; a clause in which one is found is left out.
        charset: the one earlier versions of the target had; used when the server names none.
        part: name of the document that they read of the page; looked for when the fragment is no longer there.

    Raises:
        DocumentError: the bytes hold no text, or `select` matches nothing, or a selector or expression is not valid, or
            `part` is gone from a page with several documents.
        TypeError: the body is not bytes.
    """
    if not isinstance(body, bytes | bytearray | memoryview):
        raise TypeError(f"body must be bytes, as they were received, not {type(body).__name__}")
    from monitor.document.collecting import paused  # noqa: PLC0415 - with the parsers
    from monitor.document.reading import Wishes, read_bytes  # noqa: PLC0415 - the parsers: who asks for READER needs none

    wishes = Wishes(url, media_type, select, tuple(remove), tuple(ignore), charset, part)
    with paused():
        return read_bytes(bytes(body), wishes, reader=READER)
