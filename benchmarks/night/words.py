"""Policy text made by rule, in English and Japanese: sections of clauses, the same for the same seed."""

from itertools import count

TOPICS = {
    "en": (
        "Information we collect", "How we use information", "Sharing with others", "Cookies and similar technologies",
        "How long we keep information", "Security", "Your rights", "Children", "Transfers to other countries",
        "Marketing and your choices", "Payments", "Location", "Automated decisions", "Accounts",
        "Changes to this policy", "How to contact us",
    ),
    "ja": (
        "取得する情報", "利用目的", "第三者への提供", "Cookie等の利用", "保存期間", "安全管理措置",
        "開示等の請求", "お子さまの情報",
        "外国にある第三者への提供", "広告配信と設定", "決済", "位置情報", "自動的な判断",
        "アカウント", "本ポリシーの変更", "お問い合わせ窓口",
    ),
}  # fmt: skip
SLOTS = {
    "en": {
        "who": ("you", "visitors", "account holders", "members", "applicants", "customers of our partners"),
        "we": ("We", "Our group companies", "Our service providers", "The operator of the site", "Our support staff"),
        "data": (
            "your name and postal address", "your e-mail address", "payment records", "records of your purchases",
            "the pages that you open", "the approximate place of your device", "messages sent to our support",
            "the type and settings of your browser", "identifiers of your device", "your answers to surveys",
        ),
        "aim": (
            "provide the service you asked for", "prevent fraud and abuse", "meet our duties under tax law",
            "answer your questions", "measure how the service is used", "send you news that you subscribed to",
            "keep our systems secure", "settle claims", "develop new features",
        ),
        "span": ("30 days", "90 days", "six months", "one year", "13 months", "three years", "seven years"),
        "way": ("in your account settings", "by writing to our support", "through the form on this page", "by post"),
    },
    "ja": {
        "who": ("お客さま", "利用者", "会員", "応募者", "取引先のご担当者", "本サービスを閲覧する方"),
        "we": ("当社", "当社グループ各社", "業務委託先", "本サービスの運営者", "当社の窓口担当者"),
        "data": (
            "氏名および住所", "メールアドレス", "決済に関する記録", "購入履歴", "閲覧したページの情報",
            "端末のおおよその位置情報", "お問い合わせの内容", "ブラウザの種類および設定", "端末識別子",
            "アンケートへの回答",
        ),
        "aim": (
            "ご依頼のサービスを提供する", "不正利用を防止する", "法令上の義務を履行する", "お問い合わせに回答する",
            "利用状況を把握する", "ご希望のお知らせを配信する", "システムの安全を確保する", "紛争を解決する",
            "新しい機能を開発する",
        ),
        "span": ("30日間", "90日間", "6か月間", "1年間", "13か月間", "3年間", "7年間"),
        "way": ("アカウントの設定画面から", "窓口への書面により", "本ページのフォームから", "郵送により"),
    },
}  # fmt: skip
CLAUSES = {
    "en": (
        "{we} may collect {data} from {who} in order to {aim}, and keep it for {span} after it was last used.",
        "Where the law requires it, we ask for consent before {data} is used to {aim}; {who} can withdraw it {way}.",
        "{we} shall not disclose {data} to third parties, except to {aim} or where a court orders it.",
        "If {who} close the account, {data} will be deleted within {span}, unless we must keep it to {aim}.",
        "We combine {data} with {data2} only to {aim}. {who2} may object to this {way} at any time and free of charge.",
        "{we} must protect {data} by technical and organisational measures and review these every {span}.",
        "To {aim}, {data} may be processed on servers in another country under contracts that we show on request.",
        "{who} may ask {way} for a copy of {data}; we answer within {span} and tell the reason when we cannot.",
    ),
    "ja": (
        "{we}は、{aim}ため、{who}から{data}を取得することがあり、最後に利用された日から{span}保存します。",
        "法令により必要な場合、{we}は{data}を{aim}目的で利用する前に{who}の同意を得るものとし、{who}は{way}これを撤回できます。",
        "{we}は、{aim}ために必要な場合または裁判所の命令がある場合を除き、{data}を第三者に開示しないものとします。",
        "{who}がアカウントを閉じた場合、{we}は、{aim}ために保存しなければならないときを除き、{span}以内に{data}を削除します。",
        "{we}は{aim}目的に限り{data}と{data2}を組み合わせて利用します。{who2}は{way}いつでも無償で異議を述べることができます。",
        "{we}は、{data}を保護するために必要かつ適切な技術的および組織的な措置を講じ、{span}ごとに見直さなければなりません。",
        "{we}は、{aim}ため、契約に基づき{data}を外国のサーバーで取り扱うことがあります。契約の概要は{way}請求できます。",
        "{who}は{way}{data}の開示を請求できます。{we}は{span}以内に回答し、応じられない場合はその理由を通知します。",
    ),
}


def clause(rng, language):
    """Give one clause of one sentence or two."""
    slots = SLOTS[language]
    filled = {name: rng.choice(values) for name, values in slots.items()}
    filled |= {"data2": rng.choice(slots["data"]), "who2": rng.choice(slots["who"])}
    text = rng.choice(CLAUSES[language]).format(**filled)
    return text[0].upper() + text[1:]


def sections(rng, language, letters):
    """Yield (heading, clauses) until there are that many letters."""
    topics = TOPICS[language]
    for number in count(1):
        topic = topics[(number - 1) % len(topics)]
        heading = f"第{number}条（{topic}）" if language == "ja" else f"{number}. {topic}"
        clauses = [clause(rng, language) for _ in range(rng.randint(3, 9))]
        yield heading, clauses
        letters -= sum(map(len, clauses))
        if letters <= 0:
            return
