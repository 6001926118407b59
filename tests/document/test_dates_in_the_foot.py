"""A document's own date in the foot of its part, which is left out otherwise."""

import datetime as dt

import pytest

import monitor

KEPT = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
JA_KEPT = "当社は、お客様の個人情報を契約の期間中および終了後一年間保管し、その後すみやかに削除します。"
MORE = '<p><a href="https://maker.example">Maker</a> hosts this text for us and keeps nothing of it.</p>'


def read(page):
    return monitor.read(page.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("title", "text", "line"),
    [
        ("Privacy policy", KEPT, "Last updated: May 8, 2024"),
        ("Privacy policy", KEPT, "Ultima modifica: 8 maggio 2024"),
        ("個人情報保護方針", JA_KEPT, "最終更新日：2024年5月8日"),
    ],
)
def test_the_date_in_the_foot_of_the_policys_own_part_is_read_and_the_foot_is_not(title, text, line):
    foot = f'<div class="doc_footer"><div><p>{line}</p>{MORE}</div><a href="/simple">Show less</a></div>'

    version = read(f"<body><div class=policy><h1>{title}</h1>{f'<p>{text}</p>' * 4}{foot}</div></body>")

    assert version.text == f"{title}\n{text}\n{text}\n{text}\n{text}\n{line}"
    assert [fact.on for fact in version.dates] == [dt.date(2024, 5, 8)]


def test_the_day_in_the_foot_of_a_page_is_not_the_date_of_its_policy():
    policy = f"<h1>Privacy policy</h1><p>{KEPT}</p><p>{KEPT}</p><p>{KEPT}</p><p>{KEPT}</p>"

    today = read(
        f'<body><div class=policy>{policy}<div class="doc_footer"><p>Friday, May 3, 2024</p>{MORE}</div></div></body>'
    )
    site = read(
        f'<body><div>{policy}</div><div class="site-footer"><p>Last updated: May 3, 2024</p>{MORE}</div></body>'
    )

    assert today.text == site.text == f"Privacy policy\n{KEPT}\n{KEPT}\n{KEPT}\n{KEPT}"
