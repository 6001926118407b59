"""Words around dates: month names, and the labels that say what a date is the date of."""

from __future__ import annotations

from monitor.model import DateKind

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""Year before the first of each Japanese era and of the Republic of China's; 元年 is the first."""
ERA_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}

_MONTHS = """
    january jan janvier janv januar jänner januari enero ene gennaio gen janeiro stycznia ledna января ocak
    tammikuuta يناير ianuarie ιανουαρίου січня
    | february feb février févr fevrier fév fev februar februari febrero febbraio febr fevereiro lutego února
    февраля şubat helmikuuta فبراير februarie φεβρουαρίου лютого
    | march mar mars märz maerz mrz maart mrt marzo março marco marca března marts марта mart maaliskuuta مارس
    martie μαρτίου березня maret
    | april apr avril avr abril abr aprile kwietnia dubna апреля nisan huhtikuuta أبريل ابريل إبريل aprilie
    απριλίου квітня
    | may mai mei mayo maggio mag maio maja května maj мая mayıs toukokuuta مايو μαΐου травня
    | june jun juin juni junio giugno giu junho czerwca června июня haziran kesäkuuta يونيو iunie ιουνίου червня
    | july jul juillet juil juli julio luglio lug julho lipca července июля temmuz heinäkuuta يوليو iulie
    ιουλίου липня
    | august aug août aout augustus agosto ago sierpnia srpna augusti августа ağustos elokuuta أغسطس اغسطس
    αυγούστου серпня agustus
    | september sep sept septembre septiembre settembre setembro set września září сентября eylül syyskuuta
    سبتمبر septembrie σεπτεμβρίου вересня
    | october oct octobre oktober okt octubre ottobre ott outubro out października října октября ekim lokakuuta
    أكتوبر اكتوبر octombrie οκτωβρίου жовтня
    | november nov novembre noviembre novembro listopada listopadu ноября kasım marraskuuta نوفمبر noiembrie
    νοεμβρίου
    | december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro grudnia prosince декабря
    aralık joulukuuta ديسمبر decembrie δεκεμβρίου грудня desember
"""
MONTHS = {name: number for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}

_LABELS = {
    DateKind.EFFECTIVE: (
        "effective date|effective from|effective as of|effective|in effect|takes effect|take effect|into effect|"
        "comes into force|"
        "into force|in force|valid from|applicable from|applies from|apply from|date d'effet|prend effet|prise d'effet|"
        "entrée en vigueur|entre en vigueur|en vigueur|applicable à compter|applicables à compter|"
        "applicable au|applicables au|applicable depuis|"
        "applicables depuis|"
        "prennent effet|prenant effet|"
        "inkrafttreten|in kraft|gelten ab|gelten seit|gültig ab|gültig seit|wirksam ab|gilt ab|"
        "entrada en vigor|en vigor|vigente desde|"
        "vigencia|vigente|"
        "entrata in vigore|in vigore|entrada em vigor|em vigor|vigência|ingangsdatum|van kracht|geldig vanaf|"
        "gelden vanaf|geldt vanaf|in werking|van toepassing|obowiązuje od|obowiązuje|wchodzi w życie|wejścia w życie|"
        "gäller från|gäller fr.o.m|träder i kraft|gældende fra|gælder fra|gjelder fra|træder i kraft|trer i kraft|"
        "تاريخ السريان|تاريخ النفاذ|سارية من|يسري من|în vigoare|набирає чинності|berlaku|"
        "účinnost od|účinné od|účinný od|platné od|вступает в силу|действует с|yürürlük tarihi|"
        "施行日|施行|発効日|発効|適用開始日|適用日|適用|効力発生日|実施日|実施|시행일자|시행일|시행|적용일자|적용일|적용|生效日期|生效|施行日期"
    ),
    DateKind.UPDATED: (
        "last updated|last update|updated|update|last revised|revised|last revision|revision date|revision|"
        "last modified|modified|"
        "last amended|amended|last amendment|last changed|last reviewed|reviewed|last edited|edited|rev|"
        "version date|version|as of|posted|"
        "published|publication date|released|issued|"
        "dernière mise à jour|mise à jour|mis à jour|dernière modification|dernière révision|modifié|modifiée|"
        "version du|publié|publiée|modifiés|modifiées|mises à jour|"
        "stand|zuletzt aktualisiert|aktualisiert|letzte aktualisierung|letzte änderung|zuletzt geändert|geändert|"
        "fassung vom|fassung|"
        "última actualización|ultima actualización|actualizado|actualizada|actualización|última modificación|"
        "modificado|última revisión|revisado|publicación|publicado|publicada|"
        "ultimo aggiornamento|aggiornamento|aggiornato|aggiornata|ultima modifica|ultima revisione|versione del|"
        "versione|"
        "última atualização|atualizado|atualizada|atualização|última alteração|última modificação|versão|"
        "laatst bijgewerkt|bijgewerkt|laatste update|laatst gewijzigd|laatste wijziging|gewijzigd|versie|"
        "ostatnia aktualizacja|zaktualizowano|aktualizacja|wersja z dnia|senast uppdaterad|uppdaterad|senast ändrad|"
        "sidst opdateret|opdateret|sist oppdatert|oppdatert|poslední aktualizace|aktualizováno|"
        "последнее обновление|дата обновления|обновлено|редакция от|son güncelleme|güncelleme tarihi|"
        "viimeksi päivitetty|päivitetty|آخر تحديث|تاريخ التحديث|آخر تعديل|ultima actualizare|actualizat|"
        "τελευταία ενημέρωση|останнє оновлення|оновлено|terakhir diperbarui|diperbarui|"
        "最終更新日|最終更新|更新日時|更新日|更新|最終改定日|最終改定|改定日|改定|最終改訂日|最終改訂|改訂日|改訂|最終改正日|最終改正|改正日|改正|"
        "変更日|変更|修正日|修正|公表日|公表|掲載日|掲載|公開日|公開|改定履歴|改訂履歴|更新履歴|現在|개정일|개정|"
        "최종 수정일|최종수정일|수정일|변경일|공고일자|공고일|게시일|"
        "更新日期|最后更新|最近更新|更新于|修订|发布日期|发布|公布日期|公布|"
        "最後更新|更新於|修訂日期|修訂|修正日期|發布日期|發布|公佈"
    ),
    DateKind.ENACTED: (
        "enacted|enactment|date of enactment|established|date established|adopted|adoption|created|"
        "first published|originally published|"
        "initial version|approved|ratified|adoptée|adopté|créé le|erlassen|beschlossen|verabschiedet|"
        "erstellt|adoptada|adoptado|creada|creado|"
        "adottata|creata|criada|criado|"
        "opgesteld|vastgesteld|制定日|制定|策定日|策定|作成日|作成|設定|初版|제정일|제정|制定日期"
    ),
}
LABELS = {word: kind for kind, words in _LABELS.items() for word in words.split("|")}
EDITIONS = frozenset({"version", "versione", "versão", "versie", "fassung", "version du", "versione del"})
"""Labels that name the document where another label follows them: "Version en vigueur au"."""

FILLERS = frozenset(
    [
        "date",
        "dates",
        "dated",
        "day",
        "on",
        "as",
        "of",
        "from",
        "is",
        "are",
        "was",
        "were",
        "the",
        "this",
        "and",
        "since",
        "with",
        "by",
        "at",
        "in",
        "to",
        "version",
        "notice",
        "policy",
        "terms",
        "agreement",
        "le",
        "la",
        "les",
        "du",
        "des",
        "de",
        "en",
        "au",
        "à",
        "partir",
        "compter",
        "depuis",
        "date",
        "jour",
        "am",
        "ab",
        "vom",
        "zum",
        "seit",
        "der",
        "den",
        "dem",
        "el",
        "il",
        "lo",
        "al",
        "dal",
        "del",
        "desde",
        "fecha",
        "data",
        "em",
        "dia",
        "op",
        "per",
        "sinds",
        "vanaf",
        "van",
        "datum",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "日",
        "付",
        "年月日",
        "月日",
        "は",
        "が",
        "を",
        "に",
        "の",
        "も",
        "より",
        "から",
        "以降",
        "本",
        "last",
        "v",
        "a",
        "board",
        "council",
        "od",
        "z",
        "dnia",
        "dniem",
        "بتاريخ",
        "في",
        "من",
        "pada",
        "tanggal",
        "den",
        "från",
        "fra",
        "西暦",
        "于",
        "부터",
        "부터는",
        "최종",
        "日期",
        "时间",
        "自",
        "起",
        "starting",
        "beginning",
        "commencing",
        "getreten",
        "tritt",
        "treten",
        "자로",
    ]
)
"""Words that may stand between a label and its date."""

DOCUMENT_NOUNS = (
    "policy|notice|terms|agreement|statement|version|document|guidelines|rules|conditions|politique|charte|"
    "mentions|datenschutz|"
    "erklärung|bedingungen|hinweise|política|aviso|términos|condiciones|informativa|termini|condizioni|termos|"
    "condições|aviso|beleid|"
    "verklaring|voorwaarden|ポリシー|方針|規約|規程|規則|本則|附則|約款|プライバシー|ガイドライン|방침|약관|政策|条款"
)
"""A sentence that dates something must name the document itself."""
