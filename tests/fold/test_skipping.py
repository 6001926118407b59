"""Answers that are not read: each kind spares the next, none hides a wording, and what was skipped can be told."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import document, pipeline
from monitor.model import Channel, Outcome, Skip, Snapshot, Target
from monitor.pipeline import skipping
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="ferry", url="https://ferry.example/privacy", notify=("legal",))
LEGAL = Channel(name="legal", url="json://localhost")
STAYS = "We keep bookings for 30 days after the journey, and then delete them without exception."


def page(visit, clause=STAYS, more=""):
    token = hashlib.sha256(f"{visit}".encode()).hexdigest()
    return f"""<!doctype html><html lang="en"><head><title>Privacy</title>
        <meta name="csrf-token" content="{token}"></head><body data-request="{token[:16]}"><main>
        <h1>Privacy policy of Komorebi Ferries</h1><h2>1. Data we collect</h2>
        <p>Komorebi Ferries collects the name, the address and the vehicle of each traveller.</p>
        <h2>2. Retention</h2><p>{clause}</p>{more}</main></body></html>""".encode()


class Walk:
    """One target visited at steady intervals."""

    def __init__(self):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store, channels=(LEGAL,))
        self.at = NOW
        self.visits = 0

    def see(
        self, body=None, target=TARGET, status=200, after=timedelta(hours=12), kind="text/html; charset=utf-8", **more
    ):
        self.at += after
        self.visits += 1
        snapshot = Snapshot(
            target=target.name,
            url=target.url,
            final_url=target.url,
            status=status,
            headers=(("content-type", kind),),
            body=page(self.visits, **more) if body is None else body,
            fetched_at=self.at,
        )
        return pipeline.record(self.road, target, snapshot)

    def skips(self, many, **more):
        return [self.see(**more).skipped for _ in range(many)]

    def state(self):
        return self.store.targets.state(TARGET.name)


@pytest.fixture
def walk():
    walk = Walk()
    yield walk
    walk.store.close()


@pytest.fixture
def known(walk):
    """A page whose tokens are learnt: it was read three times."""
    assert walk.skips(3) == [None, Skip.SAME_WORDING, Skip.SAME_WORDING]
    return walk


def test_each_kind_of_sameness_spares_the_next(walk):
    body = page(0)
    walk.see(body)

    again = walk.see(body)
    silent = walk.see(b"", status=304)
    read = walk.skips(2)
    folded = walk.see()

    assert (again.skipped, silent.skipped) == (Skip.SAME_BODY, Skip.NOT_MODIFIED)
    assert read == [Skip.SAME_WORDING] * 2
    assert (folded.outcome, folded.skipped, folded.version) == (Outcome.UNCHANGED, Skip.SAME_FOLDED_BODY, 1)


def test_a_page_that_differs_in_tokens_alone_is_not_read(known, monkeypatch):
    monkeypatch.setattr(document, "read", None)

    assert known.see().skipped is Skip.SAME_FOLDED_BODY


def test_every_tenth_body_is_read_all_the_same(known):
    assert known.skips(11) == [*[Skip.SAME_FOLDED_BODY] * 9, Skip.SAME_WORDING, Skip.SAME_FOLDED_BODY]


def test_a_body_is_read_when_the_last_one_read_is_a_week_old_or_of_the_future(known):
    assert known.see(after=timedelta(days=8)).skipped is Skip.SAME_WORDING
    assert known.see(after=-timedelta(hours=1)).skipped is Skip.SAME_WORDING


@pytest.mark.parametrize(
    "clause", [STAYS.replace("30", "31"), STAYS.replace("delete", "keep"), STAYS.replace(" without exception", "")]
)
def test_a_new_wording_is_told_though_the_page_is_skipped_at_most_visits(known, clause):
    known.skips(4)

    visit = known.see(clause=clause)

    assert (visit.outcome, visit.alert, visit.skipped) == (Outcome.CHANGED, True, None)


def test_the_tokens_of_a_changed_page_are_known_after_one_reading_more(known):
    known.see(clause=STAYS.replace("30", "31"))

    assert known.skips(2, clause=STAYS.replace("30", "31")) == [Skip.SAME_WORDING, Skip.SAME_FOLDED_BODY]


def test_a_part_of_the_text_that_ticks_is_read_at_every_visit(walk):
    seen = [walk.see(more=f"<p>Last looked at by {900 + number} travellers.</p>") for number in range(12)]

    assert {visit.skipped for visit in seen} <= {None, Skip.SAME_WORDING}
    assert walk.state().churn


def test_nothing_is_skipped_by_its_tokens_while_a_part_of_the_text_is_known_to_tick(walk):
    for number in range(6):
        walk.see(more=f"<p>Last looked at by {900 + number} travellers.</p>")

    still = walk.skips(14, more="<p>Last looked at by 905 travellers.</p>")

    assert Skip.SAME_FOLDED_BODY not in still[:9]
    assert still[-1] is Skip.SAME_FOLDED_BODY


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "text/html; charset=shift_jis"},
        {"target": Target(name="ferry", url=TARGET.url, remove=(".ad",))},
        {"target": Target(name="ferry", url="https://ferry.example/legal")},
    ],
)
def test_what_was_learnt_holds_for_the_same_reading_alone(known, other):
    assert known.see(**other).skipped is not Skip.SAME_FOLDED_BODY


def test_what_an_earlier_reader_made_nothing_of_is_read_by_a_later_one(known, monkeypatch):
    monkeypatch.setattr(document, "READER", document.READER + 1)

    assert known.see().skipped is not Skip.SAME_FOLDED_BODY


def test_a_second_look_in_one_run_is_never_skipped(known):
    snapshot = Snapshot(
        target="ferry",
        url=TARGET.url,
        final_url=TARGET.url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=page(77),
        fetched_at=known.at + timedelta(minutes=1),
    )

    assert skipping.find(known.road, TARGET, known.state(), snapshot)
    assert skipping.find(known.road, TARGET, known.state(), snapshot, is_echo=True) is None


def test_a_page_that_was_held_has_recovered_when_its_tokens_alone_differ(known):
    held = known.see(
        b"<html><body><h1>Just a moment...</h1><p>Verify you are human by completing the action.</p></body></html>"
    )

    back = known.see()

    assert held.outcome is Outcome.HELD
    assert (back.outcome, back.skipped) == (Outcome.UNCHANGED, Skip.SAME_FOLDED_BODY)
    assert known.state().held_since is None


def test_a_skipped_body_is_bound_by_the_chain_and_not_kept(known):
    before = list(known.store.evidence.rows())

    known.see()

    assert list(known.store.evidence.rows()) == before
    assert known.store.targets.visit("ferry")["body"] == hashlib.sha256(page(known.visits)).hexdigest()
    assert known.store.verify().faults == ()


def test_explain_says_why_a_body_was_not_read(known):
    known.see()

    told = [reason.text for reason in pipeline.explain(known.store, (LEGAL,), TARGET)]

    assert any("were not kept" in text for text in told)
    assert "not read: the bytes are those that were read last, but for 2 tokens that change at every visit" in told


def test_a_lost_body_teaches_nothing_and_stops_nothing(known):
    with known.store.writing():
        known.store.targets.save(replace(known.state(), accepted="gone"))

    assert known.see().outcome is Outcome.UNCHANGED
    assert known.skips(3) == [Skip.SAME_WORDING, Skip.SAME_WORDING, Skip.SAME_FOLDED_BODY]


def test_a_reading_that_is_the_same_sign_for_sign_is_not_compared(walk, monkeypatch):
    walk.see()
    monkeypatch.setattr(type(walk.road.reader), "trace", None)

    assert walk.see().skipped is Skip.SAME_WORDING


def test_a_change_of_markup_alone_is_compared_and_is_no_skip(walk):
    walk.see()

    visit = walk.see(clause=f"<b>{STAYS}</b>")

    assert (visit.outcome, visit.skipped) in {(Outcome.UNCHANGED, None), (Outcome.UNCHANGED, Skip.SAME_WORDING)}
