"""Notes beside links: a template that gains or loses them changes no word of the policy."""

import pytest

import monitor

PROSE = "We keep the records of our customers for six years after the end of their contract."


def page(first, second="6. Leaving"):
    markup = f"<main><h1>Rules</h1>{first}<p>{PROSE}</p><h2>{second}</h2><p>{PROSE} Really.</p></main>"
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


NOTES = [
    "<span class=sr-only>(opens in new window)</span>",
    "<span class=visually-hidden> opens in a new tab</span>",
    "<span class=screen-reader-text>, external</span>",
    "<span class='link__note'>(Opens in a new browser tab.)</span>",
    "<span style='position:absolute;clip:rect(0,0,0,0)'>on their site</span>",
    "<span>外部リンク</span>",
    "<span class=u-visually-hidden>（新しいウィンドウで開きます）</span>",
    "<small>外部サイト、別ウィンドウで開く</small>",
    "<span>(PDF, 120 KB)</span>",
    "<small>（PDF：215.3KB）</small>",
    "<span class=fr-sr-only>(nouvelle fenêtre)</span>",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_in_or_beside_a_link_is_no_text(note):
    def linked(inner, outer):
        text = (
            f"<p>Read the <a href=https://example.com/p>rules of our bank{inner}</a>{outer} before you pay. {PROSE}</p>"
        )
        return page(f"<h2>5. Paying</h2>{text}").text

    assert linked(note, "") == linked("", note) == linked("", "")


def test_words_for_screen_readers_that_stand_alone_or_say_a_sentence_stay():
    alone = (
        "<p>Write to us on <a href=https://example.com><span class=sr-only>Chirper</span></a> at any time, please.</p>"
    )
    sentence = f"<p><a href=/a>Bank</a> <span class=sr-only>{PROSE}</span></p>"

    assert "Write to us on Chirper at any time" in page(alone).text
    assert PROSE in page(sentence, "Leaving").text.splitlines()[1]


def test_sentences_about_windows_and_files_stay():
    said = "<p>A link to a partner opens in a new window.</p><ul><li>PDF files</li><li>Word files of 20 MB</li></ul>"

    text = page(f"<h2>5. Links</h2>{said}").text

    assert "A link to a partner opens in a new window." in text
    assert "PDF files" in text
    assert "Word files of 20 MB" in text
