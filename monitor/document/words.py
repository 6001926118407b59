"""Words of web pages that are no words of a policy: controls, language names, consent buttons, headings of link lists.

Each list is matched against a whole control, line or heading, never inside a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from monitor import text as texts

_EDGES: Final = " \t\xa0\u3000.:：!?？…·•|/\\‹›«»<>＜＞←→↑↓↗▲△▼▽►▶◀◁■□●○＞−–—-+✕✖×✓☰⇒⇧[]()（）【】「」"


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in listed.splitlines() for phrase in line.split(" | ") if phrase.strip())


def whole(listed: str) -> re.Pattern[str]:
    """Compile alternatives that stand in paragraphs; the lines of a paragraph are joined as they are."""
    paragraphs = listed.strip().split("\n\n")
    joined = ("".join(line.strip() for line in paragraph.splitlines()) for paragraph in paragraphs)
    return re.compile("|".join(joined), re.IGNORECASE)


_CONTROLS: Final = _phrases(
    """
    skip to content | skip to main content | skip to the content | skip navigation | skip to navigation | skip
    menu | main menu | close | open | close menu | open menu | toggle menu | toggle navigation | back to top
    to top | top | page top | top of page | return to top | go to top | scroll to top | pagetop | back | go back
    go to home | home | next | previous | prev | next page | previous page | share | share this | share this page
    share on | tweet | post | like | follow us | copy link | link copied | copied | copy | print | print this page
    print page | download pdf | download as pdf | save as pdf | email this page | bookmark | search | log in
    login | sign in | sign up | register | subscribe | read more | see more | show more | learn more | view more
    load more | more | show less | see less | read less | expand | collapse | expand all | collapse all | show all
    hide all | edit | edit this page | view source | language | languages | select language | select your language
    select a language | select your country | select country | choose language
    choose your language | change language | translate | accept | accept all | ok | got it | loading | loading...
    please wait | advertisement | ad | cookie settings | cookie preferences | manage cookies | facebook | twitter
    x | instagram | linkedin | youtube | pinterest | line | hatena | yes | no | submit | send | cancel
    on this page | in this article | in this section | arrow_back | chevron_left | chevron_right | expand_more
    expand_less | keyboard_arrow_up | keyboard_arrow_down | arrow_upward | ページトップ | ページトップへ
    ページトップへ戻る | ページの先頭へ | ページの先頭へ戻る | ページ先頭へ | ページ上部へ | ページの上へ
    このページの先頭へ | このページのトップへ | このページの先頭へ戻る | トップへ戻る | トップへ | 先頭へ戻る
    先頭へ | 上へ戻る | 上へ | 本文へ | 本文へスキップ | 本文へ移動 | コンテンツへスキップ
    メインコンテンツへスキップ | メニュー | メニューを開く | メニューを閉じる | 閉じる | 開く | 検索 | 戻る | 前へ
    次へ | 前のページへ | 次のページへ | 一覧へ戻る | トップページへ | トップページ | ホーム | 印刷 | 印刷する
    このページを印刷 | このページを印刷する | シェア | シェアする | ツイート | ポスト | 共有 | いいね
    ブックマーク | はてなブックマーク | お気に入り | ログイン | 新規登録 | 会員登録 | 言語 | 言語選択 | 言語を選択
    文字サイズ | 文字サイズ変更 | 標準 | 拡大 | 小 | 中 | 大 | もっと見る | 続きを読む | すべて見る | 送信 | はい
    いいえ | 同意する | 返回顶部 | 回到顶部 | 回到頂部 | 首页 | 首頁 | 菜单 | 分享 | 打印 | 맨 위로 | 메뉴 | 공유
    인쇄 | aller au contenu | aller au contenu principal | passer au contenu | haut de page | retour en haut
    retour en haut de page | retour | accueil | partager | imprimer | fermer | rechercher | se connecter
    connexion | s'inscrire | inscription | voir plus | voir moins | en savoir plus | lire la suite | afficher plus
    afficher moins | copier le lien | télécharger le pdf | oui | non | langue | choisir la langue | suivant
    précédent | zum inhalt | zum inhalt springen | zum hauptinhalt | nach oben | zurück nach oben | seitenanfang
    zum seitenanfang
    zurück | startseite | teilen | drucken | schließen | suche | suchen | anmelden | registrieren | mehr
    mehr erfahren | mehr anzeigen | weiterlesen | weniger anzeigen | ja | nein | sprache | sprache wählen
    kostenlos registrieren | weiter | saltar al contenido | ir al contenido | ir al contenido principal
    volver arriba | arriba | inicio | compartir | imprimir | cerrar | buscar | menú | iniciar sesión | registrarse
    ver más | ver menos | leer más | sí | idioma | volver | siguiente | anterior | vai al contenuto | torna su
    torna all'inizio | condividi | stampa | chiudi | cerca | accedi | registrati | leggi di più | scopri di più
    mostra altro | sì | lingua | indietro | avanti | ir para o conteúdo | voltar ao topo | topo | início
    partilhar | compartilhar | fechar | pesquisar | entrar | saiba mais | ler mais | ver mais | sim | não
    返回頂部 | 回頁首 | 回首頁 | 返回首页 | 返回 | 登录 | 注册 | 搜索 | 关闭 | 上一页 | 下一页 | 打印本页 | 友善列印
    列印 | 网站地图 | 網站導覽 | 在线客服 | 联系客服 | 意见反馈 | 공유하기 | 닫기 | 검색 | 로그인 | 회원가입
    본문 바로가기 | 이전 | 다음 | 목록 | 홈 | наверх | вверх | поделиться | печать | меню | поиск | войти
    главная | читать далее | закрыть | paylaş | yazdır | ara | menü | giriş yap | ana sayfa | yukarı çık | kapat
    مشاركة | طباعة | الرئيسية | القائمة | بحث | تسجيل الدخول | إغلاق | listen | read aloud | vorlesen | écouter
    escuchar | ascolta | ouvir | lees voor | voorlezen | naar inhoud | naar boven | terug naar boven | delen
    afdrukken | sluiten | zoeken | inloggen | lees meer
    meer | nee | taal | do góry | udostępnij | drukuj | zamknij | szukaj | tak | nie | till toppen | dela
    skriv ut | stäng | til toppen | del | luk | sulje
    """
)
_ENDS: Final = _phrases(
    """
    back to top | to top | top of page | page top | pagetop | return to top | ページトップ | ページトップへ
    ページトップへ戻る | ページの先頭へ | ページの先頭へ戻る | このページの先頭へ | トップへ戻る | 先頭へ戻る
    haut de page | retour en haut | nach oben | seitenanfang | volver arriba | torna su | voltar ao topo
    naar boven | do góry | till toppen | 返回顶部 | 回到頂部 | 返回頂部 | 回頁首 | 맨 위로 | наверх | share this
    share this page | follow us
    newsletter | シェアする
    """
)
_TOOLS: Final = _ENDS | _phrases(
    """
    skip to content | skip to main content | skip to the content | skip navigation | skip to navigation | tweet
    print this page | print page | copy link | email this page | edit this page | toggle navigation | download pdf
    download | ダウンロード | herunterladen | télécharger | descargar | scarica | edit
    本文へスキップ | 本文へ移動 | コンテンツへスキップ | ツイート | 印刷する | このページを印刷 | このページを印刷する
    はてなブックマーク
    aller au contenu | aller au contenu principal | passer au contenu | copier le lien | télécharger le pdf
    zum inhalt | zum inhalt springen | zum hauptinhalt | saltar al contenido | ir al contenido
    ir al contenido principal | vai al contenuto | ir para o conteúdo | naar inhoud
    """
)
"""Controls that are nothing else even between two sentences, when they are links."""
_MORE: Final = _phrases(
    """
    read more | see more | show more | view more | learn more | more | continue reading | expand | show all
    read all | もっと見る | 続きを読む | すべて見る | 続きを表示 | 全文を読む | 全文を表示 | 更に表示
    さらに表示 | voir plus | lire la suite | afficher plus | en savoir plus | mehr | mehr anzeigen | weiterlesen
    mehr erfahren | ver más | leer más | leggi di più | mostra altro | scopri di più | ler mais | ver mais
    saiba mais | lees meer | meer | 更多 | 查看更多 | 展开 | 더 보기 | 더보기
    """
)
_LANGUAGES: Final = _phrases(
    """
    english | deutsch | français | francais | español | espanol | italiano | português | nederlands | svenska
    dansk | norsk | norsk bokmål | bokmål | nynorsk | suomi | íslenska | polski | čeština | česky | slovenčina
    slovenský | slovenščina | slovenski | slovensko | magyar | română | hrvatski | srpski | bosanski | shqip
    български | македонски | русский | українська | беларуская | ελληνικά | türkçe | עברית | العربية | فارسی
    اردو | हिन्दी | हिंदी | বাংলা | தமிழ் | తెలుగు | मराठी | ગુજરાતી | ಕನ್ನಡ | മലയാളം | ਪੰਜਾਬੀ | ไทย | tiếng việt
    bahasa indonesia | bahasa melayu | melayu | indonesia | filipino | tagalog | kiswahili | 日本語 | にほんご
    やさしい日本語 | 中文 | 简体中文 | 簡體中文 | 繁體中文 | 繁体中文 | 简体 | 繁體 | 中文(简体) | 中文(繁體)
    中文（简体） | 中文（繁體） | 한국어 | català | catala | galego | euskara | eesti | latviešu | lietuvių
    malti | gaeilge | cymraeg | afrikaans | azərbaycan | qazaq | o'zbek | монгол | ქართული | հայերեն | esperanto
    en | de | fr | es | it | pt | nl | ja | jp | zh | cn | ko | kr | ru | eng | jpn | chn | kor | japanese
    chinese | korean | german | french | spanish | italian | portuguese | russian | arabic | dutch
    japanese version | english version | japanese page | english page | in english | in japanese
    simplified chinese | traditional chinese
    """
)
_REGION: Final = re.compile(r"\s*[(（][^()（）]{2,40}[)）]$")
_LINK_LISTS: Final = whole(
    r"""
    (?:related|more|other|further|useful|quick|popular|recent|featured|recommended|additional)\s(?:links?|
    articles?|posts?|pages?|topics?|content|information|resources?|documents?|policies|reading|news|stories)

    related|see also|you (?:may|might) also (?:like|be interested in)|read next|up next|in this section

    most (?:read|viewed|popular)|trending(?: (?:articles|topics|now|posts))?|follow us(?: on .{1,30})?|more from .{1,40}

    (?:también )?te puede interesar|lo más leído|das könnte sie auch interessieren|mehr zum thema

    sur le même sujet|potrebbe interessarti

    こちらもおすすめ|(?:あわせて|合わせて)読みたい(?:記事)?

    latest (?:news|posts|articles)|news|what's new|popular posts|categories|tags|archives?

    (?:previous|earlier|past|prior|older|archived|historical)\s(?:versions?|editions?|policies|
    terms)(?:\sof\s.{1,60})?

    version history|change ?log|archive of .{1,60}|関連(?:リンク|情報|ページ|記事|サイト|コンテンツ|資料|項目)|
    リンク集?|新着情報|お知らせ|最新情報

    おすすめ(?:記事|コンテンツ)?|よく(?:読まれて|見られて)いる(?:記事|ページ)|サイトマップ|カテゴリー?|タグ

    (?:過去|旧版|改定前|以前)の(?:バージョン|規約|ポリシー|版|プライバシーポリシー)|改[定訂]履歴|
    articles? (?:connexes|associés|similaires|liés)

    pages? (?:connexes|associées)|liens utiles|voir aussi|à lire aussi|autres (?:articles|politiques|pages)

    versions? (?:précédentes?|antérieures?|archivées?)|verwandte (?:artikel|themen|seiten)

    weitere (?:artikel|themen|informationen|links|seiten)|ähnliche (?:artikel|themen)|siehe auch

    (?:frühere|ältere|vorherige) (?:versionen|fassungen)|(?:artículos|enlaces|temas) relacionados|ver también

    versiones anteriores|articoli correlati|link utili|vedi anche|versioni precedenti|artigos relacionados

    相关(?:链接|推荐|阅读|文章)|相關(?:連結|文章)|友情链接|관련\s?(?:링크|사이트|글)

    читайте также|похожие статьи

    ilgili (?:yazılar|bağlantılar)|روابط ذات صلة

    links úteis|versões anteriores|gerelateerde (?:artikelen|links)|zie ook|eerdere versies
    """
)
_CONTENTS: Final = whole(
    r"""
    (?:table of )?contents|on this page|in this (?:article|policy|section|page)|jump to(?: section)?|quick links

    目\s?次|もくじ|table des matières|sommaire|dans cette page|inhaltsverzeichnis|inhalt|auf dieser seite|índice

    tabla de contenidos?|en esta página|indice|sommario|in questa pagina|inhoudsopgave|目录|目錄|목차|spis treści

    本页内容|本頁內容|содержание|оглавление|içindekiler|المحتويات|جدول المحتويات|sumário|nesta página
    """
)
_FEEDBACK: Final = whole(
    r"""
    (?:was|is|did|were) (?:this|you|these) (?:article|page|document|information|content|answer|
    find)?\s?.{0,40}(?:helpful|useful|help(?: you)?|looking for)

    how (?:can|could) we improve (?:this|it).{0,40}|help us (?:to )?improve.{0,40}

    (?:rate|give feedback on|tell us what you think about) this (?:page|article).{0,40}

    did (?:this|you|we) .{0,40}(?:help|helpful|answer).{0,30}|.{0,20}解決しましたか.{0,10}|
    still (?:have questions|need help).{0,20}

    \d{1,6} (?:out of|of) \d{1,6} found this helpful|have more questions\?.{0,40}

    (?:この|当)(?:ページ|記事|情報|回答|内容)は(?:、)?(?:お)?(?:役|わかり|分かり|見つけ|参考).{0,30}|
    このページの(?:情報|内容)は.{0,40}

    .{0,10}お役に立ちましたか.{0,10}|.{0,40}(?:ページ|サイト|情報|記事).{0,20}(?:感想|意見|評価|アンケート).{0,20}

    (?:ご意見|ご感想|ご評価)を?(?:お聞かせ|お寄せ)ください

    (?:cela|cet article|cette page|ces informations?) (?:vous )?(?:a|ont|a-t-il|a-t-elle|est-il|
    était).{0,50}(?:aidé|utile|utiles).{0,10}

    war (?:dieser|diese|das|dieses) .{0,40}(?:hilfreich|nützlich).{0,10}|(?:cela|ça) vous a(?:-t-il)? .{0,20}

    oui, tout à fait|non, pas vraiment|¿?(?:te|le|fue|ha sido|es) .{0,40}(?:útil|ayud[óa]|resultó).{0,20}

    (?:questo|questa) .{0,40}(?:utile|aiutato).{0,20}|(?:este|esta) .{0,40}(?:útil|ajudou).{0,20}

    was dit .{0,40}(?:nuttig|behulpzaam).{0,10}
    """
)
_CONSENT: Final = whole(
    r"""
    (?:i |yes,? i )?(?:accept|agree|allow|reject|decline|deny|refuse|disagree|got it|consent)(?: (?:all|to all|
    the|only|essential|necessary|required|optional|non-essential|selected|selection|and|continue|close|cookies?|&|
    my|choices)){0,5}

    (?:only |use )?(?:essential|necessary|required)(?: cookies)?(?: only)?

    (?:cookie|privacy|consent) (?:settings|preferences|options|choices)

    (?:manage|customi[sz]e|change|cookie|save|confirm|more) (?:my |your |cookie |privacy )?(?:settings|
    preferences|choices|options|cookies|selection)

    customi[sz]e

    (?:tout |tous )?(?:accepter|refuser|autoriser|personnaliser|paramétrer|j'accepte|je refuse|
    continuer sans accepter|enregistrer)(?: (?:tout|tous|et|les|cookies|fermer|mes|choix|la|sélection)){0,4}

    (?:uniquement )?autoriser .{0,30}cookies.{0,20}|paramètres des cookies

    gérer (?:les|mes) (?:cookies|préférences|choix)

    (?:alle |nur |alles )?(?:notwendige |essenzielle |ausgewählte )?(?:cookies )?(?:akzeptieren|annehmen|ablehnen|
    zustimmen|erlauben|zulassen|speichern)

    (?:cookie-?)?einstellungen(?: (?:verwalten|anpassen))?|nur (?:notwendige|essenzielle)(?: cookies)?

    auswahl (?:erlauben|speichern)

    (?:aceptar|rechazar|permitir|configurar)(?: (?:todas?|todo|las|cookies|selección)){0,3}

    (?:accetta|rifiuta|consenti|personalizza)(?: (?:tutti|tutto|i|cookie|selezione)){0,3}

    (?:aceitar|rejeitar|permitir)(?: (?:todos|tudo|os|cookies)){0,3}

    (?:alles |alle )?(?:cookies )?(?:accepteren|weigeren|toestaan)|(?:akceptuj|odrzuć|zaakceptuj)(?: wszystkie)?

    entendi(?:do)?|concordo|aceito|acepto|accetto|rifiuto|ho capito|compris|d'accord|akkoord|begrepen|verstanden

    (?:i )?underst(?:and|ood)|zgadzam się|akceptuję|odrzucam|(?:принять|отклонить|разрешить)(?: вс[её])?|согласен

    (?:tümünü )?(?:kabul et|reddet)|(?:모두 )?(?:동의|수락|거부)(?:하기|함)?

    (?:全部|一律)?(?:接受|同意|拒绝|拒絕)(?:全部|所有)?

    (?:godkänn|acceptera|avvisa|tillat|godta|accepter|afvis)(?: alla?e?)?

    (?:すべて|全て)?(?:の)?(?:クッキー|cookie|Cookie)?(?:を|に)?(?:すべて|全て)?(?:同意(?:する|しない|
    して閉じる)?|許可(?:する|しない)?|拒否(?:する)?|受け入れる|承諾する)

    (?:クッキー|cookie|Cookie)(?:の)?設定|設定を(?:保存|管理|変更)(?:する)?
    """
)
_COPYRIGHT: Final = whole(
    r"""
    (?:©|all rights reserved|tous droits réservés|alle rechte vorbehalten).{0,160}

    \(c\)\s?(?:copyright\s)?(?:19|20)\d\d\b.{0,140}

    copyright\s?(?:©|\(c\)|[:：]|by\s|(?:19|20)\d\d\b).{0,140}

    (?:\(c\)|copyright)\s(?:(?-i:[A-Z0-9&])[^\s。;；]{0,30}\s){1,6}(?:(?:19|20)\d\d|inc|ltd|llc|corp|limited|gmbh|ag)\.?

    [^.。,]{2,50}[.,]? ?(?:all rights reserved|tous droits réservés|alle rechte vorbehalten|
    todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|wszelkie prawa zastrzeżone|
    все права защищены|tüm hakları saklıdır|جميع الحقوق محفوظة)\.?(?: ?©?\s?(?:19|20)\d\d)?

    [^。]{0,60}(?:版权所有|版權所有|[a-z]?icp[备備证證]|公网安备)[^。]{0,80}
    """
)
"""A mark (c) alone, or the word, begins a clause as well: "(c) alter the text; or", "Copyright complaints go to …"."""
_ADVERTS: Final = whole(
    r"""
    advertisements?|sponsored(?: (?:content|links?|post|message))?|ads by .{1,30}|anzeigen?|werbung

    publicité|publicidad|pubblicità|publicidade|contenu sponsorisé|advertentie|reklama

    広告|広告枠|スポンサー(?:ド)?(?:リンク|広告)?|广告|廣告|광고
    """
)
LONGEST: Final = 80


def is_control(line: str) -> bool:
    """Tell whether a line is nothing but a control of the page, or the name of a language.

    >>> is_control("↑ Page Top"), is_control("English (United States)"), is_control("Top management")
    (True, True, False)
    """
    if len(line) > LONGEST:
        return False
    plain = bare(line)
    return not plain or plain in _CONTROLS or is_language(line) or _CONTENTS.fullmatch(plain) is not None


def is_tool(line: str) -> bool:
    """Tell whether a link between two sentences only works the page.

    "Facebook" and "Yes" may be a policy's own words there.
    """
    return bare(line) in _TOOLS


def names_contents(line: str) -> bool:
    """Tell whether a line is the heading of a table of contents."""
    return len(line) <= LONGEST and _CONTENTS.fullmatch(bare(line)) is not None


def labels_advert(line: str) -> bool:
    """Tell whether a line only says that what stands beside it is an advertisement.

    >>> labels_advert("- Advertisement -"), labels_advert("【PR】"), labels_advert("Pr"), labels_advert("Advertising")
    (True, True, False, False)
    """
    return len(line) <= LONGEST and (line.strip(_EDGES) == "PR" or _ADVERTS.fullmatch(bare(line)) is not None)


def shows_more(line: str) -> bool:
    """Tell whether a control opens more of the text it stands below.

    >>> shows_more("Read more →"), shows_more("More about us")
    (True, False)
    """
    return len(line) <= LONGEST and bare(line) in _MORE


def is_language(line: str) -> bool:
    """Tell whether a line is the name of a language, with or without its region."""
    plain = bare(line)
    return plain in _LANGUAGES or bare(_REGION.sub("", line.strip())) in _LANGUAGES


def heads_links(heading: str) -> bool:
    """Tell whether a heading announces a list of other pages or earlier editions."""
    return len(heading) <= LONGEST and _LINK_LISTS.fullmatch(bare(heading)) is not None


def ends_page(line: str) -> bool:
    """Tell whether a line below the last sentence of a page shows that its foot has begun."""
    return asks_feedback(line) or is_language(line) or is_copyright(line) or bare(line) in _ENDS


def asks_feedback(line: str) -> bool:
    """Tell whether a line asks what the reader thinks of the page.

    >>> asks_feedback("Was this article helpful?"), asks_feedback("このページは役に立ちましたか？")
    (True, True)
    """
    return len(line) <= LONGEST and _FEEDBACK.fullmatch(bare(line)) is not None


def is_copyright(line: str) -> bool:
    """Tell whether a line is a notice of copyright, as the foot of a page has it.

    >>> is_copyright("Copyright © 2024 Example Inc. All rights reserved.")
    True
    """
    return len(line) <= LONGEST * 2 and _COPYRIGHT.fullmatch(line.strip()) is not None


def answers_consent(label: str) -> bool:
    """Tell whether the label of a button takes or refuses cookies."""
    return len(label) <= LONGEST and _CONSENT.fullmatch(bare(label)) is not None


@lru_cache(maxsize=256)
def bare(line: str) -> str:
    """Give a line in small letters, without the signs at its ends."""
    return texts.stored(line).casefold().replace("’", "'").strip(_EDGES)
