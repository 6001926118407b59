"""Pages that need a browser: when one is asked for, what is remembered, and what is said when there is none."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import RENDERED, Channel, Errand, Outcome, Politeness, Render, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://hanamizuki.example/privacy"
LACK = "a browser needs the extra 'browser': in monitor's folder: pip install --editable '.[browser]'"
SHELL = b"""<!doctype html><html><head><title>Hanamizuki</title></head><body><div id="root"></div>
    <noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>"""


def page(days=30, extra=""):
    return f"""<!doctype html><html lang="en"><head><title>Hanamizuki</title></head><body><div id="root">
        <main><h1>Privacy Policy</h1><p>This policy says how Hanamizuki Bank handles the data of its customers.</p>
        <h2>1. Data</h2><p>Hanamizuki Bank collects the name, address and number of each account holder.</p>
        <h2>2. Retention</h2><p>We keep call records for {days} days after the call has ended.</p>
        <h2>3. Third parties</h2><p>We do not give personal data to third parties without consent.</p>{extra}
        </main></div><script src="/app.js"></script></body></html>""".encode()


class Run:
    """One target, visited run by run; a site says what it sends plain and what a browser makes of it."""

    def __init__(self):
        self.store = Store(":memory:")
        self.at = NOW
        self.plain, self.built = SHELL, page()
        self.asked = []

    def __call__(self, *, render=Render.AUTO, lack="", headers=()):
        self.at += timedelta(hours=12)
        self.asked = []
        target = Target(name="bank", url=URL, render=render, notify=("legal",))
        errands = pipeline.plan(self.store, [target], self.at, can_render=not lack).errands
        road = pipeline.Road(
            store=self.store, channels=(Channel(name="legal", url="json://x"),), renders=not lack, no_browser=lack
        )
        told = []
        fetch = self._fetch_with(headers)
        pipeline.visit_all(road, [target], errands, Politeness(), fetch, told.append)
        (visit,) = told
        return visit

    def _fetch_with(self, headers):
        def fetch(errands, politeness, receive):
            waiting = list(errands)
            while waiting:
                errand = waiting.pop(0)
                self.asked.append(errand)
                if (again := receive(self._answer(errand, headers))) is not None:
                    waiting.append(again)

        return fetch

    def _answer(self, errand, headers):
        note = ((RENDERED, "chromium/156"),) if errand.render else ()
        return Snapshot(
            target=errand.target,
            url=errand.url,
            final_url=errand.url,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"), *headers, *note),
            body=self.built if errand.render else self.plain,
            fetched_at=self.at,
        )

    @property
    def ways(self):
        return [errand.render for errand in self.asked]

    @property
    def waiting(self):
        return len(self.store.outbox.waiting())


@pytest.fixture
def run():
    run = Run()
    yield run
    run.store.close()


def test_empty_shell_is_rendered_in_the_same_run_and_the_page_is_what_is_judged(run):
    visit = run()

    assert visit.outcome is Outcome.FIRST
    assert run.ways == [False, True]
    assert [row["outcome"] for row in run.store.targets.visits("bank")] == ["first"]


def test_shell_that_only_led_to_the_browser_is_not_kept(run):
    run()

    (row,) = run.store.evidence.rows()
    assert run.store.evidence.snapshot(row).is_rendered
    assert run.store.verify().faults == ()


def test_page_that_needed_a_browser_goes_straight_to_it_the_next_time(run):
    run(headers=[("etag", '"shell"')])

    visit = run()

    assert visit.outcome is Outcome.UNCHANGED
    assert run.asked == [Errand(target="bank", url=URL, render=True)]


def test_change_of_a_rendered_page_is_confirmed_through_the_browser(run):
    run()
    run.built = page(days=90)

    visit = run()

    assert visit.outcome is Outcome.CHANGED
    assert run.ways == [True, True]
    assert run.waiting == 1


def test_page_that_needed_a_browser_is_now_and_then_asked_for_without(run):
    ways = []
    for _ in range(41):
        run()
        ways.append(run.ways)

    assert [number for number, way in enumerate(ways) if way != [True]] == [0, 19, 39]
    assert ways[19] == [False, True]


def test_page_that_says_the_same_without_a_browser_needs_none_any_more(run):
    run()
    run.plain = page() + b"<!-- as it is sent -->"
    outcomes = {run().outcome for _ in range(20)}

    run()

    assert outcomes == {Outcome.UNCHANGED}
    assert run.ways == [False]
    assert run.waiting == 0


def test_page_that_says_something_else_without_a_browser_makes_no_change(run):
    run()
    run.plain = page(extra="<p>The menu is loading, and all of the rest will follow in a moment.</p>")
    for _ in range(25):
        run()

    assert len(run.store.targets.visits("bank")) == 26
    assert {row["outcome"] for row in run.store.targets.visits("bank")} == {"first", "unchanged"}


def test_page_that_becomes_a_shell_is_rendered_and_compared_with_what_it_said(run):
    run.plain = page()
    run()
    run.plain, run.built = SHELL, page(days=90)

    visit = run()

    assert visit.outcome is Outcome.CHANGED
    assert [edit.after for change in visit.changes for edit in change.edits] == [
        "We keep call records for 90 days after the call has ended."
    ]


def test_shell_is_held_without_a_browser_and_the_reason_says_what_to_install(run):
    visit = run(lack=LACK)

    assert visit.outcome is Outcome.HELD
    assert visit.reason.startswith("it is an empty shell")
    assert visit.reason.endswith(LACK)
    assert run.ways == [False]


def test_shell_that_stays_one_in_the_browser_is_held(run):
    run.built = SHELL

    visit = run()

    assert visit.outcome is Outcome.HELD
    assert "a browser shows no more" in visit.reason
    assert run.ways == [False, True]


def test_page_that_was_rendered_and_can_be_no_more_is_held_not_told_as_changed(run):
    run()
    run.plain = page(days=90)

    visit = run(lack=LACK)

    assert visit.outcome is Outcome.HELD
    assert visit.reason == f"it was read through a browser so far; {LACK}"


@pytest.mark.parametrize(("way", "asked"), [(Render.ALWAYS, [True]), (Render.NEVER, [False])])
def test_target_may_say_whether_it_is_rendered(run, way, asked):
    run.plain = run.built

    run(render=way)
    run(render=way)

    assert run.ways == asked


def test_never_holds_a_shell_as_any_other_page(run):
    visit = run(render=Render.NEVER)

    assert visit.outcome is Outcome.HELD
    assert run.ways == [False]


@pytest.mark.parametrize(("before", "after"), [(Render.NEVER, Render.ALWAYS), (Render.ALWAYS, Render.NEVER)])
def test_difference_between_plain_and_rendered_is_ours_when_the_watchlist_switches(run, before, after):
    run.plain = page(extra="<p>Please choose a region to see the policy that is meant for you and yours.</p>")
    run(render=before)

    visit = run(render=after)

    assert visit.outcome is Outcome.VARIANT
    assert "not the publisher's doing" in visit.reason
    assert run.waiting == 0
    assert run(render=after).outcome is Outcome.UNCHANGED


def test_check_for_robots_is_not_rendered(run):
    run.plain = SHELL.replace(b"You need to enable JavaScript to run this app.", b"Verify you are human to go on.")

    visit = run()

    assert visit.outcome is Outcome.HELD
    assert run.ways == [False]
