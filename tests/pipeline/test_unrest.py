"""Pages that do not stand still: variants, second looks, parts that tick, and what people hear of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.errors import StoreError
from monitor.model import Channel, Errand, Failure, Level, NoticeKind, Outcome, Politeness, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://kinmokusei.example/terms"
TARGET = Target(name="shop", url=URL, notify=("legal",))
LEGAL = Channel(name="legal", url="json://localhost", level=Level.MINOR)
CLAUSES = (
    "These terms hold for every order that a customer places in the shop of Kinmokusei.",
    "An order is accepted when the goods are sent, and not before.",
    "Goods may be sent back within fourteen days after they have arrived.",
    "Payment is due within thirty days after the invoice was sent.",
    "Disputes are heard by the courts of Sakura, under the law of the land.",
)


def page(clauses=CLAUSES, nonce=""):
    text = "".join(f"<p>{clause}</p>" for clause in clauses)
    return f"<html lang='en'><body><main><h1>Terms of sale</h1>{text}</main><!--{nonce}--></body></html>".encode()


def with_clause(number, text, clauses=CLAUSES):
    return tuple(text if at == number else clause for at, clause in enumerate(clauses))


def ticking(number, clauses=CLAUSES):
    return (*clauses[:3], f"The bell at our door has rung {number} times since the shop was opened.", *clauses[3:])


A = CLAUSES
B = with_clause(2, "Goods may be sent back within thirty days after they have arrived.")


class Walk:
    """One target visited at steady intervals."""

    def __init__(self):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store, channels=(LEGAL,))
        self.at = NOW
        self.count = 0

    def answer(self, body):
        self.at += timedelta(hours=12)
        return Snapshot(
            target="shop",
            url=URL,
            final_url=URL,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=body,
            fetched_at=self.at,
        )

    def see(self, clauses):
        self.count += 1
        return pipeline.record(self.road, TARGET, self.answer(page(clauses, self.count)))

    def run(self, *answers, target=TARGET):
        """Visit the target as a run does, with these answers in this order."""
        waiting, told, asked = list(answers), [], []

        def fetch(errands, politeness, receive):
            queue = list(errands)
            while queue:
                errand = queue.pop(0)
                asked.append(errand)
                given = waiting.pop(0)
                found = given if isinstance(given, Failure) else self.answer(given)
                again = receive(found)
                queue += [again] if again else []

        errands = [Errand(target="shop", url=URL, etag='"known"')]
        pipeline.visit_all(self.road, [target], errands, Politeness(), fetch, told.append)
        assert not waiting
        self.asked = asked
        (visit,) = told
        return visit

    @property
    def health(self):
        return self.store.targets.health([TARGET])[0]

    @property
    def told(self):
        return [alert.notice.kind if alert.notice else "change" for alert in self.store.outbox.waiting()]


@pytest.fixture
def walk():
    walk = Walk()
    yield walk
    walk.store.close()


# --- wordings that come back ---


def test_a_page_that_alternates_is_told_twice_at_most_and_then_quiet(walk):
    visits = [walk.see(clauses) for clauses in (A, A, B, B, A, A, B, B, A, A, B, B, A)]

    assert [visit.alert for visit in visits].count(True) == 2
    assert [visit.outcome for visit in visits[6::2]] == [Outcome.VARIANT] * 4
    assert walk.told == ["change", "change", NoticeKind.FLAPPING]
    assert walk.health.is_flapping


def test_a_real_edit_in_either_variant_is_told_and_nothing_else_of_it(walk):
    for clauses in (A, B, A, B, A, B):
        walk.see(clauses)

    edit = walk.see(with_clause(3, "Payment is due within ten days after the invoice was sent.", A))
    other = walk.see(with_clause(1, "An order is accepted when a letter says so, and not before.", B))

    assert [(visit.outcome, visit.alert, len(visit.changes[0].edits)) for visit in (edit, other)] == [
        (Outcome.CHANGED, True, 1)
    ] * 2
    assert "ten" in edit.changes[0].edits[0].after
    assert "letter" in other.changes[0].edits[0].after


def test_a_wording_that_came_back_and_stays_is_said_to_stand_once_and_is_no_new_change(walk):
    for clauses in (A, B, A):
        walk.see(clauses)

    visits = [walk.see(A) for _ in range(30)]

    assert walk.told == ["change", NoticeKind.FLAPPING, NoticeKind.RECOVERED]
    assert not walk.health.is_flapping
    assert not any(visit.alert for visit in visits)
    *_, last = walk.store.outbox.waiting()
    assert "that of version 1, not of version 2, which was told last" in last.notice.text


def test_a_change_taken_back_and_made_again_ends_in_a_notice_of_what_the_page_says(walk):
    for clauses in (A, B, B, A, B, B, B, B, B):
        walk.see(clauses)

    assert walk.told == ["change", "change", NoticeKind.FLAPPING, NoticeKind.RECOVERED]
    *_, last = walk.store.outbox.waiting()
    assert "that of version 2, not of version 3, which was told last" in last.notice.text
    assert walk.store.history.numbered("shop").number == 2


def test_a_page_that_settles_on_what_was_told_last_is_said_to_be_calm_and_nothing_more(walk):
    for clauses in (A, B, A, B, B, B, B, B):
        walk.see(clauses)

    assert walk.told == ["change", NoticeKind.FLAPPING, NoticeKind.RECOVERED]


def test_the_more_often_wordings_came_back_the_longer_one_must_stand(walk):
    for clauses in (A, B) * 5 + (A, A, A, A):
        walk.see(clauses)

    assert walk.told == ["change", NoticeKind.FLAPPING]


def test_a_wording_that_stood_on_enough_visits_has_settled_only_after_the_time_for_it(walk):
    for clauses in (A, B, A):
        walk.see(clauses)

    for _ in range(5):
        walk.at -= timedelta(hours=11)
        walk.see(A)
    assert walk.told == ["change", NoticeKind.FLAPPING]

    walk.at += timedelta(hours=12)
    walk.see(A)
    assert walk.told == ["change", NoticeKind.FLAPPING, NoticeKind.RECOVERED]


def test_a_page_settles_on_bytes_that_came_before_and_on_answers_that_say_not_modified(walk):
    for body in [page(clauses) for clauses in (A, B, A, A)]:
        pipeline.record(walk.road, TARGET, walk.answer(body))
    assert walk.told == ["change", NoticeKind.FLAPPING]

    pipeline.record(walk.road, TARGET, replace(walk.answer(b""), status=304))

    assert walk.told == ["change", NoticeKind.FLAPPING, NoticeKind.RECOVERED]


def test_the_version_in_force_is_current_while_a_page_alternates(walk):
    for clauses in (A, B, B, A, B):
        walk.see(clauses)

    store = walk.store
    assert [row["number"] for row in store.history.timeline("shop")] == [1, 2, 3]
    assert (store.history.numbered("shop").number, store.history.before("shop")) == (2, 3)
    assert [(row["version"], row["reason"]) for row in store.history.returns("shop")] == [
        (2, "the wording of version 2 came back")
    ]
    (there,) = store.search.find(["within thirty days after they"])
    (gone,) = store.search.find(["fourteen"])
    assert (there.gone_at, gone.gone_at) == (None, walk.at)


def test_a_return_long_after_the_flapping_is_news_again(walk):
    for clauses in (A, B, B, A, B, A):
        walk.see(clauses)
    for _ in range(31):
        walk.see(A)

    visit = walk.see(B)

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)


@pytest.mark.parametrize("many", [3, 5, 10, 20])
def test_a_page_that_alternates_in_long_runs_does_not_settle_between_them(walk, many):
    visits = [walk.see(clauses) for clauses in ([A] * many + [B] * many) * 3]

    assert [at for at, visit in enumerate(visits) if visit.alert] == [many, 2 * many]
    assert walk.told == ["change", "change", NoticeKind.FLAPPING]


@pytest.mark.parametrize("rest", [6, 19, 49])
def test_a_wording_that_shows_on_one_visit_now_and_then_is_told_once(walk, rest):
    visits = [walk.see(clauses) for clauses in ([A] * rest + [B]) * 4]

    assert [at for at, visit in enumerate(visits) if visit.alert] == [rest]
    assert walk.told == ["change", NoticeKind.FLAPPING, NoticeKind.RECOVERED, NoticeKind.FLAPPING]


def test_a_wording_that_was_there_for_one_visit_and_comes_back_for_good_is_told_when_it_has_settled(walk):
    for clauses in [A, A, B] + [A] * 40 + [B] * 90:
        walk.see(clauses)

    assert walk.told[-1] is NoticeKind.RECOVERED
    *_, last = walk.store.outbox.waiting()
    assert "it has kept one wording" in last.notice.text


def test_three_wordings_in_turn_are_told_when_they_are_new_and_once_when_the_first_one_is_back(walk):
    third = with_clause(3, "Payment is due within ten days after the invoice was sent.")

    visits = [walk.see(clauses) for clauses in ([A] * 4 + [B] * 4 + [third] * 4) * 3]

    assert [at for at, visit in enumerate(visits) if visit.alert] == [4, 8, 12]
    assert walk.told.count(NoticeKind.FLAPPING) == 1


def test_an_edit_of_a_variant_that_stands_for_long_is_told_against_that_variant(walk):
    for clauses in ([A] * 12 + [B] * 12) * 2:
        walk.see(clauses)

    visit = walk.see(with_clause(3, "Payment is due within ten days after the invoice was sent."))

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)
    assert [(edit.before, edit.after) for change in visit.changes for edit in change.edits] == [
        (A[3], "Payment is due within ten days after the invoice was sent.")
    ]


# --- the second look ---


def test_a_change_is_fetched_again_in_full_before_it_is_told(walk):
    walk.see(A)

    visit = walk.run(page(B), page(B, "again"))

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)
    assert [errand.etag for errand in walk.asked] == ['"known"', None]
    assert walk.told == ["change"]
    assert len(walk.store.targets.visits("shop")) == 2


def test_no_second_look_without_a_change_or_where_the_watchlist_wants_none(walk):
    walk.see(A)

    assert walk.run(page(A, "x")).outcome is Outcome.UNCHANGED
    assert walk.run(page(B), target=Target(name="shop", url=URL, confirm=None)).outcome is Outcome.CHANGED


def test_a_change_that_is_gone_at_the_second_look_is_told_as_flapping(walk):
    walk.see(A)

    visit = walk.run(page(B), page(A, "again"))

    assert (visit.outcome, visit.alert) == (Outcome.VARIANT, False)
    assert visit.reason.startswith("two fetches in one run gave two wordings")
    assert walk.told == [NoticeKind.FLAPPING]
    assert len(walk.store.history.timeline("shop")) == 2
    assert walk.see(B).outcome is Outcome.VARIANT


def test_a_third_wording_at_the_second_look_is_kept_and_the_change_told_once(walk):
    walk.see(A)

    visit = walk.run(page(B), page(with_clause(3, "Payment is due at once.", B)))

    assert (visit.outcome, visit.alert, visit.version) == (Outcome.CHANGED, True, 2)
    assert walk.told == ["change", NoticeKind.FLAPPING]
    assert len(walk.store.history.timeline("shop")) == 3


@pytest.mark.parametrize(
    "second",
    [
        Failure(target="shop", url=URL, reason="the server did not answer", failed_at=NOW),
        b"",
        b"<html><title>Just a moment...</title><body><p>Verify you are human to go on.</p></body></html>",
    ],
    ids=["no answer", "nothing", "a wall"],
)
def test_a_second_look_that_fails_does_not_stop_the_change_from_being_told(walk, second):
    walk.see(A)

    visit = walk.run(page(B), second)

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)
    assert walk.told == ["change"]
    assert (walk.health.held_since, walk.health.failures) == (None, 0)


def test_a_run_that_dies_before_the_second_look_has_the_change_waiting(walk):
    walk.see(A)
    told = []

    def fetch(errands, politeness, receive):
        assert receive(walk.answer(page(B))) is not None
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.visit_all(walk.road, [TARGET], [Errand(target="shop", url=URL)], Politeness(), fetch, told.append)

    assert [visit.outcome for visit in told] == [Outcome.CHANGED]
    assert walk.told == ["change"]
    assert walk.run(page(B, "next")).outcome is Outcome.UNCHANGED


# --- parts that tick ---


def test_a_part_that_ticks_at_every_visit_is_learnt_and_makes_no_more_changes(walk):
    visits = [walk.see(ticking(number)) for number in (12, 40, 7, 33, 51, 18, 29, 64)]

    assert [visit.outcome for visit in visits[4:]] == [Outcome.UNCHANGED] * 4
    assert [visit.alert for visit in visits].count(True) == 3
    assert walk.health.volatile == 1


def test_an_edit_beside_a_part_that_ticks_is_told_without_it(walk):
    for number in (12, 40, 7, 33, 51, 18):
        walk.see(ticking(number))

    edit = walk.see(ticking(99, with_clause(0, "These terms hold for orders of consumers alone.")))

    assert edit.alert
    (change,) = edit.changes
    assert [one.after for one in change.edits] == ["These terms hold for orders of consumers alone."]
    version = walk.store.history.numbered("shop").version
    assert [clause.volatile for section in version.walk() for clause in section.clauses] == [
        False, False, False, True, False, False,
    ]  # fmt: skip


def test_a_clause_put_beside_a_part_that_ticks_is_a_change(walk):
    for number in (12, 40, 7, 33, 51, 18):
        walk.see(ticking(number))
    clauses = list(ticking(77))
    clauses.insert(4, "A customer who sends goods back pays for the carriage, whatever the reason.")

    visit = walk.see(tuple(clauses))

    assert visit.alert


@pytest.mark.parametrize("pause", [0, 1, 3])
def test_a_clause_edited_three_times_is_never_silenced(walk, pause):
    walk.see(A)

    alerts = []
    for days in ("ten", "twenty", "forty"):
        alerts.append(walk.see(with_clause(3, f"Payment is due within {days} days after the invoice was sent.")).alert)
        for _ in range(pause):
            walk.see(with_clause(3, f"Payment is due within {days} days after the invoice was sent."))

    assert alerts == [True] * 3
    assert walk.health.volatile == 0


def test_a_part_that_stands_still_again_is_watched_again(walk):
    for number in (12, 40, 7, 33, 51):
        walk.see(ticking(number))
    for _ in range(10):
        walk.see(ticking(51))

    visit = walk.see(ticking(52))

    assert (walk.health.volatile, visit.alert) == (0, True)


def test_a_page_whose_wording_changes_at_most_visits_is_told_once_as_noisy(walk):
    words = ["red", "green", "blue", "black", "white", "brown", "grey", "pink", "gold", "plum", "rose", "teal"]

    for at, word in enumerate(words):
        walk.see(with_clause(at % 5, f"The {word} goods of the month are sold at half of the usual price."))

    assert walk.told.count(NoticeKind.NOISY) == 1
    assert walk.health.is_noisy
    for _ in range(10):
        walk.see(with_clause(1, "The teal goods of the month are sold at half of the usual price."))
    assert not walk.health.is_noisy


def test_a_second_look_waits_as_long_as_the_target_says(walk):
    walk.run(page(A))

    target = Target(name="shop", url=URL, confirm=timedelta(seconds=30))
    walk.run(page(B), page(B), target=target)

    assert walk.asked[-1] == Errand(target="shop", url=URL, wait=timedelta(seconds=30))


def test_a_database_that_fails_at_the_second_look_stops_the_run_and_the_change_waits(walk, monkeypatch):
    walk.see(A)

    def fail(*_, **__):
        raise StoreError("the disk is full")

    monkeypatch.setattr("monitor.pipeline.run.settle", fail)
    with pytest.raises(StoreError, match="the disk is full"):
        walk.run(page(B), page(B))

    assert walk.told == ["change"]


def test_what_the_second_look_finds_is_kept_whole_or_not_at_all(walk, monkeypatch):
    walk.see(A)

    def fail(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(walk.store.outbox, "withdraw", fail)
    with pytest.raises(StoreError, match="the disk is full"):
        walk.run(page(B), page(A))

    assert walk.told == ["change"]
    assert walk.store.history.numbered("shop").number == 2
