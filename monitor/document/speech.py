"""What policies speak of: sentences that touch several of these subjects are of a policy, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

_SUBJECTS: Final = (
    re.compile(r"\bpersonal (?:data|information)|個人(?:情報|データ)", re.IGNORECASE),
    re.compile(r"\b(?:retain|retention|kept|keep|delete|stored?)\b|保管|保存|保持|削除", re.IGNORECASE),
    re.compile(
        r"\b(?:collect|process|disclose|transfer|share)(?:s|ed|es|ing)?\b|取得|提供|開示|利用目的", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:shall|must not|may not|liable|liability|applicable law|terminat\w{1,5})\b|責任|禁止|義務", re.IGNORECASE
    ),
    re.compile(r"\bthird[- ]part|\bsub-?processors?\b|第三者|委託", re.IGNORECASE),
    re.compile(
        r"\b(?:this|these|our) (?:polic|notice|terms|agreement|statement)|本(?:規約|方針|ポリシー|約款)|当社|弊社",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d{1,4} (?:day|week|month|year)s?\b|\d{1,4}\s?(?:日間|か月|ヶ月|年間)", re.IGNORECASE),
)
_FEWEST: Final = 2


def subjects(text: str) -> int:
    """Count of how many of their subjects a text speaks as policies do.

    >>> subjects("We share personal data with third parties."), subjects("Our people take your call.")
    (3, 0)
    """
    return sum(subject.search(text) is not None for subject in _SUBJECTS)


def is_policy(text: str) -> bool:
    """Tell a text that speaks of two such subjects or more."""
    return subjects(text) >= _FEWEST
