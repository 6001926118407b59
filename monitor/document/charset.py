"""Bytes to text as a browser decodes them, with what was odd about it said in words.

Names and meanings of charsets are those of the WHATWG Encoding Standard: "shift_jis" is Windows-31J,
"iso-8859-1" is windows-1252, "gb2312" is GBK.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from monitor.document import japanese, sniff
from monitor.document.guess import guess

UTF8: Final = "UTF-8"
_FAMILIES: Final = {
    "UTF-8": ("utf-8", "utf8 utf-8 unicode-1-1-utf-8 x-unicode20utf8"),
    "UTF-16LE": ("utf-16-le", "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff"),
    "UTF-16BE": ("utf-16-be", "utf-16be unicodefffe"),
    "Shift_JIS": ("cp932", "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932"),
    "EUC-JP": ("euc_jp", "euc-jp x-euc-jp eucjp cseucpkdfmtjapanese"),
    "ISO-2022-JP": ("iso2022_jp", "iso-2022-jp csiso2022jp"),
    "GBK": ("gb18030", "gbk gb2312 gb_2312 gb_2312-80 csgb2312 chinese x-gbk iso-ir-58 cp936"),
    "gb18030": ("gb18030", "gb18030"),
    "Big5": ("big5hkscs", "big5 big5-hkscs x-x-big5 cn-big5 csbig5"),
    "EUC-KR": ("cp949", "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 iso-ir-149"),
    "windows-1252": (
        "cp1252",
        (
            "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii us-ascii "
            "ansi_x3.4-1968 cp819 ibm819 csisolatin1 iso-ir-100"
        ),
    ),
    "windows-1250": ("cp1250", "windows-1250 cp1250 x-cp1250"),
    "windows-1251": ("cp1251", "windows-1251 cp1251 x-cp1251"),
    "windows-1253": ("cp1253", "windows-1253 cp1253 x-cp1253"),
    "windows-1254": ("cp1254", "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5 l5 x-cp1254"),
    "windows-1255": ("cp1255", "windows-1255 cp1255 x-cp1255"),
    "windows-1256": ("cp1256", "windows-1256 cp1256 x-cp1256"),
    "windows-1257": ("cp1257", "windows-1257 cp1257 x-cp1257"),
    "windows-1258": ("cp1258", "windows-1258 cp1258 x-cp1258"),
    "windows-874": ("cp874", "windows-874 dos-874 iso-8859-11 iso8859-11 tis-620"),
    "ISO-8859-2": ("iso8859-2", "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2"),
    "ISO-8859-3": ("iso8859-3", "iso-8859-3 latin3 l3"),
    "ISO-8859-4": ("iso8859-4", "iso-8859-4 latin4 l4"),
    "ISO-8859-5": ("iso8859-5", "iso-8859-5 cyrillic"),
    "ISO-8859-6": ("iso8859-6", "iso-8859-6 arabic ecma-114 asmo-708"),
    "ISO-8859-7": ("iso8859-7", "iso-8859-7 greek greek8 ecma-118 elot_928"),
    "ISO-8859-8": ("iso8859-8", "iso-8859-8 iso-8859-8-i hebrew logical visual"),
    "ISO-8859-10": ("iso8859-10", "iso-8859-10 latin6 l6"),
    "ISO-8859-13": ("iso8859-13", "iso-8859-13"),
    "ISO-8859-14": ("iso8859-14", "iso-8859-14"),
    "ISO-8859-15": ("iso8859-15", "iso-8859-15 iso8859-15 latin9 l9"),
    "ISO-8859-16": ("iso8859-16", "iso-8859-16"),
    "KOI8-R": ("koi8_r", "koi8-r koi8 koi koi8_r cskoi8r"),
    "KOI8-U": ("koi8_u", "koi8-u koi8-ru"),
    "IBM866": ("cp866", "ibm866 866 cp866 csibm866"),
    "macintosh": ("mac_roman", "macintosh mac x-mac-roman csmacintosh"),
}
_CODECS: Final = {name: codec for name, (codec, _) in _FAMILIES.items()}
_LABELS: Final = {label: name for name, (_, labels) in _FAMILIES.items() for label in labels.split()}
_MARKS: Final = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16LE"), (codecs.BOM_UTF16_BE, "UTF-16BE"))
_PARAMETER: Final = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,>]{1,60})", re.IGNORECASE)
_META: Final = re.compile(rb"<meta\b[^>]{0,1000}", re.IGNORECASE)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{1,60})", re.IGNORECASE)
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD: Final = 16384
"""Bytes searched for a meta element; browsers search 1,024, and go on when they find it later."""
_HIGH_LATIN: Final = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the WHATWG name of the charset it was decoded with, and notes for a careful reader."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def decode(body: bytes, media_type: str = "", kept: str | None = None) -> Decoded:
    """Decode a page.

    In this order: byte order mark, `charset` of the media type, the charset kept for the target (while the
    bytes decode with it), `<meta>`, valid UTF-8, ISO-2022-JP escapes, UTF-16 by its zero bytes, a guess by frequency.
    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever header or page say: no other text is, by chance.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _spell(body[len(mark) :], name, ())
    header, header_note = _declared(_PARAMETER.search(media_type), "the server")
    meta = _named(body[:_HEAD])
    if not body.isascii() and _is_utf8(body):
        return _utf8_wins(body, header or meta, header_note, by_server=bool(header))
    if header:
        return _spell(body, header, header_note + _disagreement(header, meta))
    return _undeclared(body, kept, meta, header_note)


def resolve(label: str) -> str:
    """Give the WHATWG name for a label, or an empty string.

    >>> resolve(" Shift-JIS "), resolve("latin1"), resolve("klingon")
    ('Shift_JIS', 'windows-1252', '')
    """
    return _LABELS.get(label.strip().lower(), "")


def _undeclared(body: bytes, kept: str | None, meta: str, notes: tuple[str, ...]) -> Decoded:
    name = resolve(kept or "")
    if name and (text := _strictly(body, name)) is not None:
        return Decoded(text, name, notes)
    if meta and not (body.isascii() and japanese.has_escapes(body)):
        return _spell(body, meta, notes)
    if japanese.has_escapes(body):
        return _spell(body, "ISO-2022-JP", notes)
    wide = sniff.wide(body)
    if wide:
        return _spell(body, resolve(wide), notes)
    if body.isascii():
        return Decoded(body.decode("ascii"), UTF8, notes)
    name = guess(body)
    return _spell(body, name, (*notes, f"neither server nor page name a charset: read as {name}"))


def _utf8_wins(body: bytes, declared: str, notes: tuple[str, ...], *, by_server: bool) -> Decoded:
    if declared and declared != UTF8:
        who = "the server" if by_server else "the page"
        notes = (*notes, f"{who} says {declared}, but the bytes are UTF-8: read as UTF-8")
    return Decoded(body.decode("utf-8"), UTF8, notes)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(found: re.Match[str] | None, who: str) -> tuple[str, tuple[str, ...]]:
    if not found:
        return "", ()
    name = resolve(found[1])
    return name, () if name else (f"{who} names a charset that does not exist: {found[1]}",)


def _named(head: bytes) -> str:
    """Give the charset a page names in `<meta>` or its XML declaration; UTF-16 there means UTF-8, as in browsers."""
    found = _XML.search(head)
    labels = [found[1].decode("ascii")] if found else []
    for element in _META.findall(_COMMENT.sub(b"", head)):
        parameter = _PARAMETER.search(element.decode("latin-1"))
        if parameter:
            labels.insert(0, parameter[1])
            break
    names = [resolve(label) for label in labels]
    name = next(filter(None, names), "")
    return UTF8 if name.startswith("UTF-16") else name


def _disagreement(header: str, meta: str) -> tuple[str, ...]:
    if not meta or meta == header:
        return ()
    return (f"the server says {header}, the page says {meta}: read as {header}, as browsers do",)


def _spell(body: bytes, name: str, notes: tuple[str, ...]) -> Decoded:
    """Decode with a replacement character for what does not decode, and say so."""
    text = _strictly(body, name)
    if text is None:
        text = japanese.decode(body, name) if name in japanese.NAMES else body.decode(_CODECS[name], "replace")
        count = text.count("\ufffd")
        if count:
            notes = (*notes, f"{count} places are not {name} and were replaced")
    return Decoded(text, name, notes)


def _strictly(body: bytes, name: str) -> str | None:
    if name == "windows-1252":
        return body.decode("latin-1").translate(_HIGH_LATIN)
    try:
        return body.decode(_CODECS[name])
    except UnicodeDecodeError:
        if name not in japanese.NAMES:
            return None
    text = japanese.decode(body, name)
    return None if "\ufffd" in text else text
