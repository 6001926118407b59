"""The words that decide what a sentence says, by what they do; English and Japanese; `european` has other languages.

Words of one class say the same, so that one for another is no signal: must and "is required to", だけ and のみ. A weak
word is a signal only where it stands in the place of another one of its family: "or" that became "and", never a lone
"or" that came in.
"""

from __future__ import annotations

import re

from monitor.diff import european
from monitor.diff.families import Family
from monitor.diff.modality import MODAL
from monitor.model import SignalKind

_MEASURED = r"(?<=[\d一二三四五六七八九十百千万億円年月日週名人歳才件回台個枚点社校％%割間数度量額値限定])"
"""What stands before 以上 and 以下 where they limit something, and do not point to words above or below."""

NEGATION = Family(
    kind=SignalKind.NEGATION,
    reason="a negation came or went",
    weak=frozenset({"emphasis"}),
    european=european.NEGATION,
    classes={
        "without": (r"without", r"(?<!遅滞)(?<!少)(?<!間も)(?<!まも)なく(?!なり|とも)|なしに|なしで"),
        "not": (
            r"not|no|never|none|neither|nor|\w{1,12}n['’]t",
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
    european=european.BOUND,
    classes={
        "most": (
            (
                r"at (?:the )?most|(?:no|not) (?:more|longer|later|greater) than|(?:a )?maximum(?: of)?"
                r"|not exceed(?:ing)?"
                r"|(?<!sign )(?<!signed )(?<!signing )(?<!signs )up to(?! (?:date|speed|you|us)\b)"
            ),
            rf"{_MEASURED}以下|最大(?:で)?|最長(?:で)?|を(?:超|こ)えない",
        ),
        "least": (
            (
                r"at least|(?<=\d )(?:or|and) (?:older|over|above|more)|(?:no|not) (?:less|fewer|earlier) than"
                r"|(?:a )?minimum(?: of)?"
            ),
            rf"{_MEASURED}以上|少なくとも|最低(?:でも|限)?|最短(?:で)?|を下回らない",
        ),
        "more": (
            (r"more than|(?:over|above)(?= (?:the age |the sum )?(?:of )?[\d$€£¥])|exceeds?|longer than"),
            r"(?:を)?(?:超|こ)え(?:る|た|て)?|上回",
        ),
        "less": (
            (r"less than|fewer than|(?:under|below)(?= (?:the age |the sum )?(?:of )?[\d$€£¥])|shorter than"),
            r"未満|満たない|(?:を)?下回",
        ),
        "within": (r"within", r"以内"),
        "immediate": (r"immediately|at once|instantly|forthwith", r"直ちに|ただちに|即座に|即時に?"),
        "prompt": (
            (
                r"promptly|without (?:undue |unreasonable |any )?delay"
                r"|as soon as (?:reasonably )?(?:possible|practicable)"
                r"|expeditiously|swiftly|quickly"
            ),
            r"速やかに|すみやかに|遅滞なく|間もなく|まもなく|迅速に",
        ),
        "reasonable": (r"(?:within|in) a reasonable (?:time|period)", r"合理的な期間(?:内に)?|相当の期間(?:内に)?"),
        "after": (r"after|following", r"経過後|(?<=[年月日間])後|以後|以降"),
        "before": (r"before|prior to|ahead of|in advance of", r"(?<=[年月日間])前|以前"),
        "until": (r"until|till", r"まで"),
        "from": (r"since|from", r""),
    },
)
SCOPE = Family(
    kind=SignalKind.LIMIT,
    reason="a limit or an exception changed",
    weak=frozenset({"including", "also", "if", "for example", "necessary"}),
    european=european.SCOPE,
    classes={
        "only": (
            (r"only|solely|exclusively|limited to|restricted to"),
            r"のみ|だけ|(?<!でき)(?<!できる)(?<!可能な)(?:に)?限(?:り(?!で)|る|定)|に限って",
        ),
        "unless": (r"unless|(?:except|save) (?:where|when|if|as)", r"ない限り"),
        "except": (
            (r"except(?:ing)?(?: for)?|excluding|other than|with the exception of|apart from|save for"),
            r"を?除(?:き|く|いて)|この限りで(?:は)?(?:ない|ありません)|以外|(?:の)?例外",
        ),
        "provided": (
            r"provided that|on condition that|subject to|only if|only where",
            r"を条件(?:として|に|と)|ただし|但し",
        ),
        "necessary": (
            r"(?:strictly |reasonably )?(?:necessary|needed|required(?! to| by))",
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
        "including": (r"including|includes?|inclusive of", r"を?含(?:む|み|め)"),
        "for example": (r"such as|for example|e\.g\.|like", r"など|等|例えば"),
        "even if": (r"even (?:if|where|when)|whether or not|regardless of whether", r"(?:であって|としても)"),
        "also": (r"also|as well", r"も(?=[^の]{0,3}$)"),
        "if": (r"if|where(?! possible)|when(?:ever)?|in case", ""),
    },
)
EXTENT = Family(
    kind=SignalKind.LIMIT,
    reason="a limit or an exception changed",
    weak=frozenset({"any", "certain", "sometimes"}),
    european=european.EXTENT,
    classes={
        "all": (
            r"all|every|each|entire|the whole of",
            r"すべて|全て|全部|一切(?=の)|あらゆる|全(?=項目|員|額)",
        ),
        "some": (r"part of|some|parts of|portion of", r"一部"),
        "certain": (r"certain|specific|selected", r"特定の|所定の"),
        "any": (r"any", r"いずれか|何らか"),
        "most": (r"most|many|several", r"多く|大半|複数"),
        "always": (r"always|at all times|at any time", r"常に|常時|いつでも|随時"),
        "sometimes": (r"sometimes|occasionally|from time to time|periodically", r"時々|時折|必要に応じて|定期的に"),
    },
)
JUNCTION = Family(
    kind=SignalKind.LIMIT,
    reason="a conjunction changed",
    weak=frozenset({"and", "or", "not", "also"}),
    european=european.JUNCTION,
    classes={
        "and": (r"and(?!/or)", r"及び|および|ならびに|並びに|かつ"),
        "or": (r"or", r"又は|または|もしくは|若しくは|あるいは"),
    },
)
CONSENT = Family(
    kind=SignalKind.CONSENT,
    reason="consent changed",
    weak=frozenset({"written", "oral"}),
    european=european.CONSENT,
    classes={
        "out": (r"opt(?:ing|ed|s)?[- ]?out", r"オプトアウト"),
        "in": (r"opt(?:ing|ed|s)?[- ]?in", r"オプトイン"),
        "explicit": (r"express(?:ly)?|explicit(?:ly)?", r"明示的(?:な|に)|明確な"),
        "implied": (r"implied|impliedly|deemed|tacit(?:ly)?", r"黙示(?:の|的)|みなし|みなさ(?![まん])|みなす"),
        "prior": (r"prior(?! to)|beforehand|in advance(?! of)", r"あらかじめ|予め|事前(?:の|に)?|前もって"),
        "after": (r"subsequent|afterwards|retrospectively", r"事後(?:の|に)?"),
        "written": (r"(?:in )?writing|written", r"書面"),
        "oral": (r"oral(?:ly)?|verbal(?:ly)?|electronic(?:ally)?", r"口頭|電磁的"),
        "object": (
            r"(?:you|they|users?|members?|customers?) objects?|object(?:ed|ing)?(?= to)|objections?",
            r"異議|拒否の(?:申出|申し出|意思)|申出がない限り",
        ),
        "legitimate": (
            (
                r"on the basis of (?:our |a |the )?legitimate interests?|based on (?:our |a "
                r"|the )?legitimate interests?"
                r"|our legitimate interests?|legitimate interests?"
            ),
            r"正当な(?:利益|業務)",
        ),
        "on": (r"(?:switched |turned )on|on by default|enabled|activated", r"オン(?!ライン|デマンド)|有効(?=に|化|と)"),
        "off": (
            r"(?:switched |turned )off|off by default|disabled|deactivated",
            r"オフ(?!ィ|ライ|セ)|無効(?=に|化|と)",
        ),
        "consent": (
            (r"consent(?:s|ed)?|permission|agree(?:s|d|ment)?|approval|authori[sz]ation"),
            r"同意|承諾|許諾|承認|了承|了解",
        ),
    },
)
FAMILIES = (BOUND, SCOPE, MODAL, EXTENT, NEGATION, JUNCTION, CONSENT)
"""In this order, since what one claims is not read as anything else: "no more than" is no negation."""

PROVISO = re.compile(
    r"^(?:ただし|但し|もっとも、)|この限りで(?:は)?(?:ない|ありません)|適用(?:し|され)(?:ない|ません)"
    r"|^(?:however|except|unless|notwithstanding|provided|nothing in)\b|\b(?:do(?:es)?|shall|will) not apply\b"
    rf"|{european.PROVISO}",
    re.IGNORECASE,
)
"""Begins, or stands in, a sentence that takes something out of the one before it."""
DEFINITION = re.compile(
    r"[\"“«„]([^\"“”«»„]{2,60})[\"”»“],?\s(?:means?|refers? to|shall mean|includes?|is defined as"
    r"|has the meaning|désigne|bedeutet|bezeichnet|meint|significa"
    r"|(?:ist|sind|est|sont|es|son) (?:jede|alle|de[rs]|die|das|ein|toute?|tous|les?|la|une?|tod[ao]|el))"
    r"|「([^「」]{1,40})」とは|[(（](?:以下|以下、)「([^「」]{1,40})」と(?:いう|いいます|総称)"
    r"|\((?:the |our |together,? |collectively,? |hereinafter )?[\"“„«]([^\"“”„«»]{2,60})[\"”“»]\)",
    re.IGNORECASE,
)
"""A clause that says what a term means; the first group that matched is the term."""
