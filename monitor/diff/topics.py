"""What a section is about: its heading first, those above it next, its words last."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor import text
from monitor.model import Topic

if TYPE_CHECKING:
    from monitor.model import Section

_HEADINGS: dict[Topic, str] = {
    Topic.COLLECTION: (
        r"(?:information|data|details)\b.{0,40}\b(?:collect|receive|gather|hold|obtain|process)|collect"
        r"|categories of (?:personal )?(?:data|information)|what (?:data|information)"
        r"|types? of (?:personal )?(?:data|information)|sources? of|acqui(?:re|sition)|取得|収集|要配慮"
        r"|個人情報の(?:項目|種類)|取り扱う情報|collecte|données (?:collectées|traitées)|erheb|erfass|welche daten"
    ),
    Topic.PURPOSES: (
        r"purpose|how (?:we|and why we) use|use of (?:your |the )?(?:personal |customer )?(?:data"
        r"|information)|why we|our use|legal bas[ei]s|lawful bas[ei]s|legitimate interest|利用目的|使用目的|利用の目的"
        r"|個人情報の利用(?!停止)|法的根拠|finalités?|utilisation des données|zweck|verwendung|nutzung (?:der"
        r"|ihrer) daten|rechtsgrundlage"
    ),
    Topic.THIRD_PARTIES: (
        r"third[- ]part|shar(?:e|ing)\b|disclos|recipients?|who (?:we|has access|receives)|sale of"
        r"|sell(?:ing)? (?:your|personal)|provision to|第三者|外部への提供|情報の提供"
        r"|個人情報の開示・提供|destinataires|tiers\b"
        r"|partage|weitergabe|empfänger|dritte"
    ),
    Topic.JOINT_USE: (
        r"joint(?:ly)? (?:use|controll|using)|shared use|共同利用|共同して利用|responsables conjoints|gemeinsam"
    ),
    Topic.OUTSOURCING: (
        r"processors?\b|subprocessor|sub-processor|service providers?|outsourc|entrust|vendors|委託|業務委託"
        r"|sous-traitant|auftragsverarbeit|dienstleister"
    ),
    Topic.TRANSFERS: (
        r"transfer|cross-border|international|abroad|outside (?:the|of|your)|foreign countr|外国|海外|国外|越境|域外"
        r"|transferts?|drittl[aä]nd|übermittlung"
    ),
    Topic.COOKIES: (
        r"cookie|tracking|tracker|beacon|pixel|analytics|external transmission|similar technologies"
        r"|do not track|local storage|クッキー|外部送信|アクセス解析|トラッキング|アクセスログ"
        r"|ウェブビーコン|行動ターゲティング|traceurs"
        r"|reichweitenmessung"
    ),
    Topic.RETENTION: (
        r"retention|retain|how long|storage period|deletion of (?:data|information)|period of storage"
        r"|keep (?:your|the|personal)|保存期間|保管期間|保有期間|消去|保存及び|conservation|durée"
        r"|speicherdauer|aufbewahr"
        r"|löschung"
    ),
    Topic.SECURITY: (
        r"secur|safeguard|protect(?:ion of|ing) (?:your|the|personal)|safety|safe management"
        r"|control measures|breach|安全管理|セキュリティ|安全対策|漏えい|漏洩|sécurité|sicherheit"
    ),
    Topic.RIGHTS: (
        r"rights?\b|access(?:ing)? (?:to |your )|rectif|erasure|correct(?:ion|ing)|portab|requests? (?:for"
        r"|to)|disclosure requests?|your choices and rights|開示等|開示請求|開示・訂正|訂正|利用停止|権利"
        r"|ご本人から|droits|rechte"
        r"|betroffenen"
    ),
    Topic.CHOICES: (
        r"choices?|opt[- ]?out|opt[- ]?in|marketing|preferences|unsubscrib|consent|advertis|promotion|配信停止"
        r"|オプトアウト|広告|マーケティング|同意|メールマガジン|choix|publicit|consentement|einwilligung"
        r"|werbung|widerruf"
    ),
    Topic.CHILDREN: (
        r"child|minors?\b|under (?:the age|\d{2})|age (?:limit|requirement)|teen|parent|未成年|子ども|こども|児童|年齢"
        r"|親権者|mineurs|enfants|kinder|minderjährig"
    ),
    Topic.AUTOMATION: (
        r"automated|profiling|artificial intelligence|\bai\b|machine learning|algorithm|generative|自動化"
        r"|自動的な(?:意思)?決定|プロファイリング|人工知能|(?<![A-Z])AI(?![A-Z])|生成AI|機械学習"
        r"|automatisé|automatisiert|künstliche"
    ),
    Topic.POLICY_CHANGES: (
        r"(?:changes?|updates?|amendments?|modifications?|revisions?) (?:to|of|in) (?:this|the|these|our)"
        r"|policy changes|how we (?:change|update)|amend|revision|effective date|改定|変更(?:について|等)?|改訂|施行"
        r"|見直し|modifications?|änderung"
    ),
    Topic.CONTACT: (
        r"contact|questions?\b|complaints?|how to reach|inquir|enquir|data protection officer|\bdpo\b"
        r"|representative|問い合わせ|問合せ|お問合わせ|窓口|苦情|連絡先|相談|contacter|kontakt|beschwerde"
        r"|datenschutzbeauftragte"
    ),
    Topic.LAW: (
        r"governing law|jurisdiction|dispute|arbitration|applicable law|liabilit|warrant(?:y|ies)|indemni"
        r"|disclaim|class action|venue|準拠法|管轄|裁判|紛争|免責|責任の制限|損害賠償|法令|droit applicable|litiges"
        r"|responsabilité|gerichtsstand|haftung|anwendbares recht"
    ),
    Topic.PRICE: (
        r"fees?\b|pric(?:e|es|ing)|payments?|billing|charges?\b|subscription|refund|renewal|cancel|料金|手数料"
        r"|支払|代金|返金|課金|解約|tarifs?|paiement|prix|remboursement|gebühr|preis|zahlung|kündigung"
    ),
}

_BODIES: dict[Topic, str] = {
    Topic.COLLECTION: (
        r"we (?:may )?(?:also )?(?:collect|receive|obtain)|取得(?:し|する)|収集(?:し|する)|nous collectons"
        r"|wir erheben"
    ),
    Topic.PURPOSES: (
        r"we use (?:your|the|this|personal)|for the purposes? of|利用目的|の(?:ため|目的)に利用|aux fins|zum zweck"
    ),
    Topic.THIRD_PARTIES: (
        r"third part(?:y|ies)|第三者に|we (?:may )?(?:share|disclose)|提供(?:し|する)|à des tiers|an dritte"
    ),
    Topic.JOINT_USE: r"joint(?:ly)? us|共同利用",
    Topic.OUTSOURCING: (
        r"service providers?|(?:sub)?processors?|委託(?:し|する|先)|sous-traitants?|auftragsverarbeiter"
    ),
    Topic.TRANSFERS: (
        r"outside (?:the|of) (?:eea|eu|european|united kingdom|japan)|standard contractual clauses|外国にある"
        r"|international transfers?|hors de l|drittland"
    ),
    Topic.COOKIES: r"cookies?|クッキー|web beacons?|外部送信",
    Topic.RETENTION: (
        r"retain|as long as|for a period of|kept for|保存(?:し|する|期間)|保管(?:し|する)|削除(?:し|する)"
        r"|conserv|aufbewahr"
    ),
    Topic.SECURITY: (
        r"security measures|safeguards|encrypt|unauthori[sz]ed access|安全管理|不正アクセス|漏えい|mesures de sécurité"
        r"|verschlüssel"
    ),
    Topic.RIGHTS: r"right to|you (?:may|can) (?:request|ask)|開示|訂正|利用停止|droit d|recht auf",
    Topic.CHOICES: r"opt[- ]?out|unsubscribe|withdraw your consent|配信停止|オプトアウト|désabonner|widerrufen",
    Topic.CHILDREN: r"under (?:the age of )?1[368]|children|未成年|歳未満|mineurs|kinder",
    Topic.AUTOMATION: (
        r"automated decision|profiling|machine learning|artificial intelligence|自動(?:的な)?(?:意思)?決定"
        r"|プロファイリング|生成AI|人工知能"
    ),
    Topic.POLICY_CHANGES: (
        r"(?:change|update|amend|revise) th(?:is|ese) (?:policy|notice|terms|statement)|本(?:ポリシー|方針"
        r"|規約)(?:を|の)(?:変更|改定)"
    ),
    Topic.CONTACT: r"contact us|e-?mail us|write to us|問い合わせ|問合せ|連絡先|contactez|kontaktieren",
    Topic.LAW: r"governed by|courts? of|arbitrat|準拠法|裁判所|liable|責任を負|tribunaux|gerichte",
    Topic.PRICE: r"fees?\b|refunds?\b|charged?\b|料金|手数料|円\b",
}

_HEADING_RULES = {topic: re.compile(rule, re.IGNORECASE) for topic, rule in _HEADINGS.items()}
_BODY_RULES = {topic: re.compile(rule, re.IGNORECASE) for topic, rule in _BODIES.items()}
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
