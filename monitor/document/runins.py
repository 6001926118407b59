"""Run-in headings: where the heading ends in a line that goes on with the text."""

from __future__ import annotations

import re

from monitor.document import looks, phrases

_MAX_LEAD = 90
_LONG_WORD = 6
_LONG_STARTER = 12
_SENTENCE = 300
_VERBS = frozenset(
    "is are was were be may will shall must can should has have had do does did cannot agree agrees means mean "  # noqa: SIM905 - a list of words
    "We You I They It This These There If When".split()
)
"""Words of which a sentence has one and a heading hardly ever any."""
_PARTICLE = re.compile(r"(?:と|は|が|を|の|に|で|も|や|及び|または|又は|、)(?!$)")
_STARTER = re.compile(
    r"(?<=[^\s.,:;!?(&/–—-]) (?=(?:"
    r"(?:The|This|These|Those|An?|In|If|For|When|Where|Upon|By|As|At|To|On|It|There|Any|All|Each|Unless|Except|"
    r"Although|"
    r"However|Please|Should|During|After|Before|Under|With|From|Only|No|Such|Some|Le|La|Les|Nous|Die|Der|Das|Wir|"
    r"El|Los|Las|Il|"
    r"Gli|Os) (?:[a-z“\"'A-Z]))|(?:L['’]|(?:We|You|Your|Our|I|They|Users|Customers|Personal|Nos|Vous|Noi|"
    r"Nosotros) (?=[a-z])))"
)


def lead_end(text: str, lead: int) -> int:
    """Tell where a run-in heading that is set apart for its first `lead` characters ends, 0 where it is none.

    The lead, or the character after it, must close it, or a label stood before it (the caller knows).
    """
    words = text[:lead].rstrip()
    if (
        not words
        or len(words) > _MAX_LEAD
        or phrases.is_remark(words)
        or words[:1].islower()
        or not looks.could_be_heading(words)
    ):
        return 0
    rest = text[len(words) :]
    if looks.LEAD_END.search(words):
        return len(words) if rest.startswith(" ") or words[-1] in "：。？" or looks.CJK.match(rest[:1]) else 0
    found = re.match(r"[ ]?(?:[.:：。]|[–—-](?=[ ]))[ ]?", rest)
    return len(words) + found.end() if found else 0


def open_lead_end(text: str, lead: int) -> int:
    """Tell where such a heading ends when nothing but a space closes it, 0 where the sentence runs on from it.

    >>> open_lead_end("利用目的 当社は、次の目的で利用します。", 4), open_lead_end("Members have rights.", 7)
    (4, 0)
    """
    words, rest = text[:lead].rstrip(), text[lead:].lstrip()
    parted = len(words) + len(rest) < len(text)
    return len(words) if parted and looks.is_headline(words) and not rest[:1].islower() else 0


def goes_on(rest: str) -> bool:
    """Tell whether what follows a lead is the rest of its sentence: it begins small, or with a Japanese particle.

    >>> goes_on(" passes to the buyer"), goes_on("とは、次の情報をいう。"), goes_on(" We keep it.")
    (True, True, False)
    """
    bare = rest.lstrip()
    return bare[:1].islower() or _PARTICLE.match(rest) is not None


def run_in_end(text: str, *, nested: bool = False, open_ended: bool = True) -> int:
    """Tell where the heading ends in the words after a label, where no markup says it; 0 where there is no sign.

    Inside numbered sections ("nested") a colon, or a space after Japanese words, sets off a term that an item explains.
    A word that starts a sentence ends it with no sign between only where "open_ended": where the siblings do the same.

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
    if bracket or len(text) < looks.PROSE // 3:
        return bracket
    return (
        (0 if nested else _cjk_end(text))
        if looks.CJK.search(text[:40])
        else _point_end(text, ends=".–—-" if nested else ".:–—-") or (starter_end(text) if open_ended else 0)
    )


def _bracket_end(text: str) -> int:
    closing = {"（": "）", "(": ")", "【": "】", "「": "」", "『": "』"}.get(text[:1])
    end = text.find(closing, 1, looks.MAX_CJK) if closing else -1
    return end + 1 if end > 1 and end + 1 < len(text) and text[0] in "（(【" else 0


def _cjk_end(text: str) -> int:
    found = re.match(r"[^ 。、，：:]{2,40}(?:[ ](?=\S)|[：:](?=[^/]))", text)
    if not found or "。" not in text[found.end() :]:
        return 0
    return found.end() if not looks.PREDICATE.search(found.group().rstrip(" ：:")) else 0


def _point_end(text: str, ends: str) -> int:
    found = re.match(r"[^.:;!?,。]{3,80}(?:[.:]| [–—-])(?= \S)", text)
    rest = text[found.end() :] if found else ""
    if (
        not found
        or found.group()[-1] not in ends
        or _explains(found.group(), rest)
        or not (looks.is_prose(rest) or _announces(rest))
    ):
        return 0
    words = looks.WORD.findall(found.group())
    short = len(words) < looks.FEW_WORDS - 1
    return found.end() if words and (short or looks.is_titled(found.group())) and len(words) <= looks.MAX_WORDS else 0


def _explains(words: str, rest: str) -> bool:
    """Tell a term, a dash and in small letters what it means: one sentence, in Russian the only way to write it."""
    return words[-1] in "–—-" and rest.lstrip()[:1].islower()


def phrase_end(text: str) -> int:
    """Tell where words without a verb end in a full stop or colon before a sentence, 0 where a sentence stands first.

    In English only: the sentence must have one of the verbs that the words lack.

    >>> text = "Use of your information to train AI. By using it you agree."
    >>> text[:phrase_end(text)]
    'Use of your information to train AI.'
    >>> phrase_end("You may leave at any time. We will be sad.")
    0
    """
    found = re.match(r"[^.:;!?,。]{3,100}[.:](?= [A-Z])", text)
    words = looks.WORD.findall(found.group()) if found else []
    if not words or not text[:1].isupper() or len(words) > looks.MAX_WORDS or _VERBS.intersection(words):
        return 0
    end = found.end() if found else 0
    return end if _VERBS.intersection(looks.WORD.findall(text, end, end + _SENTENCE)) else 0


def few_words_end(text: str) -> int:
    """Tell where a few words before a sentence end, in English or Japanese, where no markup sets them apart.

    >>> text = "利用目的 当社は、次の目的で利用します。"
    >>> text[:few_words_end(text)]
    '利用目的 '
    """
    end = _cjk_end(text) if looks.CJK.search(text[:40]) else phrase_end(text)
    few = len(text[:end].split()) <= looks.FEW_WORDS and end <= looks.MAX_CJK
    return end if few and looks.is_prose(text[end:]) and not looks.is_contact(text) else 0


def _announces(text: str) -> bool:
    """Tell the beginning of a sentence that ends in a list below it."""
    words = looks.WORD.findall(text) if text.endswith(":") and text.lstrip()[:1].isupper() else []
    return len(words) >= looks.FEW_WORDS or not _VERBS.isdisjoint(words)


def without_separator(heading: str) -> str:
    """Take away the sign that parts a run-in heading from its text.

    >>> without_separator("Member Account."), without_separator("What is kept?")
    ('Member Account', 'What is kept?')
    """
    return heading.rstrip(" .:：。–—-") or heading


def starter_end(text: str) -> int:
    """Tell where a word that starts a sentence follows the heading with no sign between, 0 where none does."""
    for found in _STARTER.finditer(text, 0, looks.MAX_HEADING + 20):
        heading = text[: found.start()]
        if re.search(r"[.,:;!?]", heading):
            return 0
        starter = text[found.end() : found.end() + _LONG_STARTER].split(" ", 1)[0]
        if (" " in heading or len(heading) >= _LONG_WORD) and phrases.may_be_heading(heading, starter):
            return found.start()
    return 0


def loose_end(text: str) -> int:
    """Tell the same by any capital after a small word, for a document whose other headings run in like this.

    In German every noun has one.

    >>> text = "Sharing with partners Partners receive data only by law."
    >>> text[:loose_end(text)]
    'Sharing with partners'
    """
    first = text.split(" ", 1)[0]
    if len(first) < _LONG_WORD or not text[:1].isupper() or phrases.is_german(text):
        return 0
    found = re.match(r"[^.,:;!?]{5,100}? (?=[A-Z][a-z]{2,20} (?:[a-z]|[A-Z]{2}))", text)
    words = found.group().split() if found else []
    return (
        found.end() - 1
        if found and phrases.may_be_heading(found.group().rstrip(), "") and (len(words) == 1 or words[-1].islower())
        else 0
    )
