"""The road from two pages to their changes, in the markups that pages are written in."""

from __future__ import annotations

import pytest

import monitor
from monitor.model import Kind

SECTIONS = {
    "en": [
        ("What we collect", "We collect your name and your address when you open an account with the shop."),
        (
            "Cookies",
            "Cookies are small files that your browser keeps. You can refuse them in its settings at any time.",
        ),
        ("Sharing", "We hand your data to the firms that host our servers. Nobody else receives it from us."),
        ("Retention", "Accounts are erased 30 days after they were closed. Invoices are kept for seven years."),
        ("Your rights", "You may ask for a copy of your data. Mistakes in it are put right without delay."),
    ],
    "ja": [
        ("取得する情報", "当社は、会員登録の際に、氏名と住所を取得します。"),
        ("クッキーの利用", "当社は、訪問の回数を数えるためにクッキーを利用します。利用者はこれを拒否できます。"),
        ("第三者への提供", "当社は、法令に基づく場合を除き、個人情報を第三者に提供しません。"),
        ("保存期間", "退会から30日を過ぎた時点で、登録の内容を消去します。"),
        ("開示等の請求", "ご本人は、保有する情報の開示と訂正を求めることができます。"),
    ],
}
FRESH = {
    "en": ("Children", "Nobody under the age of sixteen may open an account, and we close those we learn of."),
    "ja": ("未成年の方", "十六歳に満たない方は、保護者とともに登録の手続を行ってください。"),
}
SWAP = {"en": ("30 days", "90 days"), "ja": ("30日", "90日")}


def title(language, number, heading):
    return f"第{number}条（{heading}）" if language == "ja" else f"{number}. {heading}"


def tagged(language, rows):
    return "".join(f"<h2>{title(language, n, h)}</h2><p>{t}</p>" for n, (h, t) in enumerate(rows, start=1))


def bold(language, rows):
    return "".join(f"<p><b>{title(language, n, h)}</b></p><p>{t}</p>" for n, (h, t) in enumerate(rows, start=1))


def broken(language, rows):
    lines = (f"<b>{title(language, n, h)}</b><br>{t}<br><br>" for n, (h, t) in enumerate(rows, start=1))
    return f"<div>{''.join(lines)}</div>"


def listed(language, rows):
    return f"<ol>{''.join(f'<li><strong>{h}</strong><p>{t}</p></li>' for h, t in rows)}</ol>"


def defined(language, rows):
    return (
        f"<dl>{''.join(f'<dt>{title(language, n, h)}</dt><dd>{t}</dd>' for n, (h, t) in enumerate(rows, start=1))}</dl>"
    )


STYLES = [tagged, bold, broken, listed, defined]


def read(language, body):
    name = "個人情報の取扱い" if language == "ja" else "Privacy Policy"
    head = f"<html lang={language}><head><title>{name}</title></head>"
    html = f"{head}<body><main><h1>{name}</h1>{body}</main></body></html>"
    return monitor.read(html.encode(), url="https://shop.example/privacy", media_type="text/html; charset=utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", SECTIONS)
def test_a_changed_period_is_found_in_its_section_and_nowhere_else(style, language):
    rows = SECTIONS[language]
    edited = [(heading, text.replace(*SWAP[language])) for heading, text in rows]

    (change,) = monitor.compare(read(language, style(language, rows)), read(language, style(language, edited)))

    assert (change.kinds, change.place.heading) == ((Kind.REWORDED,), rows[3][0])
    assert [signal.kind.value for signal in change.signals] == ["period"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", SECTIONS)
def test_an_inserted_section_marks_one_section_not_all_that_follow(style, language):
    rows = SECTIONS[language]
    more = [*rows[:2], FRESH[language], *rows[2:]]

    changes = monitor.compare(read(language, style(language, rows)), read(language, style(language, more)))

    assert [change.kinds for change in changes] == [(Kind.ADDED,), *[(Kind.RENUMBERED,)] * 3]
    assert changes[0].place.heading == FRESH[language][0]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", SECTIONS)
def test_another_markup_of_the_same_policy_is_quiet(style, language):
    rows = SECTIONS[language]

    changes = monitor.compare(read(language, tagged(language, rows)), read(language, style(language, rows)))

    assert {kind for change in changes for kind in change.kinds} <= {Kind.FORMATTING}
