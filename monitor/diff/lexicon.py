"""The words that make a change matter, by what they do; English and Japanese, and a few of other languages."""

from __future__ import annotations

import re

from monitor.diff.tokens import DATE, MAIL, URL
from monitor.model import SignalKind

_COUNT = (
    r"(?:\d+(?:[.,]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen"
    r"|twenty|thirty|sixty|ninety"
    r"|[一二三四五六七八九十百]{1,5})"
)
_TIME = (
    r"(?:(?:business|working|calendar) )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?"
    r"|jours?|semaines?|mois|ans?|années?|tage?n?|wochen?|monate?n?|jahre?n?|días?|semanas?|meses"
    r"|mes|años?|horas?|heures?|stunden?"
    r"|giorni|mesi|anni|dias|anos|dagen|maanden|jaar)"
)
_MONEY_SIGN = r"(?:[$€£¥￥₹]|US\$|USD|EUR|GBP|JPY|CHF)"

QUANTITIES: tuple[tuple[SignalKind, str, str], ...] = (
    (SignalKind.DATE, DATE, "a date changed"),
    (SignalKind.PERCENT, r"\d+(?:[.,]\d+)*\s?(?:[%％‰]|per\s?cent\b|percent\b|パーセント|割)", "a percentage changed"),
    (
        SignalKind.AMOUNT,
        (
            rf"{_MONEY_SIGN}\s?\d+(?:[.,]\d+)*(?:\s?(?:million|billion|thousand))?"
            r"|\d+(?:[.,]\d+)*\s?(?:(?:dollars?|euros?|pounds?|yen|francs?|cents?|usd|eur|gbp|jpy|chf)\b|[€£]"
            r"|[万億千]?円)"
        ),
        "an amount of money changed",
    ),
    (
        SignalKind.AGE,
        (
            rf"{_COUNT}\s?(?:years? (?:old|of age)|ans révolus|歳|才)"
            rf"|(?:under|over|below|above|at least|aged?|age of"
            rf"|than)\s(?:the age of\s)?1?\d(?=\s?(?:years? (?:old|of age)|[,.;)]|or older|and older|$))"
            rf"|(?:age of|aged|alter von|âge de|edad de)\s{_COUNT}"
        ),
        "an age changed",
    ),
    (
        SignalKind.PERIOD,
        (
            rf"(?<![^\W_]){_COUNT}(?:\s\(\d+\))?[\s-]{_TIME}\b|\d+\s?(?:秒|分間?|時間|営業日|日間?|週間?"
            rf"|[かヶヵケカ箇]月間?"
            rf"|年間?)|[一二三四五六七八九十百]{{1,4}}(?:営業日|日間?|週間|[かヶヵケカ箇]月間?|年間?)"
        ),
        "a period changed",
    ),
)
"""Patterns of a number with its unit, the more special ones first."""

TERMS: tuple[tuple[SignalKind, str, str], ...] = (
    (
        SignalKind.OBLIGATION,
        (
            r"\b(?:may|might|can|could|will|would|shall|must|should|ought|required? to|obliged to"
            r"|entitled to|reserves? the right"
            r"|agrees? to|undertakes? to|endeavou?rs?|strives?|try|best efforts|reasonable efforts"
            r"|doit|doivent|peut|peuvent|pouvons|devons|muss|müssen|soll|sollen|kann|können|darf|dürfen"
            r"|debe|deben|puede|pueden)\b"
            r"|できる|できます|できない|できません|ものとし|ものとする|ことがある|ことがあり|場合がある"
            r"|場合があり|しなければならない|なければなり"
            r"|努め|よう努|べき|義務|することができ|いたします|いただきます|してください|必要があ"
        ),
        "what must or may be done changed",
    ),
    (
        SignalKind.NEGATION,
        (
            r"\b(?:not|no|never|none|neither|nor|cannot|without|prohibit(?:s|ed)?|refuse[sd]?|\w{1,12}n['’]t"
            r"|ne|pas|jamais|aucune?|sans|nicht|keine?[mnrs]?|nie|niemals|ohne|nunca|ningún|ninguna|sin)\b"
            r"|ない|ません|なく|ぬ(?:よう|もの)|禁止|禁じ|拒否|非|不可"
        ),
        "a negation came or went",
    ),
    (
        SignalKind.LIMIT,
        (
            r"\b(?:only|solely|exclusively|except|unless|excluding|including|limited to|up to|at least"
            r"|at most|no more than|more than"
            r"|less than|not exceed(?:ing)?|within|until|provided that|subject to|all|any|some|certain"
            r"|always|sometimes|necessary"
            r"|seulement|uniquement|sauf|au moins|au plus|nur|ausschließlich|außer|mindestens|höchstens"
            r"|sólo|solo|únicamente|excepto|salvo)\b"
            r"|のみ|だけ|限り|限る|限定|除き|除く|除いて|以上|以下|以内|未満|超え|場合に|まで|すべて|全て"
            r"|一部|必要な範囲|原則として|ただし"
        ),
        "a limit or an exception changed",
    ),
    (
        SignalKind.CONSENT,
        (
            r"\b(?:consent(?:s|ed)?|permission|opt(?:ing|ed)?[- ]?(?:in|out)|opt|express(?:ly)?"
            r"|explicit(?:ly)?|prior|agree(?:s|d|ment)?"
            r"|consentement|einwilligung|consentimiento|zustimmung)\b"
            r"|同意|承諾|許諾|オプトアウト|オプトイン|あらかじめ|事前"
        ),
        "consent changed",
    ),
    (
        SignalKind.PARTY,
        (
            r"\b(?:affiliates?|subsidiar(?:y|ies)|partners?|service providers?|vendors?|advertisers?"
            r"|processors?|sub-?processors?"
            r"|third part(?:y|ies)|contractors?|authorit(?:y|ies)|law enforcement|group compan(?:y|ies)"
            r"|brokers?|publishers?"
            r"|(?-i:(?:[A-Z][\w&.-]{0,30}\s){1,4}(?:Inc|Ltd|LLC|LLP|GmbH|AG|Corp|Corporation|Limited|B\.V|S\.A"
            r"|SAS|K\.K|Co|plc|PLC|SE))\b"
            r"|partenaires?|prestataires?|filiales?|sous-traitants?|dritte[nrs]?|dienstleister\w{0,4}"
            r"|partnern?|terceros)\b"
            r"|第三者|委託先|提携先|提携企業|グループ会社|関連会社|子会社|広告主|事業者|代理店|販売店|行政機関|警察|"
            r"(?:株式会社|有限会社|合同会社|財団法人|社団法人)[^\s、。，．()（）「」及と]{0,20}"
            r"|[^\s、。，．()（）「」及と]{1,20}(?:株式会社|有限会社|合同会社)"
        ),
        "a party changed",
    ),
    (
        SignalKind.COUNTRY,
        (
            r"\b(?:united states|(?-i:U\.S\.A?|USA?|UK|EU|EEA)|united kingdom|european union"
            r"|european economic area|japan|china|hong kong|taiwan|korea"
            r"|india|singapore|australia|new zealand|canada|mexico|brazil|switzerland|germany|france"
            r"|ireland|netherlands|spain|italy|poland"
            r"|sweden|norway|denmark|finland|israel|russia|ukraine|turkey|philippines|vietnam|thailand"
            r"|indonesia|malaysia|south africa"
            r"|egypt|united arab emirates|argentina|chile|austria|belgium|portugal|greece|iceland"
            r"|liechtenstein|luxembourg"
            r"|états-unis|royaume-uni|allemagne|suisse|irlande|deutschland|schweiz|österreich"
            r"|frankreich|irland|vereinigten staaten)\b"
            r"|米国|アメリカ|英国|イギリス|欧州|(?-i:ＥＵ|(?<![A-Za-z])EU(?![A-Za-z]))|日本(?!語)|中国|香港|台湾|韓国|インド(?!ネシア)"
            r"|シンガポール|オーストラリア|カナダ|ドイツ|フランス|アイルランド"
            r"|オランダ|スペイン|イタリア|スイス|フィリピン|ベトナム|タイ(?:王国|国)|インドネシア|マレーシア"
            r"|ブラジル|メキシコ|ロシア|イスラエル"
        ),
        "a country changed",
    ),
    (
        SignalKind.CONTACT,
        (
            rf"{MAIL}|{URL}|(?:\+\d|\(?0)\d{{0,3}}\)?(?:[\s-]\(?\d{{2,4}}\)?){{2,4}}|\d{{2,4}}-\d{{2,4}}-\d{{3,4}}"
            rf"|〒\s?\d{{3}}-\d{{4}}"
            r"|\b\d{1,5}[a-z]?,?\s(?:(?-i:[A-Z][a-z]{1,20})\s){1,3}(?:street|st|road|rd|avenue|ave|lane|square"
            r"|drive|way|boulevard|blvd)\b"
            r"|\b(?:p\.?\s?o\.?\s?box|postbox)\s\d{1,8}"
            r"|[^\s、。]{2,12}[都道府県][^\s、。]{1,12}[市区町村][^\s、。]{0,40}"
        ),
        "contact data changed",
    ),
)
"""Words that decide what a sentence says. A change counts when the words on the two sides differ."""

DEFINITION = re.compile(
    r"[\"“«„]([^\"“”«»„]{2,60})[\"”»“],?\s(?:means?|refers? to|shall mean|includes?|is defined as"
    r"|has the meaning|désigne|bedeutet|bezeichnet)"
    r"|「([^「」]{1,40})」とは|[(（](?:以下|以下、)「([^「」]{1,40})」と(?:いう|いいます|総称)"
    r"|\((?:the |our |together,? |collectively,? |hereinafter )?[\"“]([^\"“”]{2,60})[\"”]\)",
    re.IGNORECASE,
)
"""A clause that says what a term means; the first group that matched is the term."""

_QUANTITY_RULES = tuple((kind, re.compile(rule, re.IGNORECASE), reason) for kind, rule, reason in QUANTITIES)
_TERM_RULES = tuple((kind, re.compile(rule, re.IGNORECASE), reason) for kind, rule, reason in TERMS)
_FIRST = (SignalKind.DATE, SignalKind.CONTACT)
RULES = tuple(sorted((*_QUANTITY_RULES, *_TERM_RULES), key=lambda rule: rule[0] not in _FIRST))
"""All of them; what a date or an address claims is not read as anything else."""
