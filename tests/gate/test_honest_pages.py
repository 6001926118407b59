"""Short documents that speak of cookies, logins, robots and errors are documents, at the first visit and later."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import monitor
from monitor.gate.speech import said
from monitor.model import Outcome

PAGES = [
    (name, text)
    for group in tomllib.loads((Path(__file__).parent.parent / "cases/honest/pages.toml").read_text("utf-8")).values()
    for name, text in group.items()
]
START = datetime(2026, 4, 1, 9, tzinfo=UTC)
OTHER = """<h1>Privacy policy</h1><p>The Bellflower Society has one list of its members, which the secretary keeps.</p>
<p>It holds names and addresses, and is given to the printer of our letter, who returns it each spring.</p>"""

LONGER = (
    OTHER
    + """<p>Photographs of our walks hang in the club house; whoever is on one may have it taken down.</p>
<p>Fees are noted in the ledger, which the treasurer locks away and shows to the auditors once a year.</p>
<p>Former members stay in the list for two years, so that they find their old friends if they return.</p>
<p>Guests are not listed. Questions about the list are answered by the secretary on every first Monday.</p>"""
)


def dressed(text):
    """The document as sites dress it: a menu with a login, and a dialog about cookies."""
    banner = "<p>We value your privacy.</p><button>Accept all</button><button>Reject all</button>"
    return f"""<html><head><title>Kikyo</title></head><body><nav><a href="/login">Log in</a> <a href="/">Home</a></nav>
    <main>{text}</main><div class="cookie-banner">{banner}</div></body></html>""".encode()


def visits(*texts):
    with monitor.open(":memory:") as archive:
        for number, text in enumerate(texts):
            yield archive.record(
                target="kikyo",
                url="https://kikyo.example/legal",
                body=dressed(text + f"<!--{number}-->"),
                fetched_at=START + number * timedelta(hours=13),
                headers={"content-type": "text/html; charset=utf-8"},
            )


@pytest.mark.parametrize(("name", "text"), PAGES, ids=[name for name, _ in PAGES])
def test_a_short_document_is_a_first_version(name, text):
    (visit,) = visits(text)

    assert (visit.outcome, visit.reason) == (Outcome.FIRST, "")


@pytest.mark.parametrize(("name", "text"), PAGES, ids=[name for name, _ in PAGES])
def test_a_short_document_in_the_place_of_another_gets_through_once_it_has_stayed(name, text):
    *_, last = visits(OTHER, text, text, text)
    outcomes = [visit.outcome for visit in visits(OTHER, text, text, text)]

    assert {Outcome.CHANGED, Outcome.VARIANT} & set(outcomes), last.reason


@pytest.mark.parametrize(
    ("now", "rule"),
    [
        ("Sorry, an error occurred.", "When an error occurred, we log its time."),
        (
            "Please log in to your account.",
            "Whoever is asked to log in to an account gives a password, and we store it.",
        ),
        ("You have been blocked.", "Members who were warned and have been blocked may be readmitted after two years."),
        ("ただいまメンテナンス中です。", "メンテナンスのため、サービスを停止することがあります。"),
        ("エラーが発生しました。", "エラーが発生した場合は、日時を記録します。"),
        ("Wir führen Wartungsarbeiten durch.", "Wartungsarbeiten kündigen wir zwei Tage vorher an."),
        ("Vous n'êtes pas un robot ?", "Lorsque vous montrez que vous n'êtes pas un robot, rien n'est enregistré."),
    ],
)
def test_the_same_words_are_a_notice_when_said_of_now_and_a_rule_when_said_in_general(now, rule):
    assert said(now)
    assert said(rule) is None


@pytest.mark.parametrize(("name", "text"), PAGES, ids=[name for name, _ in PAGES])
def test_such_a_text_added_to_a_policy_or_taken_out_of_it_is_a_change_at_once(name, text):
    _, came = visits(LONGER, LONGER + text)
    _, went = visits(LONGER + text, LONGER)

    assert [(visit.outcome, visit.alert) for visit in (came, went)] == [(Outcome.CHANGED, True)] * 2
