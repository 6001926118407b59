"""Answers that are no policy, on the second visit and on the first; and honest policies that talk of such things."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import monitor
from monitor.model import Outcome

CASES = [
    case
    for path in sorted((Path(__file__).parent.parent / "cases" / "gate").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
START = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://hanamizuki.example/legal/privacy"

POLICY = """<!doctype html><html lang="en"><head><title>Privacy policy | Hanamizuki</title></head><body>
<nav><a href="/">Home</a> <a href="/login">Log in</a></nav><main><h1>Privacy policy</h1>
<p>This policy says how Hanamizuki handles the personal data of its customers and of those who visit its site.</p>
<h2>1. Data we collect</h2>
<p>We collect the name, the address and the telephone number that a customer gives with an order.</p>
<p>When you log in to your account we keep the time of the visit and the address of your device.</p>
<h2>2. Purposes of use</h2>
<p>We use personal data to deliver orders, to prevent fraud and to answer questions.</p>
<ul><li>Orders are kept for seven years, as tax law asks.</li><li>Questions are deleted after ninety days.</li></ul>
<h2>3. Third parties</h2><p>We do not give personal data to third parties without the consent of the customer.</p>
<p>A captcha on our contact form is run by a provider in Ireland, who sees the address of your device.</p>
<h2>4. Contact</h2><p>Questions about this policy reach us at privacy@hanamizuki.example on all working days.</p></main>
<footer><a href="/imprint">Imprint</a> © 2026 Hanamizuki</footer></body></html>"""

CHANGED = POLICY.replace("ninety days", "one year")

TINY = [
    "<h1>Privacy</h1><p>We do not collect any personal data.</p>",
    "<p>We collect nothing.</p>",
    "<h1>Privacy policy</h1><p>This site sets no cookies and keeps no logs. Contact: privacy@hanamizuki.example</p>",
    "<h1>Cookies</h1><p>We use one cookie to remember that you are logged in. It is deleted when you log out.</p>",
    "<h1>Privacy</h1><p>Our contact form uses a captcha to keep robots out. Its provider sees your address.</p>",
    "<h1>Datenschutz</h1><p>Wir erheben keine personenbezogenen Daten. Beim Anmelden setzen wir ein Cookie.</p>",
    "<h1>Confidentialité</h1><p>Nous ne collectons aucune donnée personnelle sur ce site.</p>",
    "<h1>プライバシーポリシー</h1><p>当サイトは個人情報を取得しません。</p>",
    "<h1>個人情報の取扱い</h1><p>ログインの際に取得した情報は、本人確認のためにのみ利用します。</p>",
    "<h1>Error logs</h1><p>When an error page (404 or 500) is shown, we log the address and delete it after a day.</p>",
    "<h1>Privacy</h1><p>You can refuse cookies in your browser. Without JavaScript the site works as well.</p>",
    "<h1>Age</h1><p>Our service is for people aged 18 and over. We delete the data of children when we know.</p>",
    "<h1>Legal notice</h1><p>Hanamizuki Ltd, 1 Camellia Road, Sakura. Registered under number 123456.</p>",
]


class Walk:
    def __init__(self, archive):
        self.archive = archive
        self.at = START

    def see(self, body, **values):
        self.at += timedelta(hours=12)
        headers = {"content-type": "text/html; charset=utf-8"} | values.pop("headers", {})
        body = body if isinstance(body, bytes) else body.encode()
        return self.archive.record(target="shop", url=URL, body=body, fetched_at=self.at, headers=headers, **values)


@pytest.fixture
def walk():
    with monitor.open(":memory:") as archive:
        yield Walk(archive)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_wall_between_two_good_answers_is_held_and_the_next_change_is_found(walk, case):
    walk.see(POLICY)

    wall, good, changed = walk.see(case["html"]), walk.see(POLICY + " "), walk.see(CHANGED)

    assert (wall.outcome, wall.alert) == (Outcome.HELD, False)
    assert case["says"] in wall.reason
    assert (good.outcome, changed.outcome, changed.alert) == (Outcome.UNCHANGED, Outcome.CHANGED, True)
    assert [change.place.title for change in changed.changes] == ["2. Purposes of use"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_wall_at_the_first_visit_is_not_the_first_version(walk, case):
    wall, good = walk.see(case["html"]), walk.see(POLICY)

    assert (wall.outcome, good.outcome, good.version) == (Outcome.HELD, Outcome.FIRST, 1)
    assert case["says"] in wall.reason


@pytest.mark.parametrize("case", [case for case in CASES if case["says"]], ids=lambda case: case["name"])
def test_a_wall_that_stays_for_ever_is_never_taken_as_the_policy(walk, case):
    walk.see(POLICY)

    outcomes = {walk.see(case["html"]).outcome for _ in range(12)}

    assert outcomes == {Outcome.HELD}


@pytest.mark.parametrize("text", TINY, ids=range(len(TINY)))
def test_a_tiny_policy_is_a_policy(walk, text):
    banner = (
        "<div class='cookie-banner'><p>We value your privacy.</p><button>Accept all</button><button>No</button></div>"
    )
    menu = "<nav><a href='/login'>Log in</a></nav>"
    body = f"<html><head><title>Hanamizuki</title></head><body>{menu}<main>{text}</main>{banner}</body></html>"

    visit = walk.see(body)

    assert (visit.outcome, visit.reason) == (Outcome.FIRST, "")


def test_a_policy_may_talk_of_walls_at_length(walk):
    talk = "".join(
        f"<h2>{number}. {title}</h2><p>{text}</p>"
        for number, (title, text) in enumerate(
            [
                (
                    "Captchas",
                    "Before you continue to the form we may ask you to verify you are human by solving a captcha.",
                ),
                (
                    "Logins",
                    "To see your data, please log in to your account; if you forgot your password, ask for a new one.",
                ),
                ("Cookies", "By clicking Accept all you agree that we and our partners store cookies on your device."),
                ("Errors", "When a page is not found, or an error occurred, we log the address for one week."),
                ("Maintenance", "While the site is down for maintenance we collect no data of its visitors at all."),
                ("Children", "You must be at least 16 years old to enter a contract with us; we verify your age then."),
                (
                    "Access",
                    "If access is denied to an account, we keep the reason for three months and then delete it.",
                ),
                (
                    "Regions",
                    "Some services are not available in your country; we learn it from the address of your device.",
                ),
            ],
            1,
        )
    )

    visit = walk.see(POLICY.replace("</main>", f"{talk}</main>"))

    assert visit.outcome is Outcome.FIRST


def test_a_status_that_is_no_success_is_held(walk):
    walk.see(POLICY)

    visits = [walk.see(CHANGED, status=status) for status in (404, 410, 403, 500, 503, 206)]

    assert {visit.outcome for visit in visits} == {Outcome.HELD}
    assert visits[0].reason == "the server answered with status 404"


def test_a_body_shorter_than_announced_is_held(walk):
    walk.see(POLICY)
    whole = CHANGED.encode()

    cut = walk.see(whole[:-200], headers={"content-length": str(len(whole))})
    packed = walk.see(whole, headers={"content-length": "900000", "content-encoding": "gzip"})

    assert (cut.outcome, cut.reason.startswith("it is cut off")) == (Outcome.HELD, True)
    assert packed.outcome is Outcome.CHANGED


@pytest.mark.parametrize("share", [0.35, 0.5, 0.6, 0.7, 0.8, 0.88])
def test_a_page_cut_off_in_the_middle_is_held_without_any_header(walk, share):
    walk.see(POLICY)

    visit, good = walk.see(POLICY.encode()[: int(len(POLICY) * share)]), walk.see(POLICY + "  ")

    assert (visit.outcome, visit.alert) == (Outcome.HELD, False)
    assert good.outcome is Outcome.UNCHANGED


def test_half_of_the_sections_missing_is_held_and_the_whole_page_is_no_news(walk):
    walk.see(POLICY)
    half = POLICY[: POLICY.index("<h2>2.")] + POLICY[POLICY.index("</main>") :]

    visit, good = walk.see(half), walk.see(POLICY + " ")

    assert (visit.outcome, good.outcome) == (Outcome.HELD, Outcome.UNCHANGED)
    assert "only a part" in visit.reason


def test_the_text_twice_over_is_held(walk):
    walk.see(POLICY)
    inner = POLICY[POLICY.index("<h1>") : POLICY.index("</main>")]

    visit = walk.see(POLICY.replace("</main>", f"{inner}</main>"))

    assert (visit.outcome, "twice" in visit.reason) == (Outcome.HELD, True)
