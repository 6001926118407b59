"""（目的） on a line of its own names the article below it."""

import monitor


def outline(text, media_type="text/html; charset=utf-8"):
    version = monitor.read(text.encode(), media_type=media_type)
    return [
        (section.label, section.heading, [f"{clause.label} {clause.text}".strip() for clause in section.clauses])
        for section in version.walk()
    ]


RULES = """
<h1>図書室利用規則</h1>
<p>（目的）</p><p>第1条　この規則は、図書室の利用について定める。</p>
<p>（貸出し）</p><p>第2条　貸出しは、一人三冊までとする。</p>
"""


def test_caption_is_the_heading_of_its_article_and_no_clause_of_the_one_before():
    assert outline(RULES) == [
        ("", "図書室利用規則", []),
        ("第1条", "目的", ["この規則は、図書室の利用について定める。"]),
        ("第2条", "貸出し", ["貸出しは、一人三冊までとする。"]),
    ]


def test_caption_in_a_heading_tag_is_the_heading_of_its_article_too():
    tagged = RULES.replace("<p>（", "<h3>（").replace("）</p>", "）</h3>")

    assert outline(tagged) == outline(RULES)


def test_article_with_a_heading_of_its_own_takes_no_line_above_it():
    own = RULES.replace("第2条　貸出し", "第2条（期間）　貸出し")

    assert outline(own)[1:] == [
        ("第1条", "目的", ["この規則は、図書室の利用について定める。", "（貸出し）"]),
        ("第2条", "期間", ["貸出しは、一人三冊までとする。"]),
    ]


def test_paragraph_of_an_article_ends_the_items_of_the_one_before():
    text = (
        "第1条　次の者は、利用できる。\n（１）町民\n（２）町に通う者\n２　前項のほか、館長が認める者は、利用できる。\n"
        "第2条　利用は、無料とする。\n"
    )

    version = monitor.read(text.encode(), media_type="text/plain; charset=utf-8")

    clauses = [(clause.label, clause.depth) for section in version.walk() for clause in section.clauses]
    assert clauses == [("", 0), ("（１）", 1), ("（２）", 1), ("２", 1), ("", 0)]


def test_article_below_another_chapter_is_a_section_as_those_before_it():
    text = (
        "第1章　総則\n第1条　この規則は、利用について定める。\n第2条　利用は、無料とする。\n"
        "第2章　雑則\n第3条　館長が定める。\n"
    )

    assert [label for label, _heading, _clauses in outline(text, "text/plain; charset=utf-8")] == [
        "第1章",
        "第1条",
        "第2条",
        "第2章",
        "第3条",
    ]


def test_addenda_stand_beside_the_articles_though_only_these_have_tags():
    page = (
        "<h1>利用規則</h1><h3>第1条（目的）</h3><p>図書室について定めます。</p>"
        "<p>附則（令和6年4月1日）</p><p>本規則は公布の日から施行します。</p>"
    )

    version = monitor.read(page.encode(), media_type="text/html; charset=utf-8")

    assert [(section.heading, section.level) for section in version.walk()][1:] == [
        ("目的", 1),
        ("附則（令和6年4月1日）", 1),
    ]
