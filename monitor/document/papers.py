"""Headings that are the name of a document: "Privacy policy", 「利用規約」, "Mentions légales".

More is asked for than that a document is spoken of: "Changes to this policy" heads a chapter. Whether a name heads a
document or a chapter of one ("Cookie policy" in a privacy policy) its words cannot say: see `parts`.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from monitor import text as texts
from monitor.document import numbering
from monitor.document.numbering import Strength

_LONGEST: Final = 90
_EDGES: Final = " .:：。■◆●○◇□【】[]「」|*"
_WHEN: Final = re.compile(r" ?[(（\[][^()（）\]]{0,60}[)）\]]$| ?[–—-] (?=[^–—-]{0,40}\d{4})[^–—-]{0,40}$")
"""A note behind a name: a date, an edition, a short name."""
_PART: Final = re.compile(
    r"(?:part|teil|partie|parte|第[0-9一二三四五六七八九十]{1,3}部)\b ?[a-z0-9]{0,4} ?[.:：–—-] ?"
)
_ANNEX: Final = re.compile(
    r"(?:annex|appendix|schedule|addendum|exhibit|supplement|attachment|anlage|anhang|annexe|anexo|allegato)\b"
    r"|別[紙表添]|[附付]則"
)
_CHAPTER: Final = re.compile(
    r"(?:acceptance|additional|about|amendments?|changes?|contact|definitions?|general|how|important|interpretation"
    r"|its|modifications?|more|other|overview|questions|related|scope|see|service[- ]specific|special|specific"
    r"|summary|table"
    r"|their|these|this|updates?|violations?|we|what|when|where|which|who|why|you|your|payment|account|key)\b"
    r"|(?:weitere|sonstige|allgemeine hinweise|änderung|diese)|(?:modification|acceptation|cette|ces|autres)\b"
    r"|(?:modificaci|aceptaci|esta|este|otr[ao]s)|(?:本|この|当該|その他)"
)
"""Starts of headings that speak of a document, or of a part of it."""
_ENGLISH: Final = (
    r"(?:[\w&'’.,/-]{1,30} ){0,6}(?:polic(?:y|ies)|notice|statement|terms|conditions|agreement|contract|guidelines"
    r"|disclaimer|charter|code of conduct|licen[cs]e|rules)(?: (?:of|and|&|for|on|in) .{1,50})?"
    r"|disclaimer|imprint|eula|legal notices?"
)
_JAPANESE: Final = (
    r".{0,30}(?:規約|ポリシー|方針|規程|約款|ガイドライン|特約|免責事項|利用条件|取引条件|同意書|契約書?|宣言|規定)"
    r"|特定商取引(?:に関する)?法.{0,12}(?:表[記示](?:について)?)?|.{0,12}個人情報等?のお?取り?扱い?(?:について)?"
    r"|資金決済(?:に関する)?法.{0,12}表[記示]|(?:外部送信|クッキー|cookie).{0,12}について"
)
_GERMAN: Final = (
    r"(?:[\w-]{1,30} ){0,3}(?:impressum|agb|[\w-]{0,30}geschäftsbedingungen|[\w-]{0,20}nutzungsbedingungen"
    r"|[\w-]{0,20}richtlinien?"
    r"|datenschutz(?:erklärung|hinweise?|bestimmungen|informationen?)|widerrufsbelehrung|haftungsausschluss"
    r"|cookie-?(?:hinweise?|erklärung)|rechtliche hinweise|[\w-]{0,20}verkaufsbedingungen)"
    r"(?: (?:für|der|von|zu) .{1,40})?"
)
_ROMANCE: Final = (
    r"(?:(?:notre|la|les|nuestra|nuestro|informativa|la nostra) )?(?:politique|charte|mentions|règlement"
    r"|conditions (?:générales|particulières|d['’]|de )"
    r"|cg[uvs]|política|aviso|términos|condiciones (?:generales|particulares|de )|normas|informativa|termini"
    r"|condizioni|note legali|termos|politica)\b.{0,60}"
)
_OTHERS: Final = (
    r"privacy(?:verklaring|beleid)|cookie(?:verklaring|beleid)|[\w ]{0,20}voorwaarden"
    r"|.{0,10}(?:隐私政策|隐私权政策|服务协议|用户协议|服务条款)"
    r"|.{0,10}(?:개인정보 ?(?:처리방침|보호정책)|이용약관)"
)
_NAME: Final = re.compile(f"{_ENGLISH}|{_JAPANESE}|{_GERMAN}|{_ROMANCE}|{_OTHERS}")
_SHORT: Final = re.compile(
    r"(?:privacy|cookies?|terms|copyright|dmca|accessibility|data protection|gdpr|refunds?|returns?"
    r"|shipping(?:(?: &| and|,) (?:returns?|refunds?))?|returns?(?: &| and) refunds?|acceptable use|sla|dpa"
    r"|datenschutz|widerruf|widerrufsrecht|confidentialité|données personnelles|privacidad|privacità"
    r"|プライバシー|個人情報|クッキー|免責)"
)
"""What a tab is called; a chapter of a policy as well."""
_KINDS: Final = tuple(
    map(
        re.compile,
        (
            r"privacy|data protection|プライバシー|個人情報|datenschutz|confidentialité|privacidad",
            r"\bterms|conditions|agreement|規約|約款|\bagb\b|bedingungen|términos",
            r"cookie|クッキー",
            r"copyright|dmca|著作権",
            r"refund|return|返品|widerruf",
            r"impressum|legal notice|mentions légales|aviso legal|特定商取引",
        ),
    )
)
_SEVERAL: Final = re.compile(
    r"\b(?:policies|notices|agreements)\b|ポリシー(?:等|一覧)$|規約(?:等|一覧)$|各種|規約・|・規約"
)


class Named(Enum):
    """How surely a heading is the name of a document."""

    SURE = "sure"
    SHORT = "short"
    """A word that is as often the name of a chapter: "Cookies"."""


@lru_cache(maxsize=4096)
def named(heading: str) -> Named | None:
    """Tell whether a heading is the name of one document.

    >>> named("Acme Inc. Privacy Policy (May 2024)").name, named("Cookies").name
    ('SURE', 'SHORT')
    >>> named("Changes to this policy"), named("Annex A: Acceptable use policy"), named("第2条（個人情報の取扱い）")
    (None, None, None)
    """
    if not heading or len(heading) > _LONGEST:
        return None
    label = numbering.parse(heading)
    if label is not None and label.strength is Strength.STRONG and not _PART.match(texts.key(heading).casefold()):
        return None
    name = _bare(heading[label.end :] if label is not None else heading)
    if _CHAPTER.match(name) or _ANNEX.match(name):
        return None
    if _SHORT.fullmatch(name):
        return Named.SHORT
    return Named.SURE if _NAME.fullmatch(name) else None


def is_annex(heading: str) -> bool:
    """Tell the heading of an annex: it belongs to the document before it, whatever it is named."""
    return _ANNEX.match(_bare(heading)) is not None


@lru_cache(maxsize=1024)
def gathers(heading: str) -> bool:
    """Tell a heading above several documents: "Policies", "Terms & Privacy".

    >>> gathers("Our policies"), gathers("Terms, Privacy & Copyright"), gathers("Terms and conditions")
    (True, True, False)
    """
    name = _bare(heading)
    return _SEVERAL.search(name) is not None or len(kinds(heading)) > 1


def kinds(heading: str) -> frozenset[int]:
    """Number the sorts of documents that a heading speaks of."""
    name = _bare(heading)
    return frozenset(number for number, kind in enumerate(_KINDS) if kind.search(name))


def _bare(heading: str) -> str:
    """Give a name without what stands around it."""
    name = texts.key(heading).casefold().strip(_EDGES)
    name = _PART.sub("", name, count=1) if _PART.match(name) else name
    return _WHEN.sub("", name).strip(_EDGES)
