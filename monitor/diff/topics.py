"""What a section is about: its heading first, those above it next, its words last."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor import text
from monitor.diff import topics_european
from monitor.model import Topic

if TYPE_CHECKING:
    from monitor.model import Section

_HEADINGS: dict[Topic, str] = {
    Topic.COLLECTION: (
        r"(?:information|data|details)\b.{0,40}\b(?:collect|receive|gather|hold|obtain|process)|collect"
        r"|categories of (?:personal )?(?:data|information)|what (?:data|information)"
        r"|types? of (?:personal )?(?:data|information)|sources? of (?:collection|(?:your |the |personal )?(?:data"
        r"|information))|acqui(?:re|sition)|取得|収集|要配慮"
        r"|個人情報の(?:項目|種類)|取り扱う情報"
    ),
    Topic.PURPOSES: (
        r"purpose|how (?:we|and why we) use|use of (?:your |the )?(?:personal |customer )?(?:data"
        r"|information)|why we|our use|legal bas[ei]s|lawful bas[ei]s|legitimate interest|利用目的|使用目的|利用の目的"
        r"|個人情報の利用(?!停止)|法的根拠"
    ),
    Topic.THIRD_PARTIES: (
        r"third[- ]part|shar(?:e|ing)\b|disclos|recipients?|who (?:we|has access|receives)|sale of"
        r"|sell(?:ing)? (?:your|personal)|provision to|第三者|外部への提供|情報の提供"
        r"|個人情報の開示・提供"
    ),
    Topic.JOINT_USE: (r"joint(?:ly)? (?:use|controll|using)|shared use|共同利用|共同して利用"),
    Topic.OUTSOURCING: (
        r"processors?\b|subprocessor|sub-processor|service providers?|outsourc|entrust|vendors|委託|業務委託"
        r""
    ),
    Topic.TRANSFERS: (
        r"transfer|cross-border|international|abroad|outside (?:the|of|your)|foreign countr|外国|海外|国外|越境|域外"
    ),
    Topic.COOKIES: (
        r"cookie|tracking|tracker|beacon|pixel|analytics|external transmission|similar technologies"
        r"|do not track|local storage|クッキー|外部送信|アクセス解析|トラッキング|アクセスログ"
        r"|ウェブビーコン|行動ターゲティング"
    ),
    Topic.RETENTION: (
        r"retention|retain|how long|storage period|deletion of (?:data|information)|period of storage"
        r"|keep (?:your|the|personal)|保存期間|保管期間|保有期間|消去|保存及び"
    ),
    Topic.SECURITY: (
        r"secur|safeguard|protect(?:ion of|ing)? (?:your|the|personal)|safety|safe management"
        r"|control measures|technical (?:and|&) organi[sz]ational|encrypt|access control|breach"
        r"|安全管理|セキュリティ|安全対策|漏えい|漏洩|暗号化|アクセス制御"
    ),
    Topic.RIGHTS: (
        r"\brights?\b(?! reserved)|access(?:ing)? (?:to )?(?:your|my|personal|and (?:correct|updat))|rectif|erasure"
        r"|correct(?:ion|ing)|portab|requests? (?:for|to) (?:access|delet|eras|your|personal)"
        r"|(?:data|access|privacy|consumer|subject) requests?|disclosure requests?|your choices and rights"
        r"|開示等|開示請求"
        r"|開示・訂正|訂正|利用停止|権利"
        r"|ご本人から"
    ),
    Topic.CHOICES: (
        r"choices?|opt[- ]?out|opt[- ]?in|marketing|preferences|unsubscrib|consent|advertis|promotion|配信停止"
        r"|オプトアウト|広告|マーケティング|同意|メールマガジン"
    ),
    Topic.CHILDREN: (
        r"child|minors?\b|under (?:the age|\d{2})|age (?:limit|requirement)|minimum age|teen|parent"
        r"|未成年|子ども|こども|児童|年齢|親権者"
    ),
    Topic.AUTOMATION: (
        r"automated|profiling|artificial intelligence|\bai\b|machine learning|algorithm|generative|自動化"
        r"|自動的な(?:意思)?決定|プロファイリング|人工知能|(?<![A-Z])AI(?![A-Z])|生成AI|機械学習"
    ),
    Topic.POLICY_CHANGES: (
        r"(?:changes?|updates?|amendments?|modifications?|revisions?) (?:to|of|in) (?:this|the|these|our)"
        r"|policy changes|how we (?:change|update)|amend|revision|effective date|改定|変更(?:について|等)?|改訂|施行"
        r"|見直し"
    ),
    Topic.CONTACT: (
        r"contact|questions?\b|complaints?|how to reach|inquir|enquir|data protection officer|data controller|\bdpo\b"
        r"|representative|問い合わせ|問合せ|お問合わせ|窓口|苦情|連絡先|相談"
    ),
    Topic.LAW: (
        r"governing law|jurisdiction|dispute|arbitration|applicable law|liabilit|warrant(?:y|ies)|indemni"
        r"|disclaim|class action|venue|準拠法|管轄|裁判|紛争|免責|責任の制限|損害賠償|法令"
    ),
    Topic.PRICE: (
        r"fees?\b|pric(?:e|es|ing)|payments?|billing|charges?\b|subscription|refund|renewal|cancel|料金|手数料"
        r"|支払|代金|返金|課金|解約"
    ),
}

_BODIES: dict[Topic, str] = {
    Topic.COLLECTION: (r"we (?:may )?(?:also )?(?:collect|receive|obtain)|取得(?:し|する)|収集(?:し|する)"),
    Topic.PURPOSES: (r"we use (?:your|the|this|personal)|for the purposes? of|利用目的|の(?:ため|目的)に利用"),
    Topic.THIRD_PARTIES: (r"third part(?:y|ies)|第三者に|we (?:may )?(?:share|disclose)|提供(?:し|する)"),
    Topic.JOINT_USE: r"joint(?:ly)? us|共同利用",
    Topic.OUTSOURCING: (r"service providers?|(?:sub)?processors?|委託(?:し|する|先)"),
    Topic.TRANSFERS: (
        r"outside (?:the|of) (?:eea|eu|european|united kingdom|japan)|standard contractual clauses|外国にある"
        r"|international transfers?"
    ),
    Topic.COOKIES: r"cookies?|クッキー|web beacons?|外部送信",
    Topic.RETENTION: (
        r"we (?:may |will |shall )?(?:also )?retain|retained|retention|as long as|for a period of|kept for|保存(?:し"
        r"|する|期間)|保管(?:し|する)|削除(?:し|する)"
    ),
    Topic.SECURITY: (r"security measures|safeguards|encrypt|unauthori[sz]ed access|安全管理|不正アクセス|漏えい"),
    Topic.RIGHTS: (
        r"(?:your|a|the) right to (?:access|ask|rectif|eras|delet"
        r"|object|restrict|portab|withdraw|lodge|request|obtain|correct|know|opt|complain)"
        r"|you (?:may|can) (?:request|ask)|開示|訂正|利用停止"
    ),
    Topic.CHOICES: r"opt[- ]?out|unsubscribe|withdraw your consent|配信停止|オプトアウト",
    Topic.CHILDREN: r"under (?:the age of )?1[368]|children|未成年|歳未満",
    Topic.AUTOMATION: (
        r"automated decision|profiling|machine learning|artificial intelligence|自動(?:的な)?(?:意思)?決定"
        r"|プロファイリング|生成AI|人工知能"
    ),
    Topic.POLICY_CHANGES: (
        r"(?:change|update|amend|revise) th(?:is|ese) (?:policy|notice|terms|statement)|本(?:ポリシー|方針"
        r"|規約)(?:を|の)(?:変更|改定)"
    ),
    Topic.CONTACT: r"contact us|e-?mail us|write to us|問い合わせ|問合せ|連絡先",
    Topic.LAW: r"governed by|courts? of|arbitrat|準拠法|裁判所|liable|責任を負",
    Topic.PRICE: r"fees?\b|refunds?\b|charged?\b|料金|手数料|円\b",
}


def _ready(rules: dict[Topic, str], european: dict[Topic, str]) -> dict[Topic, re.Pattern[str]]:
    return {
        topic: re.compile("|".join(filter(None, (rule, european.get(topic)))), re.IGNORECASE)
        for topic, rule in rules.items()
    }


_HEADING_RULES = _ready(_HEADINGS, topics_european.HEADINGS)
_BODY_RULES = _ready(_BODIES, topics_european.BODIES)
_MOST_TEXT = 4_000
_MOST_TOPICS = 3
_OFTEN = 2


def topics_of(section: Section) -> tuple[Topic, ...]:
    """Name what a section is about, in the order of `Topic`; the words decide only where no heading does.

    >>> from monitor.model import Section
    >>> topics_of(Section(uid="a", heading="How long we keep your data"))
    (<Topic.RETENTION: 'retention'>,)
    """
    above = section.path[:-1] if section.heading else section.path
    for heading in (section.heading, *reversed(above)):
        found = _by_heading(text.key(heading))
        if found:
            return found
    return _by_body(" ".join(clause.text for clause in section.clauses)[:_MOST_TEXT])


@lru_cache(maxsize=4096)
def _by_heading(heading: str) -> tuple[Topic, ...]:
    return tuple(topic for topic, rule in _HEADING_RULES.items() if rule.search(heading[:300]))


def _by_body(body: str) -> tuple[Topic, ...]:
    counts = {topic: len(rule.findall(body)) for topic, rule in _BODY_RULES.items()}
    often = [topic for topic, count in counts.items() if count >= _OFTEN]
    best = sorted(often, key=lambda topic: -counts[topic])[:_MOST_TOPICS]
    return tuple(topic for topic in Topic if topic in best)
