"""Copies of the database, and how an older one is brought up to date."""

import os
import sqlite3
import stat
from collections import deque
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlite_utils import Migrations

from monitor.errors import StoreError
from monitor.model import Target
from monitor.store import Store, database, schema

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def enrol(store, name):
    with store.writing():
        return store.targets.enrol(Target(name=name, url="https://example.org/privacy"), NOW)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "monitor.db"
    with Store(str(path)) as store:
        enrol(store, "mofa")
    return path


def names(path):
    with Store(str(path), create=False) as store:
        return [state.name for state in store.targets.states()]


# --- backup ----------------------------------------------------------------------------------------------------


def test_a_backup_holds_what_was_committed_while_another_program_writes(path, tmp_path):
    with Store(str(path)) as store, Store(str(path)) as other:
        enrol(other, "committed")
        with other.writing():
            other.targets.enrol(Target(name="half-done", url="https://example.org/"), NOW)
            store.back_up(tmp_path / "copy.db")

    assert names(tmp_path / "copy.db") == ["committed", "mofa"]


def test_a_backup_is_one_file_that_can_be_read_where_nothing_can_be_written(path, tmp_path):
    with Store(str(path)) as store:
        store.back_up(tmp_path / "copy.db")

    uri = f"{(tmp_path / 'copy.db').as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute("select name from target").fetchall() == [("mofa",)]
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(("copy", ".copy"))) == ["copy.db"]


def test_a_backup_never_replaces_a_file(path, tmp_path):
    (tmp_path / "copy.db").write_text("mine")

    with Store(str(path)) as store, pytest.raises(StoreError, match=r"copy\.db is there already"):
        store.back_up(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_backup_is_readable_by_no_more_people_than_the_database(path, tmp_path):
    path.chmod(0o600)

    with Store(str(path)) as store:
        store.back_up(tmp_path / "copy.db")

    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_backup_of_a_damaged_database_is_refused_and_leaves_nothing(path, tmp_path):
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("select rootpage from sqlite_master where name = 'target'").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)

    with Store(str(path)) as store, pytest.raises(StoreError):
        store.back_up(tmp_path / "copy.db")

    assert not list(tmp_path.glob("*copy*"))


def test_a_backup_to_where_nothing_can_be_written_is_said(path, tmp_path):
    with Store(str(path)) as store, pytest.raises(StoreError, match=r"cannot write .*nowhere"):
        store.back_up(tmp_path / "nowhere" / "copy.db")


# --- migration -------------------------------------------------------------------------------------------------


def later_program(monkeypatch, *steps):
    """Let this program know more migrations than the one that made the database: its own, and these."""
    known = Migrations(schema.migrations.name)
    for step in schema.migrations._migrations:  # noqa: SLF001 - the library lists pending ones only
        known(name=step.name)(step.fn)
    for step in steps:
        known()(step)
    monkeypatch.setattr(database, "migrations", known)


def add_colour(db):
    db.execute("alter table target add column colour text not null default 'blue'")


def add_and_fail(db):
    db.execute("alter table target add column taste text")
    raise ValueError("half way")


def lose_a_row(db):
    db.execute("pragma defer_foreign_keys = on")
    db.execute("insert into stamp select 1, 1, '', '', '', x'' where 0")
    db.execute("create table child (target integer references target (id))")
    db.execute("insert into child values (99)")


def columns(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("pragma table_info(target)")]


def test_an_older_database_is_migrated_after_a_copy_was_put_beside_it(path, monkeypatch):
    later_program(monkeypatch, add_colour)

    assert names(path) == ["mofa"]

    before = path.with_name("monitor.db.before-add_colour")
    assert "colour" in columns(path)
    assert "colour" not in columns(before)
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("select name from target").fetchall() == [("mofa",)]


def test_a_database_that_is_up_to_date_or_new_is_not_copied(path, tmp_path, monkeypatch):
    later_program(monkeypatch, add_colour)
    names(path)
    copies = len(list(tmp_path.glob("*before*")))

    names(path)
    Store(str(tmp_path / "new.db")).close()

    assert len(list(tmp_path.glob("*before*"))) == copies == 1


def test_a_migration_that_fails_leaves_the_database_as_it_was(path, tmp_path, monkeypatch):
    later_program(monkeypatch, add_colour, add_and_fail)

    with pytest.raises(ValueError, match="half way"):
        Store(str(path))

    assert not {"colour", "taste"} & set(columns(path))
    assert list(tmp_path.glob("*before*")) == []
    monkeypatch.undo()
    assert names(path) == ["mofa"]


def test_a_migration_that_would_lose_what_a_row_refers_to_is_undone(path, monkeypatch):
    later_program(monkeypatch, lose_a_row)

    with pytest.raises(StoreError, match="would lose what it refers to"):
        Store(str(path))

    monkeypatch.undo()
    assert names(path) == ["mofa"]


def test_an_earlier_copy_is_never_replaced_by_a_later_one(path, tmp_path, monkeypatch):
    (tmp_path / "monitor.db.before-add_colour").write_text("from an earlier try")
    later_program(monkeypatch, add_colour)

    names(path)

    assert (tmp_path / "monitor.db.before-add_colour").read_text() == "from an earlier try"
    assert "colour" not in columns(tmp_path / "monitor.db.before-add_colour-2")


def test_a_database_of_a_later_program_is_refused_untouched_by_an_earlier_one(path, monkeypatch):
    later_program(monkeypatch, add_colour)
    names(path)
    monkeypatch.undo()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"newer monitor .*add_colour"):
        Store(str(path))

    assert path.read_bytes() == before


def test_no_copy_is_made_where_the_disk_has_no_room_and_the_database_stays(path, tmp_path, monkeypatch):
    later_program(monkeypatch, add_colour)
    (tmp_path / f".monitor.db.before-add_colour.{os.getpid()}.part").mkdir()  # nothing can be written there

    with pytest.raises(StoreError, match="cannot write"):
        Store(str(path))

    assert "colour" not in columns(path)


# --- a file that goes away -------------------------------------------------------------------------------------


@pytest.mark.parametrize("then", ["delete", "replace"])
def test_a_database_that_is_deleted_or_replaced_while_in_use_is_said(path, tmp_path, then):
    with Store(str(path)) as store:
        if then == "delete":
            path.unlink()
        else:
            with Store(str(tmp_path / "other.db")) as other:
                enrol(other, "other")
            (tmp_path / "other.db").replace(path)

        with pytest.raises(StoreError, match=r"monitor\.db was deleted or replaced while it was in use"):
            enrol(store, "late")


def test_a_database_that_is_deleted_while_something_is_kept_is_said_to_be_and_no_success_claimed(path):
    gone = pytest.raises(StoreError, match="was deleted or replaced while it was in use")
    with Store(str(path)) as store, gone, store.writing():
        path.unlink()


def test_a_database_whose_pages_are_used_up_says_so_and_keeps_what_was_stored(path):
    with Store(str(path)) as store:
        connection = store._db.conn  # noqa: SLF001 - the pragma holds for one connection only
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {pages}")

        with pytest.raises(StoreError, match=r"database or disk is full; what was stored before stays"):
            deque(enrol(store, f"target-{number}") for number in range(1000))

        kept = [state.name for state in store.targets.states()]
    assert "mofa" in kept
    assert names(path) == kept
