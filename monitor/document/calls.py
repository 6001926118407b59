"""Boxes that call the reader to do something with the site: try it, buy, join, log in. A policy calls nobody."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from monitor.document import annexes, speech, words
from monitor.document.numbering import parse
from monitor.document.tree import HEADINGS, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.document.tree import Node

_NOW: Final = r"(?: (?:now|today|free|for free|it free|online|here|instantly|in minutes))?"
_CALL: Final = re.compile(
    rf"(?:get started|sign (?:me )?up|join(?: us)?|register|subscribe|shop|book|buy|order|apply|donate|enrol?l){_NOW}"
    r"|(?:try|start|begin|use) .{2,30} (?:free|for free|today|now)|start (?:now|today|free|here|for free)"
    r"|(?:essayer|commencer)(?: maintenant)?|los geht'?s|(?:無料で)?(?:始める|はじめる|試す)"
    r"|(?:try|start|claim|get|begin) (?:it|your|my|a|an) (?:free )?(?:.{2,20} )?(?:trial|account|demo|quote|plan|offer)"
    r"|(?:request|book|schedule|get|watch|see) (?:a|your|the) (?:free )?"
    r"(?:demo|call|consultation|tour|quote|appointment|visit)"
    r"|contact sales|talk to (?:sales|an expert|us)|(?:see|view) (?:pricing|plans)|(?:download|get) (?:the|our) app"
    r"|(?:take|start) (?:the|our|a) (?:\w{2,12} )?survey"
    r"|make an appointment|continue shopping|become a (?:member|supporter|partner)|open an account(?: .{2,20})?"
    r"|(?:download on the )?app store|(?:get it on )?google play|今すぐ.{1,15}"
    r"|(?:無料)?(?:会員登録|新規登録|お?申し?込み?|資料請求|お?見積り?|ご?予約|購入|web予約)(?:する|はこちら|へ)?"
    r"|jetzt .{2,30}|kostenlos .{2,30}|essai gratuit|je m'abonne|s'abonner|réserver"
    r"|(?:essayer|commencer) .{0,20}gratuit\w{0,6}"
    r"|(?:empieza|pruébal[oa]|regístrate|suscríbete|compra|reserva|inizia|prova|iscriviti|prenota)(?: .{2,20})?",
    re.IGNORECASE,
)
_LOG_IN: Final = re.compile(
    r"(?:please )?(?:log|sign) ?in(?: (?:here|now))?|login|(?:create|open) (?:an|your) account|register|sign up"
    r"|ログイン(?:する|はこちら)?|anmelden|einloggen|se connecter|connexion|iniciar sesión|accedi",
    re.IGNORECASE,
)
_HELP: Final = re.compile(
    r"(?:contact|ask|visit|get|chat with)(?: (?:us|our|the))?(?: (?:support|help|community|helpdesk)(?: team)?| team)?"
    r"|(?:submit|open|create|raise) an? (?:request|ticket)|support (?:cent(?:er|re)|team)|help cent(?:er|re)",
    re.IGNORECASE,
)
_SELLS: Final = re.compile(
    r"\b(?:free|trial|today|ready (?:for|to)|save|off|discount|deal|offer|bonus|gift|join \d|app|discover|newsletter"
    r"|survey)\b"
    r"|\d ?%|[!！]|\bcode [A-Z0-9]{4,}|無料|特典|キャンペーン|お得|今すぐ|プレゼント|ご検討"
    r"|gratis|kostenlos|gratuit|essai|essayez",
    re.IGNORECASE,
)
_TRIAL: Final = re.compile(
    r"\bfree for (?:the first |your first )?\d{1,3} (?:day|week|month)s?\b"
    r"|\b\d{1,3}[- ](?:day|week|month)s? (?:free|(?:free )?trial|for free)\b"
    r"|\d{1,3}\s?(?:日間|か月|ヶ月|カ月)(?:の)?(?:無料|お試し|トライアル)",
    re.IGNORECASE,
)
"""How long something is given away: no period of a policy."""
_CHATS: Final = re.compile(
    r"\b(?:chat with us|live chat|how (?:can|may) (?:i|we) help(?: you)?(?: today)?\?|(?:have|got) a question\?)"
    r"|チャットで(?:相談|質問|お問い?合わ?せ)|何かお(?:困り|探し)(?:です|でしょう)か|ご(?:質問|用件)(?:は何です|をどうぞ)"
    r"|wie (?:kann ich|können wir) (?:dir|ihnen|euch) helfen|(?:puis-je|pouvons-nous) vous aider"
    r"|en qué (?:puedo|podemos) ayudar\w{0,2}|come (?:posso|possiamo) aiutar\w{1,2}",
    re.IGNORECASE,
)
"""What a chat says before the visitor does; what it is followed by is a field, or its name says that it is one."""
_CHAT_NAMES: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,2}(?:live-?chat|chat-?(?:bot|widget|box|window|launcher|bubble|popup)|web-?chat)s?"
    r"(?:[-_]{1,2}[a-z0-9]{1,20}){0,2}"
)
_ASKS: Final = re.compile(
    r"\b(?:newsletter|subscribe|sign up|talk to (?:us|our|sales)|get in touch|mailing list|demo)\b|購読|メルマガ"
    r"|メールマガジン|abonn|suscri|iscri|inscri",
    re.IGNORECASE,
)
"""What a box with a field to fill in asks for."""
_CONTACT: Final = re.compile(
    r"contact us(?: (?:now|today|here|(?:via|in|through|from) (?:your|the|our) (?:account|app|site|website)))?"
    r"|お?問い?合わ?せ(?:は|する)?(?:こちら)?|kontaktieren sie uns|contactez[- ]nous|contáctanos|contattaci",
    re.IGNORECASE,
)
_STAYS: Final = re.compile(
    r"\b(?:must|shall|may|opt(?:ing)?[- ]?out|unsubscribe|withdraw\w{0,3}|consent|object|rights?|complain\w{0,3}"
    r"|delet\w{1,4}|data|privacy|law|refunds?|licen[cs]e\w?|breach|contact(?: us)?|obligat\w{1,5}|prohibit\w{0,3}"
    r"|charged|billed|renew\w{0,4})\b"
    r"|@|\+?\d[\d ()-]{7,}|お?問い?合わ?せ|窓口|同意|請求|権利|解約|返品|個人|規定|法令",
    re.IGNORECASE,
)
"""Words of a clause, addresses and telephone numbers."""
_ADDRESS: Final = re.compile(r"@|\d{3}")
_NAMES: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,3}(?:cta|call-?to-?action|promo(?:tion)?|teaser|upsell|campaign|sign-?up|get-?started"
    r"|join(?:-us)?|app-?(?:banner|download|promo|store)s?|banner-?app|bnr|offer|try-?(?:free|now)|free-?trial|subscribe)s?"
    r"(?:[-_]{1,2}[a-z0-9]{1,20}){0,3}"
)
_ALERTS: Final = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,2}(?:alert|notice|message|notification|banner|guest|welcome)s?"
    r"(?:[-_]{1,2}[a-z0-9]{1,20}){0,2}"
)
_SIGNS: Final = " →›»>!！.。"
_GREETS: Final = re.compile(
    r"\b(?:guest|stranger|visitor|welcome|hello|not (?:logged|signed) in"
    r"|(?:log|sign) in.{0,20} to (?:see|save|view|post|comment|vote|continue|go on|access))\b|ようこそ|ゲスト"
    r"|willkommen|gast|bienvenue|invité|bienvenid[oa]|invitado",
    re.IGNORECASE,
)
_BOXES: Final = frozenset({"div", "section", "aside", "p"})
_WIDEST: Final = 400
_WIDEST_CALL: Final = 60
_CLIMB: Final = 6
_MOST_INNER: Final = 100


def drop(nodes: Sequence[Node]) -> None:
    """Mark as dropped the boxes around links that call, and around those that ask to log in."""
    for node in nodes:
        if node.tag == "button" and node.dropped and calls(label(node, _WIDEST_CALL + 1)):
            _drop_box(node, sells=True)
        elif node.tag == "a" and 0 < node.chars <= _WIDEST_CALL and not node.dropped:
            text = label(node, _WIDEST_CALL)
            if _LOG_IN.fullmatch(text.strip(_SIGNS)):
                _drop_alert(node)
            if calls(text):
                _drop_box(node)
            elif _HELP.fullmatch(text.strip(_SIGNS)):
                _drop_help(node)


def calls(line: str) -> bool:
    """Tell whether a link calls the reader to do something with the site.

    >>> calls("Join now"), calls("今すぐ登録"), calls("Joint controllers")
    (True, True, False)
    """
    return len(line) <= _WIDEST_CALL and _CALL.fullmatch(line.strip(_SIGNS)) is not None


def is_call(node: Node, names: str) -> bool:
    """Tell a box that is named as a call and leads away, or that asks in few words to fill in a form; no clause."""
    if not 0 < node.chars <= _WIDEST:
        return False
    is_named = node.links > 0 and _is_named(names) and _leads_away(node)
    return (_asks(node, names) or is_named) and (not is_clause(node) or (is_named and _is_contact_key(node)))


def _is_contact_key(box: Node) -> bool:
    """Tell a box named as a call that is one link "Contact us", below a text: not all that a section says."""
    if box.links != 1 or box.linked < box.chars or box.parent is None or box.holds_title:
        return False
    before = list(takewhile(lambda node: node is not box, islice(box.parent.elements(), _MOST_INNER)))
    told = next((node for node in reversed(before) if node.chars), None)
    return told is not None and told.prose > 0 and _CONTACT.fullmatch(label(box, _WIDEST).strip(_SIGNS)) is not None


def _asks(node: Node, names: str) -> bool:
    """Tell a box that asks to fill in a field, or a chat that greets."""
    if node.tag not in _BOXES:
        return False
    if node.fields:
        text = label(node, _WIDEST)
        return _ASKS.search(text) is not None or _CHATS.search(text) is not None
    return "chat" in names and _is_chat(names) and _CHATS.search(label(node, _WIDEST)) is not None


def _is_chat(names: str) -> bool:
    return any(_CHAT_NAMES.fullmatch(name) for name in names.split())


@lru_cache(maxsize=16384)
def _is_named(names: str) -> bool:
    return any(map(_is_name, names.split()))


@lru_cache(maxsize=65536)
def _is_name(name: str) -> bool:
    return _NAMES.fullmatch(name) is not None


def _leads_away(node: Node) -> bool:
    links = (part.attrs.get("href", "#") for part in islice(node.walk(), _MOST_INNER) if part.tag == "a")
    return any(not href.startswith("#") for href in links)


def _drop_box(link: Node, *, sells: bool = False) -> None:
    """Drop the smallest part with words beside the link, when these sell something or are its heading alone.

    With `sells` they must sell something.
    """
    box = next((above for above in islice(link.up(), _CLIMB) if above.chars > above.linked), None)
    if box is None or box.dropped or box.tag not in _BOXES or box.chars > _WIDEST or is_clause(box):
        return
    if _is_in_sentence(link):
        return
    titles = [part for part in islice(box.walk(), _MOST_INNER) if part.tag in HEADINGS and part.chars]
    if any(parse(label(title)) for title in titles):
        return
    bare = box.chars - box.linked - sum(title.chars - title.linked for title in titles)
    if (bare <= 0 and not sells) or _SELLS.search(label(box, _WIDEST)):
        box.dropped = True


def _drop_help(link: Node) -> None:
    """Drop the box of a help centre that asks whether questions are left, unless an address stands in it."""
    box = next((above for above in islice(link.up(), _CLIMB) if above.chars > above.linked), None)
    if box is None or box.tag not in _BOXES or box.chars > _WIDEST or box.holds_title or box.holds_table:
        return
    text = label(box, _WIDEST)
    titles = [part for part in islice(box.walk(), _MOST_INNER) if part.tag in HEADINGS and part.chars]
    if any(words.asks_feedback(label(title)) for title in titles) and not (
        speech.subjects(text) or _ADDRESS.search(text)
    ):
        box.dropped = True


def _is_in_sentence(link: Node) -> bool:
    around = link.parent.children[:_MOST_INNER] if link.parent is not None else []
    return any(isinstance(child, str) and any(map(str.isalnum, child)) for child in around)


def _drop_alert(link: Node) -> None:
    for above in islice(link.up(), _CLIMB // 2):
        if above.chars > _WIDEST:
            return
        named = any(map(_ALERTS.fullmatch, above.names().split()))
        if named and _GREETS.search(label(above, _WIDEST)) and not is_clause(above):
            above.dropped = True
            return


def is_clause(box: Node) -> bool:
    """Tell a part whose words may be a policy's own: of its subjects, the name of a document, where to write."""
    if box.holds_title or box.holds_table:
        return True
    text = _CHATS.sub("", _TRIAL.sub("", label(box, _WIDEST)))
    return speech.subjects(text) > 0 or annexes.names_document(text) or _STAYS.search(text) is not None
