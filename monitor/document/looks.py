"""What a line looks like from its words alone: a heading, a sentence, an address; and where a run-in heading ends."""

from __future__ import annotations

import re

from monitor.document.dates import is_date_line

MAX_TAGGED = 300
"""A heading tag over more characters than this holds a paragraph (the largest of 166 real pages' headings is shorter)."""
MAX_HEADING = 100
MAX_WORDS = 15
MAX_LABELLED = 150
MAX_LABELLED_WORDS = 25
_MAX_CJK = 45
_MAX_LEAD = 90
_PROSE = 60
_LONG_WORD = 6
_FEW_WORDS = 4

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_END = re.compile(r"[.!;,:。．！；、，：…][\"'”’»)）」』\]]{0,3}$")
_FULL_STOP = re.compile(r"[.!?。！？][\"'”’»)）」』\]]{0,3}(?:\s|$)|。")
_PREDICATE = re.compile(r"(?:です|ます|ません|ました|でした|ください|下さい|である|する|します|とする|こと|場合)$")
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+$|\S{1,80}@\S{1,80}$|[+(]?[\d０-９][\d０-９ ()/.\-－ー]{6,}(?:[(（].{0,40})?$|〒"
    r"|(?i:tel|fax|phone|telephone|e-?mail|mail|電話|電話番号|メール|所在地|住所|address|adresse|indirizzo|dirección|endereço|"
    r"téléphone|telefon|teléfono|telefono)[ ]?[:：.]",
    re.ASCII,
)
_PAIR = re.compile(r"[^:：]{1,40}[:：][ ]?\S")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STARTER = re.compile(
    r"(?<=[^\s.,:;!?(&/–—-]) (?=(?:"
    r"(?:The|This|These|Those|An?|In|If|For|When|Where|Upon|By|As|At|To|On|It|There|Any|All|Each|Unless|Except|Although|"
    r"However|Please|Should|During|After|Before|Under|With|From|Only|No|Such|Some|Le|La|Les|Nous|Die|Der|Das|Wir|El|Los|Las|Il|"
    r"Gli|Os) (?:[a-z“\"'A-Z]))|(?:L['’]|(?:We|You|Your|Our|I|They|Users|Customers|Personal|Nos|Vous|Sie|Noi|Nosotros) (?=[a-z])))"
)
_SMALL = frozenset(
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
_LEAD_END = re.compile(r"[.:：。!?？][\"'”’)]?$")


def is_contact(text: str) -> bool:
    """Tell a line that is a URL, a mail address, a telephone number or an address field: never a heading."""
    return _CONTACT.match(text) is not None


def is_closed(text: str) -> bool:
    """Tell whether a line ends as a sentence, an item or an announcement does; a question mark does not close it."""
    return _END.search(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a text holds a whole sentence."""
    return _FULL_STOP.search(text) is not None or len(text) >= _PROSE


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
    if _CJK.search(text):
        if len(text) > _MAX_CJK or "。" in text or _PREDICATE.search(text):
            return False
    elif len(text.split()) > MAX_WORDS or _FULL_STOP.search(text[:-1]):
        return False
    return could_be_heading(text)


def is_bold_headline(text: str) -> bool:
    """Tell whether a line set apart as a whole is a heading: the same, but a colon or full stop may end a short one."""
    if _LEAD_END.search(text) and len(text) <= _PROSE and not _FULL_STOP.search(text[:-1]):
        bare = text.rstrip(".:：。!")
        if text[-1] not in ".。!" or len(bare.split()) <= _FEW_WORDS and not _PREDICATE.search(bare) or _is_titled(bare):
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
    if _CJK.search(text) and ("。" in text or _PREDICATE.search(text)):
        return False
    return not _FULL_STOP.search(text[:-1]) and could_be_heading(text)


def is_unfinished(text: str) -> bool:
    """Tell a line that breaks off after a word that no line ends on ("within one month of")."""
    last = text.rsplit(" ", 1)[-1]
    return " " in text and (last in _SMALL or last in _OPEN)


def is_pair(text: str) -> bool:
    """Tell a "name: value" line, as in a block of contact details."""
    return _PAIR.match(text) is not None


def lead_end(text: str, lead: int) -> int:
    """Tell where a run-in heading that is set apart for its first `lead` characters ends, 0 where it is none.

    The lead, or the character after it, must close it, or a label stood before it (the caller knows).
    """
    words = text[:lead].rstrip()
    if not words or len(words) > _MAX_LEAD or words[:1].islower() or not could_be_heading(words):
        return 0
    rest = text[len(words) :]
    if _LEAD_END.search(words):
        return len(words) if rest.startswith(" ") or _CJK.match(rest[:1]) else 0
    found = re.match(r"[ ]?(?:[.:：。]|[–—-](?=[ ]))[ ]?", rest)
    return len(words) + found.end() if found else 0


def run_in_end(text: str, *, nested: bool = False) -> int:
    """Tell where the heading ends in the words after a label, where no markup says it; 0 where there is no sign.

    Inside numbered sections ("nested") a colon, or a space after Japanese words, sets off a term that an item explains.

    >>> text = "Appropriate acquisition of personal information The Institute will acquire it fairly."
    >>> text[:run_in_end(text)]
    'Appropriate acquisition of personal information'
    >>> text = "Member Account. You will need one."
    >>> text[:run_in_end(text)]
    'Member Account.'
    """
    if text[:1].islower():
        return 0
    bracket = _bracket_end(text)
    if bracket or len(text) < _PROSE // 3:
        return bracket
    return (
        (0 if nested else _cjk_end(text))
        if _CJK.search(text[:40])
        else _point_end(text, ends=".–—-" if nested else ".:–—-") or starter_end(text)
    )


def _bracket_end(text: str) -> int:
    closing = {"（": "）", "(": ")", "【": "】", "「": "」", "『": "』"}.get(text[:1])
    end = text.find(closing, 1, _MAX_CJK) if closing else -1
    return end + 1 if end > 1 and end + 1 < len(text) and text[0] in "（(【" else 0


def _cjk_end(text: str) -> int:
    found = re.match(r"[^ 。、，：:]{2,40}(?:[ ](?=\S)|[：:](?=[^/]))", text)
    if not found or "。" not in text[found.end() :]:
        return 0
    return found.end() if not _PREDICATE.search(found.group().rstrip(" ：:")) else 0


def _point_end(text: str, ends: str) -> int:
    found = re.match(r"[^.:;!?,。]{3,80}(?:[.:]| [–—-])(?= \S)", text)
    if not found or found.group()[-1] not in ends or not is_prose(text[found.end() :]):
        return 0
    words = _WORD.findall(found.group())
    short = len(words) < _FEW_WORDS
    return found.end() if words and (short or _is_titled(found.group())) and len(words) <= MAX_WORDS else 0


def _is_titled(text: str) -> bool:
    """Tell words that are written with capitals, as a title is."""
    words = _WORD.findall(text)
    return bool(words) and all(word[0].isupper() or word.lower() in _SMALL for word in words)


def without_separator(heading: str) -> str:
    """Take away the sign that parts a run-in heading from its text.

    >>> without_separator("Member Account."), without_separator("What is kept?")
    ('Member Account', 'What is kept?')
    """
    return heading.rstrip(" .:：。–—-") or heading


def starter_end(text: str) -> int:
    """Tell where a word that starts a sentence follows the heading with no sign between, 0 where none does."""
    for found in _STARTER.finditer(text, 0, MAX_HEADING + 20):
        heading = text[: found.start()]
        if re.search(r"[.,:;!?]", heading):
            return 0
        if " " in heading or len(heading) >= _LONG_WORD:
            return found.start()
    return 0


def loose_end(text: str) -> int:
    """Tell the same by any capital after a small word, for a document whose other headings run in like this.

    >>> text = "Sharing with partners Partners receive data only by law."
    >>> text[:loose_end(text)]
    'Sharing with partners'
    """
    first = text.split(" ", 1)[0]
    if len(first) < _LONG_WORD or not text[:1].isupper():
        return 0
    found = re.match(r"[^.,:;!?]{5,100}? (?=[A-Z][a-z]{2,20} (?:[a-z]|[A-Z]{2}))", text)
    words = found.group().split() if found else []
    return (
        found.end() - 1 if found and words[-1].lower() not in _SMALL and (len(words) == 1 or words[-1].islower()) else 0
    )
