# ruff: noqa: E501 - sentences of policies
"""The words that edits put into policies, by language."""

from __future__ import annotations

SWAPS = {
    "en": [
        ("information", "records"),
        ("account", "profile"),
        ("answer", "reply"),
        ("server", "machine"),
        ("request", "demand"),
        ("measures", "steps"),
        ("visit", "view"),
        ("handle", "treat"),
        ("keep", "store"),
        ("write", "reply"),
        ("person", "individual"),
        ("bicycle", "vehicle"),
        ("ride", "trip"),
        ("erase", "delete"),
        ("data", "details"),
        ("court", "tribunal"),
        ("terms", "rules"),
    ],
    "ja": [
        ("情報", "データ"),
        ("利用", "使用"),
        ("取得", "収集"),
        ("会員", "登録者"),
        ("登録", "申込"),
        ("規約", "約款"),
        ("当館", "本館"),
        ("お客様", "利用者"),
        ("回答", "返答"),
        ("記録", "履歴"),
        ("方針", "規程"),
        ("委託", "外注"),
        ("担当者", "職員"),
    ],
    "de": [
        ("Anschrift", "Adresse"),
        ("Angaben", "Daten"),
        ("Liste", "Aufstellung"),
        ("Kameras", "Geräte"),
        ("Belege", "Quittungen"),
        ("Gäste", "Besucher"),
        ("Bootshaus", "Vereinsheim"),
        ("Vorstand", "Ausschuss"),
        ("Nacht", "Dunkelheit"),
    ],
}
NEGATIONS = {
    "en": [
        (" will not ", " will "),
        (" do not ", " do "),
        (" must not ", " must "),
        (" may ", " may not "),
        (" are not ", " are "),
        (" can ", " cannot "),
        (" must ", " must not "),
    ],
    "ja": [
        ("しません", "します"),
        ("ことがあります", "ことはありません"),
        ("します。", "しません。"),
        ("できます", "できません"),
    ],
    "de": [(" findet nicht ", " findet "), (" zeigen wir ", " zeigen wir nicht "), (" können ", " können nicht ")],
}
SENTENCES = {
    "en": [
        "Paper copies are shredded by a certified firm.",
        "An independent auditor examines these arrangements each spring.",
        "Nothing in this paragraph limits rights that the law grants you.",
        "A summary in plain language is available at the reception.",
    ],
    "ja": [
        "紙の写しは認定を受けた業者が裁断します。",
        "外部の監査人が毎年この取扱いを点検します。",
        "詳しい手順は受付に備えた冊子に記載しています。",
    ],
    "de": [
        "Eine Kopie auf Papier liegt beim Kassenwart.",
        "Der Kassenprüfer sieht die Unterlagen jedes Jahr durch.",
        "Fragen dazu beantwortet der Jugendwart.",
    ],
}
ITEMS = {
    "en": [
        "the language chosen on the first start",
        "recordings of calls to the help desk",
        "a photograph of the identity card",
    ],
    "ja": ["初回に選んだ言語", "電話窓口での通話の録音", "本人確認書類の写し"],
    "de": ["Größe und Gewicht", "Nummer des Spinds", "Name der Eltern bei Kindern"],
}
SECTIONS = {
    "en": [
        (
            "Artificial intelligence",
            "Some replies of our help desk are drafted by software. A member of staff reads every draft before it is sent, and you may ask for a person at any time.",
        ),
        (
            "Deceased users",
            "Relatives of a customer who died can ask us to close the account. We need a death certificate and proof of the relationship.",
        ),
        (
            "Accessibility",
            "These pages follow the common accessibility guidelines. Tell the webmaster where they fall short and a readable copy will be posted.",
        ),
    ],
    "ja": [
        (
            "AIの利用",
            "問い合わせへの返信の下書きには生成AIを用いる場合があります。送信の前に必ず職員が内容を確かめます。",
        ),
        (
            "相続に関する手続",
            "亡くなった方の登録については、ご遺族からの申し出により抹消を行います。戸籍の写しを提出してください。",
        ),
    ],
    "de": [
        (
            "Wetterdienst",
            "Der Verein misst am Steg Wind und Wellen. Die Werte stehen auf einer Tafel und enthalten nichts über Personen.",
        ),
        (
            "Schlüssel",
            "Wer einen Schlüssel erhält, unterschreibt dafür im Schlüsselbuch. Das Buch wird im Tresor verwahrt.",
        ),
    ],
}
TITLES = {
    "en": [
        "Particulars of the arrangement",
        "Good to know",
        "What you should be aware of",
        "Our commitments in this field",
    ],
    "ja": ["取り決めの詳細", "ご承知いただきたい事項", "運用の細目"],
    "de": ["Was sonst gilt", "Gut zu wissen", "Einzelheiten der Regelung"],
}
