import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import StoreError
from monitor.model import (
    Change,
    Clause,
    Comparison,
    Edit,
    EditKind,
    Failure,
    Kind,
    Level,
    Lineage,
    Notice,
    NoticeKind,
    Op,
    Outcome,
    Place,
    Redirect,
    Run,
    Section,
    Snapshot,
    Target,
    Version,
    Visit,
)
from monitor.store import Store
from monitor.store.evidence import digest

NOW = datetime(2026, 4, 1, 9, 30, 0, 123456, tzinfo=UTC)
TARGET = Target(name="mofa", url="https://example.org/privacy", title="外務省", tags=("gov", "jp"))


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "monitor.db")) as opened:
        yield opened


@pytest.fixture
def sql(store):
    """The same file, as any other program sees it."""
    connection = sqlite3.connect(store.path, isolation_level=None)
    yield connection.execute
    connection.close()


def snapshot(body=b"<p>text</p>", **changed):
    values = {
        "target": "mofa",
        "url": TARGET.url,
        "final_url": "https://example.org/privacy/",
        "status": 200,
        "headers": (("content-type", "text/html"), ("x-name", "é")),
        "body": body,
        "fetched_at": NOW,
        "redirects": (Redirect(status=301, url="https://example.org/privacy/"),),
        "certificate": "ab" * 32,
        "address": "192.0.2.1",
    }
    return Snapshot(**values | changed)


def version(text="We keep data for 30 days.", uid="a1"):
    clause = Clause(text=text, label="(1)", depth=1)
    section = Section(uid=uid, label="3.", heading="保存期間", path=("3. 保存期間",), clauses=(clause,))
    return Version(sections=(section,), title="Privacy Policy", language="ja", reader=7, charset="utf-8")


def change():
    place = Place(uid="a1", label="3.", heading="保存期間", path=("3. 保存期間",))
    words = (Run(op=Op.EQUAL, text="We keep data for "), Run(op=Op.DELETED, text="30"), Run(op=Op.INSERTED, text="90"))
    edit = Edit(kind=EditKind.REWORDED, before="We keep data for 30", after="We keep data for 90", words=words)
    return Change(kinds=(Kind.REWORDED,), old=place, new=place, edits=(edit,), level=Level.MATERIAL)


def add(store, state, made, previous=None, at=NOW, changes=(), *, ours=False):
    with store.writing():
        row = store.evidence.keep(state.id, snapshot(made.text.encode(), fetched_at=at))
        comparison = Comparison(
            version=made, changes=changes, lineage=(Lineage(uid="a1", source="b2", kind=Kind.SPLIT),)
        )
        return store.history.add(
            state.id,
            comparison,
            previous=previous,
            snapshot=row,
            fetched_at=at,
            rules="r",
            digest=digest(made.text.encode()),
            ours=ours,
        )


def test_a_snapshot_comes_back_as_it_was_kept(store):
    state = store.targets.enrol(TARGET, NOW)

    row = store.evidence.keep(state.id, snapshot(b"\x82\xa0\x00bytes"))

    assert store.evidence.snapshot(row) == snapshot(b"\x82\xa0\x00bytes")


def test_an_equal_body_is_kept_once(store):
    state = store.targets.enrol(TARGET, NOW)
    first, second = (store.evidence.keep(state.id, snapshot()) for _ in range(2))

    store.evidence.drop(first)

    assert store.evidence.snapshot(second).body == b"<p>text</p>"
    store.evidence.drop(second)
    with pytest.raises(StoreError, match="missing or damaged"):
        store.evidence.body(digest(b"<p>text</p>"))


def test_a_damaged_body_is_found_when_it_is_read(store, sql):
    state = store.targets.enrol(TARGET, NOW)
    row = store.evidence.keep(state.id, snapshot(b"one"))
    other = store.evidence.keep(state.id, snapshot(b"two"))
    sql("update body set data = (select data from body where sha256 = ?)", [digest(b"two")])

    with pytest.raises(StoreError, match="missing or damaged"):
        store.evidence.snapshot(row)
    assert store.evidence.snapshot(other).body == b"two"


def test_a_version_comes_back_as_it_was_kept(store):
    state = store.targets.enrol(TARGET, NOW)

    row, number = add(store, state, version())

    kept = store.history.get(row)
    assert (kept.version, kept.number, number, kept.fetched_at) == (version(), 1, 1, NOW)
    assert store.history.numbered("mofa") == kept


def test_versions_are_numbered_per_target(store):
    one, two = store.targets.enrol(TARGET, NOW), store.targets.enrol(replace(TARGET, name="ppc"), NOW)

    numbers = [add(store, state, version())[1] for state in (one, one, two)]

    assert numbers == [1, 2, 1]


def test_every_heading_and_clause_is_a_row_of_plain_text(store, sql):
    state = store.targets.enrol(TARGET, NOW)

    add(store, state, version())

    rows = sql("select path, label, text from clause_text order by position").fetchall()
    assert rows == [("3. 保存期間", "3.", "保存期間"), ("3. 保存期間", "(1)", "We keep data for 30 days.")]


def test_changes_come_back_with_the_versions_around_them(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())
    later = NOW + timedelta(days=1)
    new, _ = add(store, state, version("other"), store.history.get(row), at=later, changes=(change(),))

    (found,) = store.history.sets(NOW, later + timedelta(seconds=1))

    assert found == store.history.changeset(new)
    assert (found.target, found.title, found.tags, found.old_version, found.new_version) == (
        "mofa",
        "外務省",
        ("gov", "jp"),
        1,
        2,
    )
    assert (found.old_at, found.new_at, found.changes) == (NOW, later, (change(),))


def test_a_span_of_time_holds_its_start_and_not_its_end(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())
    later = NOW + timedelta(days=1)
    add(store, state, version("other"), store.history.get(row), at=later, changes=(change(),))

    assert len(store.history.sets(later, later + timedelta(days=1))) == 1
    assert store.history.sets(NOW, later) == ()
    assert store.history.firsts(NOW, later) == ("mofa",)


def test_what_our_own_reader_changed_is_kept_and_not_reported(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())

    add(store, state, version("other"), store.history.get(row), changes=(change(),), ours=True)

    assert store.history.sets(NOW, NOW + timedelta(days=1)) == ()
    assert [row["ours"] for row in store.history.timeline("mofa")] == [0, 1]


def test_a_version_that_is_not_there_is_said(store):
    store.targets.enrol(TARGET, NOW)

    with pytest.raises(StoreError, match="target 'mofa': there is no version 7;"):
        store.history.numbered("mofa", 7)


def test_a_state_comes_back_as_it_was_saved(store):
    state = store.targets.enrol(TARGET, NOW)
    saved = replace(
        state,
        etag='W/"1"',
        not_before=NOW,
        failing_since=NOW - timedelta(hours=1),
        failures=2,
        told=("failing",),
        last_outcome=Outcome.FAILED,
        reason="no answer",
    )

    store.targets.save(saved)

    assert store.targets.state("mofa") == saved


def test_a_new_address_forgets_what_the_old_one_said_of_itself(store):
    state = replace(store.targets.enrol(TARGET, NOW), etag='"1"', last_modified="x", accepted="y", charset="utf-8")
    store.targets.save(state)

    moved = store.targets.enrol(replace(TARGET, url="https://example.org/new"), NOW)

    assert (moved.etag, moved.last_modified, moved.accepted, moved.charset) == (None, None, None, None)


def test_sightings_count_the_good_visits_in_a_row(store):
    state = store.targets.enrol(TARGET, NOW)
    one, _ = add(store, state, version("one"))
    two, _ = add(store, state, version("two"))
    for row, outcome in ((one, "first"), (two, "changed"), (None, "failed"), (two, "unchanged")):
        visit = Visit(target="mofa", outcome=Outcome(outcome), at=NOW)
        failure = Failure(target="mofa", url=TARGET.url, reason="", failed_at=NOW)
        store.targets.add_visit(state, visit, answer=failure, version=row)

    assert store.targets.sightings(state, two) == 2
    assert store.targets.sightings(state, one) == 0


def test_an_alert_waits_once_per_version_and_channel(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())
    for channel in ("legal", "legal", "press"):
        store.outbox.add_change(channel, state.id, row, Level.MATERIAL, NOW)

    assert [alert.channel for alert in store.outbox.waiting()] == ["legal", "press"]


def test_a_sent_alert_does_not_wait_and_a_refused_one_remembers_its_first_refusal(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())
    store.outbox.add_change("legal", state.id, row, Level.MATERIAL, NOW, positions=[0, 2])
    store.outbox.add_change("press", state.id, row, Level.MATERIAL, NOW)
    legal, press = store.outbox.waiting()
    later = NOW + timedelta(minutes=5)

    store.outbox.mark_sent([legal], NOW)
    store.outbox.mark_refused([press], "json: status 500", NOW, later)
    store.outbox.mark_refused([press], "json: status 503", later, later)

    (waiting,) = store.outbox.waiting()
    assert (waiting.channel, waiting.attempts, waiting.error) == ("press", 2, "json: status 503")
    assert (waiting.refused_at, waiting.next_at) == (NOW, later)
    assert store.outbox.counts() == {"sent": 1, "waiting": 1, "dead": 0}
    (sent,) = store.outbox.sent(9)
    assert (sent.positions, press.positions, sent.sent_at) == ((0, 2), None, NOW)


def test_an_alert_that_nobody_was_told_of_can_be_taken_back(store):
    state = store.targets.enrol(TARGET, NOW)
    row, _ = add(store, state, version())
    for name in ("legal", "press", "late"):
        store.outbox.add_change(name, state.id, row, Level.MATERIAL, NOW)
    legal, press, _ = store.outbox.waiting()
    store.outbox.mark_sent([legal], NOW)
    store.outbox.mark_accepted([press], "one of its services")

    store.outbox.withdraw(row)

    assert [alert.channel for alert in store.outbox.waiting()] == ["press"]
    assert store.outbox.counts()["sent"] == 1


def test_a_channel_is_remembered_between_deliveries(store):
    store.outbox.keep_digest("legal", NOW)
    store.outbox.keep_not_before("legal", NOW + timedelta(hours=1))
    store.outbox.keep_digest("legal", NOW + timedelta(days=1))

    rhythm = store.outbox.rhythms()["legal"]
    assert (rhythm.digest_at, rhythm.not_before) == (NOW + timedelta(days=1), NOW + timedelta(hours=1))


def test_a_notice_comes_back_as_it_was_told(store):
    state = store.targets.enrol(TARGET, NOW)
    notice = Notice(target="mofa", title="t", url="u", kind=NoticeKind.FAILING, text="no answer", at=NOW)

    store.outbox.add_notice("legal", state.id, notice, NOW)

    assert [alert.notice for alert in store.outbox.waiting()] == [notice]


def test_the_last_run_tells_whether_it_ended(store):
    run = store.runs.start(NOW, host="here", pid=7)
    assert store.runs.last()["finished_at"] is None

    store.runs.finish(run, NOW, {"counts": {"first": 1}})

    assert store.runs.last()["summary"] == {"counts": {"first": 1}}


def test_an_alert_is_of_a_change_or_of_a_notice(store, sql):
    state = store.targets.enrol(TARGET, NOW)
    row = "insert into alert (key, channel, target, level, created_at, next_at) values ('k', 'c', ?, 'minor', '', '')"

    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        sql(row, [state.id])
