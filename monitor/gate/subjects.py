"""What a document is about: enough to tell a policy from its neighbour on the same site, and from no policy at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from monitor import text as texts
from monitor.gate.overlap import length

_TITLES: Final[dict[str, str]] = {
    "a privacy policy": (
        r"privacy|personal (?:data|information)|data protection|confidentialité|données personnelles|datenschutz"
        r"|プライバシー|個人情報|個人データ|隐私|隱私|privacidad|riservatezza"
    ),
    "terms of use": r"terms|conditions|agreement|nutzungsbedingungen|\bagb\b|利用規約|約款|ご利用条件|términos|termini",
    "a cookie policy": r"cookie|クッキー|traceurs|外部送信",
    "a copyright policy": (
        r"copyright|dmca|intellectual property|著作権|知的財産|droit d'auteur|propriété intellectuelle|urheberrecht"
    ),
    "an imprint": r"imprint|impressum|legal notice|mentions légales|特定商取引|運営会社|会社概要",
    "rules of conduct": (
        r"community (?:guidelines|standards)|code of conduct|acceptable use|règles de la communauté|行動規範"
    ),
    "an accessibility statement": r"accessibility|accessibilité|barrierefreiheit|アクセシビリティ",
    "a help page": r"help cent(?:er|re)|faq|frequently asked|support cent|hilfe|よくある(?:ご)?質問|ヘルプ",
    "results of a search": r"search results|検索結果|résultats de (?:la )?recherche|suchergebnisse",
    "a list of news": r"(?:^|\b)(?:blog|news|press)(?:room|$| ?[|:-])|お知らせ一覧|ニュース",
}
_LEGAL: Final = re.compile(
    r"personal|\bdata|informati|privacy|polic|terms?\b|conditions?\b|agree|consent|cookie|rights?\b|liab|warrant"
    r"|copyright|collect|disclos|third[- ]part|applicable|\blaws?\b|legal|process|provide|services?\b|users?\b|may\b"
    r"|must\b|shall\b|content|account|report"
    r"|donn[ée]e|personnel|confidential|utilis|droit|consentement|traite|tiers|conditions|responsab|l[ée]gal|peut|doit"
    r"|datenschutz|personenbezog|daten\b|nutz|verarbeit|rechte?\b|einwillig|haft|gem[äa]ß|dritte"
    r"|個人情報|個人データ|取得|利用|提供|同意|規約|当社|弊社|第三者|開示|目的|権利|責任|法令|お客様|委託|管理"
)
_MOST: Final = 60_000
_LOST: Final = 0.35
"""Legal words per word, against those of the earlier text, below which a page is no document of that sort."""
_FEWEST: Final = 0.06
_HEAD: Final = 3
_LEAST: Final = 2


def differ(old_title: str, old: str, new_title: str, new: str) -> str:
    """Say why two texts that share no sentence are not two wordings of one document; "" when they may be.

    >>> differ("Privacy Policy", "", "Terms of Service", "")
    'terms of use instead of a privacy policy'
    >>> differ("Privacy Policy", "", "Privacy Notice", "")
    ''
    """
    before, after = _named(old_title, old), _named(new_title, new)
    if before and after and not before & after:
        return f"{min(after)} instead of {min(before)}"
    if before & after:
        return ""
    thin, thick = _legal(new), _legal(old)
    if thick >= _FEWEST and thin < thick * _LOST:
        return "it does not speak as a policy does"
    return ""


def is_legal(sentence: str) -> bool:
    """Tell whether a sentence has as many of the words of legal documents as these have, and two at the least.

    >>> is_legal("All personal data has been deleted."), is_legal("One moment please.")
    (True, False)
    """
    folded = sentence.casefold()
    return len(_LEGAL.findall(folded)) >= max(_LEAST, _FEWEST * length(folded))


def _named(title: str, text: str) -> set[str]:
    """Tell by the title, else by the first lines, which documents a page says it is."""
    return next(filter(None, map(name, (title, *text[:2000].split("\n")[:_HEAD]))), set())


def name(line: str) -> set[str]:
    """Tell which documents a title or heading names.

    >>> name("Kikyo Bank | Privacy notice"), name("Sign in")
    ({'a privacy policy'}, set())
    """
    folded = texts.key(line[:150]).casefold()
    return {kind for kind, words in _TITLES.items() if re.search(words, folded)}


def without_name(line: str) -> str:
    """Give a title without the words that say which document it is, folded.

    >>> without_name("Kikyo Mail: Privacy notice").split()
    ['kikyo', 'mail:', 'notice']
    """
    folded = texts.key(line[:150]).casefold()
    for words in _TITLES.values():
        folded = re.sub(words, " ", folded)
    return folded


@lru_cache(maxsize=4)
def _legal(text: str) -> float:
    folded = text[:_MOST].casefold()
    words = length(folded)
    return len(_LEGAL.findall(folded)) / words if words else 0.0
