"""What verifying a database finds: damage, and what was altered after it was recorded."""

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import document, pipeline
from monitor.model import Failure, Snapshot, Target, Visit
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="bank", url="https://hanamizuki.example/privacy")
IGNORING = Target(name="bank", url=TARGET.url, ignore=("third parties",))
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<p>This policy says how Hanamizuki Bank handles the personal data of its customers.</p>
<h2>1. Retention</h2><p>We keep call records for {days} days after the call has ended, {who}.</p>
<h2>2. Recipients</h2><p>We do not give personal data to third parties without consent of the holder.</p>
</main></body></html>"""


def page(days=30, who="not longer", extra=""):
    return (PAGE.format(days=days, who=who) + extra).encode()


def next_link(previous, row):
    """The rule of docs/evidence.md, with nothing of ours."""
    record = {name: value for name, value in row.items() if name not in {"link", "snapshot", "version_row"}}
    spelt = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{spelt}".encode("ascii")).hexdigest()


class Visits:
    """A database on disk with visits of every kind: first, confirmed, changed, failed, and bytes that were let go."""

    def __init__(self, path):
        self.path = path
        self.at = NOW

    def make(self):
        with Store(str(self.path)) as store:
            road = pipeline.Road(store=store)
            for body in (
                page(),
                page(extra="<!-- 1 -->"),
                page(extra="<!-- 2 -->"),
                page(extra="<!-- 2 -->"),
                page(90),
            ):
                pipeline.record(road, TARGET, self.snapshot(body))
            failure = Failure(target="bank", url=TARGET.url, reason="no answer", failed_at=self.later())
            pipeline.fail(road, TARGET, failure)
            pipeline.record(road, TARGET, self.snapshot(b"", status=304))

    def later(self):
        self.at += timedelta(hours=12)
        return self.at

    def snapshot(self, body, status=200):
        return Snapshot(
            target="bank",
            url=TARGET.url,
            final_url=TARGET.url + "/",
            status=status,
            headers=(("content-type", "text/html; charset=utf-8"), ("x-made-by", "Größe")),
            body=body,
            fetched_at=self.later(),
            certificate="ab" * 32,
            address="203.0.113.9",
        )

    def alter(self, sql, *values):
        with closing(sqlite3.connect(self.path)) as connection, connection:
            assert connection.execute(sql, values).rowcount > 0

    def verify(self, known=None):
        with Store(str(self.path), create=False) as store:
            return store.verify(known)

    def faults(self):
        return self.verify().faults


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    visits = Visits(tmp_path_factory.mktemp("made") / "monitor.db")
    visits.make()
    return visits


@pytest.fixture
def visits(made, tmp_path):
    copy = Visits(Path(shutil.copy(made.path, tmp_path / "monitor.db")))
    copy.at = made.at
    return copy


def test_an_untouched_database_has_no_faults(visits):
    verdict = visits.verify()

    assert verdict.faults == ()
    assert (verdict.visits, verdict.versions, verdict.head.visit) == (7, 2, 7)
    assert len(verdict.head.link) == 64


def test_the_chain_can_be_recomputed_with_nothing_but_sha256_and_json(visits):
    link = "0" * 64
    with Store(str(visits.path)) as store:
        for row in store.chain.rows():
            link = next_link(link, row)

    assert link == visits.verify().head.link


def test_a_visit_binds_the_hash_of_bytes_that_were_let_go(visits):
    with Store(str(visits.path)) as store:
        bound = [row["body"] for row in store.chain.rows()]

    bodies = (page(), page(extra="<!-- 1 -->"), page(extra="<!-- 2 -->"), page(extra="<!-- 2 -->"), page(90))
    assert bound == [*(hashlib.sha256(body).hexdigest() for body in bodies), None, None]
    assert visits.verify().bodies < len(set(bound))


@pytest.mark.parametrize(
    ("sql", "first_broken"),
    [
        ("update visit set at = '2020-01-01T00:00:00+00:00' where id = 3", 3),
        ("update visit set outcome = 'unchanged' where id = 5", 5),
        ("update visit set reason = 'all was well' where id = 6", 6),
        ("update visit set url = 'https://other.example/' where id = 2", 2),
        ("update visit set final_url = 'https://other.example/' where id = 2", 2),
        ("update visit set status = 404 where id = 1", 1),
        ("update visit set body = null where id = 2", 2),
        ("update visit set certificate = 'cd' where id = 1", 1),
        ("update visit set envelope = '' where id = 1", 1),
        ("update visit set text = '' where id = 5", 5),
        ("update visit set link = '" + "0" * 64 + "' where id = 4", 4),
        ("update target set name = 'other'", 1),
        ("update version set number = 9 where number = 2", 5),
    ],
)
def test_an_altered_record_is_named_as_the_first_broken_link(visits, sql, first_broken):
    visits.alter(sql)

    assert any(f"the chain is broken at visit {first_broken} " in fault for fault in visits.faults())


@pytest.mark.parametrize("row", [1, 3, 6])
def test_a_visit_taken_out_is_missed(visits, row):
    visits.alter("delete from visit where id = ?", row)

    assert f"the chain is broken: visit {row} is missing" in visits.faults()


def test_the_end_cut_off_is_seen_only_by_who_wrote_the_head_down(visits):
    head = visits.verify().head.link
    visits.alter("delete from visit where id >= 6")

    assert visits.faults() == ()
    (fault,) = visits.verify(head).faults
    assert fault.startswith(f"the chain has no link {head}")


def test_a_time_stamped_link_must_still_be_in_the_chain(visits):
    with Store(str(visits.path)) as store, store.writing():
        store.stamps.add(store.chain.head(), b"token", "https://tsa.example", NOW)
    assert visits.faults() == ()

    visits.alter("delete from visit where id >= 6")

    (fault,) = visits.faults()
    assert fault.startswith("visit 7 was time-stamped on 2026-04-01 09:00 UTC with another link")


def test_a_chain_rewritten_from_the_start_is_seen_by_who_wrote_a_link_down(visits):
    head = visits.verify().head.link
    with Store(str(visits.path)) as store:
        rows = list(store.chain.rows())
    link = "0" * 64
    for row in rows:
        link = next_link(link, row | {"reason": "rewritten"})
        visits.alter("update visit set reason = 'rewritten', link = ? where id = ?", link, row["sequence"])

    assert visits.faults() == ()
    assert len(visits.verify(head).faults) == 1


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("update version set text_sha256 = '' where number = 2", "bank@2: its text is not the one that was read"),
        ("update version set tree = null where number = 2", "bank@2: the tree  in the database is missing or damaged"),
        ("update tree set data = zeroblob(9)", "its compressed form is damaged"),
        ("delete from line where version = 2 and position = 4", "bank@2: some of its clauses are missing"),
        ("update line set label = '7.' where version = 2 and position = 1", "bank@2: its clauses are not those of its"),
        ("update wording set text = 'x' where text like '%90 days%'", "bank@2: its text is not the one that was read"),
        ("update wording set text = 'x' where text like '%90 days%'", "it was altered: 'x'"),
        ("update snapshot set headers = '[]' where id = 1", "the snapshot that is kept has another headers"),
        ("update snapshot set address = '' where id = 1", "the snapshot that is kept has another headers"),
        ("update snapshot set final_url = '' where id = 1", "the snapshot that is kept has another final_url"),
        ("update snapshot set fetched_at = '2020-01-01T00:00:00+00:00' where id = 1", "has another time"),
        ("update body set data = zeroblob(99)", "its compressed form is damaged"),
        ("delete from body where sha256 = (select body from snapshot where id = 1)", "refers to a row of 'body'"),
    ],
)
def test_what_was_altered_is_found(visits, sql, says):
    visits.alter(sql)

    assert any(says in fault for fault in visits.faults()), visits.faults()


def test_a_body_put_in_the_place_of_another_is_found(visits):
    with Store(str(visits.path)) as store:
        first, last = (row["body"] for row in store.chain.rows() if row["sequence"] in {1, 5})
    visits.alter("update body set data = (select data from body where sha256 = ?) where sha256 = ?", first, last)

    assert any(fault.startswith(f"body {last[:12]}: its content is not") for fault in visits.faults())


@pytest.mark.parametrize("readings", [(), (TARGET,), (IGNORING, TARGET)], ids=["none", "the same", "and back"])
def test_words_altered_together_with_their_digests_are_found_by_the_chain(visits, readings):
    with Store(str(visits.path)) as store:
        for target in readings:
            pipeline.reread(store, target)
    visits.alter("update wording set text = replace(text, '90', '99')")
    with closing(sqlite3.connect(visits.path)) as connection:
        rows = connection.execute("select id, text from wording").fetchall()
        ((text,),) = connection.execute("select text from version_text where version = 2").fetchall()
    for row, words in rows:
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        visits.alter("update wording set digest = ? where id = ?", digest, row)
    digest = hashlib.sha256(text.encode()).hexdigest()
    visits.alter("update version set text_sha256 = ? where number = 2", digest)

    assert visits.faults() == ("visit 5 (bank): the text of bank@2 is not the one that was read then",)


def test_a_version_that_was_read_anew_is_counted_and_no_fault(visits, monkeypatch):
    monkeypatch.setattr(document, "READER", document.READER + 1)
    with Store(str(visits.path)) as store:
        pipeline.reread(store, IGNORING)

    verdict = visits.verify()

    assert (verdict.faults, verdict.reread) == ((), ("bank@1", "bank@2"))


def test_a_version_that_reads_anew_as_it_did_is_not_told_as_read_anew(visits):
    with Store(str(visits.path)) as store:
        assert pipeline.reread(store, TARGET).differing == 0

    assert visits.verify().reread == ()


def test_a_snapshot_of_a_run_that_was_killed_is_counted_and_no_fault(visits):
    with Store(str(visits.path)) as store, store.writing():
        store.evidence.keep(1, visits.snapshot(page(91)))

    verdict = visits.verify()

    assert (verdict.faults, verdict.unbound) == ((), 1)


def test_a_damaged_page_is_named_and_does_not_hide_the_rest(visits):
    with closing(sqlite3.connect(visits.path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        (page_number,) = connection.execute("select rootpage from sqlite_master where name = 'body'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    visits.alter("update visit set reason = 'x' where id = 6")
    with closing(sqlite3.connect(visits.path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    with visits.path.open("r+b") as file:
        file.seek((page_number - 1) * size)
        file.write(b"\xff" * size)

    faults = visits.faults()

    assert any("malformed" in fault or "damaged" in fault for fault in faults)
    assert max(map(len, faults)) < 300
    assert any("broken at visit 6" in fault for fault in faults)


def test_verifying_changes_nothing_and_lets_others_write(visits):
    with Store(str(visits.path)) as store, Store(str(visits.path)) as other:
        before = store.verify()
        with other.writing():
            visit = Visit(target="bank", outcome="failed", at=visits.later())
            failure = Failure(target="bank", url=TARGET.url, reason="", failed_at=visit.at)
            pipeline.fail(pipeline.Road(store=other), TARGET, failure)
            during = store.verify()

        assert during == before
        assert store.verify().visits == before.visits + 1
