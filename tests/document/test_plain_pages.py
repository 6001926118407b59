"""Plain text: lines, indents, light marks, and what a copied page brings along."""

import monitor


def read(text, media_type="text/plain; charset=utf-8"):
    return monitor.read(text.encode(), media_type=media_type)


def test_each_line_is_a_clause_and_numbers_are_sections():
    version = read(
        "Privacy Policy\n\nWe care.\n1. Purposes\nWe deliver what was ordered.\n2. Sharing\nWe share nothing at all.\n"
    )

    assert (
        version.text
        == "Privacy Policy\nWe care.\n1. Purposes\nWe deliver what was ordered.\n2. Sharing\nWe share nothing at all."
    )
    assert [section.label for section in version.walk()] == ["", "1.", "2."]


def test_markdown_headings_are_headings():
    version = read("# Terms\n\nThese terms apply.\n\n## Fees\n\nThere are none.\n\nLaw\n---\n\nThe law of the land.\n")

    assert [section.title for section in version.walk()] == ["Terms", "Fees", "Law"]


def test_a_lone_bullet_belongs_to_the_next_line():
    version = read("Terms\nYou may not:\n-\ncopy it;\n-\nsell it.\n")

    assert "copy it;" in version.text.split("\n")
    assert "-" not in version.text.split("\n")


def test_a_line_that_goes_on_in_small_letters_is_joined():
    version = read(
        "We collect the personal data that you give us when you open an account\nand when you write to us.\n"
    )

    assert (
        version.text
        == "We collect the personal data that you give us when you open an account and when you write to us."
    )


def test_menu_words_and_controls_of_a_copied_page_are_dropped():
    page = (
        "http://www.example.go.jp/about/privacy.html\nAbout Us\nNews\nServices\n"
        "Top > About Us > Privacy Policy\nPrivacy Policy\n"
        "December 1, 2020\nJapanese\nTweet\n1. Premise\nThe Office collects what it needs to run this "
        "site, and no more than that.\n"
        "2. Scope\nThe site stores domain names and addresses of those who visit it.\nPage Top\n"
    )

    text = read(page).text

    for gone in ("http:", "News", "Services", "Top >", "Japanese", "Tweet", "Page Top"):
        assert gone not in text, gone
    assert "December 1, 2020" in text


def test_old_line_ends_and_form_feeds_end_lines():
    assert read("One sentence here.\rAnother one here.\x0cA third one here.").text.count("\n") == 2
