"""What is a heading is a matter of the whole document: its tables, its accordion, its style of leads and lines."""

import pytest

import monitor


def read(markup):
    return monitor.read(f"<main>{markup}</main>".encode(), media_type="text/html; charset=utf-8")


def titles(markup):
    return [section.title for section in read(markup).walk() if section.title]


def texts(markup):
    return [clause.text for section in read(markup).walk() for clause in section.clauses]


TEXT = "We keep the data of our members for one year after they have left."
TAGGED = "".join(f"<h2>{name}</h2><p>{TEXT}</p>" for name in ("Policy", "Rights", "Law"))
LEADS = [
    ("取得する情報", "当社は、会員登録の際に氏名及び住所を取得します。"),
    ("利用目的", "取得した情報は、商品の発送のために利用します。"),
    ("第三者提供", "法令に基づく場合を除き、第三者に提供しません。"),
]


LEAD = "<b>{}</b>\u3000"


def leads(mark):
    return "".join(f"<p>{mark.format(head)}{text}</p>" for head, text in LEADS)


@pytest.mark.parametrize(
    "mark", ["<b>{}</b>\u3000", "<strong>{}</strong> ", "<span style='font-weight:700'>{}\u3000</span>"]
)
def test_bold_leads_before_a_space_are_headings_where_the_document_writes_them_so(mark):
    assert titles(f"<h1>方針</h1>{leads(mark)}") == ["方針", "取得する情報", "利用目的", "第三者提供"]


@pytest.mark.parametrize("lead", [LEAD, "<b>{}：</b>"])
def test_last_lead_with_an_address_behind_it_is_a_heading_as_the_others_are(lead):
    page = f"<h1>方針</h1>{leads(lead)}<p>{lead.format('窓口')}株式会社みほん お客様係</p>"

    assert titles(page)[-1].rstrip("：") == "窓口"
    assert texts(page)[-1] == "株式会社みほん お客様係"


BOLD_WORDS = {
    "Japanese": "".join(f"<p><b>{head}</b>について、{text}</p>" for head, text in LEADS),
    "English": "".join(f"<p><b>{word}</b> are told of it in good time.</p>" for word in ("Members", "Guests", "Staff")),
}


@pytest.mark.parametrize("language", BOLD_WORDS)
def test_bold_words_in_sentences_are_no_headings(language):
    assert titles(f"<h1>Policy</h1>{BOLD_WORDS[language]}") == ["Policy"]


def test_two_bold_leads_are_no_style():
    page = "".join(f"<p><b>{head}</b>\u3000{text}</p>" for head, text in LEADS[:2])

    assert titles(f"<h1>方針</h1>{page}") == ["方針"]


def test_numbered_lead_ends_where_the_bold_ends_however_short_its_text():
    page = "".join(f"<p><b>第{n}条（{head}）</b>\u3000{text}</p>" for n, (head, text) in enumerate(LEADS, 1))

    assert titles(f"{page}<p><b>第4条（窓口）</b>\u3000お客様係</p>")[-1] == "第4条 窓口"


def row(head, cell):
    return f"<tr><th>{head}</th><td>{cell}</td></tr>"


def test_rows_of_one_table_are_all_headings_with_their_text():
    table = row("Storage", f"<p>{TEXT}</p>") + row("Uses", "<ul><li>to deliver</li></ul>") + row("Contact", TEXT)

    assert titles(f"<h1>Policy</h1><table>{table}</table>") == ["Policy", "Storage", "Uses", "Contact"]


def test_table_of_short_facts_stays_data_with_a_list_in_it():
    table = row("Name", "Example Ltd") + row("Work", "<ul><li>books</li></ul>") + row("Seat", "Dublin")

    assert titles(f"<h1>About us</h1><p>{TEXT}</p><table>{table}</table>") == ["About us"]
    assert texts(f"<h1>About us</h1><p>{TEXT}</p><table>{table}</table>")[1:] == [
        "Name | Example Ltd",
        "Work | books",
        "Seat | Dublin",
    ]


def test_table_with_a_row_of_column_heads_is_data():
    head = "<tr><th>What</th><th>Why</th></tr>"
    table = head + row("Address", TEXT) + row("Name", TEXT)

    assert titles(f"<h1>Policy</h1><table>{table}</table>") == ["Policy"]


def test_table_inside_a_row_stays_a_table():
    inner = "<table><tr><th>Cookie</th><th>Life</th></tr><tr><td>id</td><td>a day</td></tr></table>"
    table = row("Cookies", f"<p>{TEXT}</p>{inner}") + row("Contact", TEXT)

    assert titles(f"{TAGGED}<table>{table}</table>") == ["Policy", "Rights", "Law", "Cookies", "Contact"]
    assert "Cookie: id | Life: a day" in texts(f"<h1>Policy</h1><table>{table}</table>")


def test_plain_line_after_a_table_is_a_heading_as_after_a_sentence():
    table = "<table><tr><th>Plan</th><th>Fee</th></tr><tr><td>Small</td><td>none</td></tr></table>"
    page = f"<h1>Terms</h1><p>Prices</p><p>{TEXT}</p>{table}<p>Cancelling</p><p>{TEXT}</p>"

    assert titles(page) == ["Terms", "Prices", "Cancelling"]


def test_first_row_of_a_table_is_no_title():
    assert titles("<table><tr><td>Name</td><td>Example</td></tr><tr><td>Seat</td><td>Dublin</td></tr></table>") == []


def test_plain_line_over_an_address_is_a_heading_and_the_address_is_not():
    page = f"<h1>Terms</h1><p>Prices</p><p>{TEXT}</p><p>Contact us</p><p>Example Ltd</p><p>1 Mill Lane</p>"

    assert titles(page) == ["Terms", "Prices", "Contact us"]


def panel(title, body, opener="<button aria-expanded=false>{}</button>"):
    return f"<div class=item>{opener.format(title)}<div class=panel-body hidden>{body}</div></div>"


def test_short_panels_of_an_accordion_are_read_as_long_ones():
    page = f"<h1>Help</h1><p>{TEXT}</p>{panel('Storage', f'<p>{TEXT}</p>')}"
    page += panel("Telephone", "<p>020 7946 0123</p>") + panel("Uses", "<ul><li>to deliver</li><li>to bill</li></ul>")

    assert titles(page) == ["Help", "Storage", "Telephone", "Uses"]
    assert texts(page)[-3:] == ["020 7946 0123", "to deliver", "to bill"]


def test_panels_of_one_class_open_alike_where_nothing_says_what_opens_them():
    page = f"<h1>Help</h1><p>{TEXT}</p>" + panel("Storage", f"<p>{TEXT} {TEXT}</p>", "<h3>{}</h3>")
    page += panel("Telephone", "<p>020 7946 0123</p>", "<h3>{}</h3>")

    assert "020 7946 0123" in texts(page)


def test_hidden_menu_behind_a_button_is_not_read():
    page = f"<h1>Help</h1><p>{TEXT}</p>" + panel("Menu", "<a href=/a>Our shops</a> <a href=/b>Our news</a>")

    assert "Our shops" not in read(page).text


def test_lines_of_a_class_named_as_headings_are_headings():
    page = "".join(
        f"<div class='c-section__title'>{name}</div><div>{TEXT}</div>" for name in ("Uses", "Storage", "Keys")
    )

    assert titles(f"{TAGGED}{page}") == ["Policy", "Rights", "Law", "Uses", "Storage", "Keys"]


def test_a_class_of_that_name_on_whole_sentences_says_nothing():
    page = "".join(f"<p class=title>{TEXT} {n}.</p><p>{TEXT} {TEXT}</p>" for n in range(5)) + "<p class=title>Uses</p>"

    assert titles(f"{TAGGED}{page}<p>{TEXT}</p>") == ["Policy", "Rights", "Law"]


def test_title_printed_twice_is_one_heading():
    page = f"<h1>Privacy Policy</h1><h2>Privacy policy</h2><p>{TEXT}</p><h2>Uses</h2><p>{TEXT}</p>"

    assert titles(page) == ["Privacy Policy", "Uses"]


def test_bold_lines_that_end_in_a_point_stand_below_those_that_do_not():
    page = "".join(
        f"<p><b>{name}</b></p><p><b>{name} at home.</b></p><p>{TEXT}</p><p><b>{name} abroad.</b></p><p>{TEXT}</p>"
        for name in ("Storage", "Delivery")
    )

    levels = [(section.level, section.heading) for section in read(f"<h1>Policy</h1><p>{TEXT}</p>{page}").walk()]

    assert levels[1:4] == [(1, "Storage"), (2, "Storage at home."), (2, "Storage abroad.")]


def test_bold_cell_beside_its_text_is_a_heading_in_a_table_without_header_cells():
    table = "".join(f"<tr><td><b>{name}</b></td><td>{TEXT}<br>{TEXT}</td></tr>" for name in ("Storage", "Uses", "Law"))

    assert titles(f"<h1>Policy</h1><p>{TEXT}</p><table>{table}</table>") == ["Policy", "Storage", "Uses", "Law"]


def test_line_below_an_empty_one_is_a_heading_whatever_stands_above_it():
    lines = f"Prices<br>{TEXT}<br>Small / none<br>Large / 9 euro<br><br>Cancelling<br>{TEXT}<br><br>Law<br>{TEXT}"

    assert titles(f"<h1>Terms</h1><p>{lines}</p>") == ["Terms", "Prices", "Cancelling", "Law"]


def test_lines_that_end_at_one_place_are_one_paragraph_among_many_short_ones():
    column = [TEXT_JA[at : at + 20] for at in range(0, len(TEXT_JA), 20)]
    short = ["氏名", "住所", "電話番号", "生年月日", "職業", "性別", "勤務先", "役職", "家族構成"]
    page = "".join(f"<div>{line}</div>" for line in [*(f"・{line}" for line in short), *column])

    assert texts(f"<h1>方針</h1><div>取得する情報は、次のとおりです。</div>{page}")[-1] == TEXT_JA


TEXT_JA = (
    "当社は、商品の購入または会員登録の際に、氏名、住所及び電話番号を取得し、商品の発送、代金の請求、お問い合わせへの"
    "回答その他これらに付随する業務のために必要な範囲で利用し、その期間は取引の終了の日から七年間とします。"
)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("第3条第三者への提供", "第3条"),
        ("第11条お問い合わせ窓口", "第11条"),
        ("第4条ご利用の停止", "第4条"),
        ("第3条第2項の規定により、提供します。", ""),
        ("第3条の規定により、提供します。", ""),
    ],
)
def test_article_number_is_told_from_a_reference_to_an_article(line, label):
    version = monitor.read(f"第1条目的\n{TEXT_JA}\n{line}\n{TEXT_JA}".encode(), media_type="text/plain; charset=utf-8")

    labels = [section.label for section in version.walk()] + [c.label for s in version.walk() for c in s.clauses]
    assert [found for found in labels if found not in {"", "第1条"}] == ([label] if label else [])


def test_lines_parted_by_tabs_are_rows_and_a_number_before_a_tab_is_a_label():
    text = f"Terms\n1.\tPrices\n{TEXT}\nPlan\tFee\nSmall\tnone\nLarge\t9 euro\n2.\tLaw\n{TEXT}\n"

    version = monitor.read(text.encode(), media_type="text/plain")

    assert [section.title for section in version.walk()] == ["Terms", "1. Prices", "2. Law"]
    assert [clause.text for section in version.walk() for clause in section.clauses][1:4] == [
        "Plan | Fee",
        "Small | none",
        "Large | 9 euro",
    ]


def test_rows_that_count_on_have_no_voice_in_whether_a_sequence_is_of_sections():
    row = "<tr><td>{}. We keep the names of those who write to us.</td><td>For two years.</td></tr>"
    headed = f"<p><b>6. Fees</b></p><p>{TEXT}</p><p><b>7. Ends</b></p><p>{TEXT}</p>"
    markup = (
        f"<h1>Terms</h1><dl><dt>1. Scope</dt><dd>{TEXT}</dd></dl><p>2. {TEXT}</p><p>3. {TEXT}</p>"
        f"<table>{row.format(4)}{row.format(5)}</table>{headed}"
    )

    assert [section.label for section in read(markup).walk() if section.label] == [f"{n}." for n in range(1, 8)]
