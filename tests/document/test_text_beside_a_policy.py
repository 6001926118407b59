"""What sites put beside a policy in plain parts: the words of customers, offers, clocks, counters, a chat."""

import pytest

import monitor

PROSE = "We keep the personal data of our customers for as long as the contract lasts, and for one year more."
ARTICLE = f"<h2>Keeping</h2>{f'<p>{PROSE}</p>' * 3}<h2>Leaving</h2>{f'<p>{PROSE} Really.</p>' * 3}"


def read(markup):
    return monitor.read(markup.encode(), url="https://example.org/x", media_type="text/html; charset=utf-8").text


QUIET = read(f"<body><div><h1>House rules</h1>{ARTICLE}</div></body>")

BESIDE = {
    "the words of customers": (
        "<section><h2>What our members say</h2><blockquote>“I found my dog sitter here.” <cite>Ana, Porto</cite>"
        "</blockquote><blockquote>“We rent out our barn with it.” <cite>Rolf, Kiel</cite></blockquote></section>"
    ),
    "the words of customers without a part of their own": (
        "<h2>Customer stories</h2><p>“My shop opened within a day, and it just runs and runs.”</p><p>— Ilse, baker</p>"
    ),
    "the words of customers in cards": (
        "<div class=testimonials><div><p>„Endlich ein Anbieter, der sofort zurückruft.“</p><b>Uwe M.</b></div>"
        "<div><p>„Schnell und freundlich, jederzeit wieder.“</p><b>Kim</b></div></div>"
    ),
    "the words of customers in French": (
        "<div><h3>Ce que disent nos clients</h3><p>« Un service rapide, des gens aimables. » Zoé, Lille</p></div>"
    ),
    "the words of customers in Japanese": (
        "<div><h2>お客様の声</h2><p>「とても使いやすく、毎日の作業が楽になりました。」</p><p>★★★★★</p></div>"
    ),
    "a trial": (
        "<div><h2>Two thousand bakers bake with it</h2><p>Try it free for 30 days. No card needed.</p>"
        "<a href=/go>Start now</a></div>"
    ),
    "a trial with a button": (
        "<div><h2>Bake with it</h2><p>Yours with a 30-day free trial, no card!</p><button>Start today</button></div>"
    ),
    "a trial in Japanese": "<div><h2>はじめませんか</h2><p>30日間無料です。</p><a href=/go>無料で始める</a></div>",
    "the end of a sale": "<div><span>Summer sale ends in</span> <b>2d 11h 4m</b></div>",
    "the end of a sale in four fields": (
        "<div class=countdown-box><div><b>02</b><i>Days</i></div><div><b>11</b><i>Hours</i></div>"
        "<div><b>04</b><i>Minutes</i></div></div>"
    ),
    "the end of a sale in German": "<p>Das Angebot endet in 3 Tagen 4 Std. 10 Min.</p>",
    "the end of a sale in French": "<p>L’offre se termine dans : 3 jours 4 heures</p>",
    "the end of a sale in Japanese": "<p>セール終了まであと 3日 4時間 10分</p>",
    "how many are there": "<p>1,204 people online now</p>",
    "how many are there in German": "<p>Derzeit 310 Besucher online</p>",
    "how many are there in French": "<p>1 204 personnes en ligne</p>",
    "how many are there in Japanese": "<p>現在、128人が閲覧しています</p>",
    "a visitor's number": "<p>You are visitor number 40,312</p>",
    "a chat": "<div id=chat><p>Ask Robo</p><p>Hello! How may we help you today?</p><textarea></textarea></div>",
    "a chat behind a button": "<div class='live-chat-box'><p>Hi! Got a question?</p><button>Chat</button></div>",
    "a chat in German": "<div id=c><p>Hallo! Wie können wir dir helfen?</p><textarea></textarea></div>",
    "a chat in Japanese": "<div id=c><p>こんにちは。何かお困りですか？</p><textarea></textarea></div>",
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_below_a_policy_and_is_none_is_not_read(name):
    assert read(f"<body><div><h1>House rules</h1>{ARTICLE}{BESIDE[name]}</div></body>") == QUIET


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_above_a_policy_and_is_none_is_not_read(name):
    assert read(f"<body>{BESIDE[name]}<div><h1>House rules</h1>{ARTICLE}</div></body>") == QUIET


POLICY = {
    "a section on what customers write": (
        "<h2>Customer reviews</h2><p>You may only post a review of a stay that you paid for yourself.</p>",
        "post a review",
    ),
    "a rule that is set off": (
        "<h2>Customer reviews</h2><blockquote>Write of your own stay, in your own words.</blockquote>",
        "your own stay",
    ),
    "a rule in quotes below such a heading": (
        "<h2>Customer reviews</h2><blockquote>“Reviews must be of your own stay.”</blockquote>",
        "your own stay",
    ),
    "what follows the words of customers": (
        (
            "<h2>What our members say</h2><blockquote>“I found my sitter here.” <cite>Ana</cite></blockquote>"
            "<p>Such words are those of their writers, and we pay nobody for them.</p>"
        ),
        "pay nobody",
    ),
    "an example in quotes": (
        "<h2>Examples of harassment</h2><p>“Nobody would miss you if you were gone.”</p><p>“Go back home.”</p>",
        "Nobody would miss you",
    ),
    "examples under a question": (
        "<h2>What people say</h2><p>“Nobody would miss you if you were gone.”</p><p>— sent to a player</p>",
        "Nobody would miss you",
    ),
    "a term in quotes": (
        "<h2>User stories</h2><p>“User story” means a text that you send to us about your stay at a farm.</p>",
        "means a text",
    ),
    "a box that says it in short": (
        "<aside><h3>In short</h3><p>We keep your data for one year and sell it to nobody.</p></aside>",
        "sell it to nobody",
    ),
    "a trial that is charged for": (
        (
            "<div><h2>Trials</h2><p>A plan is free for 30 days, then you are charged for the next month.</p>"
            "<a href=/go>Start now</a></div>"
        ),
        "charged for the next month",
    ),
    "where to write": (
        "<div class=help-box><h2>Questions</h2><p>Have a question? Write to help@example.org.</p><input></div>",
        "help@example.org",
    ),
    "a term in Japanese quotes": (
        "<h2>お客様の声</h2><p>「お客様の声データ」とは、当院にお寄せいただいた文をいいます。</p>",
        "お寄せいただいた文",
    ),
    "how long things are kept": (
        "<ul><li>Session: 1 day 2 hours</li><li>Log: 3 days 4 hours</li></ul>",
        "1 day 2 hours",
    ),
    "when something ends": ("<p>The offer ends in 30 days.</p>", "ends in 30 days"),
    "when the desk is open": ("<p>Starts: 10:00</p>", "10:00"),
    "how many may come": ("<p>Visitors: 4</p>", "Visitors: 4"),
    "a note for the young in an aside": (
        "<aside><h3>Children</h3><p>Those under 13 must not open an account, and we delete what they sent.</p></aside>",
        "under 13",
    ),
}


@pytest.mark.parametrize("name", POLICY)
def test_what_looks_like_it_and_is_of_the_policy_is_read(name):
    markup, words = POLICY[name]
    middle = f"<h2>Keeping</h2><p>{PROSE}</p>{markup}<h2>Leaving</h2><p>{PROSE} Really.</p>"
    assert words in read(f"<body><main><h1>House rules</h1>{middle}</main></body>")
    assert words in read(f"<body><div><h1>House rules</h1>{middle}</div></body>")
