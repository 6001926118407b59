"""Whether the words before a capital are a heading, or a sentence that goes on: by its small words, in four languages.

A legal text writes its defined terms with capitals ("In such cases We may"), and German its polite address and its
nouns: a capital alone begins no sentence there.
"""

from __future__ import annotations

import re
from typing import Final

from monitor.document import looks


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VERBS: Final = _listed(
    "is are was were be been being has have had do does did may might must shall should will would can could cannot "
    "ist sind wird werden wurde wurden kann können darf dürfen muss müssen soll sollen haben möchten "
    "est sont ont peut peuvent pouvez pouvons doit doivent devez devons sera seront avez avons êtes sommes "
    "son está están ha han puede pueden podrá podrán debe deben será serán"
)
"""Forms that a sentence is built around; no heading has one, but in a question or behind "that"."""
_QUESTIONS: Final = _listed(
    "that which who whom whose what how why where when wer was wie warum wann wo welche welcher welches welchen "
    "qui que quoi quel quelle quels quelles comment pourquoi où qué quién quiénes cómo cuándo dónde cuáles"
)
_OPENERS: Final = _listed(
    "if when while unless until in for by at on upon to from with within under without during after before as although "
    "because since once except "
    "wenn falls sofern soweit sobald bei beim für mit nach vor zu zum zur im am an auf aus durch über unter um ohne "
    "gemäß während nachdem bevor weil "
    "à au aux pour dans en sur sous si lorsque lorsqu'il quand dès avec sans par après avant selon conformément "
    "para cuando con por sin según desde hasta durante al"
)
"""Words that begin what stands before the subject of a sentence."""
_ASKED: Final = _listed(
    "whom what how wem wen welche welchen welchem welcher qui quoi quel quelle quels quelles combien propos "
    "qué quién quiénes cuánto cuáles"
)
"""Behind such an opener they make a title ("With whom we share data")."""
_LAST: Final = _listed(
    "if when where while unless until also not only never otherwise because whether how why hereby therefore then "
    "und oder aber dass ob weil wenn wie als für mit bei durch nach auf aus an im am zum zur den dem ein eine einen "
    "einer eines sowie bzw sich nicht auch "
    "et ou où que qui dont ni ne si comme pour par avec sans dans sur sous à au aux un une en ce cette ces votre vos "
    "o u no con por para sin sobre en el los las un una su sus al quien cuando donde como"
)
_BOUND: Final = _listed(
    "the any all each every such some no this these those that we you they it i "
    "le la les l' tout toute tous toutes chaque ce cette ces vous nous "
    "el los las todo toda todos todas cada usted ustedes nosotros"
)
"""Before a defined term they begin a sentence: "Any information You give us"."""
_TERMS: Final = _listed("we you your our i they users customers personal nos vous nous noi nosotros")
_GERMAN: Final = re.compile(
    r"\b(?:[Uu]nd|[Dd]er|[Ii]st|[Ss]ind|[Ww]ird|[Ww]erden|[Ww]urde|[Nn]icht|[Ww]ir|[Ee]ine?[nmrs]?|[Ff]ür|[Mm]it|[Aa]uf|"
    r"[Zz]u[mr]|[Ss]ich|[Uu]nser(?:e[nmrs]?)?|Ihr(?:e[nmrs]?)?|Ihnen|[Kk]önnen|[Kk]ann|[Üü]ber|[Dd]urch|[Oo]der|[Bb]itte)\b"
)


_REMARKS: Final = frozenset(
    "in short|in brief|in a nutshell|note|please note|nb|n.b|important|tip|warning|example|for example|kurz|"  # noqa: SIM905 - a list of words
    "hinweis|wichtig|beispiel|en bref|remarque|attention|exemple|nota|importante|ejemplo|in breve|esempio|em resumo|"
    "let op|注|注意|注記|備考|例|重要|補足|※".split("|")
)
"""What stands before a sentence to say how it is meant: it names nothing."""


def is_remark(words: str) -> bool:
    """Tell words in bold before a sentence that only say how it is meant.

    >>> is_remark("In Short:"), is_remark("Notes on cookies:")
    (True, False)
    """
    return words.strip(" .:：!！【】()（）").casefold() in _REMARKS


def may_be_heading(words: str, starter: str) -> bool:
    """Tell whether words may be a heading that a sentence with a first word of its own ("starter") follows.

    >>> may_be_heading("Use of cookies", "We"), may_be_heading("In such cases", "We"), may_be_heading("Any data", "You")
    (True, False, False)
    """
    found = [word.casefold() for word in looks.WORD.findall(words.replace("’", "'"))]
    if not found or looks.is_unfinished(words) or found[-1] in _LAST or found[-1] in _VERBS:
        return False
    if found[0] in _OPENERS and found[1:2] and found[1] not in _ASKED:
        return False
    if starter.casefold() in _TERMS and found[0] in _BOUND:
        return False
    return not _says(found)


def _says(words: list[str]) -> bool:
    """Tell whether a verb makes a sentence of the words: one that no question word stands before."""
    verb = next((place for place, word in enumerate(words) if word in _VERBS), None)
    return verb is not None and not any(word in _QUESTIONS for word in words[:verb])


def is_german(text: str) -> bool:
    """Tell German, where nouns have capitals, from a text however short.

    >>> is_german("Unsere Seite setzt Cookies"), is_german("Sharing with MIT and partners")
    (True, False)
    """
    return _GERMAN.search(text) is not None
