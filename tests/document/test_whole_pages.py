"""Whole pages without a selector: the policy, the whole policy, and nothing else; the outline lies beside each page."""

from pathlib import Path

import pytest

import monitor

PAGES = sorted((Path(__file__).parents[1] / "pages" / "reading").glob("*.html"))


def outline(version):
    lines = []
    for section in version.walk():
        if section.title:
            lines.append(f"{'#' * section.level} {section.title}")
        lines.extend(f"{'  ' * clause.depth}{clause.label} {clause.text}".rstrip() for clause in section.clauses)
    return "".join(f"{line}\n" for line in lines)


def read(markup):
    return monitor.read(markup.encode(), url="https://example.org/privacy", media_type="text/html; charset=utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_reads_as_its_outline(page):
    assert outline(read(page.read_text("utf-8"))) == page.with_suffix(".txt").read_text("utf-8")


NOISE = {
    "a menu entry more": ("<li><a", "<li><a href='/new'>What is new</a></li><li><a"),
    "a counter": ("<body", "<body data-visits='8123'"),
    "classes and ids": (' class="', ' data-v="1" class="zz9 '),
    "a news banner": (
        "</body>",
        "<div role='dialog'><p>Our summer sale has begun, and it ends on Sunday!</p></div></body>",
    ),
    "a cookie notice": (
        "</body>",
        (
            "<div class='notice'><p>We use cookies to see how our pages are used, and to show advertisements.</p>"
            "<button>Accept all</button><button>Reject all</button></div></body>"
        ),
    ),
    "a footer link": ("</body>", "<footer><a href='/jobs'>Jobs</a> <a href='/press'>Press</a></footer></body>"),
    "a script": ("</body>", "<script>track('x')</script></body>"),
    "a copyright year": ("2024 Harbour Bank", "2025 Harbour Bank"),
    "related articles": (
        "</body>",
        (
            "<div><h2>Related articles</h2><ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li>"
            "<li><a href='/3'>Three</a></li>"
            "</ul></div></body>"
        ),
    ),
}


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_noise_around_a_policy_is_not_read(page, noise):
    before, after = NOISE[noise]
    quiet = page.read_text("utf-8")

    assert read(quiet.replace(before, after, 1)).text == read(quiet).text


PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
KEPT = {
    "links between sentences": (
        (
            f"<p>{PROSE}</p><p>Our partners are:</p><ul><li><a href='https://a.example'>Alpha</a></li>"
            f"<li><a href='https://b.example'>Beta</a></li><li><a href='https://c.example'>Gamma</a></li></ul><p>{PROSE}</p>"
        ),
        ["Alpha", "Beta", "Gamma"],
    ),
    "addresses at the end": (
        f"<p>{PROSE}</p><h2>Contact</h2><p>Example Ltd</p><p><a href='mailto:dpo@example.org'>dpo@example.org</a></p>",
        ["Contact", "Example Ltd", "dpo@example.org"],
    ),
    "a section with a name that furniture has": (
        (
            f"<p>{PROSE}</p><section id='newsletter'><h2>Newsletter</h2>"
            f"<p>We send our newsletter to those who asked for it.</p></section>"
            f"<section id='feedback'><h2>Feedback</h2><p>What you tell us about our service is ours to use."
            f"</p></section>"
        ),
        ["Newsletter", "Feedback", "those who asked"],
    ),
    "a heading that is a control elsewhere": (
        f"<h2>Language</h2><p>{PROSE}</p><h2>Sharing</h2><p>{PROSE}</p><h2>Search</h2><p>{PROSE}</p>",
        ["Language", "Sharing", "Search"],
    ),
    "names of other sites in a list": (
        (
            f"<p>{PROSE}</p><ul><li><a href='https://f.example'>Facebook</a></li><li><a href='https://t.example'>Twitter</a></li></ul>"
            f"<p>{PROSE}</p>"
        ),
        ["Facebook", "Twitter"],
    ),
    "a form around the whole page": (
        f"<form action='/'><input type=hidden name=v><h1>Policy</h1><p>{PROSE}</p></form>",
        [PROSE],
    ),
    "a policy in a hidden part that a script shows": (
        f"<div style='display:none'><h1>Policy</h1><p>{PROSE}</p></div>",
        [PROSE],
    ),
    "a policy behind a modal's veil": (f"<div aria-hidden='true'><h1>Policy</h1><p>{PROSE}</p></div>", [PROSE]),
    "a policy in a tab": (
        (
            "<ul role=tablist><li role=tab aria-controls=t1>Terms</li><li role=tab aria-controls=t2>Privacy</li></ul>"
            f"<div id=t1 role=tabpanel><p>{PROSE}</p></div><div id=t2 role=tabpanel hidden>"
            f"<p>Privacy: {PROSE}</p></div>"
        ),
        [PROSE, f"Privacy: {PROSE}"],
    ),
    "several articles": (
        f"<article><h2>One</h2><p>{PROSE}</p></article><article><h2>Two</h2><p>{PROSE}</p></article>",
        ["One", "Two"],
    ),
    "a title above the main part": (
        f"<header><h1>Privacy policy</h1></header><main><p>{PROSE}</p></main>",
        ["Privacy policy", PROSE],
    ),
    "a policy in aside boxes": (f"<main><p>{PROSE}</p><aside><p>In short: {PROSE}</p></aside></main>", ["In short"]),
    "a page of addresses": (
        "<nav><a href='/'>Home</a></nav><h1>Imprint</h1><p>Example Ltd</p><p>1 Mill Lane</p><p>Director: Ann Other</p>",
        ["Imprint", "Example Ltd", "1 Mill Lane", "Director: Ann Other"],
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_policy_text_is_kept(name):
    markup, expected = KEPT[name]

    text = read(f"<body>{markup}</body>").text

    assert [part for part in expected if part not in text] == [], name


DROPPED = {
    "controls": "<p><a href='#top'>▲ Page Top</a></p><p>Tweet</p>",
    "language names": "<div><a href='/ja'>日本語</a></div><div>English (United Kingdom)</div>",
    "a trail of pages": "<p>Top &gt; About us &gt; Privacy policy</p>",
    "a question for feedback": "<div>このページは役に立ちましたか？</div><div>はい</div><div>いいえ</div>",
    "earlier editions": "<h3>Previous versions</h3><p>1 May 2021</p><p>3 June 2020</p><p>2 July 2019</p>",
    "cards": "<a href='/x'><h4>Our new shop</h4><p>Come and see it, it is open from nine to five.</p></a>",
    "fields": "<form><label>Your mail address</label><input name=m><p>Leave your address and hear from us.</p></form>",
}


PLACES = [
    (name, where) for name in DROPPED for where in ("before", "after") if (name, where) != ("a trail of pages", "after")
]


@pytest.mark.parametrize(("name", "where"), PLACES)
def test_furniture_is_dropped(name, where):
    policy = f"<h1>Privacy policy</h1><p>{PROSE}</p><p>{PROSE} Really.</p>"
    page = DROPPED[name] + policy if where == "before" else policy + DROPPED[name]

    assert read(f"<body>{page}</body>").text == f"Privacy policy\n{PROSE}\n{PROSE} Really."
