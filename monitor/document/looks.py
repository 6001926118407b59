"""What a line looks like from its words alone: a heading, a sentence, an address; and where a run-in heading ends."""

from __future__ import annotations

import re

from monitor.document.dates import is_date_line

MAX_TAGGED = 300
"""A heading tag over more characters than this holds a paragraph."""
MAX_HEADING = 100
MAX_WORDS = 15
MAX_LABELLED = 150
MAX_LABELLED_WORDS = 25
MAX_CJK = 45
PROSE = 60
FEW_WORDS = 5

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_END = re.compile(r"[.!;,:。．！；、，：…][\"'”’»)）」』\]]{0,3}$")
_FULL_STOP = re.compile(r"[.!?。！？][\"'”’»)）」』\]]{0,3}(?:\s|$)|。")
PREDICATE = re.compile(r"(?:です|ます|ません|ました|でした|ください|下さい|である|する|します|とする|こと|場合)$")
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+$|\S{1,80}@\S{1,80}$|[+(]?[\d０-９][\d０-９ ()/.\-－ー]{6,}(?:[(（].{0,40})?$|〒"
    r"|(?i:tel|fax|phone|telephone|e-?mail|mail|電話|電話番号|メール|所在地|住所|address|adresse|indirizzo|dirección|endereço|"
    r"téléphone|telefon|teléfono|telefono)[ ]?[:：.]"
    r"|[^ 、。]{0,12}[都道府県市区町村郡].{1,60}[\d０-９](?:号|番地?|階|[FＦ])$",
    re.ASCII,
)
_PAIR = re.compile(r"[^:：]{1,40}[:：][ ]?\S")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "our",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "your",
        "et",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "und",
        "der",
        "die",
        "das",
        "von",
        "zu",
        "y",
        "e",
        "del",
        "di",
    ]
)
_OPEN = frozenset(
    [
        "any",
        "after",
        "before",
        "not",
        "that",
        "this",
        "which",
        "who",
        "whose",
        "is",
        "are",
        "be",
        "may",
        "will",
        "shall",
        "must",
        "can",
        "should",
        "has",
        "have",
        "if",
        "but",
        "than",
        "within",
        "under",
        "between",
        "through",
        "during",
        "until",
        "against",
        "about",
        "without",
        "among",
        "towards",
        "their",
        "its",
        "his",
        "her",
        "our",
        "such",
        "each",
        "every",
        "no",
        "other",
        "both",
        "either",
    ]
)
_NEXT_ITEM = re.compile(r";[ ]?(?:and|or|and/or|und|oder|et|ou|y|o|e)$")
"""An item of a list that leads over to the next one."""
_APART = re.compile(
    r"(?i)(?:附 ?[則则]|前 ?文|別 ?[表紙]|부 ?칙|별 ?[표지]|"
    r"annex|appendix|preamble|recitals|annexe|anhang|anlage|anexo|bijlage)"
    r"(?: ?[（(].{1,40}[)）]| ?(?:昭和|平成|令和)[0-9０-９元一二三四五六七八九十]{1,3}年[^。、]{1,20}[日号])?(?: ?抄)?"
)
LEAD_END = re.compile(r"[.:：。!?？][\"'”’)]?$")


def is_apart(text: str) -> bool:
    """Tell a line that opens a part of its own beside the numbered ones: 附則, 別表, Annex, Recitals.

    >>> is_apart("附則（令和6年4月1日）"), is_apart("附則に定める")
    (True, False)
    """
    return len(text) <= MAX_HEADING and _APART.fullmatch(text) is not None


def is_contact(text: str) -> bool:
    """Tell a line that is a URL, a mail address, a telephone number or an address field: never a heading."""
    return _CONTACT.match(text) is not None


def has_words(text: str) -> bool:
    """Tell text from mere signs."""
    return any(sign.isalnum() for sign in text)


def is_closed(text: str) -> bool:
    """Tell whether a line ends as a sentence, an item or an announcement does; a question mark does not close it."""
    return _END.search(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a text holds a whole sentence."""
    return _FULL_STOP.search(text) is not None or len(text) >= PROSE


def could_be_heading(text: str) -> bool:
    """Tell whether a line may be a heading where markup says so: it has words and is no date, address or number."""
    return any(sign.isalpha() for sign in text[:MAX_TAGGED]) and not is_contact(text) and not is_date_line(text)


def is_headline(text: str) -> bool:
    """Tell whether an unmarked line looks like a heading: short, unfinished, starting as one, saying no sentence.

    >>> is_headline("Purpose of use"), is_headline("name and address of the user;"), is_headline("利用目的について")
    (True, False, True)
    """
    if not text or len(text) > MAX_HEADING or is_closed(text) or text[:1].islower():
        return False
    if CJK.search(text):
        if len(text) > MAX_CJK or "。" in text or PREDICATE.search(text):
            return False
    elif len(text.split()) > MAX_WORDS or _FULL_STOP.search(text[:-1]):
        return False
    return could_be_heading(text)


def is_bold_headline(text: str) -> bool:
    """Tell whether a line set apart as a whole is a heading: the same, but a colon or full stop may end a short one."""
    if LEAD_END.search(text) and len(text) <= PROSE and not _FULL_STOP.search(text[:-1]):
        bare = text.rstrip(".:：。!")
        if text[-1] not in ".。!" or (len(bare.split()) <= FEW_WORDS and not PREDICATE.search(bare)) or is_titled(bare):
            text = bare
    return is_labelled_headline(text)


def is_labelled_headline(text: str) -> bool:
    """Tell whether the words after a label may be a heading: these may be longer than unmarked ones."""
    if (
        not text
        or len(text) > MAX_LABELLED
        or len(text.split()) > MAX_LABELLED_WORDS
        or is_closed(text)
        or text[:1].islower()
    ):
        return False
    if CJK.search(text) and ("。" in text or PREDICATE.search(text)):
        return False
    return not _FULL_STOP.search(text[:-1]) and could_be_heading(text)


def is_unfinished(text: str) -> bool:
    """Tell a line that breaks off after a word that no line ends on ("within one month of")."""
    last = text.rsplit(" ", 1)[-1]
    return " " in text and (last in SMALL or last in _OPEN) and not _NEXT_ITEM.search(text)


def is_pair(text: str) -> bool:
    """Tell a "name: value" line, as in a block of contact details."""
    return _PAIR.match(text) is not None


def is_titled(text: str) -> bool:
    """Tell words that are written with capitals, as a title is."""
    words = WORD.findall(text)
    return bool(words) and all(word[0].isupper() or word.lower() in SMALL for word in words)
