"""PDF to lines with their look; runs in the child process only."""

from __future__ import annotations

import ctypes
from typing import Any, Final

from monitor.errors import DocumentError

_MOST_PAGES: Final = 1000
_MOST_SIGNS: Final = 5_000_000
_BOLD_FROM: Final = 600
_NEARLY_ALL: Final = 0.9
_SURROGATES: Final = range(0xD800, 0xE000)
_BREAKS: Final = frozenset({0x0A, 0x0D})
_SPACES: Final = frozenset({0x20, 0x09, 0xA0, 0x3000})


def extract(body: bytes) -> list[list[dict[str, Any]]]:
    """Give for each page its lines: text, left, right, top and bottom (0 to 1 of the page, from its top), size, bold.

    `lead` is how many signs from the start of a line are bold.

    Raises:
        DocumentError: the file is encrypted, or no PDF that can be opened.
    """
    import pypdfium2  # noqa: PLC0415 - an extra, and only the child needs it

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        fault = "it is encrypted" if "assword" in str(error) else "it is damaged"
        raise DocumentError(fault) from error
    if len(document) > _MOST_PAGES:
        raise DocumentError(f"it has more than {_MOST_PAGES} pages")
    pages, signs = [], 0
    for page in document:
        text = page.get_textpage()
        signs += text.count_chars()
        if signs > _MOST_SIGNS:
            raise DocumentError(f"it has more than {_MOST_SIGNS:,} characters")
        pages.append(_lines(text, *page.get_size()))
    return pages


def _lines(text: Any, width: float, height: float) -> list[dict[str, Any]]:  # noqa: ANN401 - not typed
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    found: list[dict[str, Any]] = []
    line = _Line()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _BREAKS:
            line.settle(found, width, height)
            line = _Line()
            continue
        if code in _SPACES:
            line.signs.append(" ")
            continue
        box = pdfium.FS_RECTF()
        if pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            line.boxes.append((box.left, box.right, box.top, box.bottom))
        line.signs.append("" if code in _SURROGATES else chr(code))
        line.ink(bold=pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_FROM or _is_bold(pdfium, text, index))
    line.settle(found, width, height)
    return found


class _Line:
    def __init__(self) -> None:
        self.signs: list[str] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.bold = 0
        self.inked = 0
        self.lead = 0

    def ink(self, *, bold: bool) -> None:
        """Count a sign that shows, the last one of `signs`; those in bold from the start on are the lead."""
        if bold and self.bold == self.inked:
            self.lead = len(self.signs)
        self.bold += bold
        self.inked += 1

    def settle(self, found: list[dict[str, Any]], width: float, height: float) -> None:
        if not self.boxes or not width or not height:
            return
        sizes = sorted(top - bottom for _, _, top, bottom in self.boxes)
        found.append(
            {
                "text": "".join(self.signs),
                "left": min(box[0] for box in self.boxes) / width,
                "right": max(box[1] for box in self.boxes) / width,
                "top": 1 - max(box[2] for box in self.boxes) / height,
                "bottom": 1 - min(box[3] for box in self.boxes) / height,
                "size": round(sizes[len(sizes) // 2] * 2) / 2,
                "bold": self.bold >= self.inked * _NEARLY_ALL,
                "lead": len("".join(self.signs[: self.lead])),
            }
        )


def _is_bold(pdfium: Any, text: Any, index: int) -> bool:  # noqa: ANN401 - not typed
    """Tell by the font's name: many files leave the weight out."""
    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, name, len(name), ctypes.byref(flags))
    return 0 < length <= len(name) and any(
        word in name.value.lower() for word in (b"bold", b"black", b"heavy", b"-w6", b"-w7")
    )
