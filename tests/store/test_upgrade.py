"""A database that the first release made says the same after it was brought up to date."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from monitor.codec import from_plain
from monitor.model import EditKind, Version
from monitor.store import Store
from monitor.store.evidence import digest
from monitor.store.packing import Pile


def ask(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_nothing_that_was_recorded_is_found_altered(older):
    with Store(str(older)) as store:
        verdict = store.verify()

    assert verdict.faults == ()
    assert (verdict.visits, verdict.versions, verdict.bodies) == (9, 5, 7)


def test_each_version_and_its_text_are_what_they_were(older):
    before = ask(older, "select id, text, tree from version order by id")

    with Store(str(older)) as store:
        after = [store.history.get(row).version for row, _, _ in before]

    assert [version.text for version in after] == [text for _, text, _ in before]
    assert ask(older, "select text from version_text order by id") == [(text,) for _, text, _ in before]
    assert after == [from_plain(Version, json.loads(tree)) for _, _, tree in before]


def test_every_clause_stands_where_it_stood(older):
    sql = "select target, version, position, section, path, label, text from clause_text order by 1, 2, 3"
    before = ask(older, sql)

    Store(str(older)).close()

    assert ask(older, sql) == before
    assert len(before) > 20


def test_changes_and_their_edits_are_what_they_were(older):
    sql = "select change, position, kind, before, after from edit order by change, position"
    before = ask(older, sql)

    with Store(str(older)) as store:
        sets = store.history.sets(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))

    assert ask(older, sql) == before
    edits = [edit for each in sets for change in each.changes for edit in change.edits]
    assert sorted((edit.kind, edit.before or "", edit.after or "") for edit in edits) == sorted(
        (kind, old or "", new or "") for _, _, kind, old, new in before
    )
    (reworded,) = (edit for edit in edits if edit.kind is EditKind.REWORDED and "30 days" in edit.before)
    assert "".join(run.text for run in reworded.words if run.op != "inserted") == reworded.before


def test_bodies_that_were_kept_by_themselves_are_read_as_before(older):
    names = [name for (name,) in ask(older, "select sha256 from body")]

    with Store(str(older)) as store:
        assert [digest(store.evidence.body(name)) for name in names] == names


def test_what_the_older_program_wrote_is_copied_first(older):
    Store(str(older)).close()

    assert len(list(older.parent.glob("older.db.before-*"))) == 1


def test_that_a_database_is_brought_up_to_date_is_said_once_and_where_its_copy_is(older):
    said = []

    Store(str(older), tell=said.append).close()
    Store(str(older), tell=said.append).close()
    Store(str(older.with_name("new.db")), tell=said.append).close()

    (line,) = said
    (copy,) = older.parent.glob("older.db.before-*")
    assert line == f"bringing the database {older} up to this release; a copy of it as it was stays in {copy}"


def test_a_tree_that_was_damaged_before_stays_a_fault_and_keeps_its_clauses(older):
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("update version set tree = '{' where id = 2")
        clauses = connection.execute("select text from clause_text where target = 'bank' and version = 2").fetchall()

    with Store(str(older)) as store:
        faults = store.verify().faults

    assert faults == ("bank@2: its tree cannot be read",)
    sql = "select text from clause_text where target = 'bank' and version = 2"
    assert ask(older, sql) == clauses


def test_a_text_that_was_altered_before_stays_a_fault(older):
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("update version set text = replace(text, '90', '99') where id = 2")

    with Store(str(older)) as store:
        faults = store.verify().faults

    assert "bank@2: its text is not the one that was read" in faults


@pytest.mark.parametrize("table", ["version", "wording", "line", "place"])
def test_no_table_has_the_words_of_a_clause_twice(older, table):
    Store(str(older)).close()
    columns = [name for _, name, *_ in ask(older, f"pragma table_info({table})") if name != "folded"]

    values = [value for name in columns for (value,) in ask(older, f"select cast({name} as text) from {table}")]

    assert sum("Couriers see your address" in (value or "") for value in values) == (table == "wording")


def test_trees_are_kept_without_words(older):
    with Store(str(older)) as store:
        trees = Pile(store._db, "tree")  # noqa: SLF001 - no door shows a tree as it is kept
        kept = [trees.read(name).decode() for (name,) in ask(older, "select tree from version")]

    assert len(kept) == 5
    assert not [tree for tree in kept if "Couriers" in tree or "保存" in tree]
