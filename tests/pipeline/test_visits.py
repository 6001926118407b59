"""What a visit ends in: the road from an answer to the database, without the network."""

from datetime import UTC, datetime, timedelta

import pytest

import monitor
from monitor import pipeline
from monitor.errors import DocumentError
from monitor.model import Channel, Failure, Kind, Level, NoticeKind, Outcome, Redirect, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
URL = "https://hanamizuki.example/privacy"
TARGET = Target(name="bank", url=URL, notify=("legal",), report_after=2)
LEGAL = Channel(name="legal", url="json://localhost")

CLAUSES = {
    "1. Data we collect": "Hanamizuki Bank collects the name, address and telephone number of each account holder.",
    "2. Purposes of use": "We use personal data to run accounts, to prevent fraud and to answer questions.",
    "3. Retention": "We keep call records for 30 days after the call has ended.",
    "4. Third parties": "We do not give personal data to third parties without consent of the account holder.",
}


def page(clauses=CLAUSES, nonce="1", extra=""):
    sections = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, text in clauses.items())
    return f"""<!doctype html><html lang="en"><head><title>Privacy</title><script nonce="{nonce}"></script></head>
        <body><nav><a href="/">Home</a> <a href="/news?{nonce}">News {nonce}</a></nav><main><h1>Privacy Policy</h1>
        <p>This policy says how Hanamizuki Bank handles the personal data of its customers.</p>{sections}{extra}</main>
        <footer><p>© Hanamizuki Bank</p></footer></body></html>""".encode()


IN_90_DAYS = CLAUSES | {"3. Retention": "We keep call records for 90 days after the call has ended."}
WITH_90_DAYS = page(IN_90_DAYS)


class Walk:
    """One target visited at steady intervals."""

    def __init__(self):
        self.store = Store(":memory:")
        self.road = pipeline.Road(store=self.store, channels=(LEGAL,))
        self.at = NOW

    def see(self, body=b"", target=TARGET, status=200, headers=(), **values):
        self.at += timedelta(hours=12)
        snapshot = Snapshot(
            target=target.name,
            url=target.url,
            final_url=values.pop("final_url", target.url),
            status=status,
            headers=(("content-type", "text/html; charset=utf-8"), *headers),
            body=body,
            fetched_at=self.at,
            **values,
        )
        return pipeline.record(self.road, target, snapshot)

    def miss(self, reason="the server did not answer", target=TARGET, **values):
        self.at += timedelta(hours=12)
        failure = Failure(target=target.name, url=target.url, reason=reason, failed_at=self.at, **values)
        return pipeline.fail(self.road, target, failure)

    @property
    def state(self):
        return self.store.targets.state(TARGET.name)

    @property
    def told(self):
        return [alert.notice.kind if alert.notice else "change" for alert in self.store.outbox.waiting()]


@pytest.fixture
def walk():
    walk = Walk()
    yield walk
    walk.store.close()


def test_the_first_visit_makes_the_first_version_and_tells_nobody(walk):
    visit = walk.see(page())

    assert (visit.outcome, visit.version, visit.changes, visit.alert) == (Outcome.FIRST, 1, (), False)
    assert walk.told == []


def test_a_page_that_changed_in_its_furniture_only_is_unchanged(walk):
    walk.see(page(nonce="1"))

    visit = walk.see(page(nonce="2"))

    assert (visit.outcome, visit.version) == (Outcome.UNCHANGED, 1)
    assert walk.told == []


def test_one_changed_clause_is_one_change_and_one_alert(walk):
    walk.see(page())

    visit = walk.see(WITH_90_DAYS)

    assert (visit.outcome, visit.version, visit.alert) == (Outcome.CHANGED, 2, True)
    (change,) = visit.changes
    assert (change.kinds, change.place.title, change.level) == ((Kind.REWORDED,), "3. Retention", Level.MATERIAL)
    assert walk.told == ["change"]


def test_a_change_below_a_channels_level_is_kept_and_not_told(walk):
    material = pipeline.Road(store=walk.store, channels=(Channel(name="legal", url="json://x", level=Level.MATERIAL),))
    walk.road = material
    walk.see(page())

    visit = walk.see(page(CLAUSES | {"2. Purposes of use": "We use personal data to run accounts and fight fraud."}))

    assert visit.outcome is Outcome.CHANGED
    assert walk.told == []


def test_a_304_confirms_the_version_without_a_body(walk):
    walk.see(page(), headers=(("etag", '"one"'),))

    visit = walk.see(status=304)

    assert (visit.outcome, visit.version) == (Outcome.UNCHANGED, 1)
    assert walk.state.etag == '"one"'


def test_a_server_that_answers_304_for_ever_is_asked_in_full_at_times(walk):
    walk.see(page(), headers=(("etag", '"one"'),))

    for _ in range(6):
        walk.see(status=304)

    assert walk.state.etag is None


def test_the_same_bytes_keep_nothing_new(walk):
    walk.see(page())
    walk.see(page())

    visit = walk.see(page())

    assert visit.outcome is Outcome.UNCHANGED
    (row,) = walk.store.history.timeline("bank")
    assert row["visits"] == 3


def test_every_body_of_a_version_is_kept_and_of_those_that_confirm_the_last(walk):
    bodies = [page(), page(nonce="2"), page(nonce="3"), WITH_90_DAYS]

    for body in bodies:
        walk.see(body)

    kept = [walk.store.evidence.snapshot(row).body for row in range(1, 5) if _is_kept(walk.store, row)]
    assert kept == [bodies[0], bodies[2], bodies[3]]


def _is_kept(store, row):
    try:
        return bool(store.evidence.snapshot(row))
    except monitor.StoreError:
        return False


@pytest.mark.parametrize(
    "body", [b"", b"   \n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"<html><body></body></html>"]
)
def test_an_answer_without_text_is_held_and_never_a_version(walk, body):
    walk.see(page())

    with pytest.raises(DocumentError):
        walk.see(body)

    assert (walk.state.held, walk.state.last_outcome) == (1, Outcome.HELD)
    assert len(walk.store.history.timeline("bank")) == 1
    assert walk.see(page(nonce="9")).outcome is Outcome.UNCHANGED


def test_another_page_altogether_is_held_and_told_once_and_once_when_over(walk):
    walk.see(page())
    other = "<html><body><main><p>" + " ".join(f"word{n}" for n in range(300)) + ".</p></main></body></html>"

    visits = [walk.see(other.encode()), walk.see(other.encode())]

    assert {visit.outcome for visit in visits} == {Outcome.HELD}
    assert visits[0].reason
    assert walk.told == [NoticeKind.HELD]
    walk.see(page())
    assert walk.told == [NoticeKind.HELD, NoticeKind.RECOVERED]


def test_a_held_answer_is_no_baseline(walk):
    walk.see(page(), headers=(("etag", '"good"'),))
    walk.see(b"<html><body><p>" + b" ".join(b"w%d" % n for n in range(300)) + b"</p></body></html>")

    visit = walk.see(WITH_90_DAYS)

    assert [change.place.title for change in visit.changes] == ["3. Retention"]


def test_failures_are_told_after_some_and_once_when_over(walk):
    walk.see(page())

    walk.miss()
    assert walk.told == []
    walk.miss()
    walk.miss()
    assert walk.told == [NoticeKind.FAILING]
    assert walk.state.failures == 3

    walk.see(page())
    assert walk.told == [NoticeKind.FAILING, NoticeKind.RECOVERED]
    assert (walk.state.failures, walk.state.failing_since) == (0, None)


def test_a_server_that_asks_to_wait_is_not_asked_before(walk):
    walk.see(page())
    later = walk.at + timedelta(days=2)
    walk.miss("status 503", status=503, not_before=later)

    before = pipeline.plan(walk.store, [TARGET], later - timedelta(hours=1))
    after = pipeline.plan(walk.store, [TARGET], later + timedelta(hours=1))

    assert before.errands == ()
    assert "the server wants no visit before" in before.waiting[0].reason
    assert len(after.errands) == 1


def test_only_due_targets_are_asked_with_due(walk):
    walk.see(page())

    soon = pipeline.plan(walk.store, [TARGET], walk.at + timedelta(hours=11), due=True)
    later = pipeline.plan(walk.store, [TARGET], walk.at + timedelta(hours=12), due=True)

    assert (len(soon.errands), len(later.errands)) == (0, 1)


def test_a_request_is_conditional_once_a_version_is_kept(walk):
    (first,) = pipeline.plan(walk.store, [TARGET], NOW).errands
    walk.see(page(), headers=(("etag", '"one"'), ("last-modified", "Wed, 01 Apr 2026 00:00:00 GMT")))

    (second,) = pipeline.plan(walk.store, [TARGET], walk.at).errands

    assert (first.etag, first.last_modified) == (None, None)
    assert (second.etag, second.last_modified) == ('"one"', "Wed, 01 Apr 2026 00:00:00 GMT")


def test_a_wording_seen_once_and_gone_again_is_a_variant_told_once(walk):
    walk.see(page())
    walk.see(WITH_90_DAYS)

    outcomes = [walk.see(body).outcome for body in (page(nonce="2"), page(IN_90_DAYS, nonce="5"), page(nonce="3"))]

    assert outcomes == [Outcome.VARIANT] * 3
    assert walk.told == ["change", NoticeKind.FLAPPING]


def test_a_change_that_stood_and_is_taken_back_is_news(walk):
    walk.see(page())
    for nonce in ("1", "2", "3"):
        walk.see(page(IN_90_DAYS, nonce=nonce))

    visit = walk.see(page(nonce="2"))

    assert (visit.outcome, visit.version, visit.alert) == (Outcome.CHANGED, 3, True)


def test_a_real_edit_on_a_flapping_page_still_alerts(walk):
    for body in (page(), WITH_90_DAYS, page(nonce="2"), page(IN_90_DAYS, nonce="5")):
        walk.see(body)

    visit = walk.see(page(CLAUSES | {"4. Third parties": "We give personal data to third parties without consent."}))

    assert (visit.outcome, visit.alert) == (Outcome.CHANGED, True)


def test_new_rules_make_a_new_baseline_and_no_alert(walk):
    walk.see(page(extra='<div class="share">Share this page with all of your friends and family today.</div>'))
    narrowed = Target(name="bank", url=URL, notify=("legal",), remove=(".share", "h2:nth-of-type(2)"))

    visit = walk.see(
        page(nonce="2", extra='<div class="share">Another text that is left out from now on, for good.</div>'), narrowed
    )

    assert (visit.outcome, visit.changes) == (Outcome.UNCHANGED, ())
    assert walk.told == []


def test_a_permanent_redirect_is_remembered_and_a_temporary_one_is_not(walk):
    new = "https://hanamizuki.example/en/privacy"
    walk.see(page(), redirects=(Redirect(status=301, url=new),), final_url=new)
    assert walk.state.moved_to == new

    walk.see(page(nonce="2"), redirects=(Redirect(status=302, url=new),), final_url=new)
    assert walk.state.moved_to is None


def test_sections_keep_their_names_through_versions(walk):
    walk.see(page())
    before = {section.heading: section.uid for section in walk.store.history.numbered("bank").version.walk()}

    walk.see(page({"1. Scope": "This policy covers all branches of the bank in Japan and abroad."} | CLAUSES))

    after = {section.heading: section.uid for section in walk.store.history.numbered("bank").version.walk()}
    assert {heading: after[heading] for heading in before} == before


def test_the_archive_walks_the_same_road():
    with monitor.open(":memory:") as archive:
        first = archive.record(
            target="bank", url=URL, body=page(), fetched_at=NOW, headers={"Content-Type": "text/html"}
        )
        second = archive.record(target="bank", url=URL, body=WITH_90_DAYS, fetched_at=NOW + timedelta(days=1))

        assert (first.outcome, second.outcome, second.alert) == ("first", "changed", True)
        with pytest.raises(monitor.DocumentError):
            archive.record(target="bank", url=URL, body=b"", fetched_at=NOW + timedelta(days=2))
        with pytest.raises(ValueError, match="aware"):
            archive.record(target="bank", url=URL, body=page(), fetched_at=datetime(2026, 4, 1))  # noqa: DTZ001
