"""The same shapes in more languages: labels, dates, definitions, addresses, boxes that ask, tables in two languages."""

from __future__ import annotations

import pytest

from monitor import document

FILLER = dict.fromkeys(("ar", "pl", "uk", "el", "id"), "X.") | {"zh-TW": "本站絕對尊重您的個人隱私權，並予以保護。"}


def read(markup, language="en"):
    page = f'<html lang="{language}"><body>{markup}</body></html>'
    return document.read(page.encode(), media_type="text/html; charset=utf-8")


def outline(version):
    return [(section.label, section.heading) for section in version.walk() if section.title]


@pytest.mark.parametrize(
    ("language", "headings", "expected"),
    [
        ("zh-TW", ["壹、適用範圍", "貳、資料之蒐集"], [("壹、", "適用範圍"), ("貳、", "資料之蒐集")]),
        ("tr", ["MADDE 1 – TARAFLAR", "MADDE 2 – KONU"], [("MADDE 1", "TARAFLAR"), ("MADDE 2", "KONU")]),
        ("ru", ["Раздел 1. Термины", "Раздел 2. Оплата"], [("Раздел 1.", "Термины"), ("Раздел 2.", "Оплата")]),
        ("el", ["Άρθρο 1 – Αποδοχή", "Άρθρο 2 – Χρήση"], [("Άρθρο 1", "Αποδοχή"), ("Άρθρο 2", "Χρήση")]),
        ("ar", ["أولاً: التعريفات", "ثانياً: الدفع"], [("أولاً:", "التعريفات"), ("ثانياً:", "الدفع")]),
        ("ar", ["المادة 1: التعريفات", "المادة 2: الدفع"], [("المادة 1:", "التعريفات"), ("المادة 2:", "الدفع")]),
    ],
)
def test_a_label_is_known_in_the_words_of_its_language(language, headings, expected):
    body = "".join(
        f"<p><b>{heading}</b></p><p>Ova bi bila jedna duga rečenica, u kojoj nema ničega.</p>" for heading in headings
    )

    assert outline(read(f"<main><h1>X</h1>{body}</main>", language)) == expected


@pytest.mark.parametrize(
    ("language", "line", "kind", "day"),
    [
        ("zh-TW", "更新日期：113-04-08", "updated", "2024-04-08"),
        ("zh-TW", "中華民國112年12月25日修訂", "updated", "2023-12-25"),
        ("ar", "آخر تحديث: 12 مارس 2024", "updated", "2024-03-12"),
        ("pl", "Regulamin wchodzi w życie z dniem 1 stycznia 2024 r.", "effective", "2024-01-01"),
        ("uk", "Оновлено: 3 липня 2024 року", "updated", "2024-07-03"),
        ("el", "Τελευταία ενημέρωση: 5 Μαρτίου 2024", "updated", "2024-03-05"),
        ("id", "Terakhir diperbarui: 14 Agustus 2024", "updated", "2024-08-14"),
    ],
)
def test_a_date_is_read_in_the_words_of_its_language(language, line, kind, day):
    facts = read(f"<main><h1>X</h1><p>{line}</p><p>{FILLER[language]}</p></main>", language).dates

    assert [(fact.kind.value, str(fact.on)) for fact in facts] == [(kind, day)]


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>이 페이지에서 제공하는 정보에 만족하십니까?</p><label>매우만족</label><label>불만족</label></div>",
        "<div><p>هل وجدت هذه الصفحة مفيدة؟</p><button>نعم</button><button>لا</button></div>",
        "<div><h2>ご意見をお寄せください</h2><p>知りたいことは書いてありましたか？</p><label>はい</label><label>いいえ</label></div>",
    ],
)
def test_a_box_that_only_asks_and_has_keys_to_answer_is_left_out(box):
    sentence = "We keep what you write to us for as long as the law asks us to."

    found = read(f"<div><h1>Terms</h1><p>{sentence}</p></div>{box}")

    assert found.text.splitlines() == ["Terms", sentence]


def test_a_question_with_its_answer_is_read_though_buttons_stand_beside_it():
    answer = "No. We have never sold a name to anybody, and we never will."
    found = read(
        f"<main><h1>Questions</h1><div><h2>Do you sell data?</h2><p>{answer}</p>"
        "<button>Copy</button><button>Share</button></div></main>"
    )

    assert answer in found.text


def test_a_term_and_its_meaning_behind_a_dash_are_one_clause():
    found = read(
        "<main><h1>Условия</h1><h2>2. Понятия</h2><p>2.1. Обработка — обработка данных с помощью техники."
        "</p>"
        "<p>2.2. Сайт — совокупность материалов в сети, доступных каждому.</p></main>",
        "ru",
    )

    assert [len(section.clauses) for section in found.walk()] == [0, 2]


def test_lines_that_name_what_they_say_are_no_wrapped_paragraph():
    found = read(
        "<main><h1>窓口</h1><p>山川町役場総務課　個人情報保護窓口<br>〒100-0001　東京都千代田区千代田１－２－３<br>"
        "電話：03-0000-0000（平日の午前９時から午後５時まで）</p></main>",
        "ja",
    )

    assert [clause.text[:3] for section in found.walk() for clause in section.clauses] == ["山川町", "〒10", "電話："]


def test_a_remark_in_bold_before_a_sentence_names_nothing():
    leads = "".join(
        f"<p><strong>{lead}</strong> We ask you to pay for it each month.</p>"
        for lead in ("In Short:", "Cards.", "Debts.")
    )

    found = read(f"<main><h1>Terms</h1><h2>Fees</h2>{leads}</main>")

    assert [heading for _, heading in outline(found)] == ["Terms", "Fees", "Cards", "Debts"]


def test_bold_rows_of_a_table_in_two_languages_are_headings():
    rows = "".join(
        f"<tr><td><b>第{n}条（{one}）</b></td><td><b>Article {n} ({other})</b></td></tr>"
        f"<tr><td>本規約は、{one}について定めます。</td><td>These terms speak of {other}.</td></tr>"
        for n, one, other in ((1, "適用", "scope"), (2, "料金", "fees"))
    )

    found = read(f"<main><h1>規約 / Terms</h1><table>{rows}</table></main>", "ja")

    assert [section.label for section in found.walk()] == ["", "第1条", "第2条"]
    assert [len(section.clauses) for section in found.walk()] == [0, 1, 1]


def test_two_rows_that_head_a_table_name_its_columns_together():
    found = read(
        "<main><h1>Fees</h1><p>These fees are asked of every account that we keep.</p><table><thead>"
        "<tr><th rowspan=2>Account</th><th colspan=2>Transfers</th></tr><tr><th>home</th><th>abroad</th></tr></thead>"
        "<tbody><tr><td>Basic</td><td>free</td><td>5</td></tr><tr><td>Plus</td><td colspan=2>free</td></tr></tbody>"
        "</table></main>"
    )

    assert found.text.splitlines()[2:] == [
        "Account: Basic | Transfers home: free | Transfers abroad: 5",
        "Account: Plus | free",
    ]


def test_a_floating_notice_with_one_button_is_left_out():
    sentence = "We keep what you write to us for as long as the law asks us to."

    found = read(
        f"<div><h1>Terms</h1><p>{sentence}</p></div><div class='fixed bottom-0'><p>We use cookies to understand how "
        "people use our product.</p><button>Got it</button></div>"
    )

    assert found.text.splitlines() == ["Terms", sentence]
