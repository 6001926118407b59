"""Who is visited when: cron's own lateness, night changes of clocks, histories, hosts with many pages."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import pipeline
from monitor.model import Failure, Outcome, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<h2>Retention</h2><p>We keep call records for {} days after the call has ended, and no longer than that.</p>
<h2>Recipients</h2><p>We do not give personal data to third parties without consent of the holder.</p></main></body>"""
WALL = b"<html><body><h1>Just a moment...</h1><p>Verify you are human by completing the action below.</p></body></html>"


def named(name="bank", every=12 * HOUR, host="hanamizuki.example", **more):
    return Target(name=name, url=f"https://{host}/{name}", every=every, **more)


BANK = named()
AUTO = named(every=None)


class Watch:
    """Runs of `monitor run --due`, one after the other; every page answers, or none."""

    def __init__(self, *targets, lateness=timedelta(minutes=3)):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store)
        self.targets = targets or (BANK,)
        self.lateness = lateness

    def run(self, at, *, answers=True, days=30, due=True, **asked):
        """Run at a time; give what was asked for."""
        with self.store.writing():
            self.store.runs.start(at, host="here", pid=1)
        plan = pipeline.plan(self.store, self.targets, at, due=due, **asked)
        for errand in plan.errands:
            if answers:
                self.see(errand.target, at + self.lateness, PAGE.format(days).encode())
            else:
                self.miss(errand.target, at + self.lateness)
        return [errand.target for errand in plan.errands]

    def see(self, name, at, body):
        (target,) = (target for target in self.targets if target.name == name)
        headers = (("content-type", "text/html; charset=utf-8"),)
        answer = Snapshot(
            target=name, url=target.url, final_url=target.url, status=200, headers=headers, body=body, fetched_at=at
        )
        return pipeline.record(self.road, target, answer)

    def miss(self, name, at):
        (target,) = (target for target in self.targets if target.name == name)
        return pipeline.fail(self.road, target, Failure(target=name, url=target.url, reason="no answer", failed_at=at))

    def next(self, at):
        return pipeline.next_visits(self.store, self.targets, at)[self.targets[0].name]


def visits(watch, starts):
    """Give the times of the runs that visited the one target."""
    return [at for at in starts if watch.run(at)]


def every(step, count, start=NOW):
    return [start + number * step for number in range(count)]


# --- due or not --------------------------------------------------------------------------------------------------


def test_a_target_that_was_never_visited_is_due():
    assert Watch().run(NOW) == ["bank"]


def test_two_runs_in_a_row_fetch_nothing_twice():
    watch = Watch(BANK, named("news", None), lateness=timedelta())

    assert watch.run(NOW) != []
    assert watch.run(NOW) == []
    assert watch.run(NOW + timedelta(minutes=1)) == []


@pytest.mark.parametrize("lateness", [timedelta(seconds=2), timedelta(minutes=3), timedelta(minutes=50)])
def test_cron_at_the_same_distance_as_the_interval_visits_at_each_run(lateness):
    """The visit comes a little after the run began, so the next run begins a little less than an interval later."""
    watch = Watch(lateness=lateness)
    runs = every(12 * HOUR, 9)

    assert visits(watch, runs) == runs


def test_cron_every_five_minutes_visits_about_as_often_as_is_asked():
    runs = every(timedelta(minutes=5), 12 * 24 * 6)

    found = visits(Watch(lateness=timedelta(minutes=1)), runs)

    steps = [later - earlier for earlier, later in itertools.pairwise(found)]
    assert steps
    assert all(12 * HOUR - timedelta(minutes=75) <= step <= 12 * HOUR * 1.1 + timedelta(minutes=5) for step in steps)


@pytest.mark.parametrize("hours", [[9], [9, 21]])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_the_night_on_which_clocks_change_costs_no_visit(zone, hours):
    days = [datetime(2026, 3, 1, hour, tzinfo=ZoneInfo(zone)) + day * DAY for day in range(250) for hour in hours]
    watch = Watch(named(every=DAY / len(hours)))

    assert visits(watch, days) == days


def test_a_clock_set_back_puts_nothing_off():
    watch = Watch()
    watch.run(NOW + 4000 * DAY)

    assert watch.run(NOW) == ["bank"]


def test_after_a_long_pause_everything_is_due_once():
    watch = Watch(BANK, named("news", None))
    for at in every(12 * HOUR, 3):
        watch.run(at)

    assert len(watch.run(NOW + 400 * DAY)) == 2
    assert watch.run(NOW + 400 * DAY + HOUR) == []


def test_many_targets_that_were_first_seen_together_do_not_stay_together():
    watch = Watch(*(named(f"t{number}") for number in range(40)), lateness=timedelta())
    asked = [watch.run(at) for at in every(timedelta(minutes=15), 4 * 24 * 3)]

    last = [len(names) for names in asked[-48:]]

    assert max(last) < 15
    assert 35 <= sum(last) <= 45


def test_jitter_is_the_same_in_every_process():
    first, second = (Watch(*(named(f"t{number}") for number in range(9)), lateness=timedelta()) for _ in range(2))
    runs = every(timedelta(minutes=15), 200)

    assert [first.run(at) for at in runs] == [second.run(at) for at in runs]


@settings(max_examples=20)
@given(st.integers(5, 24 * 60), st.integers(60, 30 * 24 * 60), st.text("abc", min_size=1, max_size=5))
def test_no_visit_comes_much_before_its_time_and_none_is_put_off_by_more_than_a_run(step, span, name):
    step, span = timedelta(minutes=step), timedelta(minutes=span)
    watch = Watch(named(name, span), lateness=timedelta())

    found = visits(watch, every(step, 40 if step * 40 > span else 5))

    for earlier, later in itertools.pairwise(found):
        assert later - earlier >= span * 0.9
        assert later - earlier <= span * 1.1 + step


# --- by its own history --------------------------------------------------------------------------------------------


def test_a_new_target_is_looked_at_often_and_then_ever_less():
    watch = Watch(AUTO)
    found = visits(watch, every(6 * HOUR, 4 * 120))
    steps = [later - earlier for earlier, later in itertools.pairwise(found)]

    assert steps[0] == 6 * HOUR
    assert timedelta(days=6) < steps[-1] <= timedelta(days=8)
    assert watch.next(NOW + 120 * DAY).interval.reason.startswith("every 7 d: a tenth of the 120 d since it was first")


def test_a_change_makes_the_next_look_come_sooner():
    watch = Watch(AUTO)
    watch.run(NOW)
    watch.run(NOW + 40 * DAY, days=31)

    assert watch.next(NOW + 41 * DAY).interval.span == 6 * HOUR
    assert watch.next(NOW + 70 * DAY).interval.reason == "every 3 d: a tenth of the 30 d since it last changed"


def test_a_page_that_changes_as_a_rule_is_looked_at_as_a_rule():
    watch = Watch(AUTO)
    for number in range(4):
        watch.run(NOW + number * 20 * DAY, days=30 + number)

    told = watch.next(NOW + 120 * DAY).interval

    assert told.span == 2 * DAY
    assert told.reason == "every 2 d: a tenth of the 20 d for which its last wordings stood"


def test_a_page_that_changed_once_is_not_said_to_have_changed_more_often():
    watch = Watch(AUTO)
    watch.run(NOW)
    watch.run(NOW + 20 * DAY, days=31)

    told = watch.next(NOW + 60 * DAY).interval

    assert told.reason == "every 2 d: a tenth of the 20 d from its first version to the second"


def test_what_is_held_is_looked_at_until_it_is_settled():
    watch = Watch(AUTO)
    watch.run(NOW)
    visit = watch.see("bank", NOW + 100 * DAY, WALL)

    told = watch.next(NOW + 101 * DAY).interval

    assert visit.outcome is Outcome.HELD
    assert told.span == 12 * HOUR
    assert told.reason == "every 12 h: what it shows now is not yet taken as the policy"


def test_wordings_that_come_and_go_are_not_chased():
    watch = Watch(named(every=None, confirm=False))
    for number in range(6):
        watch.run(NOW + number * DAY, days=30 + number % 2, due=False)

    told = watch.next(NOW + 5 * DAY + HOUR).interval

    assert told.span == DAY
    assert told.reason == "every 24 h: its wordings come and go"


@settings(max_examples=20)
@given(st.lists(st.integers(0, 400), max_size=6), st.integers(0, 500), st.booleans())
def test_an_interval_keeps_its_bounds(changes, after, is_failing):
    watch = Watch(AUTO)
    for number, day in enumerate(sorted(changes)):
        watch.see("bank", NOW + day * DAY + number * HOUR, PAGE.format(number).encode())
    if is_failing:
        for number in range(5):
            watch.miss("bank", NOW + (500 + number) * DAY)

    told = watch.next(NOW + (600 + after) * DAY)

    assert 6 * HOUR <= told.interval.span <= 7 * DAY


def test_explain_tells_when_the_next_visit_is_due_and_why():
    watch = Watch()
    before = pipeline.explain_next(watch.store, BANK, NOW)
    watch.run(NOW)

    after = pipeline.explain_next(watch.store, BANK, NOW + HOUR)

    assert (before.stage, before.text) == ("next", "due now: looked at every 12 h")
    assert after.text == "due from 2026-04-01 21:03 UTC: looked at every 12 h"


# --- failing -----------------------------------------------------------------------------------------------------


def test_a_target_that_fails_is_asked_less_often_once_people_were_told_and_as_before_when_it_is_back():
    watch = Watch(lateness=timedelta())
    watch.run(NOW)
    failed = [at for at in every(12 * HOUR, 60, NOW + 12 * HOUR) if watch.run(at, answers=False)]
    hours = [(later - earlier) / HOUR for earlier, later in itertools.pairwise(failed)]

    assert hours[:6] == [12, 12, 12, 24, 48, 96]
    assert watch.next(failed[-1]).interval.reason == "every 4 d while it fails, else every 12 h"

    watch.run(failed[-1] + 4 * DAY)
    assert watch.next(failed[-1] + 4 * DAY).interval.is_plain


def test_an_interval_of_a_month_is_not_made_shorter_by_failing():
    watch = Watch(named(every=30 * DAY))
    for number in range(9):
        watch.miss("bank", NOW + number * DAY)

    assert watch.next(NOW + 9 * DAY).interval.span == 30 * DAY


# --- hosts ---------------------------------------------------------------------------------------------------------


def test_a_host_is_asked_for_no_more_pages_than_is_set_and_the_others_come_first_next_time():
    here = [named(f"a{number}", host="big.example") for number in range(5)]
    watch = Watch(*here, named("b", host="small.example"))

    runs = [watch.run(NOW + number * HOUR, max_per_host=2) for number in range(4)]

    assert runs == [["a0", "a1", "b"], ["a2", "a3"], ["a4"], []]
    assert all(target.name in {row.name for row in watch.store.targets.states()} for target in here)


def test_what_is_left_out_is_named_and_is_no_failure():
    watch = Watch(*(named(f"a{number}") for number in range(3)))
    watch.run(NOW)

    plan = pipeline.plan(watch.store, watch.targets, NOW + DAY, due=True, max_per_host=1)

    assert ([errand.target for errand in plan.errands], plan.left_out, plan.waiting) == (["a0"], ("a1", "a2"), ())
    assert watch.store.targets.state("a1").failures == 0


def test_what_has_waited_longest_is_asked_first():
    watch = Watch(named("late"), named("early"), named("new"))
    watch.see("late", NOW + HOUR, PAGE.format(1).encode())
    watch.see("early", NOW, PAGE.format(1).encode())

    assert watch.run(NOW + 2 * DAY) == ["new", "early", "late"]


def test_without_due_and_budget_the_order_is_that_of_the_watchlist():
    watch = Watch(named("late"), named("early"), named("new"))
    watch.see("late", NOW + HOUR, PAGE.format(1).encode())
    watch.see("early", NOW, PAGE.format(1).encode())

    assert watch.run(NOW + 2 * DAY, due=False) == ["late", "early", "new"]


def test_a_page_whose_address_changed_is_new():
    watch = Watch()
    watch.run(NOW)
    watch.targets = (named(host="moved.example"),)

    assert watch.next(NOW + HOUR).at is None
    assert watch.run(NOW + HOUR) == ["bank"]


def test_a_page_that_is_to_be_read_by_other_rules_is_asked_for_in_full():
    watch = Watch(BANK)
    tagged = (("content-type", "text/html; charset=utf-8"), ("etag", '"one"'))
    answer = Snapshot(
        target="bank", url=BANK.url, final_url=BANK.url, status=200, headers=tagged, body=PAGE.encode(), fetched_at=NOW
    )
    pipeline.record(watch.road, BANK, answer)

    asked = [pipeline.plan(watch.store, [target], NOW + DAY).errands[0].etag for target in (BANK, named(select="main"))]

    assert asked == ['"one"', None]
