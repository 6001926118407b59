"""How a target stands from visit to visit, what the status shows of it, and what people hear."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import Channel, Failure, NoticeKind, Outcome, Redirect, Snapshot, Target
from monitor.pipeline.health import MOVES, Condition, Event
from monitor.store import Store

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://yamabuki.example/privacy"
TARGET = Target(name="shop", url=URL, notify=("legal",), report_after=3)
LEGAL = Channel(name="legal", url="json://localhost")
POLICY = """<html lang="en"><head><title>Privacy</title></head><body><main class="text"><h1>Privacy policy</h1>
<p>This policy says how Yamabuki handles the personal data of those who order in its shop.</p>
<h2>1. Data</h2><p>We collect the name and the address of each customer, and nothing more than that.</p>
<h2>2. Retention</h2><p>Orders are kept for seven years, because the tax law asks for it.</p></main></body></html>"""
WALL = "<html><head><title>Sorry</title></head><body><h1>We are down for maintenance</h1></body></html>"
CHECK = "<html><head><title>Just a moment...</title></head><body><p>Verify you are human</p></body></html>"
WAIT = "not asked, as another page of the host brought: the server answered 429 Too Many Requests"


class Walk:
    """One target, visited once a day."""

    def __init__(self):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store, channels=(LEGAL,))
        self.at = START

    def see(self, html=POLICY, target=TARGET, status=200, place=None, hop=302, certificate=None):
        self.at += DAY
        redirects = (Redirect(status=hop, url=place),) if place else ()
        snapshot = Snapshot(
            target="shop",
            url=target.url,
            final_url=place or target.url,
            status=status,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=html.encode(),
            fetched_at=self.at,
            redirects=redirects,
            certificate=certificate,
        )
        return pipeline.record(self.road, target, snapshot)

    def miss(self, reason="it took too long to answer", target=TARGET, **values):
        self.at += DAY
        failure = Failure(target="shop", url=target.url, reason=reason, failed_at=self.at, **values)
        return pipeline.fail(self.road, target, failure)

    def put_off(self, **values):
        return self.miss(WAIT, status=429, is_put_off=True, **values)

    def do(self, event):
        return {
            Event.GOOD: self.see,
            Event.HELD: lambda: self.see(WALL),
            Event.FAILED: self.miss,
            Event.PUT_OFF: self.put_off,
        }[event]()

    @property
    def health(self):
        (row,) = self.store.targets.health([TARGET])
        return row

    @property
    def notices(self):
        return [alert.notice for alert in self.store.outbox.waiting() if alert.notice]

    @property
    def told(self):
        return [notice.kind for notice in self.notices]


@pytest.fixture
def walk():
    walk = Walk()
    yield walk
    walk.store.close()


# --- the table of moves ------------------------------------------------------------------------------------


def test_every_event_has_a_move_from_every_condition():
    assert set(MOVES) == set(itertools.product(Condition, Event))


LEAD_IN = {Condition.SOUND: (), Condition.FAILING: (Event.FAILED,) * 2, Condition.HELD: (Event.HELD,) * 2}


def stands(health):
    return [
        condition
        for condition, since in ((Condition.FAILING, health.failing_since), (Condition.HELD, health.held_since))
        if since
    ] or [Condition.SOUND]


@pytest.mark.parametrize(("before", "event"), MOVES, ids=str)
def test_the_status_shows_one_condition_since_its_own_beginning(walk, before, event):
    walk.see()
    for lead_in in LEAD_IN[before]:
        walk.do(lead_in)
    began = START + 2 * DAY

    walk.do(event)

    after = MOVES[before, event]
    health = walk.health
    assert stands(health) == [after]
    since = began if before is after else walk.at
    assert (health.failing_since or health.held_since) == (None if after is Condition.SOUND else since)
    failed = [*LEAD_IN[before], event].count(Event.FAILED)
    assert health.failures == (failed if after is Condition.FAILING else 0)


@pytest.mark.parametrize("events", list(itertools.product(Event, repeat=4)), ids=" ".join)
def test_no_row_of_events_leaves_a_date_of_what_is_over(walk, events):
    walk.see()
    expected = Condition.SOUND
    for event in events:
        walk.do(event)
        expected = MOVES[expected, event]

    health = walk.health
    assert stands(health) == [expected]
    assert (health.failures > 0) == (expected is Condition.FAILING)
    assert (health.last_outcome in {Outcome.FAILED, Outcome.HELD}) == (expected is not Condition.SOUND)


def test_a_visit_that_was_put_off_neither_counts_nor_hides_why_a_page_is_held(walk):
    walk.see()
    walk.see(WALL)
    since, reason = walk.health.held_since, walk.health.reason

    for _ in range(5):
        visit = walk.put_off()

    assert (visit.outcome, visit.reason) == (Outcome.FAILED, WAIT)
    assert (walk.health.held_since, walk.health.reason, walk.health.failing_since) == (since, reason, None)
    assert walk.told == [NoticeKind.HELD]
    assert len(walk.store.targets.visits("shop")) == 2


def test_visits_that_were_put_off_are_no_failures_to_report(walk):
    walk.see()

    for _ in range(4):
        walk.put_off()
    walk.miss()
    walk.put_off()

    assert (walk.health.failures, walk.told) == (1, [])


def test_a_visit_that_was_put_off_says_when_the_server_may_be_asked_again(walk):
    walk.see()
    later = walk.at + 3 * DAY

    walk.put_off(not_before=later)

    assert walk.health.not_before == later
    (waiting,) = pipeline.plan(walk.store, [TARGET], walk.at).waiting
    assert "wants no visit before" in waiting.reason


def test_a_visit_that_was_put_off_forgets_no_longer_wait_that_the_server_had_asked_for(walk):
    walk.see()
    later = walk.at + 3 * DAY
    walk.put_off(not_before=later)

    walk.put_off(not_before=later - DAY)
    walk.put_off()

    assert walk.health.not_before == later


def test_an_answer_puts_an_end_to_the_wait_that_the_server_had_asked_for(walk):
    walk.see()
    walk.miss(status=503, not_before=walk.at + 3 * DAY)

    walk.see(WALL)

    assert walk.health.not_before is None


def test_the_end_is_told_with_the_beginning_of_the_whole_outage(walk):
    walk.see()
    walk.see(WALL)
    walk.miss()
    walk.put_off()
    walk.see(WALL)

    walk.see()

    assert walk.told == [NoticeKind.HELD, NoticeKind.RECOVERED]
    assert "it could not since 2026-04-03 09:00 UTC" in walk.notices[-1].text


def test_a_doubtful_text_settles_though_one_visit_between_failed(walk):
    walk.see()
    terms = "<html><head><title>Terms of use</title></head><body><main><h1>Terms of use</h1>"
    terms += "<p>Whoever orders a cake agrees to fetch it on the same day, before the bakery closes.</p></main></html>"

    outcomes = [walk.see(terms).outcome, walk.miss().outcome, walk.see(terms).outcome, walk.see(terms).outcome]

    assert outcomes == [Outcome.HELD, Outcome.FAILED, Outcome.HELD, Outcome.CHANGED]


# --- a status is evidence ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 451, 500, 503])
def test_the_words_of_the_policy_under_the_status_of_an_error_are_held(walk, status):
    walk.see()

    same = walk.see(status=status)
    marked_up = walk.see(POLICY.replace("<h2>", "<h2 id='x'>"), status=status)

    assert (same.outcome, marked_up.outcome) == (Outcome.HELD, Outcome.HELD)
    assert f"status {status}" in same.reason
    assert walk.health.is_blocked is (status in {401, 403, 429, 451})
    assert walk.see().outcome is Outcome.UNCHANGED


def test_the_words_of_the_policy_under_the_status_of_an_error_are_no_first_version(walk):
    assert walk.see(status=404).outcome is Outcome.HELD
    assert walk.health.versions == 0


# --- what people hear --------------------------------------------------------------------------------------


def test_a_site_that_refuses_programs_is_blocked_and_told_once_whatever_the_form(walk):
    walk.see()

    walk.see(CHECK)
    for _ in range(4):
        walk.miss("the server answered 403 Forbidden", status=403)

    assert walk.health.is_blocked
    assert walk.told == [NoticeKind.BLOCKED]
    walk.see()
    assert walk.told == [NoticeKind.BLOCKED, NoticeKind.RECOVERED]
    assert not walk.health.is_blocked


def test_failures_by_a_refusal_are_told_as_such_and_after_as_many_visits(walk):
    walk.see()

    for _ in range(2):
        walk.miss("the server answered 403 Forbidden", status=403)
    assert walk.told == []
    walk.miss("the server answered 403 Forbidden", status=403)

    assert walk.told == [NoticeKind.BLOCKED]
    assert "403" in walk.notices[0].text


def test_a_page_that_robots_txt_forbids_is_blocked_and_one_whose_robots_txt_does_not_come_is_failing(walk):
    for _ in range(3):
        walk.miss("the site's robots.txt does not allow it", is_refusal=True)
    assert (walk.told, walk.health.is_blocked) == ([NoticeKind.BLOCKED], True)
    walk.see()

    for _ in range(3):
        walk.miss("robots.txt could not be fetched: the connection broke off")

    assert walk.told == [NoticeKind.BLOCKED, NoticeKind.RECOVERED, NoticeKind.FAILING]
    assert not walk.health.is_blocked


def test_a_page_without_the_part_that_is_watched_has_drifted(walk):
    target = Target(name="shop", url=URL, notify=("legal",), select="main.text")
    walk.see(target=target)

    visit = walk.see(POLICY.replace('class="text"', ""), target=target)

    assert visit.outcome is Outcome.HELD
    assert "main.text" in visit.reason
    assert walk.health.is_drifted
    assert walk.told == [NoticeKind.DRIFTED]
    assert walk.see(target=target).outcome is Outcome.UNCHANGED
    assert walk.told == [NoticeKind.DRIFTED, NoticeKind.RECOVERED]


def test_a_wall_without_the_part_that_is_watched_is_a_wall(walk):
    target = Target(name="shop", url=URL, notify=("legal",), select="main.text")
    walk.see(target=target)

    visit = walk.see(WALL, target=target)

    assert "maintenance" in visit.reason
    assert not walk.health.is_drifted
    assert walk.told == [NoticeKind.HELD]


def test_what_lasts_is_told_again_at_growing_intervals(walk):
    walk.see()
    seen = walk.at

    reminded = []
    for _ in range(120):
        walk.see(WALL)
        if len(walk.told) > len(reminded) + 1:
            reminded.append((walk.at - seen).days)

    assert reminded == [7, 14, 28, 56, 84, 112]
    assert set(walk.told[1:]) == {NoticeKind.SILENT}
    assert "maintenance" in walk.notices[-1].text
    assert walk.health.is_silent
    walk.see()
    assert walk.told[-1] is NoticeKind.RECOVERED
    assert not walk.health.is_silent


@pytest.mark.parametrize("do", [Walk.miss, Walk.put_off, lambda walk: walk.see(WALL)], ids=["fails", "waits", "held"])
def test_a_target_that_was_never_read_is_told_after_a_week(walk, do):
    for _ in range(9):
        do(walk)

    assert walk.told.count(NoticeKind.SILENT) == 1
    assert walk.health.is_silent


def test_a_target_that_is_rarely_visited_has_three_visits_before_it_counts_as_long(walk):
    rare = Target(name="shop", url=URL, notify=("legal",), every=timedelta(days=30), report_after=9)
    walk.see(target=rare)

    for _ in range(2):
        walk.at += 29 * DAY
        walk.miss(target=rare)
    assert walk.told == []
    walk.at += 29 * DAY
    walk.miss(target=rare)

    assert walk.told == [NoticeKind.SILENT]


# --- where the page is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "hop", "says"),
    [
        ("https://yamabuki.example/legal/privacy-2026", 301, "has moved for good, to https://yamabuki.example/legal"),
        ("https://yamabuki.example/legal/privacy-2026", 308, "has moved for good"),
        ("https://tsubaki.example/privacy", 301, "has moved for good, to https://tsubaki.example/privacy"),
        ("https://tsubaki.example/privacy", 302, "leads to another domain, to https://tsubaki.example/privacy"),
    ],
)
def test_a_page_that_stays_elsewhere_is_told_once_and_once_when_it_is_back(walk, place, hop, says):
    walk.see()

    for _ in range(2):
        walk.see(place=place, hop=hop)
    assert walk.told == []
    for _ in range(5):
        walk.see(place=place, hop=hop)

    assert walk.told == [NoticeKind.REDIRECTED]
    assert says in walk.notices[0].text
    assert walk.health.is_redirected
    walk.see()
    assert walk.told == [NoticeKind.REDIRECTED, NoticeKind.RECOVERED]
    assert not walk.health.is_redirected


def test_a_visit_that_puts_an_end_to_two_things_tells_the_end_of_both(walk):
    walk.see()
    for _ in range(3):
        walk.see(place="https://tsubaki.example/privacy")
    for _ in range(3):
        walk.miss()

    walk.see()

    assert walk.told == [NoticeKind.REDIRECTED, NoticeKind.FAILING, NoticeKind.RECOVERED, NoticeKind.RECOVERED]
    ends = [notice.text for notice in walk.notices[2:]]
    assert "it can be read again" in ends[0]
    assert ends[1] == "it is at its address again"


@pytest.mark.parametrize(
    ("place", "hop"),
    [
        ("https://www.yamabuki.example/privacy", 301),
        ("https://yamabuki.example/privacy/", 308),
        ("https://yamabuki.example/en/privacy", 302),
        ("https://legal.yamabuki.example/privacy", 302),
    ],
)
def test_redirects_about_the_site_are_no_news(walk, place, hop):
    for _ in range(5):
        walk.see(place=place, hop=hop)

    assert walk.told == []
    assert walk.health.moved_to == (place if hop != 302 else None)


def test_names_registered_below_a_country_are_domains_of_their_own(walk):
    target = Target(name="shop", url="https://www.yamabuki.co.jp/privacy", notify=("legal",))
    for _ in range(4):
        walk.see(target=target, place="https://www.tsubaki.co.jp/privacy")

    assert walk.told == [NoticeKind.REDIRECTED]


def test_a_renewed_certificate_is_in_the_status_and_told_to_nobody(walk):
    walk.see(certificate="a" * 64)
    assert walk.health.certificate_since is None

    walk.see(certificate="b" * 64)
    changed = walk.at
    walk.see(certificate="b" * 64)
    walk.see(WALL)

    assert walk.health.certificate_since == changed
    assert walk.told == [NoticeKind.HELD]
