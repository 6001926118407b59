"""What a page shows around a policy that is other tomorrow: advertisements, counters, announcements, chat boxes."""

import re

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
KEEPING = f"<h2>Keeping</h2><p>{PROSE}</p>"
LEAVING = f"<h2>Leaving</h2><p>{PROSE} Really.</p>"
QUIET = f"Privacy policy\nKeeping\n{PROSE}\nLeaving\n{PROSE} Really."


def read(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "5 min read",
        "Reading time: 5 minutes",
        "1,203 views",
        "Views: 1.2k",
        "閲覧数 1,203",
        "閲覧数：1,203回",
        "この記事は約5分で読めます",
        "読了時間：約 5分",
        "Lesezeit: 5 Minuten",
        "1.203 Aufrufe",
        "5 min de lecture",
        "Temps de lecture : 5 minutes",
        "1 203 vues",
        "Tiempo de lectura: 5 min",
        "1.203 visitas",
    ],
)
def test_counter_of_readers_or_minutes_is_not_read(line):
    for place in ("p", "div", "span"):
        part = f"<{place}>{line}</{place}>"
        assert read(f"<body><h1>Privacy policy</h1>{part}{KEEPING}{LEAVING}</body>").text == QUIET
        assert read(f"<body><h1>Privacy policy</h1>{KEEPING}{part}{LEAVING}</body>").text == QUIET


@pytest.mark.parametrize("line", ["30 minutes", "保存期間 30分", "We count 1,203 views.", "Aufbewahrung: 5 Minuten"])
def test_figure_of_a_policy_is_read(line):
    assert line in read(f"<body><h1>Privacy policy</h1>{KEEPING}<p>{line}</p>{LEAVING}</body>").text


@pytest.mark.parametrize(
    "slot",
    [
        "<div class='ad-slot'>Buy shoes <a href='https://s.example'>today</a></div>",
        "<div class='ads'><a href='https://s.example'>Buy shoes in our shop today, all at half the price!</a></div>",
        "<div aria-label='Advertisement'><p>Shoes, half price</p></div>",
        "<aside class='sponsored'><p>Shoes, half price</p></aside>",
        "<ins class='adsbygoogle' data-ad-client='x'>Shoes, half price</ins>",
        "<div id='ad_banner'>靴が半額</div>",
        "<div aria-label='広告'>靴が半額</div>",
        "<div role='region' aria-label='Anzeige'>Schuhe zum halben Preis</div>",
        "<p>Advertisement</p>",
        "<p>- Sponsored -</p>",
        "<p>広告</p>",
        "<div>【PR】</div>",
        "<div><span>Publicité</span></div>",
        "<p>Anzeige</p>",
    ],
)
def test_advertisement_between_two_sections_is_not_read(slot):
    assert read(f"<body><h1>Privacy policy</h1>{KEEPING}{slot}{LEAVING}</body>").text == QUIET


@pytest.mark.parametrize(
    "part",
    [
        "<h2>広告</h2><p>当社は広告を配信します。</p>",
        "<section id='ads'><h2>Ads</h2><p>We show advertisements of others.</p></section>",
        "<ul><li>Advertisement</li><li>Statistics</li></ul>",
        "<div class='ads'><p>We do not hand your personal data to anyone who advertises on our pages.</p></div>",
        "<p><b>Advertisement</b></p><p>We show advertisements of others.</p>",
        "<table><tr><th>Purpose</th><th>Basis</th></tr><tr><td>広告</td><td>同意</td></tr></table>",
    ],
)
def test_what_a_policy_says_of_advertisements_is_read(part):
    words = re.findall(r">([^<>]+)<", part)

    assert all(word in read(f"<body><h1>Privacy policy</h1>{KEEPING}{part}{LEAVING}</body>").text for word in words)


HEADER = "<header><a href='/'>Example</a> <a href='/shop'>Shop</a></header>"
FOOTER = "<footer><a href='/jobs'>Jobs</a></footer>"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Free delivery until Sunday.", "Hi! How can we help you today?"),
        ("年末年始の営業についてのご案内です。", "チャットで質問する"),
        ("Versand bis Sonntag frei.", "Fragen? Schreiben Sie uns."),
        ("Livraison offerte jusqu'à dimanche.", "Une question ? Discutons."),
    ],
)
def test_what_stands_outside_header_and_footer_is_not_read(above, below):
    policy = f"<div><h1>Privacy policy</h1>{KEEPING}{LEAVING}</div>"
    page = f"<div>{above}</div>{HEADER}{policy}{FOOTER}<div><p>{below}</p></div>"

    assert read(f"<body>{page}</body>").text == QUIET
    assert read(f"<body><div><div>{page}</div></div></body>").text == QUIET


def test_a_policy_around_its_own_header_and_footer_is_read_whole():
    page = f"<p>Last updated: May 1, 2024</p><header><h1>Privacy policy</h1></header>{KEEPING}"
    end = f"{FOOTER}<p>Privacy office: privacy@example.org</p><div>{LEAVING}</div>"

    found = read(f"<body>{page}{end}</body>").text

    assert "Really" in found
    assert "privacy@example.org" in found
    assert "May 1, 2024" in found
