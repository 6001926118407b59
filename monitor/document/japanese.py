"""EUC-JP and ISO-2022-JP with the characters that browsers know and Python's codecs do not (①, ㈱, Ⅲ).

Both are the same table in another wrapping, and Windows-31J, which Python has in full, is that table too: a pair of
bytes is rewrapped and decoded there.
"""

from __future__ import annotations

import re
from typing import Final

NAMES: Final = frozenset({"EUC-JP", "ISO-2022-JP"})
_BEYOND_ASCII: Final = 0x80
_HALF_WIDTH: Final = 0x8E
_SUPPLEMENT: Final = 0x8F
_CELLS: Final = range(0x21, 0x7F)
_LAST_LOW_LEAD: Final = 0x9F
_SKIPS_DELETE: Final = 0x60
_ESCAPES: Final = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\(D)")
_TOKEN: Final = re.compile(
    rb"[\x00-\x7f]+|(?:[\xa1-\xfe][\xa1-\xfe])+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe][\xa1-\xfe]|.", re.DOTALL
)


def has_escapes(body: bytes) -> bool:
    """Tell whether the bytes switch to Japanese as ISO-2022-JP does."""
    return re.search(rb"\x1b\$[@B]", body) is not None


def decode(body: bytes, name: str) -> str:
    """Decode EUC-JP or ISO-2022-JP, with a replacement character for each place that does not decode."""
    return _from_escapes(body) if name == "ISO-2022-JP" else "".join(map(_from_euc, _TOKEN.findall(body)))


def _from_euc(token: bytes) -> str:
    lead = token[0]
    if lead < _BEYOND_ASCII:
        return token.decode("ascii")
    if len(token) == 1:
        return "\ufffd"
    if lead == _HALF_WIDTH:
        return token[1:].decode("cp932", "replace")
    if lead == _SUPPLEMENT:
        return token.decode("euc_jp", "replace")
    return _pairs(bytes(byte & 0x7F for byte in token))


def _from_escapes(body: bytes) -> str:
    parts, mode, position = [], b"\x1b(B", 0
    for found in _ESCAPES.finditer(body):
        parts.append(_stretch(body[position : found.start()], mode))
        mode, position = found.group(), found.end()
    parts.append(_stretch(body[position:], mode))
    return "".join(parts)


def _stretch(chunk: bytes, mode: bytes) -> str:
    if mode in {b"\x1b$@", b"\x1b$B"}:
        # a line break ends the two-byte mode where a writer forgot the escape
        lines = chunk.split(b"\n")
        return "\n".join([_pairs(lines[0]), *(line.decode("ascii", "replace") for line in lines[1:])])
    if mode == b"\x1b(I":
        return bytes(byte | 0x80 for byte in chunk).decode("cp932", "replace")
    return chunk.decode("ascii", "replace")


def _pairs(cells: bytes) -> str:
    """Decode pairs of JIS X 0208 row and cell (0x21 to 0x7E each) through Windows-31J."""
    wrapped = bytearray()
    for row, cell in zip(cells[0::2], cells[1::2], strict=False):
        if row not in _CELLS or cell not in _CELLS:
            wrapped += b"\x81\x00"
            continue
        high = (row - 0x21) // 2 + 0x81
        wrapped.append(high if high <= _LAST_LOW_LEAD else high + 0x40)
        wrapped.append(cell + (0x7E if row % 2 == 0 else 0x20 if cell >= _SKIPS_DELETE else 0x1F))
    return wrapped.decode("cp932", "replace").replace("\ufffd\x00", "\ufffd")
