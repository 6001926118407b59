"""Letting go on purpose: of what made no version, and of nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor import pipeline
from monitor.model import Channel, Level, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
TARGET = Target(name="bank", url="https://hanamizuki.example/privacy", notify=("legal",))
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<p>This policy says how Hanamizuki Bank handles the personal data of its customers.</p>
<h2>1. Retention</h2><p>We keep call records for {days} days after the call has ended, not longer.</p>
<h2>2. Recipients</h2><p>We do not give personal data to third parties without consent of the holder.</p>
</main><!-- {noise} --></body></html>"""
WALL = "<html><head><title>503</title></head><body><h1>Service unavailable</h1><p>Try again {}.</p></body></html>"


class Days:
    def __init__(self, store):
        self.road = pipeline.Road(store=store, channels=(Channel(name="legal", url="json://x", level=Level.MINOR),))
        self.at = NOW

    def see(self, body, status=200):
        self.at += timedelta(days=1)
        snapshot = Snapshot(
            target="bank",
            url=TARGET.url,
            final_url=TARGET.url,
            status=status,
            headers=(("content-type", "text/html"),),
            body=body.encode(),
            fetched_at=self.at,
        )
        return pipeline.record(self.road, TARGET, snapshot)


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "monitor.db")) as opened:
        yield opened


@pytest.fixture
def days(store):
    """Every kind of visit: first, confirmed, held, changed, returned, confirmed again."""
    days = Days(store)
    for number, (body, status) in enumerate(
        (
            (PAGE.format(days=30, noise=1), 200),
            (PAGE.format(days=30, noise=2), 200),
            (WALL.format("at noon"), 503),
            (WALL.format("tomorrow, or the day after that, when we are done"), 403),
            (PAGE.format(days=90, noise=3), 200),
            (PAGE.format(days=90, noise=4), 200),
            (PAGE.format(days=30, noise=5), 200),
            (PAGE.format(days=90, noise=6), 200),
            (PAGE.format(days=90, noise=7), 200),
        )
    ):
        del number
        days.see(body, status)
    return days


def test_versions_changes_visits_and_alerts_stay(store, days):
    before = (
        [kept.version for kept in store.history.all("bank")],
        store.history.sets(NOW, LATER),
        list(store.chain.rows())[-1]["link"],
        store.outbox.counts(),
        store.targets.state("bank"),
    )

    done = store.prune(LATER, LATER)

    assert done.snapshots > 0
    assert before == (
        [kept.version for kept in store.history.all("bank")],
        store.history.sets(NOW, LATER),
        list(store.chain.rows())[-1]["link"],
        store.outbox.counts(),
        store.targets.state("bank"),
    )


def test_each_version_can_still_be_read_from_its_bytes(store, days):
    store.prune(LATER, LATER)

    for kept in store.history.all("bank"):
        assert b"call records" in store.evidence.snapshot(kept.snapshot).body


def test_verifying_finds_no_fault_and_tells_what_was_let_go_of(store, days):
    assert store.verify().prunes == ()

    done = store.prune(LATER, LATER)

    verdict = store.verify()
    assert (verdict.faults, verdict.prunes) == ((), (done,))
    assert (done.at, done.before, done.visit) == (LATER, LATER, 9)


def test_what_would_go_is_what_goes(store, days):
    loose = store.loose(LATER)

    done = store.prune(LATER, LATER)

    assert (done.snapshots, done.bodies, done.bytes) == (loose.snapshots, loose.bodies, loose.bytes)
    assert store.loose(LATER).snapshots == 0


def test_what_is_younger_stays(store, days):
    assert store.loose(NOW).snapshots == 0
    assert store.prune(NOW, LATER) is None
    assert store.verify().prunes == ()


def test_visits_go_on_as_if_nothing_had_gone(store, days):
    store.prune(LATER, LATER)

    outcomes = [days.see(PAGE.format(days=number, noise=9)).outcome for number in (90, 90, 120)]

    assert outcomes == ["unchanged", "unchanged", "changed"]
    assert store.verify().faults == ()


def test_a_note_of_another_chain_is_a_fault(store, days):
    store.prune(LATER, LATER)
    store._db.execute("update prune set link = 'x'")  # noqa: SLF001 - altered

    (fault,) = store.verify().faults

    assert fault.startswith("the chain had another link at visit 9 when bodies were let go on")


def test_the_room_is_given_back_when_asked_for(store, days):
    days.see(PAGE.format(days=400, noise="x" * 10).replace("Recipients", "".join(map(chr, range(0x4E00, 0x9000)))))
    store.prune(LATER, LATER)
    store._db.execute("delete from line")  # noqa: SLF001 - nobody's words any more
    store._db.execute("delete from wording")  # noqa: SLF001 - free pages

    assert store.shrink() > 0


def test_where_the_bytes_are_is_told(store, days):
    stats = store.stats()

    assert sum(share.bytes for share in stats.shares) + stats.free == pytest.approx(stats.bytes, abs=3 * 4096)
    assert stats.counts["visits"] == 9
    assert stats.counts["bodies"] > stats.patches > 0
    assert stats.raw > stats.kept
    assert [large.target for large in stats.largest] == ["bank"]
    assert {"bodies", "visits", "words", "trees", "search index"} <= {share.kind for share in stats.shares}


def test_bytes_that_only_confirm_a_version_go_without_others_being_kept_anew(store):
    days, heard = Days(store), []
    store._db.conn.set_trace_callback(heard.append)  # noqa: SLF001 - statements are heard behind the doors

    for noise in range(4):
        days.see(PAGE.format(days=30, noise=f"{noise} {'abcdefgh' * 40}"))

    assert [sql for sql in heard if sql.startswith("delete from body")]
    assert not [sql for sql in heard if sql.startswith("update body")]
