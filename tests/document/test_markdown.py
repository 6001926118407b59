"""Markdown is read as a browser shows the page made of it: links beside the words, and no mark left in them."""

import time

import pytest

import monitor


def read(text, media_type="text/markdown; charset=utf-8"):
    return monitor.read(text.encode(), url="https://example.org/legal/privacy.md", media_type=media_type)


def clauses(version):
    return [clause for section in version.walk() for clause in section.clauses]


INLINE = {
    "a link": ("See the [overview page](https://example.org/a) first.", "See the overview page first."),
    "a link with a title": ('See the [page](/a "An overview") first.', "See the page first."),
    "a named link": ("See the [page][one] first.\n\n[one]: https://example.org/a", "See the page first."),
    "a bare address": ("Write to <desk@example.org> first.", "Write to desk@example.org first."),
    "emphasis": ("We *may* share __nothing__ or **very little** with `partners`.", None),
    "stars that mean themselves": ("Fees are 5 * 3 euro, \\*see below, for my_data_file.", None),
    "an image": ("Our ![logo](a.png) mark is ours alone.", "Our mark is ours alone."),
    "tags": ('Ask <a href="/x">us</a>, <span class="y">please</span>.', "Ask us, please."),
    "entities": ("Terms &amp; conditions of Example&nbsp;Ltd.", "Terms & conditions of Example Ltd."),
    "a comment": ("We keep <!-- draft: nothing --> your name.", "We keep your name."),
    "a sentence over two rows": ("We keep your name\nand your address.", "We keep your name and your address."),
    "a quotation": ("> The law says so,\n> and we obey.", "The law says so, and we obey."),
}
SHOWN = {
    "emphasis": "We may share nothing or very little with partners.",
    "stars that mean themselves": "Fees are 5 * 3 euro, *see below, for my_data_file.",
}


@pytest.mark.parametrize("name", INLINE)
def test_words_are_read_without_their_marks(name):
    source, expected = INLINE[name]

    assert read(source).text == (expected or SHOWN[name])


@pytest.mark.parametrize("image", ["![](a.png)", "![logo](a.png)", "- ![](a.png)", "[![](a.png)](/home)"])
def test_a_row_that_holds_only_an_image_is_no_text(image):
    version = read(f"# 利用規約\n\n{image}\n\nWe keep your name for ten days.\n\n{image}\n")

    assert version.text == "利用規約\nWe keep your name for ten days."


def test_link_target_stands_beside_the_words():
    (clause,) = clauses(read("See [our terms](../terms?utm_source=mail) and [others](https://b.example/x)."))

    assert [(link.text, link.href) for link in clause.links] == [
        ("our terms", "https://example.org/terms"),
        ("others", "https://b.example/x"),
    ]


def test_changed_target_changes_no_words():
    old, new = (read(f"# Terms\n\nSee [our terms](https://example.org/{name}).\n") for name in ("a", "b"))

    (change,) = monitor.compare(old, new)

    assert [kind.value for kind in change.kinds] == ["link"]


def test_lists_nest_and_count_as_a_browser_counts_them():
    version = read("Two reasons:\n\n1. to deliver;\n1. to answer:\n   - by mail,\n   - by phone.\n\nNothing else.\n")

    assert [(clause.label, clause.text, clause.depth) for clause in clauses(version)] == [
        ("", "Two reasons:", 0),
        ("1.", "to deliver;", 1),
        ("2.", "to answer:", 1),
        ("", "by mail,", 2),
        ("", "by phone.", 2),
        ("", "Nothing else.", 0),
    ]


def test_table_rows_carry_their_headers():
    version = read(
        "| Cookie | Purpose |\n| --- | :-: |\n| `id` | keeps you<br>signed in |\n| [n](/n) | counts \\| adds |\n"
    )

    assert [clause.text for clause in clauses(version)] == [
        "Cookie: id | Purpose: keeps you signed in",
        "Cookie: n | Purpose: counts | adds",
    ]


def test_break_tag_and_hard_break_cut_lines():
    version = read("Example Ltd<br>1 Mill Lane  \nDublin\\\nIreland")

    assert version.text.split("\n") == ["Example Ltd", "1 Mill Lane", "Dublin", "Ireland"]


def test_bold_line_and_underlined_line_are_headings():
    version = read("Terms\n=====\n\nFor all.\n\n**Fees**\n\nThere are none at all.\n\n**Law**\n\nIrish law.\n")

    assert [section.title for section in version.walk()] == ["Terms", "Fees", "Law"]


def test_settings_above_the_text_are_no_text():
    assert read("---\nlayout: page\n---\n\nWe keep your name.\n").text == "We keep your name."


def test_plain_text_with_such_links_is_markdown_and_other_plain_text_is_not():
    linked = read("See [our page](https://example.org/a) for *more*.", "text/plain")
    plain = read("See [our page] (in *Dublin*).", "text/plain")

    assert linked.text == "See our page for more."
    assert plain.text == "See [our page] (in *Dublin*)."


def test_hostile_markdown_is_read_in_time():
    rows = ["# a" + " " * 200_000 + "b", "*a " * 60_000, "[" * 200_000, "<a " * 60_000, "|" * 100_000, "> " * 90_000]
    rows += ["**a" * 60_000, "[a](" * 50_000, "_a_b" * 50_000, "- " * 60_000, "|-" * 60_000, "`" * 100_000]
    start = time.process_time()

    read("\n\n".join(rows))

    assert time.process_time() - start < 10
