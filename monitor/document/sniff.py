"""What bytes are, by their first ones: a page, a document, or nothing that can be read as text."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from monitor.errors import DocumentError


class Form(StrEnum):
    """Which loader reads the bytes."""

    MARKUP = "markup"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"


_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "an executable program"),
    (b"MZ", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "an executable program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"fLaC", "an audio file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00asm", "a WebAssembly program"),
)
_PRINTABLE_STARTS: Final = frozenset({b"BM", b"MZ", b"ID3", b"BZh", b"GIF8"})
"""Signatures that a text could begin with: they count only with control bytes behind them."""
_TAG: Final = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|table|section|article|main|span|a|ul|ol)[\s>/]",
    re.IGNORECASE,
)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD: Final = 4096
_FEW_CONTROLS: Final = 0.01
_MANY_CONTROLS: Final = 0.1
"""A page may have stray control bytes; what has tags and a tenth of them is a program with a page in it."""
_FEWEST_WIDE: Final = 32
_HINT: Final = "give the address of the page itself"


def form(body: bytes, media_type: str = "") -> Form:
    """Tell how to read the bytes: signature first, then the declared type, then the look of the text.

    Raises:
        DocumentError: the bytes are no text; the message names what they look like.
    """
    if not body.strip(b" \t\r\n\f\x00\xef\xbb\xbf\xff\xfe"):
        raise DocumentError("the page is empty", hint="its server sent no text")
    head = body[:_HEAD]
    lead = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if lead.startswith(b"%PDF-"):
        return Form.PDF
    if lead.startswith(b"PK\x03\x04"):
        return _zipped(body)
    _refuse_binary(head)
    return _text_form(head, media_type.partition(";")[0].strip().lower())


def _zipped(body: bytes) -> Form:
    if b"word/document.xml" in body:
        return Form.DOCX
    raise DocumentError(
        "the bytes are no text: they look like a zip archive", hint="give the address of the page itself"
    )


def _refuse_binary(head: bytes) -> None:
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(head)
    share = len(_CONTROLS.findall(head)) / max(1, len(head))
    binary = not is_wide and share > (_MANY_CONTROLS if _TAG.search(head) else _FEW_CONTROLS)
    for magic, name in _MAGIC:
        if head.startswith(magic) and (binary or magic not in _PRINTABLE_STARTS):
            raise DocumentError(f"the bytes are no text: they look like {name}", hint=_HINT)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise DocumentError("the bytes are no text: they look like an image, audio or video file", hint=_HINT)
    if binary:
        raise DocumentError("the bytes are no text: they look like a binary file", hint=_HINT)


def _looks_wide(head: bytes) -> bool:
    """Tell UTF-16 without a mark: every other byte of its ASCII characters, and seldom another, is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    return len(head) >= _FEWEST_WIDE and most * 5 > len(head) // 2 and least * 20 <= most


def wide(body: bytes) -> str:
    """Name the UTF-16 form that unmarked bytes have, or give an empty string."""
    head = body[:_HEAD]
    if not _looks_wide(head):
        return ""
    return "utf-16be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16le"


def _text_form(head: bytes, declared: str) -> Form:
    if declared in {"text/markdown", "text/x-markdown"}:
        return Form.MARKDOWN
    tagged = _TAG.search(head.replace(b"\x00", b"")) is not None
    if declared in {"text/html", "application/xhtml+xml"} or (tagged and declared != "text/plain"):
        return Form.MARKUP
    if declared.startswith(("image/", "audio/", "video/", "font/")) and declared != "image/svg+xml":
        raise DocumentError(f"the server calls it {declared}, not a text page")
    return Form.PLAIN
