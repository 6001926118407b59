"""The words that decide what a sentence says, by what they do; English and Japanese, and a few of other languages.

Words of one class say the same, so that one for another is no signal: must and "is required to", だけ and のみ. A weak
word is a signal only where it stands in the place of another one of its family: "or" that became "and", never a lone
"or" that came in.
"""

from __future__ import annotations

import re

from monitor.diff.families import Family
from monitor.diff.modality import MODAL
from monitor.model import SignalKind

_MEASURED = r"(?<=[\d一二三四五六七八九十百千万億円年月日週名人歳才件回台個枚点社校％%割間数度量額値限定])"
"""What stands before 以上 and 以下 where they limit something, and do not point to words above or below."""

NEGATION = Family(
    kind=SignalKind.NEGATION,
    reason="a negation came or went",
    weak=frozenset({"emphasis"}),
    classes={
        "without": (r"without|ohne|sans|sin", r"(?<!遅滞)(?<!少)(?<!間も)(?<!まも)なく(?!なり|とも)|なしに|なしで"),
        "not": (
            (
                r"not|no|never|none|neither|nor|\w{1,12}n['’]t|ne|pas|jamais|aucune?|nicht|keine?[mnrs]?|nie"
                r"|niemals|nunca"
                r"|ningún|ninguna"
            ),
            r"ない(?:限り)?|せず(?:に)?|ずに|ぬ(?=よう|もの|場合)",
        ),
        "refuse": (r"refuse[sd]?|rejects?|declines?", r"拒否|拒み|拒む"),
        "emphasis": (r"in no event", r"決して|一切"),
    },
)
BOUND = Family(
    kind=SignalKind.LIMIT,
    reason="a limit or an exception changed",
    weak=frozenset({"after", "before", "from", "until"}),
    classes={
        "most": (
            (
                r"at (?:the )?most|(?:no|not) (?:more|longer|later|greater) than|(?:a )?maximum(?: of)?"
                r"|not exceed(?:ing)?|up to"
                r"|au plus|höchstens|maximal"
            ),
            rf"{_MEASURED}以下|最大(?:で)?|最長(?:で)?|を(?:超|こ)えない",
        ),
        "least": (
            r"at least|(?:no|not) (?:less|fewer|earlier) than|(?:a )?minimum(?: of)?|au moins|mindestens",
            rf"{_MEASURED}以上|少なくとも|最低(?:でも|限)?|最短(?:で)?|を下回らない",
        ),
        "more": (
            (
                r"more than|(?:over|above)(?= (?:the age |the sum )?(?:of )?[\d$€£¥])|exceeds?|longer than"
                r"|plus de|mehr als"
            ),
            r"(?:を)?(?:超|こ)え(?:る|た|て)?|上回",
        ),
        "less": (
            (
                r"less than|fewer than|(?:under|below)(?= (?:the age |the sum )?(?:of )?[\d$€£¥])|shorter than"
                r"|moins de|weniger als"
            ),
            r"未満|満たない|(?:を)?下回",
        ),
        "within": (r"within|binnen|innerhalb|dans les", r"以内"),
        "immediate": (r"immediately|at once|instantly|forthwith", r"直ちに|ただちに|即座に|即時に?"),
        "prompt": (
            (
                r"promptly|without (?:undue |unreasonable |any )?delay"
                r"|as soon as (?:reasonably )?(?:possible|practicable)"
                r"|expeditiously|swiftly|quickly|unverzüglich|sans délai"
            ),
            r"速やかに|すみやかに|遅滞なく|間もなく|まもなく|迅速に",
        ),
        "reasonable": (r"(?:within|in) a reasonable (?:time|period)", r"合理的な期間(?:内に)?|相当の期間(?:内に)?"),
        "after": (r"after|following|nach|après", r"経過後|(?<=[年月日間])後|以後|以降"),
        "before": (r"before|prior to|ahead of|in advance of|vor|avant", r"(?<=[年月日間])前|以前"),
        "until": (r"until|till|jusqu['’]à|bis", r"まで"),
        "from": (r"since|from", r""),
    },
)
SCOPE = Family(
    kind=SignalKind.LIMIT,
    reason="a limit or an exception changed",
    weak=frozenset({"including", "also", "if", "for example", "necessary"}),
    classes={
        "only": (
            (
                r"only|solely|exclusively|limited to|restricted to|seulement|uniquement|exclusivement|nur"
                r"|ausschließlich"
                r"|sólo|solo|únicamente"
            ),
            r"のみ|だけ|(?<!でき)(?<!できる)(?<!可能な)(?:に)?限(?:り(?!で)|る|定)|に限って",
        ),
        "except": (
            (
                r"except(?:ing)?(?: for)?|excluding|other than|with the exception of|apart from|save for"
                r"|sauf|außer|excepto"
                r"|salvo"
            ),
            r"を?除(?:き|く|いて)|この限りで(?:は)?(?:ない|ありません)|以外|(?:の)?例外",
        ),
        "unless": (r"unless|es sei denn|à moins que", r"ない限り"),
        "provided": (
            r"provided that|on condition that|subject to|only if|only where|sous réserve|vorbehaltlich",
            r"を条件(?:として|に|と)|ただし|但し",
        ),
        "necessary": (
            r"(?:strictly |reasonably )?(?:necessary|needed|required(?! to| by))|nécessaire|erforderlich",
            r"",
        ),
        "purpose": (
            r"",
            r"必要な(?:範囲|限度)(?:内)?|(?:達成に)?必要な(?!場合)",
        ),
        "principle": (
            r"in principle|as a (?:general )?rule|generally|normally|usually",
            r"原則(?:として)?|通常(?:は)?",
        ),
        "including": (r"including|includes?|inclusive of|einschließlich|y compris", r"を?含(?:む|み|め)"),
        "for example": (r"such as|for example|e\.g\.|like", r"など|等|例えば"),
        "also": (r"also|as well", r"も(?=[^の]{0,3}$)"),
        "if": (r"if|where(?! possible)|when|in case", ""),
    },
)
EXTENT = Family(
    kind=SignalKind.LIMIT,
    reason="a limit or an exception changed",
    weak=frozenset({"any", "certain", "sometimes"}),
    classes={
        "all": (
            r"all|every|each|entire|the whole of|sämtliche|toutes?|tous|alle[nrs]?",
            r"すべて|全て|全部|一切(?=の)|あらゆる|全(?=項目|員|額)",
        ),
        "some": (r"part of|some|parts of|portion of|teilweise|einige", r"一部"),
        "certain": (r"certain|specific|selected", r"特定の|所定の"),
        "any": (r"any", r"いずれか|何らか"),
        "most": (r"most|many|several", r"多く|大半|複数"),
        "always": (r"always|at all times|at any time|whenever", r"常に|常時|いつでも|随時"),
        "sometimes": (r"sometimes|occasionally|from time to time|periodically", r"時々|時折|必要に応じて|定期的に"),
    },
)
JUNCTION = Family(
    kind=SignalKind.LIMIT,
    reason="a conjunction changed",
    weak=frozenset({"and", "or", "not", "also"}),
    classes={
        "and": (r"and(?!/or)|und|et|y", r"及び|および|ならびに|並びに|かつ"),
        "or": (r"or|oder|ou", r"又は|または|もしくは|若しくは|あるいは"),
    },
)
CONSENT = Family(
    kind=SignalKind.CONSENT,
    reason="consent changed",
    weak=frozenset({"written", "oral"}),
    classes={
        "out": (r"opt(?:ing|ed|s)?[- ]?out", r"オプトアウト"),
        "in": (r"opt(?:ing|ed|s)?[- ]?in", r"オプトイン"),
        "explicit": (r"express(?:ly)?|explicit(?:ly)?", r"明示的(?:な|に)|明確な"),
        "implied": (r"implied|impliedly|deemed|tacit(?:ly)?", r"黙示(?:の|的)|みなし|みなさ|みなす"),
        "prior": (r"prior(?! to)|beforehand|in advance(?! of)", r"あらかじめ|予め|事前(?:の|に)?|前もって"),
        "after": (r"subsequent|afterwards|retrospectively", r"事後(?:の|に)?"),
        "written": (r"(?:in )?writing|written", r"書面"),
        "oral": (r"oral(?:ly)?|verbal(?:ly)?|electronic(?:ally)?", r"口頭|電磁的"),
        "consent": (
            (
                r"consent(?:s|ed)?|permission|agree(?:s|d|ment)?|approval|authori[sz]ation|consentement|einwilligung"
                r"|consentimiento|zustimmung"
            ),
            r"同意|承諾|許諾|承認|了承|了解",
        ),
    },
)
FAMILIES = (BOUND, SCOPE, MODAL, EXTENT, NEGATION, JUNCTION, CONSENT)
"""In this order, since what one claims is not read as anything else: "no more than" is no negation."""

DEFINITION = re.compile(
    r"[\"“«„]([^\"“”«»„]{2,60})[\"”»“],?\s(?:means?|refers? to|shall mean|includes?|is defined as"
    r"|has the meaning|désigne|bedeutet|bezeichnet)"
    r"|「([^「」]{1,40})」とは|[(（](?:以下|以下、)「([^「」]{1,40})」と(?:いう|いいます|総称)"
    r"|\((?:the |our |together,? |collectively,? |hereinafter )?[\"“]([^\"“”]{2,60})[\"”]\)",
    re.IGNORECASE,
)
"""A clause that says what a term means; the first group that matched is the term."""
