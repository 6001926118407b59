"""What is of a policy although it stands where furniture stands: beside the main part, at its end, outside a body."""

import pytest

import monitor

KEPT = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
LEFT = "You may leave us at any time, and we delete your account within thirty days of your letter."
BODY = f"<h2>Keeping</h2><p>{KEPT}</p><h2>Leaving</h2><p>{LEFT}</p>"
POLICY = f"<h1>Privacy policy</h1>{BODY}"
QUIET = f"Privacy policy\nKeeping\n{KEPT}\nLeaving\n{LEFT}"
JA_KEPT = "当社は、お客様の個人情報を契約の期間中および終了後一年間保管し、その後すみやかに削除します。"
JA_POLICY = f"<h1>個人情報保護方針</h1><h2>保管</h2><p>{JA_KEPT}</p>"
JA_QUIET = f"個人情報保護方針\n保管\n{JA_KEPT}"


def read(markup, **wishes):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8", **wishes)


BODILESS = {
    "a main part": "<main>{}</main>",
    "a header": "<header><a href=/>Shop</a></header><main>{}</main>",
    "a section": "<section>{}</section>",
    "a link and a main part": "<link rel=stylesheet href=/a.css><main>{}</main>",
    "a drawing": "<svg><path d=M0/></svg><main>{}</main>",
    "a main part and a foot": "<main>{}</main><div class=foot><p>We ship worldwide. Orders leave on Mondays.</p></div>",
}


@pytest.mark.parametrize("name", BODILESS)
def test_a_page_without_a_body_tag_reads_as_with_one(name):
    page = BODILESS[name]
    head = "<!doctype html><html lang=en><title>Shop</title>"

    assert read(head + page.format(POLICY)).text == QUIET
    assert read(head + page.format(JA_POLICY)).text == JA_QUIET


def test_a_selector_finds_the_main_part_of_a_page_without_a_body_tag():
    page = f"<!doctype html><title>Shop</title><main>{POLICY}</main><p class=x>{LEFT} Truly.</p>"

    assert read(page, select="main").text == QUIET
    assert read(page, select="p.x").text == f"{LEFT} Truly."


def test_what_stands_in_a_head_is_not_text():
    page = (
        "<html><head><title>Shop</title><style>p{}</style><noscript><img src=x></noscript>"
        "<template><p>No</p></template>"
        f"<script>x</script></head><body class=b>{POLICY}</body></html>"
    )

    assert read(page).text == QUIET


def test_the_date_and_the_lead_beside_the_main_part_are_read_with_the_title():
    lead = "This policy applies to all customers of our shops and of our web site."
    hero = (
        f"<section class=hero><h1>Privacy policy</h1><div><p>Last updated: May 1, 2024</p></div><p>{lead}</p></section>"
    )
    ja_lead = "本方針は、当社の店舗およびウェブサイトをご利用になるすべてのお客様に適用されます。"
    ja_hero = f"<div><h1>個人情報保護方針</h1><p>制定日：2024年4月1日</p><p>{ja_lead}</p></div>"

    version = read(f"<body>{hero}<main>{BODY}</main></body>")

    assert version.text == QUIET.replace("\n", f"\nLast updated: May 1, 2024\n{lead}\n", 1)
    assert (
        read(f"<body>{ja_hero}<main><h2>保管</h2><p>{JA_KEPT}</p></main></body>").text
        == f"個人情報保護方針\n制定日：2024年4月1日\n{ja_lead}\n保管\n{JA_KEPT}"
    )


CONTINUED = {
    "an annex": (
        "<section><h2>Annex: retention</h2><table><tr><th>Data</th><th>Time</th></tr>"
        "<tr><td>Calls</td><td>30 days</td></tr><tr><td>Letters</td><td>90 days</td></tr></table></section>"
    ),
    "a section of the policy": f"<section><h2>Calls</h2><p>Calls are kept for 30 days. {LEFT}</p></section>",
    "another main part": f"<main><h2>Calls</h2><p>Calls are kept for 30 days. {LEFT}</p></main>",
    "a section in Japanese": (
        "<section><h2>別表</h2><p>通話の記録は三十日間保管し、その後は記録した者がすみやかに削除いたします。</p></section>"
    ),
}


@pytest.mark.parametrize("name", CONTINUED)
def test_a_part_beside_the_main_one_that_speaks_as_the_policy_is_read(name):
    version = read(f"<body><main>{POLICY}</main>{CONTINUED[name]}</body>")

    assert version.text.startswith(f"{QUIET}\n")
    assert any(mark in version.text for mark in ("30 days", "三十日間"))


def test_articles_that_go_on_with_the_policy_are_read():
    version = read(
        f"<body><article>{POLICY}</article><article><h2>Calls</h2><p>Kept for 30 days. {LEFT}</p></article></body>"
    )

    assert version.text == f"{QUIET}\nCalls\nKept for 30 days. {LEFT}"


BESIDE = {
    "a help card": "<section><h2>Need help?</h2><p>Our team answers questions about orders every day.</p></section>",
    "related articles": (
        "<section><h2>Tips</h2><article><h3><a href=/1>Seven tips</a></h3>"
        "<p>How to protect your personal information when you share a computer, in seven tips.</p></article></section>"
    ),
    "a form": (
        "<section><h2>News</h2><p>We share personal data with third parties, and you may tell us not to.</p>"
        "<input></section>"
    ),
    "what another page says": (
        "<article><h2>Deletion</h2><p>We keep personal data for 30 days, and what we share with third parties.</p>"
        "<a href=/2>Read more</a></article>"
    ),
    "what readers wrote": (
        "<section class=user-comments><h2>Ann</h2><p>They kept my personal data for 30 days, which I do not like.</p>"
        "</section>"
    ),
    "related articles in Japanese": (
        "<section><h2>関連記事</h2><p>個人情報を第三者に提供しないための七つの方法を、わかりやすくご紹介します。</p></section>"
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_other_parts_beside_the_main_one_are_not_read(name):
    assert read(f"<body><main>{POLICY}</main>{BESIDE[name]}</body>").text == QUIET


LINKS = "<ul><li><a href=/g>Gargle</a></li><li><a href=/h>Amazing</a></li><li><a href=/i>Strype</a></li></ul>"


@pytest.mark.parametrize(
    ("heading", "intro"),
    [
        ("9. Sub-processors", "We use these processors:"),
        ("9. 委託先", "当社は、次の委託先を利用します："),
        ("9. Sub-processors", ""),
    ],
)
@pytest.mark.parametrize("part", ["{}", "<section>{}</section>"])
def test_links_that_a_policy_announces_at_its_end_are_read(heading, intro, part):
    last = part.format(f"<h2>{heading}</h2>" + (f"<p>{intro}</p>" if intro else "") + LINKS)

    version = read(f"<body><main>{POLICY}{last}</main></body>")

    lines = [heading, *([intro] if intro else []), "Gargle", "Amazing", "Strype"]
    assert version.text == "\n".join([QUIET, *lines])


@pytest.mark.parametrize("above", ["<p>Follow us:</p>", "<h3>Products</h3>", "<h3>関連リンク</h3>", ""])
def test_links_at_the_end_that_nothing_announces_are_a_menu(above):
    assert read(f"<body><main>{POLICY}<section>{above}{LINKS}</section></main></body>").text == QUIET


@pytest.mark.parametrize(
    "sentence", ["We keep call recordings for 30 days.", "当社は、通話の記録を三十日間保管します。"]
)
def test_a_link_that_is_a_sentence_is_text_at_the_end_too(sentence):
    assert read(f"<body><main>{POLICY}<p><a href=/c>{sentence}</a></p></main></body>").text == f"{QUIET}\n{sentence}"


NOTICES = {
    "en": ("Cookie notice", "We set one cookie that remembers your language for one year, and no others."),
    "ja": ("クッキーについて", "当社は、お客様の言語を一年間記憶するクッキーを一つだけ使用し、ほかには使用しません。"),
}


@pytest.mark.parametrize("language", NOTICES)
def test_a_section_named_as_a_notice_is_read_inside_the_document(language):
    heading, sentence = NOTICES[language]
    section = f"<section class=cookie-notice><h2>{heading}</h2><p>{sentence}</p></section>"

    assert read(f"<body><main>{POLICY}{section}</main></body>").text == f"{QUIET}\n{heading}\n{sentence}"


@pytest.mark.parametrize(
    "make",
    [
        "<div class=cookie-notice><h2>{0}</h2><p>{1}</p><button>OK</button></div>",
        "<div class=cookie-notice style='position:fixed'><h2>{0}</h2><p>{1}</p></div>",
        "<div class=cookie-notice role=dialog><h2>{0}</h2><p>{1}</p></div>",
        "<div class=cookie-notice><p>{1}</p></div>",
    ],
)
def test_a_notice_over_the_page_is_not_read_wherever_it_stands(make):
    assert read(f"<body><main>{POLICY}{make.format(*NOTICES['en'])}</main></body>").text == QUIET


def test_a_field_that_can_only_be_read_is_plain_text():
    terms = f"Article 1 (Keeping)\n{KEPT}\nArticle 2 (Leaving)\n{LEFT}"
    ja = f"第1条（保管）\n{JA_KEPT}\n第2条（削除）\n当社は、通話の記録を三十日間保管します。"

    version = read(f"<body><h1>Terms</h1><form><textarea readonly>{terms}</textarea><input name=a></form></body>")
    ja_version = read(f"<body><h1>会員規約</h1><textarea rows=9 readonly='readonly'>{ja}</textarea></body>")

    assert [clause.text for section in version.walk() for clause in section.clauses] == [KEPT, LEFT]
    assert [section.title for section in ja_version.walk()][-2:] == ["第1条 保管", "第2条 削除"]
    assert JA_KEPT in ja_version.text


def test_what_a_reader_may_write_is_not_text():
    assert read(f"<body>{POLICY}<form><textarea>{KEPT} Tell us why not.</textarea></form></body>").text == QUIET
