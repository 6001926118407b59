"""Several documents at one address: the fragment of the address names the one that is read; when in doubt, all are."""

import pytest

from monitor import DocumentError, document
from monitor.document import papers

URL = "https://sumire.example/legal"
TEXTS = {
    "privacy": "Sumire Books notes who borrowed which book, and for how long it was kept at home. "
    "Readers may ask at the desk for a copy of what is noted about them, free of charge.",
    "terms": "A book is lent for three weeks, and twice as long where nobody else has asked for it. "
    "Whoever loses a book pays what a new one costs, and five euros for the work that it makes.",
    "cookies": "The catalogue sets a cookie that remembers which shelf a reader was looking at last. "
    "Readers can refuse it, and the catalogue then begins at the first shelf each time.",
    "利用": "本規約は、すみれ書房が提供する貸出サービスの利用に関する条件を定めるものとします。"
    "利用者は、借りた図書を第三者に貸してはならず、期限までに返却しなければなりません。",
    "個人": "すみれ書房は、氏名および住所を、図書の貸出とその連絡のためにのみ利用します。"
    "ご本人からの開示、訂正および利用停止のご請求には、窓口にて速やかに応じます。",
    "商取引": "販売事業者はすみれ書房株式会社、運営統括責任者は代表取締役の菫花子といたします。"
    "商品の引渡しは、ご入金を確認した日から三営業日以内に発送する方法によります。",
}


def text(*names):
    return "".join(f"<p>{part}.</p>" for name in names for part in TEXTS[name].rstrip(".").split(". "))


def titled(tag, parts, inner="{}"):
    """Write a heading and a text for each id and title."""
    return "".join(f'<{tag} id="{name}">{title}</{tag}>{inner.format(text(name))}' for name, title in parts.items())


ENGLISH = {"privacy": "Privacy policy", "terms": "Terms of use", "cookies": "Cookie policy"}
JAPANESE = {"利用": "利用規約", "個人": "プライバシーポリシー", "商取引": "特定商取引法に基づく表記"}
UNDER_ONE = f"<main><h1>Legal</h1>{titled('h2', ENGLISH, '<h3>In short</h3>{}')}</main>"
TABS = "".join(f'<li><a role="tab" id="tab-{name}" href="#{name}">{title}</a></li>' for name, title in ENGLISH.items())
PANELS = "".join(f'<div role="tabpanel" id="{name}" hidden>{text(name)}</div>' for name in ENGLISH)
BUTTONS = "".join(
    f'<div class="item"><button aria-expanded="false" aria-controls="{name}">{title}</button>'
    f'<div id="{name}" hidden>{text(name)}</div></div>'
    for name, title in ENGLISH.items()
)

TAKEN_APART = {
    "headings of the first rank": f"<main>{titled('h1', ENGLISH)}</main>",
    "headings below one": UNDER_ONE,
    "Japanese headings": f"<main><h1>各種規約</h1>{titled('h2', JAPANESE)}</main>",
    "numbered documents": "<main>"
    + titled("h2", {name: f"{number}. {title}" for number, (name, title) in enumerate(ENGLISH.items(), 1)})
    + "</main>",
    "chapters on the level of the documents": "<main>"
    + titled("h2", ENGLISH, "<h2>1. In short</h2>{0}<h2>2. Questions</h2><p>The desk answers questions.</p>")
    + "</main>",
    "anchors before the headings": "<div>"
    + "".join(f'<a name="{name}"></a><h2>{title}</h2>{text(name)}' for name, title in ENGLISH.items())
    + "</div>",
    "titles in bold": "<div>"
    + "".join(f'<p id="{name}"><b>{title}</b></p>{text(name)}' for name, title in ENGLISH.items())
    + "</div>",
    "articles": "<main>"
    + "".join(
        f'<article id="{name}"><header><p>Last updated: 3 May 2024</p><h2>{title}</h2></header>{text(name)}</article>'
        for name, title in ENGLISH.items()
    )
    + "</main>",
    "details": "<main>"
    + "".join(
        f'<details id="{name}"><summary>{title}</summary>{text(name)}</details>' for name, title in ENGLISH.items()
    )
    + "</main>",
    "buttons": f"<main><h1>Our policies</h1>{BUTTONS}</main>",
    "tabs": f'<main><h1>Legal</h1><ul role="tablist">{TABS}</ul>{PANELS}</main>',
    "a title whose tag is not that of its page": "<html><head><title>Terms of use | Sumire</title></head><body><main>"
    + titled("h2", ENGLISH)
    + "</main></body></html>",
}


def asked(fragment, html):
    return fragment, html


LEFT_WHOLE = {
    "chapters of a privacy policy": asked("cookies", f"<main><h1>Privacy policy</h1>{titled('h2', ENGLISH)}</main>"),
    "chapters of terms that only the head names": asked(
        "cookies",
        "<html><head><title>House rules and agreement | Sumire</title></head><body><main>"
        + titled("h2", {"privacy": "Privacy policy", "cookies": "Cookie policy"})
        + "</main></body></html>",
    ),
    "most chapters are no documents": asked(
        "cookies",
        f"<main><h2>What we note</h2>{text('privacy')}<h2 id='cookies'>Cookie policy</h2>{text('cookies')}"
        f"<h2>Lending</h2>{text('terms')}<h2>Retention policy</h2>{text('privacy')}"
        f"<h2>Questions</h2>{text('terms')}</main>",
    ),
    "numbers that run on through other chapters": asked(
        "cookies",
        f"<main><h2>1. Privacy policy</h2>{text('privacy')}<h2 id='cookies'>2. Cookie policy</h2>{text('cookies')}"
        f"<h2>3. Lending</h2>{text('terms')}</main>",
    ),
    "Japanese articles": asked(
        "個人",
        f"<main><h1>すみれ書房</h1><h2>第1条（利用規約）</h2>{text('利用')}"
        f"<h2 id='個人'>第2条（個人情報の取扱い）</h2>{text('個人')}</main>",
    ),
    "short names among other chapters": asked(
        "cookies",
        f"<main><h1>Sumire Books and you</h1><h2>Privacy</h2>{text('privacy')}<h2 id='cookies'>Cookies</h2>"
        f"{text('cookies')}<h2>Questions</h2>{text('terms')}</main>",
    ),
    "cards that lead to other documents": asked(
        "cookies",
        f"<main><h1>Reading at Sumire</h1>{text('privacy')}<h2>Terms of use</h2><p>Here: <a href='/t'>Terms</a>.</p>"
        "<h2 id='cookies'>Cookie policy</h2><p>Here: <a href='/c'>Cookies</a>.</p></main>",
    ),
}


def read(html, fragment="", **wishes):
    return document.read(html.encode(), url=f"{URL}#{fragment}", media_type="text/html; charset=utf-8", **wishes)


def names_in(version):
    return {name for name, words in TEXTS.items() if words[:30] in version.text}


@pytest.mark.parametrize("html", TAKEN_APART.values(), ids=TAKEN_APART)
def test_the_fragment_names_the_document_that_is_read(html):
    there = [name for name in TEXTS if f'"{name}"' in html]

    assert [names_in(read(html, name)) for name in there] == [{name} for name in there]


@pytest.mark.parametrize("html", TAKEN_APART.values(), ids=TAKEN_APART)
def test_without_a_fragment_all_is_read_and_the_documents_are_named(html):
    version = read(html)

    assert len(names_in(version)) == 3
    assert version.part == ""
    assert version.notes[0].startswith("3 documents stand on this page, and all are read: ")
    assert all(f"(#{name})" in version.notes[0] for name in names_in(version))


@pytest.mark.parametrize(("fragment", "html"), LEFT_WHOLE.values(), ids=LEFT_WHOLE)
def test_a_chapter_named_as_a_document_is_no_document(fragment, html):
    assert read(html, fragment).text == read(html).text
    assert read(html, fragment).notes == ()


def test_what_is_read_is_told():
    version = read(UNDER_ONE, "terms")

    assert version.part == version.title == "Terms of use"
    assert version.notes == ('read the part that #terms names: "Terms of use", one of 3 documents on this page',)


def test_a_document_is_cut_out_of_what_is_read_of_the_whole_page():
    whole = read(UNDER_ONE).text

    parts = [read(UNDER_ONE, name).text for name in ENGLISH]

    assert whole == "\n".join(("Legal", *parts))


def test_a_fragment_deep_inside_one_document_names_that_document():
    html = UNDER_ONE.replace("<p>Readers may ask", "<div><p id='copy'>Readers may ask")

    assert names_in(read(html, "copy")) == {"privacy"}


@pytest.mark.parametrize("fragment", ["nothing", "Terms", "top", ":~:text=lent", "/terms", "!terms", "all", "list"])
def test_a_fragment_that_names_no_document_leaves_the_page_whole(fragment):
    listed = "<ul id='list'><li>Privacy</li></ul><p>Sumire Books lends books.</p>"
    html = UNDER_ONE.replace("<main>", "<main id='all'>").replace("</h1>", f"</h1>{listed}")

    assert names_in(read(html, fragment)) == set(ENGLISH)


def test_a_fragment_that_is_not_there_is_told_with_those_that_are():
    (note,) = read(UNDER_ONE, "cookie").notes

    assert note.startswith("#cookie names none of the 3 documents on this page, and all are read: ")
    assert '"Cookie policy" (#cookies)' in note


@pytest.mark.parametrize("fragment", ["%E5%80%8B%E4%BA%BA", "個人", "%E5%80%8B%E4%BA%BA:~:text=%E6%B0%8F%E5%90%8D"])
def test_a_fragment_is_decoded_as_a_browser_does(fragment):
    assert names_in(read(TAKEN_APART["Japanese headings"], fragment)) == {"個人"}


def test_a_fragment_may_name_the_tab_or_be_known_to_a_link_alone():
    named_by_script = TAKEN_APART["headings below one"].replace("<h1>Legal</h1>", '<a href="#lending">Terms of use</a>')

    assert names_in(read(TAKEN_APART["tabs"], "tab-terms")) == {"terms"}
    assert names_in(read(named_by_script, "lending")) == {"terms"}


def test_an_annex_belongs_to_the_document_before_it():
    html = UNDER_ONE.replace(">Cookie policy<", ">Annex A: Cookie policy<")

    assert names_in(read(html, "terms")) == names_in(read(html, "cookies")) == {"terms", "cookies"}


def test_a_part_without_the_name_of_a_document_is_read_with_the_one_before_it_and_not_by_itself():
    html = f"<main><h1>Legal</h1>{titled('h2', ENGLISH | {'cookies': 'How we bake'})}</main>"

    assert names_in(read(html, "terms")) == {"terms", "cookies"}
    assert names_in(read(html, "cookies")) == set(ENGLISH)


def test_a_selector_alone_decides_what_is_read():
    assert names_in(read(UNDER_ONE, "terms", select="main")) == set(ENGLISH)


def test_dates_are_those_of_the_document_that_is_read():
    times = {"privacy": "2024-05-03", "terms": "2021-02-01", "cookies": "2019-01-01"}
    html = '<meta property="article:modified_time" content="2025-09-09">' + "".join(
        f'<article id="{name}"><h2>{ENGLISH[name]}</h2><p>Last updated: <time datetime="{on}">then</time></p>'
        f"{text(name)}</article>"
        for name, on in times.items()
    )

    assert {name: [fact.on.isoformat() for fact in read(html, name).dates] for name in times} == {
        name: [on] for name, on in times.items()
    }


def test_the_document_of_before_is_found_by_its_heading_when_its_fragment_is_gone():
    version = read(UNDER_ONE, "gone", part="Terms of use")

    assert names_in(version) == {"terms"}
    assert version.notes[0].startswith("#gone is no longer on this page; read the part with the heading of before")


def test_a_document_of_before_that_is_gone_is_an_error_that_names_the_others():
    with pytest.raises(DocumentError, match=r"'Sale', is gone: the page has .*\"Terms of use\" .#terms.") as raised:
        read(UNDER_ONE, "gone", part="Sale")

    assert raised.value.hint == "to watch one alone, write its # behind the URL"


def test_a_document_of_before_that_is_left_alone_reads_as_it_did():
    alone = f"<main><h1>Legal</h1>{titled('h2', {'terms': 'Terms of use'}, '<h3>In short</h3>{}')}</main>"

    assert read(alone, "terms", part="Terms of use").text == read(UNDER_ONE, "terms").text


@pytest.mark.parametrize(
    "heading",
    [
        "Privacy notice",
        "Website terms of use",
        "DMCA policy",
        "End User License Agreement",
        "Imprint",
        "Part B: Terms",
        "ご利用規約",
        "■プライバシーポリシー",
        "特定商取引法に基づく表示",
        "個人情報の取扱いについて",
        "Cookieポリシー",
        "Impressum",
        "Datenschutzerklärung",
        "Allgemeine Geschäftsbedingungen",
        "Widerrufsbelehrung",
        "Mentions légales",
        "Politique de confidentialité",
        "CGV",
        "Aviso legal",
        "Política de cookies",
    ],
)
def test_names_of_documents_are_known(heading):
    assert papers.named(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Changes to this policy",
        "How we use cookies",
        "Your privacy rights",
        "Annex 1: Retention policy",
        "",
        "Security",
        "個人情報の利用目的",
        "第5条（個人情報の取扱い）",
        "本規約の変更",
        "別紙1　利用規約",
        "Contact",
        "§ 3 Datenschutz",
        "Conditions financières",
        "Änderung der Datenschutzerklärung",
        "Privacy policy " * 20,
    ],
)
def test_headings_of_chapters_are_no_names_of_documents(heading):
    assert papers.named(heading) is None


def test_a_page_of_very_many_names_and_anchors_is_read_whole_in_one_pass():
    many = "".join(f'<h2 id="a{number}">Privacy policy {number}</h2>{text("privacy")}' for number in range(200))

    assert read(f"<main>{many}</main>", "a7").part == ""
