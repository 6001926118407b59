"""Why a page did not come or could not be read, in Japanese: the sentences of the crawl and of the readers.

They are kept in English; `monitor.report.reasons` translates them for readers of Japanese.
"""

from __future__ import annotations

from typing import Final

_SUBJECTS: Final = {
    "a privacy policy": "プライバシーポリシー",
    "terms of use": "利用規約",
    "a cookie policy": "クッキーポリシー",
    "a copyright policy": "著作権に関する方針",
    "an imprint": "運営者情報",
    "rules of conduct": "行動規範",
    "an accessibility statement": "アクセシビリティ方針",
    "a help page": "ヘルプページ",
    "results of a search": "検索結果",
}
WHOLE: Final = {
    f"{new} instead of {old}": f"「{_SUBJECTS[old]}」ではなく「{_SUBJECTS[new]}」"
    for new in _SUBJECTS
    for old in _SUBJECTS
    if new != old
} | {
    "the site's robots.txt does not allow it": "サイトの robots.txt が許可していません",
    "the page is empty": "ページが空です",
    "its server sent no text": "サーバーから本文が届きませんでした",
    "the page holds no text": "ページに本文がありません",
    "the PDF holds no text": "PDF に本文がありません",
    "it may be a scan: images of pages": "紙面を画像にしたものかもしれません",
    "give the address of the page itself": "ページそのもののアドレスを指定してください",
    "redirected to something that is no URL": "URL ではないものに転送されます",
    "redirected to a URL of more than 2083 characters": "2083文字を超える URL に転送されます",
    "not the URL of a web page": "ウェブページの URL ではありません",
    "the page makes the browser crash": "ページを開くとブラウザが異常終了します",
    "the page could not be rendered: the browser broke off": "ブラウザが途中で終了し、ページを表示できませんでした",
    "the browser broke off": "ブラウザが途中で終了しました",
    "cut off: the compressed text has no end": "圧縮された本文が途中で切れています",
    "cut off: the connection ended in the middle of the page": "ページの途中で接続が切れました",
    "two fetches in one run gave two wordings": "1回の実行で2通りの文面が返りました",
    "what differs by that is not the publisher's doing": "それによる差は公開元の変更ではありません",
    "no answer came out of the crawl": "応答が得られませんでした",
    "this is a fault of this program, please report it": "このプログラムの不具合です。お知らせください",
}
_REST: Final = "nothing else differs"
SENTENCES: Final = (
    (r"the server answered (?P<a>\d{3}), a redirect to nowhere", "サーバーの応答が {a} で、転送先がありません"),
    (r"the server answered (?P<a>\d{3}[A-Za-z' -]*)", "サーバーの応答が {a} でした"),
    (r"the host's name could not be found: (?P<a>[^;]*)", "ホスト名が見つかりません：{a}"),
    (r"address not public: (?P<a>[^;]*)", "公開されていないアドレスです：{a}"),
    (
        r"more than (?P<a>\d+) redirects(?: by script)?, the last to (?P<b>.*)",
        "転送が{a}回を超えました（最後は {b} へ）",
    ),
    (r"redirected to (?P<a>[^:]*): not a web page", "ウェブページではないもの（{a}）に転送されます"),
    (
        r"redirected from https to http, which anybody on the way can change: (?P<a>.*)",
        "https から、途中で改変されうる http に転送されます：{a}",
    ),
    (r"took longer than (?P<a>[\d.]+) seconds", "{a}秒以内に終わりませんでした"),
    (r"took longer than (?P<a>[\d.]+) seconds in the browser", "ブラウザで{a}秒以内に終わりませんでした"),
    (r"not asked: the server wants no visit before (?P<a>[^;]*)", "{a} まで確認を控えるようサーバーが求めています"),
    (r"larger than (?P<a>[^;]*)", "{a} を超える大きさです"),
    (r"damaged on the way: not (?P<a>.*), as it claims to be", "途中で壊れています（{a} ではありません）"),
    (r"sent in a form that was not asked for \(content coding (?P<a>.*)\)", "求めていない形式で届きました（{a}）"),
    (r"an unexpected error \((?P<a>.*)\)", "予期しないエラーです（{a}）"),
    (r"the server calls it (?P<a>.*), not a text page", "サーバーによれば {a} で、文章のページではありません"),
    (r"the bytes are no text: they look like (?P<a>[^;]*)", "文章ではないようです（{a}）"),
    (
        r"the document is a (?P<a>[A-Za-z ]+), which needs the extra 'documents': (?:in [a-z' ]+: )?(?P<b>.*)",
        "文書の形式が {a} です。読むには追加機能 documents が必要です（monitor のクローン先で {b} を実行）",
    ),
    (
        r"a browser needs the extra 'browser': (?:in [a-z' ]+: )?(?P<a>.*)",
        "ブラウザには追加機能 browser が必要です（monitor のクローン先で {a} を実行）",
    ),
    (r"there is no browser (?P<a>.*), which the watchlist names", "監視リストにあるブラウザ {a} がありません"),
    (r"the (?P<a>PDF|[A-Za-z ]+) was not read within (?P<b>[\d.]+) seconds", "{a} を{b}秒以内に読めませんでした"),
    (r"the (?P<a>PDF|Word document) cannot be read: (?P<b>[^;]*)", "{a} を読めません：{b}"),
    (r"select = (?P<a>.*) matches no text on the page", "select = {a} に当たる部分がページにありません"),
    (r"the page took more than (?P<a>[\d.]+) seconds to be [^;]*", "処理に{a}秒以上かかりました"),
    (r"the page took more than (?P<a>\d+) MiB of memory to be [^;]*", "処理に {a} MiB 以上のメモリーが要りました"),
    *(
        (
            rf"only a part has come: (?P<a>\d+) clauses are gone {where}, (?P<b>\d+%) of the last text, and {_REST}",
            f"{{a}}項目（前回の本文の{{b}}）が{place}なくなり、ほかに違いはありません",
        )
        for where, place in (("at its end", "末尾で"), ("in one piece", "まとめて"), ("in several places", "数か所で"))
    ),
    (r"the wording of version (?P<a>\d+) came back", "第{a}版の文面に戻りました"),
    (r"it is read through a browser from now on", "今後はブラウザを通して読みます"),
    (r"it is read as the server sends it, without a browser from now on", "今後はブラウザを通さずに読みます"),
)
"""Patterns of a whole sentence, and what to say; the first that fits counts."""
