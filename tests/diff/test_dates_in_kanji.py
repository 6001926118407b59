"""The date line of a policy whose dates stand in kanji, as regulations of public bodies print them."""

import pytest

import monitor
from monitor.model import Kind, Level

PAGE = """<html lang="ja"><body><main><h1>個人情報取扱規程</h1><h2>第１条 目的</h2>
<p>当館は、利用者の個人情報を貸出しの管理のために利用します。</p>
<h2>第２条 窓口</h2><p>個人情報に関する問い合わせは、総務係が受け付けます。</p><p>{line}</p></main></body></html>"""


def compare(before, after):
    return monitor.compare(*(monitor.read(PAGE.format(line=line).encode()) for line in (before, after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("平成二十九年五月三十日改定", "令和八年十一月一日改定"),
        ("平成二十九年五月三十日 改正", "令和八年十一月一日 改正"),
        ("令和元年五月三十日施行", "令和８年１１月１日施行"),
        ("二〇一七年五月三十日制定", "二〇二六年十一月一日制定"),
    ],
)
def test_another_date_in_the_date_line_is_cosmetic(before, after):
    (change,) = compare(before, after)

    assert change.level is Level.COSMETIC
    assert change.kinds == (Kind.DATE,)


def test_a_date_in_kanji_within_a_clause_is_wording():
    (change,) = compare(
        "会員証は、平成二十九年五月三十日までに更新した会員に限り利用できます。",
        "会員証は、令和八年十一月一日までに更新した会員に限り利用できます。",
    )

    assert change.level is Level.MATERIAL
