"""Signs in headings: a template that gains or loses them changes no word of the policy."""

import pytest

import monitor

PROSE = "We keep the records of our customers for six years after the end of their contract."
JAPANESE = "当社は、契約の終了後も六年間、お客様の記録を保管し、その後はすべて確実に消去いたします。"


def read(markup, kind="text/html; charset=utf-8"):
    return monitor.read(markup.encode(), url="https://example.org/legal/", media_type=kind)


def page(first, second="6. Leaving"):
    return read(f"<main><h1>Rules</h1>{first}<p>{PROSE}</p><h2>{second}</h2><p>{PROSE} Really.</p></main>")


SIGNS = {
    "a number sign behind": "<h2>5. Retention <a class=headerlink href=#x>#</a></h2>",
    "a pilcrow behind, without a class": "<h2>5. Retention<a href='#x'>¶</a></h2>",
    "a section sign in front": "<h2><a class=anchor id=x href=#x>§</a> 5. Retention</h2>",
    "a picture of a chain in front": "<h2><a class=heading-anchor href=#x>🔗</a>5. Retention</h2>",
    "an icon by name": "<h2>5. Retention <a class=anchor-link href=#x><i class=fa>link</i></a></h2>",
    "an address of the whole page": "<h2>5. Retention <a href='https://example.org/legal/#x'>#</a></h2>",
    "words of a permanent link": "<h2>5. Retention <a class=hash-link href=#x>Link to this section</a></h2>",
    "a button": "<h2>5. Retention <button>Copy link</button></h2>",
    "a copying control": "<h2>5. Retention <span class='copy-link js-copy'>Copy link</span></h2>",
    "a button in Japanese": "<h2>5. Retention <button>リンクをコピー</button></h2>",
    "a heading of a role": "<div role=heading aria-level=2>5. Retention <a href=#x>#</a></div>",
    "a bold line": "<p><b>5. Retention</b> <a href=#x>#</a></p>",
    "a sign beside the heading": "<div><h2>5. Retention</h2><a href=#x>#</a></div>",
}


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_in_a_heading_is_no_word_of_it(name):
    version = page(SIGNS[name])

    assert version.text == page("<h2>5. Retention</h2>").text
    assert "Retention" in [section.heading for section in version.walk()]


@pytest.mark.parametrize(
    "sign", ["<a href=#x>#</a>", "<a class=permalink href=#x>¶</a>", "<button>リンクをコピー</button>"]
)
def test_a_sign_in_a_japanese_heading_is_no_word_of_it(sign):
    def japanese(mark):
        heading = f"<h2>第5条（保管期間）{mark}</h2><p>{JAPANESE}</p><h2>第6条（退会）</h2><p>{JAPANESE}</p>"
        return read(f"<html lang=ja><main><h1>利用規約</h1>{heading}</main></html>").text

    assert japanese(sign) == japanese("")


WORDS = {
    "a typed section sign": ("<h2>§ 5 Retention</h2>", "§ 5 Retention"),
    "a section sign with its number as a link": ("<h2><a href=#x>§ 5</a> Retention</h2>", "§ 5 Retention"),
    "a section sign that a number follows": ("<h2><a href=#x>§</a> 5 Retention</h2>", "§ 5 Retention"),
    "a heading that is a link": ("<h2><a class=anchor href=#x>Links</a></h2>", "Links"),
    "a heading that a button opens": ("<h2><button aria-expanded=true>Copy</button></h2>", "Copy"),
    "a link with words": ("<h2>Retention and <a href=#x>links</a></h2>", "Retention and links"),
    "a sign in a sentence": (f"<p>{PROSE}<a href=#n>*</a></p>", f"{PROSE}*"),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_a_word_of_the_text_stays(name):
    markup, expected = WORDS[name]

    assert expected in page(markup).text.splitlines()


@pytest.mark.parametrize("sign", ["[#](#retention)", "[¶](#retention)", "[🔗](#retention)"])
def test_a_sign_in_a_heading_of_markdown_is_no_word_of_it(sign):
    def marked(mark):
        return read(f"# Rules\n\n## Retention {mark}\n\n{PROSE}\n\n## Leaving\n\n{PROSE}\n", "text/markdown").text

    assert marked(sign) == marked("")


def test_an_icon_that_is_written_as_its_name_is_no_text():
    link = "<p>Read the <a href=/p>rules of our bank<i class=material-icons>{}</i></a> before you pay. Then sign.</p>"

    assert "open_in_new" not in page(link.format("open_in_new")).text
    assert "rules of our bank before you pay" in page(link.format("open_in_new")).text
