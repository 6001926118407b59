"""One policy in many kinds of markup, in English and in Japanese: the sections are the same in all."""

import pytest

import monitor

ENGLISH = (
    "Privacy Policy",
    "Example Foundation explains on this page how it treats personal data.",
    (
        (
            "Data we collect",
            ("We collect data when you open an account and when you write to us.", "We do not buy data from others."),
            ("your name;", "your mail address;"),
        ),
        ("How we use data", ("We use the data to answer you and to send the newsletter you asked for.",), ()),
        (
            "Sharing with partners",
            ("Partners receive data only where the law asks us to hand it over.",),
            ("courts;", "tax offices."),
        ),
        ("Contact", ("Write to the office named below, which answers within a month.",), ()),
    ),
)
JAPANESE = (
    "個人情報保護方針",
    "見本財団は、このページで個人情報の取扱いについて説明します。",
    (
        (
            "取得する情報",
            (
                "当財団は、口座の開設時及びお問い合わせの際に情報を取得します。",
                "第三者から情報を購入することはありません。",
            ),
            ("氏名", "電子メールアドレス"),
        ),
        ("利用目的", ("取得した情報は、ご質問への回答及びご希望の会報の送付のために利用します。",), ()),
        ("第三者への提供", ("法令に基づく場合に限り、第三者に情報を提供します。",), ("裁判所", "税務署")),
        ("お問い合わせ窓口", ("下記の窓口までご連絡ください。一か月以内に回答いたします。",), ()),
    ),
)
POLICIES = {"en": ENGLISH, "ja": JAPANESE}


def page(
    heading,
    paragraph="<p>{}</p>",
    item="<li>{}</li>",
    items="<ul>{}</ul>",
    title="<h1>{}</h1>",
    around="{}",
    section="{}",
):
    """Make a writer: `heading` and the rest are patterns; {n} is the section's number, {h} its words."""

    def write(policy):
        words, preamble, sections = policy
        body = "".join(
            section.format(
                heading.format(n=number, h=name)
                + "".join(paragraph.format(text) for text in texts)
                + (items.format("".join(item.format(text) for text in listed)) if listed else "")
            )
            for number, (name, texts, listed) in enumerate(sections, 1)
        )
        return f"<main>{title.format(words)}{paragraph.format(preamble)}{around.format(body)}</main>"

    return write


def run_in(start):
    """Make a writer whose headings stand in one paragraph with the first text of their section, {t}."""

    def write(policy):
        words, preamble, sections = policy
        body = ""
        for number, (name, texts, listed) in enumerate(sections, 1):
            body += start.format(n=number, h=name, t=texts[0])
            body += "".join(f"<p>{text}</p>" for text in texts[1:])
            body += f"<ul>{''.join(f'<li>{text}</li>' for text in listed)}</ul>" if listed else ""
        return f"<main><h1>{words}</h1><p>{preamble}</p>{body}</main>"

    return write


def text(heading, item="- {}"):
    def write(policy):
        words, preamble, sections = policy
        lines = [words, preamble]
        for number, (name, texts, listed) in enumerate(sections, 1):
            signs = {
                "n": number,
                "h": name,
                "w": "１２３４"[number - 1],
                "k": "一二三四"[number - 1],
                "a": "abcd"[number - 1],
            }
            lines += [heading.format(**signs), *texts, *(item.format(one) for one in listed)]
        return "\n".join(lines)

    return write


LINES = {"paragraph": "{}<br>", "item": "・{}<br>", "items": "{}", "title": "<div>{}</div>", "around": "<div>{}</div>"}
DIVS = {"paragraph": "<div>{}</div>", "title": "<div>{}</div>"}
LIST = {"around": "<ol>{}</ol>", "section": "<li>{}</li>"}
HTML = {
    "heading tags": page("<h2>{n}. {h}</h2>"),
    "heading tags without numbers": page("<h3>{h}</h3>"),
    "role heading": page('<div role="heading" aria-level="2">{n}. {h}</div>'),
    "bold": page("<p><b>{n}. {h}</b></p>"),
    "bold words after a number": page("<p>{n}. <strong>{h}</strong></p>"),
    "bold without numbers": page("<p><strong>{h}</strong></p>"),
    "bold title too": page("<p><strong>{n}. {h}</strong></p>", title="<p><b>{}</b></p>"),
    "bold by style": page('<div style="font-weight:bold">{n}. {h}</div>', paragraph="<div>{}</div>"),
    "bold by class": page('<style>.t{{font-weight:700}}</style><div class="t">{h}</div>', paragraph="<div>{}</div>"),
    "plain and numbered": page("<p>{n}. {h}</p>"),
    "plain": page("<p>{h}</p>"),
    "divs only": page("<div>{h}</div>", **DIVS),
    "number in a line of its own": page("<div>{n}.</div><div>{h}</div>", paragraph="<div>{}</div>"),
    "bold run-in": run_in("<p><b>{n}. {h}.</b> {t}</p>"),
    "bold run-in without point": run_in("<p><b>{n}. {h}</b> {t}</p>"),
    "bold run-in without number": run_in("<p><b>{h}:</b> {t}</p>"),
    "bold line over text": run_in("<p><b>{n}. {h}</b><br>{t}</p>"),
    "plain line over text": run_in("<p>{n}. {h}<br>{t}</p>"),
    "plain run-in": run_in("<p>{n}.{h} {t}</p>"),
    "list numbers, heading tags": page("<h2>{h}</h2>", **LIST),
    "list numbers, bold": page("<b>{h}</b>", **LIST),
    "list numbers, paragraphs": page("<p>{h}</p>", **LIST),
    "list numbers, line": page("{h}<br>", **LIST),
    "list numbers, bold run-in": page("<strong>{h}.</strong> ", **LIST),
    "broken lines": page("{n}. {h}<br>", **LINES),
    "blank lines": page("{n}. {h}<br><br>", **{**LINES, "paragraph": "{}<br><br>"}),
    "bold broken lines": page("<b>{n}. {h}</b><br>", **LINES),
    "definition list": page("<dt>{n}. {h}</dt><dd>", around="<dl>{}</dl>"),
    "accordion": page("<summary>{h}</summary>", section="<details>{}</details>"),
    "accordion of buttons": page('<div><button aria-expanded="false">{n}. {h}</button></div>'),
    "table": page("<th>{n}. {h}</th><td>", around="<table>{}</table>", section="<tr>{}</td></tr>"),
    "articles in brackets": page("<p>第{n}条（{h}）</p>"),
    "articles run in": run_in("<p>第{n}条（{h}）{t}</p>"),
    "article words": page("<h3>Article {n}. {h}</h3>"),
    "article words without tags": page("<p>Article {n} ({h})</p>"),
    "squares": page("<p>■{h}</p>"),
    "lenticular brackets": page("<p>【{h}】</p>"),
    "numbers in brackets": page("<p>（{n}）{h}</p>"),
}
TEXT = {
    "numbered": text("{n}. {h}"),
    "numbered without space": text("{n}.{h}"),
    "without numbers": text("{h}"),
    "articles": text("第{n}条（{h}）", "・{}"),
    "kanji numbers": text("{k}、{h}", "・{}"),
    "wide digits and a wide space": text("{w}\u3000{h}", "・{}"),
    "lone numbers and bullets": text("{n}.\n{h}", "-\n{}"),
    "letters": text("{a}) {h}"),
    "section words": text("Section {n}. {h}"),
    "section signs": text("§ {n} {h}"),
    "squares": text("■ {h}", "・{}"),
}


@pytest.mark.parametrize("language", POLICIES)
@pytest.mark.parametrize("style", HTML)
def test_markup_style_does_not_change_the_sections(style, language):
    policy = POLICIES[language]

    version = monitor.read(HTML[style](policy).encode(), media_type="text/html; charset=utf-8")

    assert [seen(section) for section in version.walk()] == expected(policy)
    assert version.title == policy[0]


@pytest.mark.parametrize("language", POLICIES)
@pytest.mark.parametrize("style", TEXT)
def test_plain_text_style_does_not_change_the_sections(style, language):
    policy = POLICIES[language]

    version = monitor.read(TEXT[style](policy).encode(), media_type="text/plain; charset=utf-8")

    assert [seen(section) for section in version.walk()] == expected(policy)
    assert version.title == policy[0]


def seen(section):
    return section.level, section.heading.rstrip(".:"), tuple(clause.text for clause in section.clauses)


def expected(policy):
    words, preamble, sections = policy
    return [(1, words, (preamble,)), *((1, name, (*texts, *listed)) for name, texts, listed in sections)]
