"""Which language a document is in: what the markup says, checked against the scripts of the text."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_REGION = re.compile(r"\s*[A-Za-z]{2,3}[-_]([A-Za-z]{2})\b")
_COUNTRIES = {
    "uk": "GB",
    "ie": "IE",
    "au": "AU",
    "nz": "NZ",
    "in": "IN",
    "sg": "SG",
    "hk": "HK",
    "my": "MY",
    "ke": "KE",
}
"""Domains of countries whose English is written in one way."""
_HOST = re.compile(r"https?://[^/?#:@]{1,250}\.([a-z]{2})(?:[:/?#]|$)", re.IGNORECASE)
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)")
_SCRIPTS = {
    "kana": re.compile(r"[\u3040-\u30ff\uff66-\uff9f]+"),
    "han": re.compile(r"[\u3400-\u9fff]+"),
    "hangul": re.compile(r"[\uac00-\ud7af\u1100-\u11ff]+"),
    "latin": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "greek": re.compile(r"[\u0370-\u03ff]+"),
    "arabic": re.compile(r"[\u0600-\u06ff]+"),
    "hebrew": re.compile(r"[\u0590-\u05ff]+"),
    "thai": re.compile(r"[\u0e00-\u0e7f]+"),
    "devanagari": re.compile(r"[\u0900-\u097f]+"),
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = ".,;:()[]\"'“”‘’!?/-–—*•"
_BY_SCRIPT = {
    "hangul": "ko",
    "cyrillic": "ru",
    "greek": "el",
    "arabic": "ar",
    "hebrew": "he",
    "thai": "th",
    "devanagari": "hi",
}
_MAY_USE = {
    "kana": {"ja"},
    "han": {"zh", "ja", "yue"},
    "hangul": {"ko"},
    "cyrillic": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg"},
    "greek": {"el"},
    "arabic": {"ar", "fa", "ur", "ps", "ckb", "ug"},
    "hebrew": {"he", "yi"},
    "thai": {"th"},
    "devanagari": {"hi", "mr", "ne", "sa"},
}
_WORDS = {
    "en": (
        "the of and to in you your we our or for that this with is are by be may will not any personal "
        "information as on from it"
    ),
    "fr": (
        "le la les de des du et vous nous votre nos vos est pour que dans par sur une un au aux données ne "
        "pas sont ou ce cette"
    ),
    "de": (
        "der die das und wir sie ihre ihrer von zu den dem mit für auf ist nicht werden oder eine einer im "
        "daten bei durch uns ein"
    ),
    "es": (
        "el la los las de del y que en para su sus por con una un se es nuestra nuestro datos o al no usted como sobre"
    ),
    "it": (
        "il lo la i gli le di del della e che per in con un una si non sono è nostro dati o al alla nel dei delle suoi"
    ),
    "pt": ("o a os as de do da dos das e que em para com um uma se não por seus sua nós você dados ou ao na no nossa"),
    "nl": (
        "de het een en van wij we u uw je voor met op dat die is niet worden of te in door bij aan zijn "
        "gegevens ons onze"
    ),
    "sv": "och att vi du din dina är för som på av till med inte den det en ett eller om kan",
    "da": "og at vi du din dine er for som på af til med ikke den det en et eller om kan",
    "pl": "i w z na do nie się że jest oraz przez lub dla danych od o przy które",
}
_STOPWORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_ENOUGH = 0.08
"""Share of a text's words that are function words of its language; running text has a third."""


def language(html_lang: str, text: str) -> str:
    """Tell the primary language subtag of a document, "" where neither markup nor text says.

    The text wins where its script cannot be the declared language's, or where its function words are clearly another's
    (templates keep lang="en" on translated pages).

    >>> language("en-US", "個人情報の取り扱いについて"), language("", "Wir nutzen Ihre Daten nur für diesen Zweck.")
    ('ja', 'de')
    """
    sample = text[:_SAMPLE]
    found = _TAG.match(html_lang)
    declared = found[1].lower() if found else ""
    if declared == "jp":
        declared = "ja"
    beyond = "" if sample.isascii() else "".join(_BEYOND_ASCII.findall(sample))
    counts = {script: sum(map(len, pattern.findall(beyond))) for script, pattern in _SCRIPTS.items()}
    counts["latin"] += len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    script = _script(counts)
    if script == "latin":
        return _latin(declared, sample)
    if not script:
        return declared
    if declared in _MAY_USE[script]:
        return "ja" if script == "kana" else declared
    return {"kana": "ja", "han": "zh"}.get(script) or _BY_SCRIPT[script]


def _script(counts: dict[str, int]) -> str:
    """Name the script that carries the text. A Japanese sign says more than a Latin letter."""
    total = sum(counts.values())
    if not total:
        return ""
    if counts["kana"] * 20 >= total:
        return "kana"
    weighted = {script: count * (3 if script == "han" else 1) for script, count in counts.items() if script != "kana"}
    best = max(weighted, key=lambda script: weighted[script])
    return "kana" if best == "han" and counts["kana"] else best


def _latin(declared: str, sample: str) -> str:
    words = _words(sample.lower())
    total = words.total()
    scores = {
        language: sum(words.get(word, 0) for word in stopwords) / max(total, 1)
        for language, stopwords in _STOPWORDS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    if declared in _MAY_USE["kana"] | _MAY_USE["han"] | set(_BY_SCRIPT.values()):
        declared = ""
    if declared not in scores and declared:
        return declared if scores[best] < _ENOUGH * 3 else best
    clear = scores[best] >= _ENOUGH and scores[best] >= scores.get(declared, 0.0) * 1.5
    return best if clear else declared


def tag(primary: str, declared: str, url: str = "") -> str:
    """Add to a language the region that the markup gives, else the one of the address.

    >>> tag("en", "en-gb"), tag("en", "en", "https://shop.example.co.uk/terms"), tag("ja", "en-US")
    ('en-GB', 'en-GB', 'ja')
    """
    region = _REGION.match(declared)
    if region and declared.strip()[:2].lower() == primary:
        return f"{primary}-{region[1].upper()}"
    host = _HOST.match(url) if primary == "en" else None
    country = _COUNTRIES.get(host[1].lower(), "") if host else ""
    return f"{primary}-{country}" if country else primary


def _words(text: str) -> Counter[str]:
    """Count words; what stands between blanks is looked into once, however often it returns."""
    words = Counter(text.split())
    for token in [token for token in words if not token.isalpha()]:
        count = words.pop(token)
        bare = token.strip(_EDGES)
        for word in [bare] if bare.isalpha() else _WORD.findall(bare):
            words[word] = words.get(word, 0) + count
    return words
