"""Reasons in other languages. They are made as English sentences, by other rooms, and stored so.

A sentence that no pattern here knows stays English: a reason is never lost for want of a word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from monitor.report import failures
from monitor.report.words import WORDS

LONGEST: Final = 600
"""Characters of a reason that are looked at; what is longer stays as it is."""
_DEPTH: Final = 4
"""Reasons inside reasons."""

RESTATED: Final = frozenset(
    {
        "the number changed",
        "a link leads elsewhere",
        "the date line changed",
        "punctuation, case or mark-up changed",
        "wording changed",
        "the heading changed",
        "the section stands elsewhere",
        "the section was split",
        "sections were merged",
        "the order changed",
        "a section came in",
        "a section went out",
        "a clause came in",
        "a clause went out",
        "a clause stands elsewhere",
    }
)
"""Reasons of a level that say no more than what became of the section or its clauses, which stands beside them."""

_WALLS: Final = {
    "a check for robots": "ロボット判定のページ",
    "a refusal": "アクセス拒否のページ",
    "a limit of requests": "アクセス数の制限のページ",
    "a queue": "順番待ちのページ",
    "a page for a missing address": "「ページが見つかりません」の表示",
    "an error page": "エラーページ",
    "a maintenance notice": "メンテナンスの案内",
    "a login page": "ログインページ",
    "a consent wall": "同意画面",
    "a paywall": "有料記事の案内",
    "a page for other regions": "他地域向けの案内",
    "an age check": "年齢確認のページ",
    "a parked domain": "販売中のドメインのページ",
    "a page that only leads on": "転送用のページ",
    "an empty shell that a script fills": "スクリプトが中身を作る空のページ",
    "a consent or age check": "同意・年齢確認のページ",
}
_RULES: Final = {
    "a date changed": "日付の変更",
    "a percentage changed": "割合の変更",
    "an amount of money changed": "金額の変更",
    "an age changed": "年齢の変更",
    "a period changed": "期間の変更",
    "what must or may be done changed": "義務・権限の変更",
    "a negation came or went": "否定の有無の変更",
    "a limit or an exception changed": "限定・例外の変更",
    "a conjunction changed": "「及び」「又は」の変更",
    "a number changed": "数の変更",
    "a place of jurisdiction changed": "管轄の変更",
    "consent changed": "同意に関する変更",
    "a party changed": "当事者の変更",
    "a country changed": "国・地域の変更",
    "contact data changed": "連絡先の変更",
    "a defined term changed": "定義された用語の変更",
}
_FATES: Final = {"came in": "が追加された", "went out": "が削除された", "was replaced": "が置き換えられた"}
_WHOLE: Final = {
    # of changes
    "the number changed": "番号の変更",
    "a link leads elsewhere": "リンク先の変更",
    "the date line changed": "日付の変更",
    "punctuation, case or mark-up changed": "句読点・大文字小文字・書式の変更",
    "wording changed": "文言の変更",
    "wording changed, no signal": "文言の変更(特に注意すべき語の変更なし)",
    "the heading changed": "見出しの変更",
    "the section stands elsewhere": "条項の位置の変更",
    "the section was split": "条項の分割",
    "sections were merged": "条項の統合",
    "the order changed": "順序の変更",
    "a section came in": "条項の追加",
    "a section went out": "条項の削除",
    "a heading without text came in": "本文のない見出しの追加",
    "a heading without text went out": "本文のない見出しの削除",
    "a clause came in": "項目の追加",
    "a clause went out": "項目の削除",
    "a clause was replaced": "項目の差し替え",
    "a clause stands elsewhere": "項目の位置の変更",
    "another edition of the policy went off the page; the one that stays is compared": (
        "ページにあった別の版のポリシーが削除されたため、残った版と比較"
    ),
    "so it reads in another edition on the page": "ページにある別の版での文言",
    # of answers that are no policy
    "it holds no text that a reader could see": "読める本文がありません",
    "the address leads to the front page of the site": "サイトのトップページに転送されます",
    "it is an empty shell that a script fills": "スクリプトが中身を作る空のページです",
    "it holds no sentence": "文がありません",
    "it is cut off inside a tag": "途中で切れています",
    "the text stands on the page twice": "同じ本文がページに2回あります",
    "it does not speak as a policy does": "ポリシーらしい文面ではありません",
    "it was read through a browser so far": "これまでブラウザで読んでいたページです",
    "a browser shows no more": "ブラウザでも内容は増えません",
    # of pages that did not come
    **failures.WHOLE,
    "the certificate is for another host": "証明書が別のホストのものです",
    "took too long to answer": "応答に時間がかかりすぎました",
    "the host's name could not be found": "ホスト名が見つかりません",
    "the server refused the connection": "サーバーが接続を拒否しました",
    "cut off: less arrived than was announced": "途中で切れています",
    "neither an http nor an https address": "http・https のアドレスではありません",
    "the answer was not HTTP": "HTTP の応答ではありません",
    "the connection broke off": "接続が切れました",
    "stopped": "中止しました",
    # of health
    "the page alternates between wordings it had before; returns are quiet": (
        "以前の文面との間を行き来しています。元に戻っても通知しません"
    ),
    (
        "its wording changed at most of the last visits; if these are no changes of the policy, leave the part out "
        "with `select`, `remove` or `ignore`"
    ): (
        "最近の確認のほとんどで文面が変わりました。"
        "ポリシーの変更でなければ、その部分を `select`、`remove`、`ignore` で除いてください"
    ),
    "its wording no longer changes at most visits": "文面は毎回変わらなくなりました",
    "it is at its address again": "元のアドレスに戻りました",
    # of channels
    "no answer in time": "時間内に応答がありませんでした",
    "could not connect or log in": "接続またはログインができませんでした",
    "a recipient was refused": "宛先が拒否されました",
    "the service said no": "サービスが受け付けませんでした",
    "the watchlist has no such channel": "その通知先は監視リストにありません",
}
_SINCE: Final = r"(?P<since>\d{4}-\d\d-\d\d \d\d:\d\d UTC|its last visit)"
_TOPICS: Final = re.compile(r"^words on ([a-z, -]+) (came in|went out|was replaced)$")
_SENTENCES: Final = (
    (r"(?P<rule>[a-z ]+): “(?P<a>[^”]*)” is “(?P<b>[^”]*)” now", "{rule}：「{a}」から「{b}」へ"),
    (r"(?P<rule>[a-z ]+): “(?P<a>[^”]*)” came in", "{rule}：「{a}」を追加"),
    (r"(?P<rule>[a-z ]+): “(?P<a>[^”]*)” went out", "{rule}：「{a}」を削除"),
    (r"what “(?P<a>[^”]*)” means changed", "「{a}」の定義の変更"),
    (
        r"more than (?P<a>\d+) sentences changed: the words of this one were not weighed",
        "{a}を超える文が変わったため、この項目の語句は評価していません",
    ),
    (r"“(?P<a>[^”]*)” is used in: (?P<b>.*)", "「{a}」を用いる条項：{b}"),
    (r"words on (?P<topics>[a-z, -]+) (?P<fate>came in|went out|was replaced)", "{topics}に関する文言{fate}"),
    (r"a clause went elsewhere: “(?P<a>[^”]*)”", "項目の移動：「{a}」"),
    (
        r"a reference follows the renumbering: (?P<a>.*) is (?P<b>.*) now",
        "番号の変更に伴う参照の変更：{a} から {b} へ",
    ),
    (
        (
            r"another edition of the policy came onto the page: (?P<a>\d+) of its (?P<b>\d+) sections read as in "
            r"the one that stays"
        ),
        "別の版のポリシーがページに追加されました（{b}項中{a}項は元の版と同じ）",
    ),
    (r"the server answered with status (?P<a>\d{3})", "サーバーの応答が {a} でした"),
    (r"answered (?:with )?(?:status )?(?P<a>\d{3})", "応答が {a} でした"),
    (r"it is cut off: (?P<a>\d+) of (?P<b>\d+) bytes came", "途中で切れています（{b}バイト中{a}バイト）"),
    (r"the address leads to (?P<wall>an? [a-z -]+): (?P<b>.*)", "{wall}に転送されます：{b}"),
    (r"it is (?P<wall>an? [a-z -]+), not the document: (?P<b>.*)", "文書ではなく{wall}です：{b}"),
    (r"(?P<a>\d+%) of the last text is on the page", "前回の本文の{a}がページにあります"),
    (
        r"it is in another language: '(?P<a>[^']*)' instead of '(?P<b>[^']*)'",
        "別の言語です（「{b}」ではなく「{a}」）",
    ),
    (r"it is another document: (?P<reason>.*)", "別の文書です：{reason}"),
    (
        r"hardly any text: (?P<a>\d+) words? instead of (?P<b>\d+) words?",
        "本文がほとんどありません（{b}語が{a}語）",
    ),
    (
        r"it breaks off: it ends after (?P<a>\d+) words? of (?P<b>\d+) words?",
        "途中で終わっています（{b}語中{a}語）",
    ),
    (r"only a part has come: (?P<a>\d+%) of the last text, and nothing new", "前回の本文の{a}しかありません"),
    (r"no answer since " + _SINCE + r": (?P<reason>.*)", "{since}から応答がありません：{reason}"),
    (
        r"no answer on (?P<a>\d+) visits in a row, since " + _SINCE + r": (?P<reason>.*)",
        "{since}から連続{a}回、応答がありません：{reason}",
    ),
    (r"an answer came that is not the policy: (?P<reason>.*)", "ポリシーではない応答がありました：{reason}"),
    (r"the site keeps this program out: (?P<reason>.*)", "サイトがプログラムによる閲覧を拒んでいます：{reason}"),
    (
        r"the page came, and what `select` names is not on it: (?P<reason>.*)",
        "ページはありますが、`select` の部分が見つかりません：{reason}",
    ),
    (
        r"nothing of it could be read for (?P<a>\d+) days, since " + _SINCE + r"; (?:held|failing): (?P<reason>.*)",
        "{since}から{a}日間、読めていません：{reason}",
    ),
    (
        r"nothing of it could be read for (?P<a>\d+) days, since " + _SINCE + r"; its host wants not to be asked",
        "{since}から{a}日間、読めていません（サイトが確認を控えるよう求めています）",
    ),
    (
        r"its address has moved for good, to (?P<b>\S+); watch that one if it is the policy's",
        "アドレスが恒久的に {b} へ移りました。ポリシーのものであれば、そちらを監視してください",
    ),
    (
        r"its address leads to another domain, to (?P<b>\S+); watch that one if it is the policy's",
        "別のドメインの {b} に転送されます。ポリシーのものであれば、そちらを監視してください",
    ),
    (
        (
            r"no run between " + _SINCE + r" and (?P<b>\d{4}-\d\d-\d\d \d\d:\d\d UTC) \((?P<a>\d+) days\); "
            r"what changed and was taken back in between was not seen"
        ),
        "{since}から{b}までの{a}日間、実行されませんでした。その間に変わって元に戻ったものはわかりません",
    ),
    (
        r"it can be read again; it could not since " + _SINCE,
        "再び読めるようになりました（{since}から読めませんでした）",
    ),
    (r"the text is taken as the policy now: (?P<reason>.*)", "この文面をポリシーとして扱います：{reason}"),
    (
        r"a replacement: held since " + _SINCE + r", it stayed on (?P<a>\d+) visits \((?P<reason>.*)\)",
        "{since}から保留、{a}回の確認で変わらなかったため差し替えと判断（{reason}）",
    ),
    (
        (
            r"it has kept one wording for (?P<a>\d+) visits, that of version (?P<b>\d+), not of version "
            r"(?P<c>\d+), which was told last; the next return is told again"
        ),
        "{a}回続けて同じ文面です。最後にお知らせした第{c}版ではなく、第{b}版の文面です。次に元へ戻ったときは再び通知します",
    ),
    (
        r"it has kept one wording for (?P<a>\d+) visits; the next return is told again",
        "{a}回続けて同じ文面です。次に元へ戻ったときは再び通知します",
    ),
    (r"the certificate cannot be trusted \((?P<a>.*)\)", "証明書を信頼できません（{a}）"),
    (r"no secure connection could be made \((?P<a>.*)\)", "安全な接続ができません（{a}）"),
    (r"channel '(?P<a>[^']*)' \((?P<b>[^)]*)\): not accepted: (?P<reason>.*)", "通知先「{a}」（{b}）：{reason}"),
    (r"(?P<reason>.*) \((?P<a>\d+) of (?P<b>\d+) services accepted\)", "{reason}（{b}件中{a}件は受信）"),
    (
        r"(?P<a>\d+) alerts? given up after tries since "
        + _SINCE
        + r": (?P<reason>.*); kept for `monitor notify --retry`",
        "{since}から送信できず、通知{a}件をあきらめました：{reason}。`monitor notify --retry` で再送できます",
    ),
    *failures.SENTENCES,
)
"""What is translated by its parts: a pattern, and what is said of what it finds."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compile them when a language asks for them."""
    return tuple((re.compile(pattern, re.DOTALL), said) for pattern, said in _SENTENCES)


def translate(reason: str, language: str) -> str:
    """Give a reason in another language, or as it is; topics stand by their names in each.

    >>> translate("words on joint-use came in", "en")
    'words on joint use came in'
    >>> translate("it is a login page, not the document: 'Sign in'", "ja")
    "文書ではなくログインページです：'Sign in'"
    >>> translate("a reason nobody thought of", "ja")
    'a reason nobody thought of'
    """
    if len(reason) > LONGEST:
        return reason
    return _TOPICS.sub(_named, reason) if language == "en" else _japanese(reason, _DEPTH)


def _named(found: re.Match[str]) -> str:
    topics = (WORDS.get(f"topic.{topic}", (topic,))[0] for topic in found[1].split(", "))
    return f"words on {', '.join(topics)} {found[2]}"


def _japanese(reason: str, depth: int) -> str:
    """Translate a whole sentence, or else each of several that a semicolon parts."""
    if reason in _WHOLE:
        return _WHOLE[reason]
    for pattern, japanese in _patterns():
        if depth and (found := pattern.fullmatch(reason)):
            said = {key: _part(key, value, depth - 1) for key, value in found.groupdict().items()}
            if all(value is not None for value in said.values()):
                return japanese.format(**said)
    parts = reason.split("; ")
    return "；".join(_japanese(part, depth) for part in parts) if len(parts) > 1 else reason


def _part(key: str, value: str, depth: int) -> str | None:
    """Translate what a pattern took out of a sentence; None where it must be known and is not."""
    tables = {"rule": _RULES, "wall": _WALLS, "fate": _FATES}
    if key in tables:
        return tables[key].get(value)
    if key == "reason":
        return _japanese(value, depth)
    if key == "topics":
        known = [WORDS.get(f"topic.{topic}") for topic in value.split(", ")]
        return "・".join(words[1] for words in known if words) if all(known) else None
    return value.replace("its last visit", "前回の確認") if key == "since" else value
