"""Headings that nothing sets apart but their place or their class: found where several are alike, never invented."""

import pytest

import monitor

ENGLISH = {
    "Information we collect": "We collect your name and your postal address when you open an account with us.",
    "How we use it": "We use the information to deliver what you ordered and to answer your questions.",
    "How long we keep it": "We keep invoices for ten years because tax law demands it, and delete all else.",
    "Your choices": "You may ask us at any time which data we hold, and have errors in them corrected.",
}
JAPANESE = {
    "個人情報の取得": "当社は、適法かつ公正な手段により、お客様の氏名、住所及び電話番号を取得します。",
    "利用目的": "当社は、取得した個人情報を、商品の発送及びお問い合わせへの回答のために利用します。",
    "安全管理措置": "当社は、個人情報の漏えい、滅失又は毀損の防止のため、必要かつ適切な措置を講じます。",
    "開示等の請求": "本人から開示の請求を受けたときは、遅滞なく、当該個人情報を開示いたします。",
}
LANGUAGES = pytest.mark.parametrize("texts", [ENGLISH, JAPANESE], ids=["en", "ja"])


def headings(markup):
    version = monitor.read(f"<body>{markup}</body>".encode(), media_type="text/html; charset=utf-8")
    return [section.title for section in version.walk() if section.title]


@LANGUAGES
def test_lines_of_one_class_above_text_of_another_are_headings(texts):
    page = "".join(
        f"<div class=s_q1><div class=h_77>{name}</div><div class=b_3e>{text}</div></div>"
        for name, text in texts.items()
    )

    assert headings(f"<div class=t_0>Policy</div>{page}") == ["Policy", *texts]


def test_lines_of_one_class_are_headings_whatever_stands_above_them():
    page = "".join(
        f"<p class=k>{name}</p><p class=b>{f'{text} ' * number}See /terms</p>"
        for number, (name, text) in enumerate(ENGLISH.items(), 1)
    )

    assert headings(f"<h1>Policy</h1>{page}") == ["Policy", *ENGLISH]


def test_two_classes_of_headings_stand_one_below_the_other():
    page = "".join(
        f"<p class=part>The {word} part</p>"
        + "".join(f"<p class=head>{name} {word}</p><p class=text>{text}</p>" for name, text in ENGLISH.items())
        for word in ("first", "second", "third")
    )

    version = monitor.read(f"<h1>Policy</h1>{page}".encode(), media_type="text/html")

    levels = {section.heading: section.level for section in version.walk()}
    assert levels["The second part"] < levels["Your choices second"] == levels["How we use it third"]


def test_words_that_return_in_one_class_are_no_headings():
    page = "".join(f"<p class=step>Next</p><p class=text>{text}</p>" for text in ENGLISH.values())

    assert headings(f"<h1>Policy</h1><h2>Steps</h2>{page}") == ["Policy", "Steps"]


def test_names_and_values_of_classes_are_no_headings():
    rows = "".join(
        f"<div class=name>{name}</div><div class=value>{value}</div>"
        for name, value in (
            ("Company", "Example Ltd"),
            ("Seat", "Leeds"),
            ("Register", "Leeds 1234"),
            ("Court", "Leeds"),
        )
    )

    assert headings(f"<h1>Imprint</h1><h2>Publisher</h2>{rows}<p>{ENGLISH['Your choices']}</p>") == [
        "Imprint",
        "Publisher",
    ]


@LANGUAGES
def test_lines_between_numbered_clauses_are_headings_where_several_stand_alone(texts):
    page = "".join(
        f"<p>{name}</p><p>{text}</p><p>{number}. {text}</p><p>{number + 1}. {text}</p>"
        for number, (name, text) in zip(range(1, 99, 2), texts.items(), strict=False)
    )

    found = headings(f"<h1>Policy</h1>{page}")

    assert [name for name in texts if name not in found] == []


def test_two_lines_above_a_sentence_are_a_heading_and_one_below_it():
    page = "".join(f"<p>{name}</p><p>{text}</p>" for name, text in ENGLISH.items())

    found = headings(f"<h1>Policy</h1>{page}<p>More of this</p><p>Our promise</p><p>{ENGLISH['Your choices']}</p>")

    assert found == ["Policy", *ENGLISH, "More of this", "Our promise"]


def test_capitals_with_a_full_stop_are_a_heading():
    page = "".join(f"<p>{name.upper()}.</p><p>{text}</p>" for name, text in ENGLISH.items())

    assert headings(f"<h1>Policy</h1>{page}") == ["Policy", *(f"{name.upper()}." for name in ENGLISH)]


def test_a_date_may_stand_between_a_heading_and_its_text():
    page = "".join(
        f"<p>{name}</p><p>1 May 202{number}</p><p>{text}</p>" for number, (name, text) in enumerate(ENGLISH.items())
    )

    assert headings(f"<h1>Policy</h1>{page}") == ["Policy", *ENGLISH]


def test_an_address_has_no_headings():
    page = "".join(f"<h2>{name}</h2><p>{text}</p>" for name, text in ENGLISH.items())
    address = "<p>Example Ltd</p><p>Data Protection</p><p>1 Mill Lane</p><p>Leeds</p>"

    assert headings(f"<h1>Policy</h1>{page}{address}") == ["Policy", *ENGLISH]


def test_lines_that_a_page_broke_are_no_headings_beside_numbers():
    broken = [
        "The operator of the",
        "Application is a company under the",
        "Law of the land and",
        "Its agents are those of the",
    ]
    page = "".join(f"<p>{number}. {name}</p><p>{text}</p>" for number, (name, text) in enumerate(ENGLISH.items(), 1))
    page += "".join(f"<p>{line}</p><p>{text}</p>" for line, text in zip(broken, ENGLISH.values(), strict=True))

    assert [title for title in headings(f"<h1>Policy</h1>{page}") if title in broken] == []
