"""Parts of a page that are small and look like text, and words that a style sheet alone parts."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
POLICY = f"<h1>Privacy policy</h1><h2>Keeping</h2><p>{PROSE}</p><h2>Leaving</h2><p>{PROSE} Really.</p>"
QUIET = f"Privacy policy\nKeeping\n{PROSE}\nLeaving\n{PROSE} Really."


def read(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


DROPPED = {
    "two links between the parts of a page": "<div><a href='#rules'>Rules</a><a href='#users'>Experiences</a></div>",
    "how long ago it was edited": "<div>Updated over a week ago</div>",
    "how long ago, in Japanese": "<p>最終更新：3か月前</p>",
    "how long ago, in French": "<p>Il y a 3 jours</p>",
    "a question whether that helped": "<div>Did this answer your question?</div>",
    "a question whether that helped, in Japanese": "<p>この記事で問題は解決しましたか？</p>",
    "a link that shows more by a script": "<div><a href='javascript:void(0)'>Read more</a></div>",
    "an element of the page's own making": "<app-footer><a href='/jobs'>Jobs</a> <a href='/b'>Press</a></app-footer>",
    "comments below an article": "<div id='article-comments'><h3>Comments</h3><p>Closed for comments.</p></div>",
}


@pytest.mark.parametrize("name", DROPPED)
def test_small_furniture_is_not_read(name):
    assert read(f"<body><div>{DROPPED[name]}</div>{POLICY}</body>").text == QUIET
    assert read(f"<body>{POLICY}<div>{DROPPED[name]}</div></body>").text == QUIET


def test_a_line_of_links_below_the_text_is_a_menu_whatever_parts_them():
    menu = "<p><a href=/>Home</a> - <a href=/about>About</a> - <a href=/contact>Contact us</a></p>"

    assert read(f"<body>{POLICY}{menu}</body>").text == QUIET


def test_a_box_beside_the_article_of_a_main_part_is_not_read():
    box = "<aside><h2>Call us</h2><p>Our people take your call between nine and five. The lines are open.</p></aside>"

    assert "Call us" not in read(f"<main><article>{POLICY}<p>{PROSE * 4}</p></article>{box}</main>").text
    assert "Call us" in read(f"<main>{POLICY}<p>{PROSE * 4}</p>{box}</main>").text


@pytest.mark.parametrize("policy", ["<p>We keep your name for one year.</p>" * 2, f"<p>{PROSE}</p>", POLICY])
def test_cookie_notice_is_not_read_however_small_the_page(policy):
    notice = (
        "<div class=cookie-banner><p>We use cookies to make this site work and to show you advertisements.</p>"
        "<button>Accept</button><button>Decline</button></div>"
    )

    assert "cookies" not in read(f"<body>{notice}<h1>Privacy</h1>{policy}</body>").text


def test_cookie_policy_with_buttons_is_read():
    page = f"<h1>Cookies</h1><p>We use cookies. {PROSE}</p><p>{PROSE}</p>"

    assert (
        read(f"<body><div>{page}<button>Accept all</button><button>Reject</button></div></body>").text.count(PROSE) == 2
    )


def test_links_side_by_side_are_two_words():
    page = "<p>See <a href=/a>Terms</a><a href=/b>Prices</a>, and <a href=/c>our</a><a href=/c>selves</a>.</p>"

    assert "See Terms Prices, and ourselves." in read(f"<body><p>{PROSE}</p>{page}</body>").text


def test_table_that_only_sets_off_numbers_holds_sections():
    rows = "".join(
        f"<tr><td>{number}.</td><td><b>{name}</b></td></tr><tr><td></td><td>{PROSE}</td></tr>"
        for number, name in enumerate(("Keeping", "Leaving", "Joining"), 1)
    )

    version = read(f"<body><h1>Rules</h1><table>{rows}</table></body>")

    assert [section.title for section in version.walk()] == ["Rules", "1. Keeping", "2. Leaving", "3. Joining"]


def test_table_of_numbered_items_is_a_list():
    rows = "".join(f"<tr><td>({number})</td><td>{name}</td></tr>" for number, name in enumerate(("氏名", "住所"), 1))

    version = read(f"<body><h1>方針</h1><p>当社は、次に掲げる個人情報を取得します。</p><table>{rows}</table></body>")

    assert [(clause.label, clause.text) for clause in version.sections[0].clauses[1:]] == [
        ("(1)", "氏名"),
        ("(2)", "住所"),
    ]


@pytest.mark.parametrize(
    "last",
    [
        "(c) alter the text",
        "(C) 30 days",
        "(c) any part of Example Inc.",
        "Copyright complaints go to rights@club.example.",
        "Copyright remains with the authors",
    ],
)
def test_a_clause_that_begins_as_a_notice_of_copyright_does_is_read_at_the_end(last):
    text = read(f"<body>{POLICY}<p>(a) copy it</p><p>(b) sell it</p><p>{last}</p></body>").text

    assert text.endswith(last)


@pytest.mark.parametrize(
    "last", ["(c) 2024 Club", "Copyright Example Club Inc.", "(C) 桜市 All Rights Reserved", "Copyright: the Club"]
)
def test_a_notice_of_copyright_at_the_end_is_not_read(last):
    assert read(f"<body>{POLICY}<p>{last}</p></body>").text == QUIET


@pytest.mark.parametrize("name", ["Newsletter", "Share this", "English"])
def test_a_list_at_the_end_is_read_to_its_end_though_an_item_is_named_as_a_control_is(name):
    listed = "".join(f"<li>{item}</li>" for item in ("Your account", name, "Questions to the club office"))

    assert f"{name}\nQuestions to the club office" in read(f"<body>{POLICY}<ul>{listed}</ul></body>").text


def test_a_row_at_the_end_is_read_though_a_cell_is_named_as_a_control_is():
    rows = "<tr><td>Account</td><td>1 year</td></tr><tr><td>Newsletter</td><td>2 years</td></tr>"

    assert read(f"<body>{POLICY}<table>{rows}</table></body>").text.endswith("Newsletter | 2 years")
