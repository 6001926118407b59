import pytest

from monitor.document.block import Block, BlockKind
from monitor.document.numbering import parse
from monitor.document.sections import build

LABELS = [
    ("4.Fair acquisition", "4.", (4,)),
    ("１．取得する情報", "１．", (1,)),
    ("（１）氏名", "（１）", (1,)),
    ("(12) your name", "(12)", (12,)),
    ("⑴ 氏名", "⑴", (1,)),
    ("①氏名", "①", (1,)),
    ("㉑ 氏名", "㉑", (21,)),
    ("第１条（目的）", "第１条", (1,)),
    ("第十二条 目的", "第十二条", (12,)),
    ("第3条の2（通知）", "第3条の2", (3, 2)),
    ("第2章 雑則", "第2章", (2,)),
    ("第1 総則", "第1", (1,)),
    ("제1조 (목적)", "제1조", (1,)),
    ("一、基本方針", "一、", (1,)),
    ("（二）利用目的", "（二）", (2,)),
    ("ア 解散した法人", "ア", (1,)),
    ("(イ) 休眠中の法人", "(イ)", (2,)),
    ("Article 5 (Law)", "Article 5", (5,)),
    ("Article 1er - Objet", "Article 1er", (1,)),
    ("Section IV: Fees", "Section IV:", (4,)),
    ("Annex B", "Annex B", (2,)),
    ("Clause 12.3 Payment", "Clause 12.3", (12, 3)),
    ("別表第1 提供先", "別表第1", (1,)),
    ("§ 4 Haftung", "§ 4", (4,)),
    ("1.2.3 Fees", "1.2.3", (1, 2, 3)),
    ("3-1. Fees", "3-1.", (3, 1)),
    ("(iv) maps", "(iv)", (4,)),
    ("b) books", "b)", (2,)),
    ("XII. Law", "XII.", (12,)),
    ("Ⅱ 利用目的", "Ⅱ", (2,)),
    ("§ 3a Ausschluss", "§ 3a", (3, 1)),
    ("Article 4 bis – Recours", "Article 4 bis", (4, 1)),
    ("ARTICLE 1ER : OBJET", "ARTICLE 1ER", (1,)),
    ("Art. 5º Direitos", "Art. 5º", (5,)),
    ("2b. Your duties", "2b.", (2, 2)),
    ("III - a correção dos dados", "III", (3,)),
    ("PRIMERA.- OBJETO", "PRIMERA.-", (1,)),
    ("Cláusula segunda: precio", "Cláusula segunda:", (2,)),
    ("2.º No copiar", "2.º", (2,)),
    ("나. 회원 관리", "나.", (2,)),
    ("第1号様式（第3条関係）", "第1号様式", (1,)),
    ("別記様式第2号（第4条関係）", "別記様式第2号", (2,)),
]


@pytest.mark.parametrize(("line", "label", "value"), LABELS)
def test_label_is_read_as_printed_with_its_number(line, label, value):
    found = parse(line)

    assert found is not None
    assert found.text == label
    assert value in [reading.value for reading in found.readings]


@pytest.mark.parametrize(
    "line",
    [
        "24 hours after the event",
        "2024.4.1",
        "01.04.2024",
        "3.5% of the price",
        "第5条に基づき",
        "第1条、第2条及び第3条",
        "Article 6 of the law",
        "Section",
        "Partners",
        "A company may",
        "I agree",
        "9 a.m. to 5 p.m.",
        "03-1234-5678",
        "12.example.com is ours",
        "1年間保存します",
        "一般的な考え方",
        "Primera parte del contrato",
        "가나다 순서",
        "I agree - for now",
    ],
)
def test_number_that_labels_nothing_is_no_label(line):
    assert parse(line) is None


def outline(*lines):
    blocks = [line if isinstance(line, Block) else Block(text=line) for line in lines]
    return [
        (section.label, section.heading, section.level) for root in build(blocks).sections for section in root.walk()
    ]


def clauses(*lines):
    blocks = [line if isinstance(line, Block) else Block(text=line) for line in lines]
    return [
        (clause.label, clause.text, clause.depth)
        for root in build(blocks).sections
        for section in root.walk()
        for clause in section.clauses
    ]


def test_item_four_of_a_list_is_not_clause_four():
    found = outline(
        "1. Scope",
        "We treat data.",
        "2. Purposes",
        "These are:",
        "1. to write;",
        "2. to pay;",
        "3. to count;",
        "3. Law",
        "Ours.",
    )

    assert found == [("1.", "Scope", 1), ("2.", "Purposes", 1), ("3.", "Law", 1)]


def test_inserted_article_stands_beside_the_others():
    found = outline("第1条（目的）", "定めます。", "第1条の2（範囲）", "及びます。", "第2条（変更）", "変更します。")

    assert found == [("第1条", "目的", 1), ("第1条の2", "範囲", 1), ("第2条", "変更", 1)]


def test_street_number_stays_in_the_address():
    found = clauses(
        "1. Law", "It is ours.", "2. Address", "Write to:", "Example Ltd", "2 Rue de la Paix", "75000 Paris"
    )

    assert ("", "2 Rue de la Paix", 0) in found


def test_letter_i_after_h_is_a_letter():
    lines = [f"{letter}) item;" for letter in "abcdefghi"]

    assert [label for label, _, depth in clauses("Items:", *lines) if depth == 1] == [
        f"{letter})" for letter in "abcdefghi"
    ]


def test_roman_one_below_a_letter_is_nested():
    found = clauses(
        "1. Scope", "As follows:", "(a) persons:", "(i) living;", "(ii) dead;", "(b) companies.", "2. Law", "Ours."
    )

    assert [(label, depth) for label, _, depth in found if label] == [("(a)", 1), ("(i)", 2), ("(ii)", 2), ("(b)", 1)]


def test_heading_that_lost_its_tag_keeps_its_place_by_its_number():
    tagged = [
        part
        for number, words in ((1, "Scope"), (2, "Data"), (3, "Law"))
        for part in (
            Block(text=f"{number}. {words}", kind=BlockKind.HEADING, rank=2),
            Block(text=f"{words} is told here."),
        )
    ]
    lost = [*tagged[:2], Block(text="2. Data"), *tagged[3:]]

    assert outline(*lost) == outline(*tagged)


def test_date_line_in_a_heading_tag_is_a_clause():
    found = clauses(
        Block(text="Policy", kind=BlockKind.HEADING, rank=1),
        Block(text="Last updated: 1 May 2024", kind=BlockKind.HEADING, rank=5),
    )

    assert found == [("", "Last updated: 1 May 2024", 0)]


@pytest.mark.parametrize(
    "line", ["https://www.example.org/privacy", "desk@example.org", "+44 20 7946 0000", "TEL：03-0000-0000"]
)
def test_address_line_is_no_heading(line):
    found = outline("Privacy Policy", "We keep data.", Block(text=line, emphasis=len(line)), "We answer soon.")

    assert line not in [heading for _, heading, _ in found]


def test_tag_around_a_paragraph_makes_no_heading():
    long = "We treat your data with care and for the purposes told below. " * 6

    assert clauses(Block(text=long.strip(), kind=BlockKind.HEADING, rank=2)) == [("", long.strip(), 0)]


def test_label_that_fits_two_sequences_continues_the_inner_one():
    lines = [
        "1. First is so.",
        "2. Second is so.",
        "1. Inner one.",
        "2. Inner two.",
        "3. Inner three.",
        "4. Inner four.",
    ]

    assert [depth for _, _, depth in clauses("So:", *lines)][1:] == [1, 1, 2, 2, 2, 2]


def test_lone_number_that_continues_nothing_stays_in_the_words():
    assert clauses("We write:", "24. prosince is a holiday.") == [
        ("", "We write:", 0),
        ("", "24. prosince is a holiday.", 0),
    ]
