"""Lines that say how long ago something was, how often a page was read: other words tomorrow, with nothing changed."""

from __future__ import annotations

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


def tells_age(line: str) -> bool:
    """Tell whether a line only says how long ago something was: other words tomorrow, with nothing changed.

    What a page counts of its readers is the same: their views, the minutes they need.

    >>> tells_age("Updated over a week ago"), tells_age("3か月前"), tells_age("It ended a year ago.")
    (True, True, False)
    """
    return len(line) <= LONGEST and (_AGE.fullmatch(plain := bare(line)) or _COUNTS.fullmatch(plain)) is not None
