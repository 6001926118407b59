"""What is asked often is answered from indexes: a history of years must not make it slow."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from monitor import pipeline
from monitor.model import Failure, Snapshot, Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
TARGET = Target(name="bank", url="https://hanamizuki.example/privacy")
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>
<p>This policy says how Hanamizuki Bank handles the personal data of its customers.</p>
<h2>1. Retention</h2><p>We keep call records for {} days after the call has ended, not longer.</p>
</main></body></html>"""
LARGE = {"visit", "version", "change", "line", "wording", "snapshot", "body", "tree"}


def snapshot(days, at, status=200):
    body = PAGE.format(days).encode() if status == 200 else b""
    return Snapshot(
        target="bank", url=TARGET.url, final_url=TARGET.url, status=status, headers=(), body=body, fetched_at=at
    )


@pytest.fixture
def store():
    with Store(":memory:") as opened:
        road = pipeline.Road(store=opened)
        for day in range(3):
            pipeline.record(road, TARGET, snapshot(30 * (day + 1), NOW + timedelta(days=day)))
        yield opened


QUESTIONS = {
    "a report": lambda store: store.history.sets(NOW, NOW + timedelta(days=9), ["bank"]),
    "first versions": lambda store: store.history.firsts(NOW, NOW + timedelta(days=9)),
    "versions": lambda store: store.history.timeline("bank"),
    "headlines": lambda store: store.history.headlines("bank"),
    "the version in force": lambda store: store.history.in_force("bank", NOW + timedelta(days=9)),
    "one version": lambda store: store.history.numbered("bank", 2),
    "a section": lambda store: store.history.of_section("bank", "x"),
    "visits": lambda store: store.targets.visits("bank"),
    "the last visit": lambda store: store.targets.visit("bank"),
    "the visit that made a version": lambda store: store.targets.visit("bank", 2),
    "health": lambda store: store.targets.health([TARGET]),
    "words in one history": lambda store: store.search.find(["call records"], target="bank"),
    "alerts": lambda store: store.outbox.waiting(),
    "the head of the chain": lambda store: store.chain.head(),
    "a confirming visit": lambda store: pipeline.record(
        pipeline.Road(store=store), TARGET, snapshot(0, NOW + timedelta(days=5), 304)
    ),
    "a change": lambda store: pipeline.record(
        pipeline.Road(store=store), TARGET, snapshot(400, NOW + timedelta(days=5))
    ),
    "a failure": lambda store: pipeline.fail(
        pipeline.Road(store=store),
        TARGET,
        Failure(target="bank", url=TARGET.url, reason="no answer", failed_at=NOW + timedelta(days=5)),
    ),
}


def statements(store, ask):
    heard = {}
    connection = store._db.conn  # noqa: SLF001 - statements are heard behind the doors
    connection.set_trace_callback(heard.setdefault)
    ask(store)
    connection.set_trace_callback(None)
    return [sql for sql in heard if sql.lstrip().lower().startswith(("select", "update", "delete", "insert", "with"))]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_large_table_is_gone_through_for(store, question):
    asked = statements(store, QUESTIONS[question])

    assert asked
    for sql in asked:
        plan = store._db.execute(f"explain query plan {sql}").fetchall()  # noqa: SLF001 - as above
        scanned = [step for *_, step in plan if step.startswith("SCAN") and step.split()[1] in LARGE]
        assert not scanned, f"{scanned} for {sql}"


def test_every_reference_to_a_row_that_can_go_has_an_index(store):
    sql = """
        select child.name as child, key."from" as source, key."table" as parent
        from sqlite_master as child, pragma_foreign_key_list(child.name) as key
        where child.type = 'table' and key."table" in ('snapshot', 'body', 'tree')
    """
    references = store._db.execute(sql).fetchall()  # noqa: SLF001 - as above
    assert len(references) >= 7
    for child, source, parent in references:
        sql = f'explain query plan select 1 from "{child}" where "{source}" = ?'
        ((*_, step),) = store._db.execute(sql, ["x"]).fetchall()  # noqa: SLF001 - as above
        assert step.startswith("SEARCH"), f"{child}.{source} refers to {parent}: {step}"


def test_changes_of_many_versions_are_asked_for_together(store):
    many = len(statements(store, QUESTIONS["a report"]))

    for day in range(5, 9):
        pipeline.record(pipeline.Road(store=store), TARGET, snapshot(400 + day, NOW + timedelta(days=day)))

    assert len(store.history.sets(NOW, NOW + timedelta(days=20))) > 2
    assert len(statements(store, QUESTIONS["a report"])) == many


def test_verifying_tells_how_far_it_is(store):
    heard = []

    store.verify(tell=lambda *told: heard.append(told))

    assert ("visits", 3, 3) in heard
    assert {what for what, _, _ in heard} == {"bodies", "trees", "versions", "visits"}


def test_faults_without_end_are_counted(store, monkeypatch):
    monkeypatch.setattr(import_module("monitor.store.verify"), "_MOST_FAULTS", 2)
    store._db.execute("update wording set text = text || 'x'")  # noqa: SLF001 - altered

    *named, more = store.verify().faults

    assert len(named) == 2
    assert more.endswith("more faults like these")
