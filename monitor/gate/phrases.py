"""The words by which a page says that it is not the document: what walls, errors and notices say of themselves.

Each phrase speaks to the visitor or of the page itself ("verify you are human", "this page could not be found"); words
that merely name a subject ("captcha", "login", "cookies") are in none, for honest policies talk of all of them. In
expressions a blank stands for any white space, and nothing repeats without bound.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from monitor import text as texts

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """What an answer is instead of the document, as one says it after "it is"."""

    BOT_CHECK = "a check for robots"
    BLOCKED = "a refusal"
    TOO_MANY = "a limit of requests"
    QUEUE = "a queue"
    MISSING = "a page for a missing address"
    ERROR = "an error page"
    MAINTENANCE = "a maintenance notice"
    LOGIN = "a login page"
    CONSENT = "a consent wall"
    PAYWALL = "a paywall"
    REGION = "a page for other regions"
    AGE = "an age check"
    PARKED = "a parked domain"
    FORWARD = "a page that only leads on"
    SHELL = "an empty shell that a script fills"


_YOU_ARE: Final = r"(?:you are|you're)"
_CANNOT: Final = r"(?:could not|couldn't|cannot|can't|can not)"

_PHRASES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.BOT_CHECK: (
        (
            r"(?:verify|verifying|confirm|confirming|prove|make sure|check if|checking if|ensure) (?:that "
            rf")?(?:{_YOU_ARE}|you aren't|the site connection is) (?:not )?(?:an? )?(?:human|robot|real person|secure"
            r"|bot)"
        ),
        r"verify (?:that )?you(?:'re| are) a human",
        rf"{_YOU_ARE} (?:not a robot|a human)(?: by| to continue|$)",
        r"^just a moment(?:\.\.\.)?$",
        r"checking your browser",
        r"(?:performing|completing) security verification",
        r"attention required!(?: ?\||$)",
        r"needs to review the security of your connection",
        r"pardon our interruption",
        r"made us think (?:that )?you (?:are|were|might be) a (?:bot|robot)",
        r"unusual (?:traffic|activity) (?:from|on|has been detected|detected)",
        r"(?:press|click) (?:and|&) hold",
        r"(?:complete|solve|enter|type) the (?:captcha|security check|characters|challenge|puzzle)",
        r"one more step before you (?:proceed|continue)",
        r"(?:please )?enable (?:js|javascript) and (?:disable any ad ?blocker|cookies to continue)",
        r"enable cookies and reload the page",
        r"security check to access",
        r"request unsuccessful\. incapsula",
        r"incapsula incident",
        r"ddos protection by",
        r"human verification",
        r"i am not a robot|i'm not a robot",
        r"あなたが(?:人間|ロボット)",
        r"ロボットではありません|ロボットでないこと|人間であること",
        r"ブラウザを(?:確認|チェック)しています|セキュリティ(?:チェック|検証)を(?:実行|完了)",
        r"(?:画像|表示)の?(?:文字|認証)を入力",
        r"通常と異なるトラフィック|不審なアクセス",
        r"vérifi(?:ez|er|ons|cation) que vous (?:êtes|n'êtes pas) (?:un )?(?:humain|être humain|robot)",
        r"vous n'êtes pas un robot|je ne suis pas un robot",
        r"vérification de (?:votre navigateur|sécurité en cours)",
        r"bestätigen sie, dass sie (?:ein mensch|kein roboter)",
        r"ich bin kein roboter|überprüfung ihres browsers",
        r"verifying (?:your|the) (?:device|browser|connection)",
        r"(?:and|that you are) not a (?:ro)?bot(?:$|[ .,])|you are a (?:human|real) (?:visitor|user|person)",
        r"slide (?:right|the (?:slider|puzzle)|to (?:verify|continue|secure))",
        r"additional security check is required|(?:let's )?confirm (?:that )?you are (?:a )?human",
        r"通常とは?異なる(?:トラフィック|アクセス|通信)|ロボットによる(?:アクセス|操作)で|画像に表示され(?:ている|た)文字",
        r"^einen moment,? bitte|ob sie ein mensch|muss die sicherheit ihrer verbindung|^un instant(?:\.\.\.|…|$)",
        r"doit vérifier la sécurité de votre connexion",
    ),
    Kind.BLOCKED: (
        r"^access(?: to this (?:page|site|resource|website))?(?: has been| is)? denied",
        r"you (?:don't|do not) have permission to (?:access|view)",
        r"(?:sorry, )?(?:you|your (?:ip|access|request|ip address)) (?:have|has|was|were) been blocked",
        r"(?:this|your) (?:request|connection|ip address) (?:was|is|has been) blocked",
        r"the owner of this website .{0,60}has banned",
        r"(?:^|error )403(?:$|[ :-]+forbidden)|^forbidden$|http error 403",
        r"blocked by (?:network|website|web application) (?:security|firewall)|website firewall",
        r"(?:function|feature|account|page|action|access)\S{0,2} (?:is |has been )?temporarily (?:blocked|restricted)",
        r"temporairement (?:bloqué|restreint|suspendu)|vorübergehend (?:blockiert|gesperrt)",
        r"request rejected|the requested url was rejected|^request blocked|^403 error|request could not be satisfied",
        r"アクセスが?(?:拒否|禁止|制限)され|アクセス権限?がありません|閲覧(?:権限が|することはでき)",
        r"^accès (?:refusé|interdit)|vous n'avez pas (?:l'autorisation|la permission) d",
        r"^zugriff verweigert|sie haben keine berechtigung",
        r"^you need (?:access|permission)$",
        r"banned you temporarily",
    ),
    Kind.TOO_MANY: (
        r"too many requests",
        r"(?:rate limit|request limit)(?: has been)? (?:exceeded|reached)",
        r"you (?:have|are) (?:sent|sending|made|making) (?:us )?too many requests",
        r"リクエスト(?:が多すぎ|数の上限)|アクセスが集中し",
        r"trop de (?:requêtes|demandes)|zu viele anfragen",
    ),
    Kind.QUEUE: (
        r"you(?: are|'re) (?:now )?in (?:line|(?:a|the) (?:virtual )?(?:queue|waiting room))",
        r"placed in (?:a|the) (?:virtual )?(?:queue|line|waiting room)|^(?:virtual )?(?:waiting room|queue)$",
        r"(?:your|estimated) wait(?:ing)? time(?: is|:)|(?:in line|in the queue) (?:ahead|in front) of you",
        r"when it is your turn",
        r"順番待ち|待合室|お待ちの人数|(?:混み合って|混雑して)(?:おり|い)|(?:アクセスし|つながり)(?:づらい|にくい)",
        r"時間を(?:おいて|置いて|空けて)から?、?(?:再度|もう一度|改めて)",
        r"file d'attente virtuelle|vous êtes dans la file|in der warteschlange|virtueller warteraum",
    ),
    Kind.MISSING: (
        r"(?:page|file|document|resource|url|article|content|address) (?:was |is |could |can )?not (?:be )?found",
        (
            rf"(?:page|file|document|content|address) (?:that )?(?:{_YOU_ARE}|you were|you have|you) (?:looking for"
            rf"|requested|tried to (?:reach|access|open)|requesting)[^.]{{0,60}}(?:not|n't|moved|removed|gone"
            r"|unavailable|longer)"
        ),
        rf"{_CANNOT} (?:find|locate) (?:the|that|this) (?:page|file|document|content|address)",
        rf"(?:we|it) (?:{_CANNOT} (?:seem to )?find|can't seem to find) (?:what|the page|that page)",
        r"(?:^|error[ :]{1,3})404(?:$|[ :!.|–-]{1,3}(?:error|page|not|file|oops|$))|http (?:error )?404|404 error",
        (
            r"(?:this|the) (?:page|content|link)(?: you followed)? (?:isn't|is not|is no longer|may no longer be|may "
            r"be broken|doesn't exist|does not exist|no longer exists)(?: available)?"
        ),
        r"(?:ページ|ファイル|コンテンツ|url)(?:は|が|を)?(?:見つかりません|見つけられません|存在しません|ありません|削除され)",
        r"お探しのページ|指定された(?:ページ|url|アドレス)|ページが(?:移動|削除)",
        (
            r"(?:cette |la )?page (?:demandée |que vous (?:recherchez|cherchez) )?(?:n'existe (?:pas|plus)|(?:est "
            r")?introuvable|n'a pas été trouvée|non trouvée)"
        ),
        r"seite (?:wurde )?(?:leider )?(?:nicht gefunden|existiert nicht|konnte nicht gefunden)",
        rf"(?:page|file|document|content|address) {_CANNOT} be found",
        r"nothing (?:was |could be |has been )?found (?:at|here)",
        r"(?:link|address) you followed (?:may|might|could) be|該当する(?:ページ|情報|記事)(?:が|は)(?:あり|見つかり)",
        r"seite konnte leider nicht",
        (
            r"(?:content|page|document|policy) is (?:currently |temporarily |presently )(?:un|not )available"
            r"|(?:^|\D)0 (?:search )?results|no (?:documents|results|pages|articles|items) (?:match|(?:were )?found)"
        ),
        r"(?:contenu|page|document) (?:est )?(?:temporairement|momentanément|actuellement) indisponible",
        r"(?:inhalt|seite) ist (?:derzeit|zurzeit|vorübergehend) nicht verfügbar",
        r"(?:ページ|コンテンツ)は(?:現在|一時的に)(?:ご利用|表示|ご覧)",
    ),
    Kind.ERROR: (
        r"(?:internal|application|unexpected|temporary) (?:server )?error(?: has)? occurred|internal server error",
        r"(?:something|looks like something) (?:went|has gone|'s gone|is) wrong|something's (?:gone )?wrong",
        r"an? (?:unexpected |internal |unknown )?error (?:has )?occurred",
        (
            r"(?:^|error[ :]{1,3})50[0234](?:$|[ :!.|–-]{1,3}(?:error|bad|service|internal|gateway))|http (?:error "
            r")?50[0234]"
        ),
        r"bad gateway|gateway time-?out|service (?:temporarily )?unavailable",
        r"(?:parse|fatal) error: |uncaught (?:error|exception|pdoexception)|stack trace: ?#0|\bsqlstate\[",
        r"\bin /\S{2,160} on line \d",
        (
            r"error establishing a database connection|(?:could not|unable to|can't) connect to (?:the |mysql |local "
            r")?(?:database|server)"
        ),
        r"(?:server error in|runtime error|traceback \(most recent call last\))",
        r"application error: a (?:client|server)-side exception",
        r"(?:サーバー?|システム|内部)エラー|エラーが発生|問題が発生しました|一時的に(?:ご利用|アクセス|表示)(?:いただけ|でき)",
        (
            r"une erreur (?:est survenue|s'est produite|inattendue)|quelque chose s'est mal passé|erreur (?:interne"
            r"|serveur)"
        ),
        r"(?:ein|interner) (?:unerwarteter |server)?fehler(?: ist)? (?:aufgetreten|ist)|etwas ist schief ?gelaufen",
        r"^connection timed out|error code:? ?5\d\d|\| 5\d\d: ",
        r"(?:web|origin) server (?:is down|is unreachable|timed out)|\borigin dns error|exceeded (?:its|the) bandwidth",
        r"^(?:whitelabel )?error page|there was an unexpected error",
        r"^エラー(?:$|が)|処理中にエラー",
    ),
    Kind.MAINTENANCE: (
        r"(?:down|closed|offline|unavailable) for (?:scheduled |planned |routine )?(?:maintenance|repairs)",
        r"(?:under|undergoing|performing|carrying out) (?:scheduled |planned |routine |essential |some )?maintenance",
        r"(?:scheduled|planned) maintenance (?:is |in progress|window)",
        r"(?:we'll|we will|we should) be (?:back|right back|back online)",
        r"^(?:maintenance(?: mode)?|under construction|coming soon|be right back)!?$",
        r"メンテナンス(?:中|のため|を実施|作業)|(?:サービス|サイト)を?(?:一時)?停止(?:して|中)|しばらくお待ち",
        r"(?:site |service )?en (?:cours de )?maintenance|de retour (?:bientôt|dans)",
        (
            r"wartungsarbeiten|(?:wird|befindet sich) (?:gerade |derzeit |zurzeit )?(?:gewartet|in wartung|im "
            r"wartungsmodus)|wartungsmodus"
        ),
        r"(?:our|this) (?:web ?site|site|shop|store) is (?:currently |temporarily )?(?:unavailable|offline|down)",
        (
            r"(?:we are|we're) (?:currently |now |just )?(?:upgrading|updating|rebuilding|redesigning"
            r"|making some improvements to) (?:our|this|the) "
        ),
        r"expects? to be back (?:on|at|in|soon|shortly|online)",
        r"サービスを?一時停止(?:して|中|いたして|のお)|点検作業を(?:行って|実施して)|サービス一時(?:停止|休止)の",
        r"nous revenons (?:bientôt|vite)|wir sind (?:gleich|bald) wieder",
    ),
    Kind.PARKED: (
        r"(?:this |the )?domain(?: name)? (?:\S{1,80} )?(?:is|may be) (?:for sale|available for purchase|parked)",
        r"(?:buy|purchase|acquire|inquire about|get) this domain|domain (?:is )?parked|parked (?:free|domain|page)",
        r"(?:the |this )?domain(?: name)? (?:\S{1,80} )?(?:has )?expired|related searches|sponsored listings",
        (
            r"(?:site|website|account|hosting) (?:has been|is|was) (?:suspended|disabled|deactivated)|default (?:web "
            r"?site|web|server) page|^welcome to nginx|^it works!$|^index of /"
        ),
        r"(?:この|当)?ドメイン(?:は|を|名)(?:.{0,40})(?:販売|売り|取得|購入|期限切れ)|お名前\.com.{0,20}(?:パーキング|ドメイン)",
        (
            r"(?:ce|le) (?:nom de )?domaine .{0,80}(?:à vendre|expiré)|diese domain .{0,60}(?:zu verkaufen|kaufen)"
            r"|domain steht zum verkauf"
        ),
        r"^asking price|by the domain owner using|ドメインは、?(?:取得された|お名前)",
    ),
    Kind.FORWARD: (
        r"(?:you (?:should|will|are about to|are being)|is) (?:now )?(?:be )?(?:being )?redirected",
        r"^redirecting(?:\.\.\.| |$)|if you are not (?:automatically )?redirected|not redirected automatically",
        r"(?:this|our|the) (?:page|site|website|document) has moved(?: permanently)?(?:$|[ .:])",
        r"^(?:301 )?moved permanently",
        r"自動的に(?:移動|ジャンプ|転送|切り替わり)|ページに(?:移動|転送)し(?:ます|ない)|リダイレクト(?:し|中)",
        r"url(?:が|は)変更(?:に|され)",
        r"vous (?:allez|serez) (?:être )?(?:automatiquement )?redirigé|redirection en cours",
        r"sie werden (?:automatisch |in kürze )?weitergeleitet|weiterleitung",
        r"^you are (?:now |about to )?leav(?:e|ing) (?:our|this|the) (?:web ?)?site|please update your bookmarks?",
        r"url(?:へ|に)移転|(?:ページ|サイト)(?:は|が).{0,30}移転し(?:ました|ています)|秒後に(?:自動|移動|転送)",
    ),
    Kind.LOGIN: (
        r"(?:please |you (?:must|need to|have to) )(?:be )?(?:log|sign|logged|signed)[ -]?in (?:to|before|first)",
        r"(?:log|sign)[ -]?in to (?:your account|continue|view|see|access|proceed)",
        r"^(?:log|sign)[ -]?(?:in|on)(?:$| (?:[|·–-]|to|with|or) ?)|^login$|^member login",
        r"forgot(?:ten)? (?:your )?(?:password|username|account)",
        r"(?:create (?:an|a new) account|sign up) (?:or|to) (?:log|sign|continue)|don't have an account\?",
        r"your session (?:has )?(?:expired|timed out|ended)",
        r"^(?:ログイン|サインイン)(?:$|[ |:-]|ページ|画面|はこちら)",
        r"ログインして(?:ください|続|閲覧)|ログインが必要|パスワードをお?忘れ|(?:ユーザー|会員)?id(?:と|・)パスワード",
        r"^(?:se )?connect(?:ez-vous|er|exion)|mot de passe oublié|(?:veuillez )?vous (?:connecter|identifier) pour",
        r"^anmelden|passwort vergessen|(?:bitte )?melden sie sich an|bitte (?:loggen|melden) sie sich",
        r"(?:自動的に)?ログアウト(?:しました|されました)|^タイムアウト(?:$|し)|セッションが(?:切れ|終了)|再度ログイン",
        r"^welcome back$|can't access your account|^no account\? create one",
    ),
    Kind.AGE: (
        (
            rf"(?:are you|{_YOU_ARE}|i am|i'm) (?:over |at least |of |aged? )?(?:\d\d|legal (?:drinking )?age)(?: "
            r"years)?(?: or older| or over| of age| old)?\??(?:$|[ .,!])"
        ),
        r"(?:verify|confirm|enter) your (?:age|date of birth|birth ?date)",
        r"age (?:verification|check|gate|restricted)(?:$|[ .:])|you must be (?:at least )?\d\d .{0,30}to enter",
        r"年齢(?:確認|認証|制限)|\d\d歳以上(?:です(?:か|$)|の方のみ)|生年月日を入力",
        (
            r"(?:avez-vous|j'ai|vous avez) (?:plus de )?\d\d ans|vérification de l'âge|altersprüfung"
            r"|altersverifikation|sind sie (?:über )?\d\d"
        ),
        r"\d\d歳未満の(?:方|お客様)は.{0,10}(?:閲覧|ご覧|入場|ご購入)|are you of legal",
        r"(?:bist du|sind sie) (?:schon |bereits )?(?:über |mindestens )?\d\d",
        r"du musst mindestens \d\d jahre alt sein, um|vous devez avoir (?:au moins )?\d\d ans pour (?:entrer|accéder)",
    ),
    Kind.REGION: (
        (
            r"(?:not|isn't|is not|currently not|currently un|un)[ -]?available (?:in|for|to|from) (?:your|this|the) "
            r"(?:country|region|location|area|territory|users)"
        ),
        (
            r"(?:not|isn't|un)[ -]?available in (?:your )?(?:country|region)|from your (?:country|region|location) "
            r"(?:is|are) (?:not|blocked)"
        ),
        (
            r"(?:unavailable|blocked|restricted) (?:due to|for|because of) (?:legal|regulatory|licensing) (?:reasons"
            r"|restrictions)"
        ),
        (
            r"(?:unavailable|not available|cannot be (?:shown|accessed)|unable to (?:grant|provide)) "
            r".{0,60}(?:european economic area|european union|gdpr)"
        ),
        r"(?:select|choose|confirm) your (?:country|region|location)(?: or (?:region|language))?(?: to continue|$)",
        r"お住まいの(?:国|地域)|(?:国|地域)(?:から|では)(?:は)?(?:ご利用|ご覧|アクセス|表示)(?:いただけ|でき)|国・地域を選択",
        (
            r"(?:pas|non) disponible dans (?:votre|ce) (?:pays|région)|nicht verfügbar in (?:ihrem|deinem) (?:land"
            r"|region)|in (?:ihrem|deinem) land nicht"
        ),
        r"(?:日本)?国外からは(?:ご?利用|ご?覧|アクセス)|海外からの(?:アクセス|ご?利用)は",
        r"(?:service|site|content|page|video)s? (?:is|are) only available (?:in|to (?:users|visitors|residents))",
        r"(?:does|do) not offer (?:its|our|their) (?:services?|products?) in your|access from your country",
    ),
    Kind.PAYWALL: (
        r"(?:subscribe|sign up|register) (?:now )?(?:to|and) (?:continue|keep|read|unlock|get access)",
        r"(?:already )?a subscriber\?|already (?:a )?(?:subscribed|subscriber|member)",
        (
            r"(?:this|the rest of this|full) (?:article|content|page|document|text) is (?:only |reserved "
            r"|exclusive(?:ly)? )?(?:available )?(?:for|to) (?:paying |our |paid )?(?:subscribers|members)"
        ),
        r"you(?:'ve| have) (?:reached|used|read) (?:your|all|the) .{0,40}(?:free|limit)",
        r"(?:start|begin) your (?:free )?(?:trial|subscription)|subscriber-only|members-only",
        r"有料会員(?:限定|登録|のみ|向け)|会員登録(?:して|すると|が必要)|続きを読むには|残り[\d,]+文字",
        r"(?:réservé|accessible)s? (?:uniquement )?(?:à nos |aux )abonnés|abonnez-vous pour|déjà abonné",
        r"(?:nur für|exklusiv für) abonnenten|jetzt abonnieren|bereits abonnent",
    ),
    Kind.CONSENT: (
        r"before you (?:continue|proceed)(?: to|$|,)",
        (
            r"^(?:we|your) (?:value|care about|respect)? ?(?:your )?privacy(?: matters)?(?: is important to us)?$|we "
            r"value your privacy"
        ),
        r"(?:accept|reject|allow|decline|refuse) all(?: cookies)?(?:$|[ |,.])",
        r"manage (?:your )?(?:cookie|consent|privacy) (?:preferences|settings|choices|options)|more options",
        r"(?:by clicking|if you click|click) [\"']?(?:accept|agree|i agree|i accept|ok)",
        r"we and our (?:\d{1,5} )?(?:advertising |trusted |selected )?partners (?:store|use|process|need)",
        r"(?:accept|agree to|consent to) (?:the use of )?(?:our |all )?cookies to (?:continue|proceed|view|access)",
        r"to (?:view|see|show) this (?:content|page),? .{0,20}(?:accept|allow|enable) .{0,20}cookies",
        r"(?:please )?(?:choose|select|set) (?:your )?cookie (?:preferences|settings)",
        r"(?:allow|accept) the use of cookies|(?:autoriser|accepter) l'utilisation (?:de|des) cookies",
        r"choose how we use (?:your )?(?:cookies|data)",
        r"(?:すべて|全て)の?(?:クッキー|cookie)?を?(?:許可|受け入れ|同意|承諾|拒否)|同意(?:して|する)(?:続|次へ|進|閲覧|$)|続行する前に",
        (
            r"avant de (?:continuer|poursuivre)|tout (?:accepter|refuser)|accepter et (?:continuer|fermer)|continuer "
            r"sans accepter|nous et nos (?:\d{1,5} )?partenaires"
        ),
        (
            r"bevor (?:sie|du) (?:fortfahren|fortfährst|weitergeh)|alle(?:s)? (?:akzeptieren|ablehnen)|wir und unsere "
            r"(?:\d{1,5} )?partner"
        ),
        r"weiter mit werbung|pur-?abo|ohne werbetracking|continuer avec (?:la )?publicité",
        r"continue with (?:ads|advertising)",
        r"^(?:nous (?:respectons|protégeons)|le respect de) votre vie privée(?: nous tient à cœur)?[ .!]*$",
        r"nos \d{1,5} partenaires|(?:gérer|paramétrer) (?:mes|vos|les) (?:choix|préférences|cookies)",
        r"^(?:wir respektieren|uns liegt) ihre privatsphäre(?: am herzen)?[ .!]*$",
        r"^ihre privatsphäre ist uns wichtig[ .!]*$",
        r"unsere[nr]? \d{1,5} partnern?|allen? zustimmen|zustimmen und weiter|(?:einstellungen|optionen) verwalten",
        r"nur (?:notwendige|erforderliche) (?:cookies )?(?:akzeptieren|zulassen)",
        r"^(?:valoramos|respetamos) (?:tu|su) privacidad[ .!]*$|(?:aceptar|rechazar) tod[oa]s?|\d{1,5} socios",
        r"^(?:rispettiamo|teniamo al)la tua privacy[ .!]*$|(?:accetta|rifiuta) tutt[oi]|nostri \d{1,5} partner",
        r"^(?:お客様|あなた|皆様)?の?プライバシーを(?:尊重|大切に)(?:します|しています|いたします)[。 ]?$",
        r"\d{1,5} ?(?:社)?の?(?:広告)?パートナー|(?:すべて|全て)(?:に|を)?(?:同意|承認|拒否)|(?:設定|オプション)を管理",
    ),
    Kind.SHELL: (
        (
            r"(?:enable|turn on|activate|requires?|need(?:s)?) (?:to enable )?(?:javascript|java script|js)(?: to| in"
            r"|$|[ .])|enable (?:js|javascript|cookies) (?:and|&) (?:js|javascript|cookies) to (?:view|see|read|use)"
        ),
        r"(?:doesn't|does not|won't) work (?:properly )?without (?:javascript|java script)",
        r"javascript (?:is )?(?:disabled|required|not enabled|not available|must be enabled)",
        (
            r"(?:your|this|unsupported|outdated|update your|upgrade your) browser (?:is )?(?:not supported|unsupported"
            r"|out of date|outdated|isn't supported)|unsupported browser|upgrade your browser"
        ),
        r"^loading(?:\.\.\.| ?…)?$|^please wait",
        (
            r"^(?:chargement|(?:wird|seite wird|inhalt wird)(?: gerade)? geladen|lädt|laden|cargando|caricamento)"
            r"(?: en cours| in corso)?[ .…]*$"
        ),
        r"^(?:veuillez patienter|merci de patienter|bitte warten|espere|attendere)(?: |[.…!]|$)",
        r"読み込んでい|読込中|ロードしてい|^お待ちください",
        r"javascriptを?(?:有効|オン|on)|javascriptが(?:無効|オフ)|(?:読み込み|ロード)中",
        (
            r"(?:activer|activez|nécessite) javascript|javascript (?:aktivieren|ist deaktiviert|muss aktiviert)"
            r"|chargement en cours"
        ),
    ),
}
_LONGEST: Final = 400
"""Characters of one line that are looked at: a wall says what it is at once."""


@cache
def _expressions() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(f"(?:{one})" for one in phrases))) for kind, phrases in _PHRASES.items())


def find(line: str) -> tuple[Kind, str] | None:
    """Find the first wall phrase in one line of plain text; give its kind and its words.

    >>> find("Please verify you are human to go on.")
    (<Kind.BOT_CHECK: 'a check for robots'>, 'verify you are human')
    >>> find("We use a captcha on our contact form.")
    """
    folded = texts.key(line[:_LONGEST]).casefold()
    for kind, expression in _expressions():
        if found := expression.search(folded):
            return kind, found.group().strip()
    return None


_CHALLENGE: Final = re.compile(
    r"captcha|cdn-cgi/challenge|challenge-platform|turnstile|_incapsula_|perimeterx|px-cloud|datadome|awswaf|arkoselabs"
    r"|ddos-guard|sucuri|kasada|shieldsquare|distil|cp_challenge|sec-cpt"
)


def challenge(sources: Iterable[str]) -> str:
    """Give the first script or frame of a page that belongs to a check for robots, "" when there is none."""
    return next((source[:80] for source in sources if _CHALLENGE.search(source.casefold())), "")
