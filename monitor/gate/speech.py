"""How walls speak and how documents do: of this visit, or of what holds in general.

"An error occurred" is said of now; "when an error occurred, we log the time" is a rule. The same words are a wall's in
one and a document's in the other, so each phrase is weighed within its own sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from monitor import text as texts
from monitor.gate.phrases import Kind, find

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 400
"""Characters of one line that are looked at."""
_END: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")
_RULES: Final = (
    # conditions
    r"\b(?:when(?:ever)?|whoever|unless) (?!it is your turn|nothing)",
    r"\b(?:who|which) (?:sends?|breaks?|was|were|is|are|has)\b",
    r"\b(?:at any time|by law|each time|after \w+ (?:minutes|hours|days)|on (?:sun|mon|satur)days)\b",
    r"\ba (?:minute|month|year) ",
    # what is done with data
    (
        r"\bwe (?:may|will(?! be)|can|log|keep|kept|store|set|note|record|send|verify|sell|announce|delete|collect"
        r"|receive|count|show|do not|process|share|give|learn|tell|ask (?:for )?your|need your)\b"
    ),
    (
        r"\b(?:is|are|was) (?:kept|stored|logged|recorded|deleted|set|sold|processed|not allowed|passed on|counted"
        r"|sent)\b"
    ),
    # what may be, and what shall
    (
        r"\b(?:may|can|must|shall|will)(?: not)? be (?!back|right back|moved|redirected|out|broken|removed|able|logged"
        r"|signed|at least)"
    ),
    r"\byou (?:can|may) (?:refuse|reject|withdraw|object|ask|request|switch|opt|delete|not)",
    r"\byou (?:consent|agree) to ",
    r"\bto use (?:this|our|the) (?:service|site|shop)|\bthese terms|\bthis (?:policy|agreement|notice)\b",
    # the same in Japanese, German and French
    r"(?:とき|時)(?:は|に|、)|際に?は?、|場合(?:は|に|が|でも|、)|ことがあ|こともでき|てから|サービスでは、",
    r"(?:記録|保存|削除|利用|取得|提供|送信|禁止|適用|通知)し|(?:記録|保存|削除|利用|提供)され(?:ます|る)",
    r"登録し(?:て|た)|お知らせします|販売しま",
    r"\b(?:wenn|sofern|falls) (?!sie ein mensch)|\bkönnen (?:sie )?(?:alle|jederzeit|der|die|ihre)",
    r"\b(?:kündigen|speichern|erheben|verarbeiten|löschen|besteht|bei der)\b",
    r"\b(?:lorsque|conservons|utilisons|recueillons|traitons|(?:est|sont) conservée?s?)\b",
    r"\bvous pouvez (?:tout|à tout|les|vous opposer)",
)
_RULE: Final = re.compile("|".join(_RULES))
"""What only sentences of documents have: conditions, what is done with data, what may be and what shall be."""


def sentences(line: str) -> Iterator[str]:
    """Cut a line into sentences.

    >>> list(sentences("One. Two! 三。四"))
    ['One.', 'Two!', '三。', '四']
    """
    yield from (part for part in _END.split(line[:_LONGEST]) if part.strip())


def said(line: str) -> tuple[Kind, str] | None:
    """Find the first wall phrase in a line that is said of this visit; give its kind and its words.

    >>> said("Sorry! An error occurred.")
    (<Kind.ERROR: 'an error page'>, 'an error occurred')
    >>> said("When an error occurred, we log the time.")
    """
    for sentence in sentences(line):
        found = find(sentence)
        if found is not None and not is_rule(sentence):
            return found
    return None


def is_rule(sentence: str) -> bool:
    """Tell whether a sentence says what holds in general."""
    return _RULE.search(texts.key(sentence).casefold()) is not None
