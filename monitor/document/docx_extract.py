"""Word document to HTML; runs in the child process only."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from monitor.errors import DocumentError

_MOST_BYTES: Final = 200_000_000
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='表題'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def extract(body: bytes) -> str:
    """Give the document as HTML: headings, lists, tables, links; images left out.

    Raises:
        DocumentError: the file is no Word document, or unpacks to more than any policy holds.
    """
    import mammoth  # noqa: PLC0415 - an extra, and only the child needs it

    try:
        size = _unpacked(body)
        if size <= _MOST_BYTES:
            result = mammoth.convert_to_html(
                io.BytesIO(body), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _image: {})
            )
    except Exception as error:  # whatever a damaged file makes the library raise, it is damaged
        raise DocumentError("it is damaged") from error
    if size > _MOST_BYTES:
        raise DocumentError(f"it unpacks to more than {_MOST_BYTES:,} bytes")
    return str(result.value)


def _unpacked(body: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return sum(entry.file_size for entry in packed.infolist())
