"""Visits that are recorded side by side while workers read for them: nothing is lost, mixed, or out of order."""

import threading
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from monitor import crawl, pipeline
from monitor.errors import LimitError, StoreError
from monitor.model import Channel, Errand, Failure, NoticeKind, Outcome, Politeness, Skip, Snapshot, Target
from monitor.pipeline.desk import Desk
from monitor.store import Store
from monitor.worker import HERE, Limits, Pool, PoolClosedError

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
LEGAL = Channel(name="legal", url="json://localhost")
NAMES = tuple(f"policy-{number:02}" for number in range(12))
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy policy of {who}</h1>
<p>This policy says how {who} handles the personal data of its customers, and whom they can ask.</p>
<h2>1. Retention</h2><p>We keep call records for {days} days after the call has ended, and then delete them.</p>
<h2>2. Recipients</h2><p>We do not give personal data to third parties without consent of the account holder.</p>
<p>{more}</p></main></body></html>"""
ENDLESS = r"(e+)+$"
"""As an expression to ignore it backtracks for ever on the text below."""
LONG = "e" * 99 + "!"


def page(who, days=30, more="This is all there is to say about it for the time being."):
    return PAGE.format(who=who, days=days, more=more).encode()


def target(name, **values):
    return Target(name=name, url=f"https://{name}.example/privacy", notify=("legal",), **values)


def snapshot(name, body, at=NOW):
    url = f"https://{name}.example/privacy"
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Snapshot(target=name, url=url, final_url=url, status=200, headers=headers, body=body, fetched_at=at)


def fetch_of(answer):
    """Make a crawl that hands all answers over at once, and then what was asked for again."""

    def fetch(errands, politeness, receive):
        heard = [receive(answer(errand)) for errand in errands]
        while heard:
            first = heard.pop(0)
            asked = first.result(30) if isinstance(first, Future) else first
            if asked is not None:
                heard.append(receive(answer(asked)))

    return fetch


def run(store, reader, targets, answer):
    told = []
    road = pipeline.Road(store=store, channels=(LEGAL,), reader=reader)
    errands = [Errand(target=one.name, url=one.url) for one in targets]
    pipeline.visit_all(road, targets, errands, Politeness(), fetch_of(answer), told.append)
    return {visit.target: visit for visit in told}


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        yield opened


# --- side by side ------------------------------------------------------------------------------------------------


class Site(BaseHTTPRequestHandler):
    """Six policies; what is at /slow reads for ever by the expression that its target ignores."""

    def do_GET(self):
        name = self.path.strip("/")
        body = page(name, more=LONG if name == "slow" else "So much for that, for the time being.")
        self.send_response(404 if name == "robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pages_are_fetched_and_recorded_while_one_is_read_for_long(site, store):
    names = ("slow", "a", "b", "c", "d", "e")
    targets = [Target(name=name, url=f"{site}/{name}", ignore=(ENDLESS,) * (name == "slow")) for name in names]
    errands = [Errand(target=one.name, url=one.url) for one in targets]
    told = []

    with Pool(2, Limits(seconds=20)) as reader:

        def tell(visit):
            told.append(visit)
            if len(told) == 5:
                reader.close()  # enough: whoever is still being read is broken off

        road = pipeline.Road(store=store, channels=(LEGAL,), reader=reader)
        politeness = Politeness(allow_private=("127.0.0.1",), delay=timedelta(0))
        with pytest.raises(PoolClosedError):
            pipeline.visit_all(road, targets, errands, politeness, crawl.fetch, tell)

    assert {visit.target: visit.outcome for visit in told} == dict.fromkeys("abcde", Outcome.FIRST)


def content(store):
    """List what is kept of each target, row numbers left out: those depend on who came first."""
    return {
        name: (
            [
                (kept.number, kept.version, kept.fetched_at, kept.ours, store.history.changes(kept.id))
                for kept in store.history.all(name)
            ],
            replace(store.targets.health([target(name)])[0]),
        )
        for name in NAMES
    }


@pytest.mark.parametrize("hands", [1, 4])
def test_the_same_is_kept_however_many_workers_there_are(store, hands):
    targets = [target(name, confirm=None if number % 2 else timedelta()) for number, name in enumerate(NAMES)]

    def answer_at(round_):
        def answer(errand):
            number = NAMES.index(errand.target)
            at = NOW + timedelta(days=round_)
            if number == 5 and round_:
                return Failure(target=errand.target, url=errand.url, reason="no answer", failed_at=at)
            days = 30 + 60 * (number % 3 == 0 and round_)
            return snapshot(errand.target, page(errand.target, days, f"Visit {round_}."), at)

        return answer

    with Pool(hands) as reader, Store(":memory:") as alone:
        for round_ in range(3):
            side_by_side = run(store, reader, targets, answer_at(round_))
            one_by_one = run(alone, HERE, targets, answer_at(round_))
            assert side_by_side == one_by_one
        waiting = [
            sorted((a.channel, a.notice and a.notice.target) for a in s.outbox.waiting()) for s in (store, alone)
        ]

        assert content(store) == content(alone)
        assert sorted(map(str, waiting[0])) == sorted(map(str, waiting[1]))
        assert store.verify().faults == ()


def test_a_change_is_looked_at_a_second_time_after_it_was_recorded(store):
    seen = {}

    def answer_at(round_):
        def answer(errand):
            seen[errand.target] = seen.get(errand.target, 0) + 1
            return snapshot(errand.target, page(errand.target, 30 + 60 * round_), NOW + timedelta(days=round_))

        return answer

    targets = [target(name) for name in NAMES]
    with Pool(4) as reader:
        run(store, reader, targets, answer_at(0))
        visits = run(store, reader, targets, answer_at(1))

    assert {visit.outcome for visit in visits.values()} == {Outcome.CHANGED}
    assert set(seen.values()) == {3}


# --- what a page may cost ----------------------------------------------------------------------------------------


def test_a_page_that_an_expression_of_ours_makes_endless_is_held_and_told_once_with_what_to_mend(store):
    one = target("slow", ignore=(ENDLESS,))

    with Pool(1, Limits(seconds=4)) as reader:
        visits = [
            run(
                store, reader, [one], lambda _, day=day: snapshot("slow", page("slow", more=LONG), NOW + timedelta(day))
            )
            for day in range(2)
        ]

    visit = visits[0]["slow"]
    assert visit.outcome is Outcome.HELD
    assert "seconds to be read; without the expressions of `ignore` it is read in time: one of them" in visit.reason
    assert list(store.history.all("slow")) == []
    assert [alert.notice.kind for alert in store.outbox.waiting()] == [NoticeKind.HELD]
    kept = [store.evidence.snapshot(row).body for row in store.evidence.rows()]
    assert kept == [page("slow", more=LONG)] * 2


class Limited:
    """A reader that does all in this process, but finds one thing to be too much."""

    hands = 0

    def __init__(self, what):
        setattr(self, what, self.refuse)

    def refuse(self, *_, **__):
        raise LimitError("the page took more than 60 seconds")

    def __getattr__(self, name):
        return getattr(HERE, name)


class Counting:
    """A reader that does all in this process, and tells what it was asked to do."""

    hands = 0

    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        self.asked.append(name)
        return getattr(HERE, name)


def test_a_first_answer_is_read_and_looked_at_in_one_job_and_the_same_words_later_are_only_read(store):
    first, again = Counting(), Counting()

    run(store, first, [target("a")], lambda _: snapshot("a", page("a")))
    later = snapshot("a", page("a").replace(b"<main>", b"<main ><!-- 2 -->"), NOW + timedelta(days=1))
    visit = run(store, again, [target("a")], lambda _: later)["a"]

    assert visit.skipped is Skip.SAME_WORDING
    assert (first.asked, again.asked) == (["study"], ["read"])


def test_a_first_page_that_is_too_much_is_held_with_its_bytes(store):
    one = snapshot("a", page("a"))

    held = run(store, Limited("study"), [target("a")], lambda _: one)["a"]

    assert (held.outcome, held.reason) == (Outcome.HELD, "the page took more than 60 seconds")
    assert [store.evidence.snapshot(row).body for row in store.evidence.rows()] == [one.body]


@pytest.mark.parametrize("what", ["read", "look", "trace"])
def test_a_page_that_is_too_much_for_any_step_is_held_with_its_bytes_and_later_taken(store, what):
    run(store, HERE, [target("a")], lambda _: snapshot("a", page("a")))
    later = snapshot("a", page("a", 90), NOW + timedelta(days=1))

    held = run(store, Limited(what), [target("a")], lambda _: later)["a"]
    after = run(store, HERE, [target("a")], lambda _: replace(later, fetched_at=NOW + timedelta(days=2)))["a"]

    assert (held.outcome, held.reason) == (Outcome.HELD, "the page took more than 60 seconds")
    assert (after.outcome, after.version, len(after.changes)) == (Outcome.CHANGED, 2, 1)


def test_what_is_too_much_for_a_reread_stays_as_it_is(store):
    run(store, HERE, [target("a")], lambda _: snapshot("a", page("a")))

    done = pipeline.reread(store, target("a", ignore=("Recipients",)), Limited("read"))

    assert (done.versions, done.unreadable) == (1, 1)


# --- an end in between -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, StoreError("the disk is full")], ids=["stopped", "broken"])
def test_a_crawl_that_ends_by_an_error_leaves_no_thread_and_no_worker(store, error):
    one = target("slow", ignore=(ENDLESS,))
    heard = []

    def fetch(errands, politeness, receive):
        heard.append(receive(snapshot("slow", page("slow", more=LONG))))
        while not reader.pids():
            threading.Event().wait(0.01)
        raise error

    with Pool(1) as reader:
        road = pipeline.Road(store=store, reader=reader)
        with pytest.raises(error if isinstance(error, type) else type(error)):
            pipeline.visit_all(road, [one], [Errand(target="slow", url=one.url)], Politeness(), fetch, heard.append)

        assert reader.pids() == ()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("record")] == []
    assert len(heard) == 1
    assert store.targets.health([one])[0].last_visit_at is None


def test_nothing_more_is_recorded_after_the_database_failed(store):
    with Pool(2) as reader, Desk(pipeline.Road(store=store, reader=reader)) as desk:
        done = []

        def fail():
            raise StoreError("the disk is full")

        first = desk.submit(fail)
        others = [desk.submit(lambda: done.append(1)) for _ in range(5)]

        assert isinstance(first.exception(10), StoreError)
        assert [other.result(10) for other in others] == [None] * 5
    assert len(done) <= 2


class Slow:
    """A reader that, while it works, waits for others to do something."""

    hands = 2

    def __init__(self):
        self.others = threading.Event()

    def look(self, body, **_):
        return self.others.wait(0.5 if body == b"in a transaction" else 20)

    def close(self):
        """Hold nothing."""


def test_others_have_their_turn_while_one_waits_but_never_inside_a_transaction(store):
    reader = Slow()
    with Desk(pipeline.Road(store=store, reader=reader)) as desk:

        def write():
            with store.writing():
                return desk.road.reader.look(b"in a transaction")

        found = [desk.submit(write)]
        found.append(desk.submit(reader.others.set))
        inside = found[0].result(30)
        found[1].result(30)
        reader.others.clear()
        waiting = desk.submit(lambda: desk.road.reader.look(b"outside"))
        desk.submit(reader.others.set)

        assert (inside, waiting.result(30)) == (False, True)
