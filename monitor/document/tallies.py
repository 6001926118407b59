"""Lines that say how long ago something was, how often a page was read: other words tomorrow, with nothing changed."""

from __future__ import annotations

import re
from typing import Final

from monitor.document.words import LONGEST, bare, whole

_AGE: Final = whole(
    r"""
    (?:(?:last )?(?:updated|edited|modified|posted|published|reviewed|changed):? )?(?:(?:over|about|almost|more than) )?
    (?:an?|one|\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago|(?:updated |edited )?yesterday

    \d{1,3} ?(?:mo|hr|min|yr|[smhdwy])s? ago

    (?:(?:mis|mise) à jour )?il y a (?:plus d[e'] ?|environ )?(?:une?|\d{1,3}) (?:secondes?|minutes?|heures?|jours?|
    semaines?|mois|ans?)

    (?:(?:zuletzt )?(?:aktualisiert|bearbeitet|geändert) )?vor (?:über |mehr als )?(?:eine[mr]|\d{1,3}) (?:sekunden?|
    minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)

    (?:actualizado )?hace (?:más de )?(?:una?|\d{1,3}) (?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)

    (?:(?:最終)?更新[:：]? ?)?(?:約 ?)?[\d０-９]{1,3} ?(?:秒|分|時間|日|週間|か月|ヶ月|カ月|年)(?:以上)?前(?:に?更新)?
    """
)
_COUNTS: Final = whole(
    r"""
    (?:about |approx\.? )?\d{1,3}[ -]?min(?:ute)?s?\.? (?:read|reading time|to read)

    (?:(?:estimated )?read(?:ing)? time|time to read)[:：]? ?(?:about |approx\.? )?\d{1,3} ?min(?:ute)?s?\.?

    [\d.,]{1,12} ?[km]? (?:page )?(?:views?|reads)|(?:page )?views?[:：]? ?[\d.,]{1,12} ?[km]?

    (?:閲覧数|閲覧回数|アクセス数|ビュー数|view数|pv数?)[:：]? ?[\d.,０-９，]{1,12} ?(?:回|件|pv)?

    (?:點閱(?:數|率|人次)|点击(?:数|量|率)|點擊[數率]|[瀏浏][覽览](?:人次|次[數数]|量)|
    阅读(?:量|次数)|조회(?:수)?)[:：]? ?
    [\d.,]{1,12} ?(?:次|회|人次)?

    [\d.,０-９，]{1,12} ?(?:回|件)?の?(?:閲覧|ビュー)(?:回数)?|[\d.,]{1,12} ?(?:pv|views?)

    (?:この記事は、?)?(?:約 ?)?[\d０-９]{1,3} ?分(?:ほど)?で読め(?:ます|る)

    (?:読了|読書|読む)(?:時間|目安|目安時間|時間の目安|まで)[:：]? ?(?:約 ?)?[\d０-９]{1,3} ?分

    (?:ca\. )?\d{1,3} min(?:uten?)?\.? lesezeit|(?:geschätzte )?lesezeit[:：]? ?(?:ca\. |etwa )?\d{1,3} min(?:uten?)?\.?

    [\d.,]{1,12} (?:mal angesehen|aufrufe|ansichten)|aufrufe[:：]? ?[\d.,]{1,12}

    (?:environ )?\d{1,3} ?min(?:utes?)?\.? de lecture

    (?:temps|durée) de lecture ?[:：]? ?(?:environ )?\d{1,3} ?min(?:utes?)?\.?

    [\d., \u202f]{1,12} (?:vues?|lectures)|\d{1,3} ?min(?:utos?)?\.? de (?:lectura|leitura)

    tiempo (?:estimado )?de lectura[:：]? ?\d{1,3} ?min(?:utos?)?\.?|[\d., ]{1,12} (?:visitas|vistas|visualizaciones)
    """
)
"""How long a page takes to read and how often it was read: other figures tomorrow, with nothing changed."""
_LIVE: Final = whole(
    r"""
    (?:there (?:are|is) |currently,? |right now,? )?[\d.,]{1,12} ?[km]?\+? (?:people|users?|members?|visitors?|
    guests?|customers?|shoppers|others)(?: (?:are|is))?(?: (?:currently|now))?
    (?: (?:online|viewing|browsing|watching|
    looking at))(?: this(?: (?:page|item|product|site))?| the site)?(?: (?:right )?now| today)?

    (?:online(?: now)?|(?:visitors?|users?|people|members|guests) (?:online|now|today|so far|in total))[:：] ?
    [\d.,]{1,12}(?: (?:users?|people|guests?|members?))?

    (?:you are|you're) (?:our )?visitor (?:number|no\.?|#) ?[\d.,]{1,12}

    (?:visitors?|hits)[:：] ?[\d.,]{4,12}

    [\d.,]{1,12} (?:visitors?|visits|hits) (?:today|so far|since .{4,20})

    (?:現在|ただいま)?[、,]?[\d.,０-９，]{1,12} ?[人名]が
    (?:オンライン|閲覧中|アクセス中|見てい?ます|閲覧してい?ます)(?:です)?

    (?:訪問者数|来訪者数|来場者数|アクセスカウンター?|本日の(?:訪問者|アクセス)数?|
    オンライン(?:の?人数)?)[:：]? ?[\d.,０-９，]{1,12} ?[人名]?

    あなたは ?[\d.,０-９，]{1,12} ?人目の(?:訪問者|お客様|ご?来訪者)です

    (?:(?:gerade|derzeit|aktuell) )?[\d.,]{1,12} (?:personen|besucher|nutzer|benutzer|mitglieder|gäste)(?: sind)?
    (?: (?:gerade|derzeit|jetzt|aktuell))? online|besucher (?:heute|gesamt|online)[:：] ?[\d.,]{1,12}

    (?:il y a )?[\d.,\u202f ]{1,12} (?:personnes?|visiteurs?|utilisateurs?|membres?)(?: sont)?
    (?: actuellement)? en ligne(?: (?:actuellement|maintenant))?

    visiteurs? (?:aujourd'hui|en ligne) ?[:：] ?[\d.,]{1,12}

    [\d.,]{1,12} (?:personas|usuarios|visitantes)(?: están)? (?:en línea|conectad[oa]s)(?: ahora)?

    [\d.,]{1,12} (?:persone|utenti|visitatori)(?: sono)? (?:online|collegati)(?: ora)?
    """
)
"""How many are there now, or were."""
_UNIT: Final = (
    r"\d{1,4} ?(?:d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|tag(?:en?)?|t|std\.?|stunden?|min\.?|minuten?"
    r"|sek\.?|sekunden?|j|jours?|heures?|secondes?|días?|horas?|minutos?|segundos?|giorn[oi]|or[ae]|minut[oi]|second[oi]|日|時間|分|秒)"
)
_CLOCK: Final = rf"(?:{_UNIT}(?:[ ,:·]{{0,3}}{_UNIT}){{1,4}}|\d{{1,3}}(?: ?: ?\d\d){{2,3}})"
_CLOCKS: Final = re.compile(_CLOCK, re.IGNORECASE)
_SALE: Final = r"(?:sale|offer|deal|promo(?:tion)?|discount|early bird|auction|countdown)"
_RUNS_OUT: Final = (
    rf"(?:(?:hurry[!,.]? )?(?:(?:the|this|our) )?(?:.{{2,20}} )?{_SALE}"
    r"(?: (?:ends?|expires?|starts?|closes?|begins?)(?: in)?)?"
    r"|(?:hurry[!,.]? )?(?:ends?|starts?|time left)(?: in)?"
    r"|(?:das |die |unser )?(?:angebot|aktion|rabatt|sale)(?: endet| läuft ab| startet)?(?: in)?|nur noch|noch"
    r"|(?:l'|la |les )?(?:offre|promo(?:tion)?|vente|soldes)(?: se)? (?:terminen?t?|finit|expire|commence)(?: dans)?"
    r"|plus que|(?:la )?(?:oferta|promoción) (?:termina|acaba) en|(?:l')?offerta (?:termina|scade) (?:tra|in)"
    r"|(?:.{2,12})?(?:終了|締切|開始|セール|キャンペーン)まで(?:あと|残り)?|あと|残り(?:時間)?)"
)
_LEFT: Final = r"(?:left|remaining|to go|übrig|restantes?|で(?:終了|開始)(?:します)?)"
_COUNTDOWN: Final = re.compile(
    rf"{_RUNS_OUT} ?[:：]? ?{_CLOCK}(?: ?{_LEFT})?|{_CLOCK} ?{_LEFT}|{_UNIT}(?:[ ,:·]{{0,3}}{_UNIT}){{3}}",
    re.IGNORECASE,
)
"""The time that is left of an offer, in two units or more."""


def tells_age(line: str) -> bool:
    """Tell whether a line only says how long ago something was: other words tomorrow, with nothing changed.

    What a page counts of its readers is the same: their views, the minutes they need, how many are there, and the
    time that is left of a sale.

    >>> tells_age("Updated over a week ago"), tells_age("3か月前"), tells_age("It ended a year ago.")
    (True, True, False)
    """
    if len(line) > LONGEST or not any(map(str.isdecimal, line)):
        return len(line) <= LONGEST and _AGE.fullmatch(bare(line)) is not None
    plain = bare(line)
    return any(pattern.fullmatch(plain) for pattern in (_AGE, _COUNTS, _LIVE)) or counts_down(line)


def counts_down(text: str) -> bool:
    """Tell whether a short text is nothing but the time that is left of an offer.

    >>> counts_down("Sale ends in 2d 4h 10m"), counts_down("残り 3日 4時間"), counts_down("Ends in 30 days")
    (True, True, False)
    """
    return len(text) <= LONGEST and _COUNTDOWN.fullmatch(bare(text)) is not None


def is_clock(text: str) -> bool:
    """Tell whether a text is nothing but a time in two units or more, as in a part that is named as a countdown.

    >>> is_clock("02 Days 11 Hours"), is_clock("2 hours")
    (True, False)
    """
    return len(text) <= LONGEST and _CLOCKS.fullmatch(bare(text)) is not None
