from datetime import date

import pytest

import monitor
from monitor.document.dates import Stamp, dates, is_date_line
from monitor.model import DateKind

LINES = [
    ("Effective date: March 1, 2024", "en", [("effective", "2024-03-01")]),
    ("Last updated: 1 March 2024", "en", [("updated", "2024-03-01")]),
    ("Last revised 2024-03-01", "en", [("updated", "2024-03-01")]),
    ("As of Jan. 5th, 2023", "en", [("updated", "2023-01-05")]),
    ("Effective as of the 2nd of May 2024", "en", [("effective", "2024-05-02")]),
    ("Last updated December 2023", "en", [("updated", "2023-12-01")]),
    (
        "This Policy was last updated on May 25, 2018 and takes effect on June 1, 2018.",
        "en",
        [("updated", "2018-05-25"), ("effective", "2018-06-01")],
    ),
    ("令和元年5月1日 施行", "ja", [("effective", "2019-05-01")]),
    ("㋿4年4月1日改定", "ja", [("updated", "2022-04-01")]),
    ("昭和六十三年四月一日 制定", "ja", [("enacted", "1988-04-01")]),
    ("2005年4月1日 制定 2022年4月1日 改定", "ja", [("enacted", "2005-04-01"), ("updated", "2022-04-01")]),
    ("制定：平成17年4月1日 改定：令和４年４月１日", "ja", [("enacted", "2005-04-01"), ("updated", "2022-04-01")]),
    ("平成17年4月1日制定・施行", "ja", [("enacted", "2005-04-01"), ("effective", "2005-04-01")]),
    ("R4.4.1 改定", "ja", [("updated", "2022-04-01")]),
    ("2024.4.1改訂", "ja", [("updated", "2024-04-01")]),
    ("2024年（令和6年）4月1日 一部改正", "ja", [("updated", "2024-04-01")]),
    ("最終更新日：2024/04/01", "ja", [("updated", "2024-04-01")]),
    ("附則 この規約は、2020年4月1日から施行する。", "ja", [("effective", "2020-04-01")]),
    ("Dernière mise à jour : 1er avril 2024", "fr", [("updated", "2024-04-01")]),
    ("Date d’effet : 10 juin 2022", "fr", [("effective", "2022-06-10")]),
    ("Mis à jour le 03/04/2024", "fr", [("updated", "2024-04-03")]),
    ("Stand: März 2024", "de", [("updated", "2024-03-01")]),
    ("Gültig ab dem 01.04.2024", "de", [("effective", "2024-04-01")]),
    ("Fecha de entrada en vigor: 1 de abril de 2024", "es", [("effective", "2024-04-01")]),
    ("Ultimo aggiornamento: 3 aprile 2024", "it", [("updated", "2024-04-03")]),
    ("Última atualização em 5 de março de 2024", "pt", [("updated", "2024-03-05")]),
    ("Laatst bijgewerkt op 3 mei 2024", "nl", [("updated", "2024-05-03")]),
    (
        "Adopted by the Board on 3 June 2019; amended 4 July 2021 and 5 August 2022",
        "en",
        [("enacted", "2019-06-03"), ("updated", "2021-07-04"), ("updated", "2022-08-05")],
    ),
    ("施行日：西暦2022年4月1日", "ja", [("effective", "2022-04-01")]),
    ("令和３(2021)年12月1日改定", "ja", [("updated", "2021-12-01")]),
    ("改定履歴 2020年1月1日 第2版", "ja", [("updated", "2020-01-01")]),
    (
        "Les présentes conditions, modifiées le 4 janvier 2022, prennent effet le 1er février 2022.",
        "fr",
        [("updated", "2022-01-04"), ("effective", "2022-02-01")],
    ),
    ("Applicables à compter du 1er juillet 2021", "fr", [("effective", "2021-07-01")]),
    ("Stand 03/2024", "de", [("updated", "2024-03-01")]),
    ("Vigente a partir del 25 de mayo de 2018", "es", [("effective", "2018-05-25")]),
    ("Em vigor a partir de 01/08/2022", "pt", [("effective", "2022-08-01")]),
    ("Deze voorwaarden gelden vanaf 1 juni 2022", "nl", [("effective", "2022-06-01")]),
    ("Ostatnia aktualizacja: 5 października 2023", "pl", [("updated", "2023-10-05")]),
    ("Senast uppdaterad: 5 maj 2023", "sv", [("updated", "2023-05-05")]),
    ("附則（令和6年4月1日）", "ja", [("updated", "2024-04-01")]),
    ("附 則（平成31年3月15日規程第12号）", "ja", [("updated", "2019-03-15")]),
    ("附則（令和6年4月1日施行）", "ja", [("effective", "2024-04-01")]),
    ("2023年12月1日　第3版", "ja", [("updated", "2023-12-01")]),
    ("（2024年1月15日現在）", "ja", [("updated", "2024-01-15")]),
    ("Updated 04-Mar-2024", "en", [("updated", "2024-03-04")]),
    ("Effective starting: May 25, 2018", "en", [("effective", "2018-05-25")]),
    ("Last edited by the site team on Jan 7, 2024", "en", [("updated", "2024-01-07")]),
    ("(Rev. 06/2022)", "en", [("updated", "2022-06-01")]),
    ("Last updated: 12/03/2024", "en-GB", [("updated", "2024-03-12")]),
    ("Last updated: 12/03/2024", "en-US", [("updated", "2024-12-03")]),
    ("Vom Vorstand am 12. Mai 2019 beschlossen", "de", [("enacted", "2019-05-12")]),
    ("Diese AGB gelten ab 1.4.2023", "de", [("effective", "2023-04-01")]),
    ("In Kraft getreten am 01.07.2023", "de", [("effective", "2023-07-01")]),
    ("Version en vigueur au 15/06/2023", "fr", [("effective", "2023-06-15")]),
    ("最近更新日期：2024年3月1日", "zh", [("updated", "2024-03-01")]),
    ("本政策自2024年3月1日起生效", "zh", [("effective", "2024-03-01")]),
    ("최종 수정일: 2024.03.01", "ko", [("updated", "2024-03-01")]),
    ("이 방침은 2024. 3. 1.부터 적용됩니다.", "ko", [("effective", "2024-03-01")]),
    ("Účinnost od 1. září 2022", "cs", [("effective", "2022-09-01")]),
    ("最近更新于2022年3月5日", "zh", [("updated", "2022-03-05")]),
    ("이 약관은 2022년 3월 1일부터 시행합니다.", "ko", [("effective", "2022-03-01")]),
]


@pytest.mark.parametrize(
    ("line", "language", "expected"), LINES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_line_dates_the_document(line, language, expected):
    assert [(fact.kind.value, fact.on.isoformat()) for fact in dates([line], language)] == expected


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Last updated 03/04/2024", "en"),
        ("Regulation (EU) 2016/679 of 27 April 2016", "en"),
        ("Last updated 31 February 2024", "en"),
        ("平成17年13月1日 改定", "ja"),
        (
            "If you joined before 1 May 2018, your old plan goes on, whatever else we may write on the site.",
            "en",
        ),
        ("Call 2024-1111 for help", "en"),
        ("The Data Protection Act came into force on 25 May 2018.", "en"),
        ("Das Gesetz ist am 25. Mai 2018 in Kraft getreten.", "de"),
    ],
)
def test_doubtful_date_is_refused(line, language):
    assert dates([line], language) == ()


def test_label_and_date_on_two_lines_belong_together():
    found = dates(["Privacy Policy", "Effective date", "March 1, 2024"], "en")

    assert [(fact.kind, fact.on) for fact in found] == [(DateKind.EFFECTIVE, date(2024, 3, 1))]


def test_another_date_of_the_document_tells_the_order_of_a_doubtful_one():
    british = dates(["First published: 25/02/2020", "Last updated: 03/04/2024"], "en")
    american = dates(["First published: 02/25/2020", "Last updated: 03/04/2024"], "en")

    assert british[-1].on == date(2024, 4, 3)
    assert american[-1].on == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("language", "url", "expected"),
    [
        ("en-GB", "https://shop.example/terms", date(2024, 4, 3)),
        ("en-US", "https://shop.example/terms", date(2024, 3, 4)),
        ("en", "https://www.shop.co.uk/terms", date(2024, 4, 3)),
    ],
)
def test_region_of_the_page_tells_the_order_of_a_doubtful_date(language, url, expected):
    page = (
        f'<html lang="{language}"><h1>Terms of sale</h1><p>Last updated: 03/04/2024</p><p>We sell plants and pots.</p>'
    )

    version = monitor.read(page.encode(), url=url)

    assert [fact.on for fact in version.dates] == [expected]


def test_time_element_completes_a_date_that_its_words_leave_open():
    page = (
        '<h1>Refund policy</h1><p>Effective date: <time datetime="2023-11-05">November 5</time></p>'
        "<p>You can ask for a refund within two weeks of your order.</p>"
    )

    version = monitor.read(page.encode())

    assert [(fact.kind, fact.on) for fact in version.dates] == [(DateKind.EFFECTIVE, date(2023, 11, 5))]


def test_bare_date_near_the_top_counts_only_where_nothing_else_does():
    assert [fact.kind for fact in dates(["Policy", "December 1, 2020"], "en")] == [DateKind.UPDATED]
    assert [fact.kind for fact in dates(["December 1, 2020", "Effective 1 May 2021"], "en")] == [DateKind.EFFECTIVE]


def test_date_of_the_markup_is_told_once():
    stamp = Stamp(value="2024-03-01T09:00:00Z", kind=DateKind.UPDATED)

    assert len(dates(["Last updated: 1 March 2024"], "en", [stamp])) == 1
    assert [fact.on for fact in dates([], "en", [stamp])] == [date(2024, 3, 1)]


def test_fact_keeps_the_words_it_was_read_from():
    assert dates(["改定日：令和４年４月１日"], "ja")[0].text == "改定日：令和４年４月１日"


@pytest.mark.parametrize(
    "line",
    ["Last updated: 03/04/2024", "2022年4月1日 改定", "December 1, 2020", "Stand: März 2024", "令和元年5月1日 施行"],
)
def test_line_that_says_a_date_alone_is_a_date_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["Changes in 2024", "What was updated on 1 May 2024 in our shops", "第4条", "Last updated"]
)
def test_line_that_says_more_is_none(line):
    assert not is_date_line(line)


MARKED = {
    "a meta element": "<meta name='dcterms.modified' content='2024-03-01'>",
    "data of a page": '<script type="application/ld+json">{"@type": "WebPage", "dateModified": "2024-03-01"}</script>',
    "data of several types": (
        '<script type="application/ld+json">{"@graph": [{"@type": ["WebPage", "FAQPage"],'
        '"dateModified": "2024-03-01"}]}</script>'
    ),
    "an element for times": "<time itemprop='dateModified' datetime='2024-03-01T09:00+09:00'>one month ago</time>",
}


@pytest.mark.parametrize("name", MARKED)
def test_dates_stand_in_the_markup_of_a_page(name):
    page = f"<html><body>{MARKED[name]}<p>We keep your name for one year only.</p></body></html>"

    found = monitor.read(page.encode(), media_type="text/html").dates

    assert [(fact.kind, fact.on) for fact in found] == [(DateKind.UPDATED, date(2024, 3, 1))]
