import sqlite3
import subprocess
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.errors import StoreError
from monitor.model import Target
from monitor.store import Store

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
NORMAL, FULL = 1, 2
"""SQLite's numbers for `pragma synchronous`."""


def enrol(store, name="mofa"):
    with store.writing():
        return store.targets.enrol(Target(name=name, url="https://example.org/privacy"), NOW)


def test_a_missing_database_is_made_when_asked_for(tmp_path):
    path = tmp_path / "monitor.db"

    with Store(str(path)) as store:
        enrol(store)

    with Store(str(path), create=False) as store:
        assert store.targets.state("mofa").url == "https://example.org/privacy"


def test_a_missing_database_is_not_made_by_looking(tmp_path):
    path = tmp_path / "monitor.db"

    with pytest.raises(StoreError, match="there is no database"):
        Store(str(path), create=False)

    assert not path.exists()


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(StoreError, match="there is no folder"):
        Store(str(tmp_path / "nowhere" / "monitor.db"))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"this is a text file, and long enough to be taken for one by sqlite" * 20, "file is not a database"),
        (b"SQLite format 3\x00" + b"\xff" * 4000, "cannot read"),
    ],
)
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path, body, says):
    path = tmp_path / "monitor.db"
    path.write_bytes(body)

    with pytest.raises(StoreError, match=says):
        Store(str(path))

    assert path.read_bytes() == body


def test_another_programs_database_is_refused_untouched(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table bookmark (url text)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="another program's database"):
        Store(str(path))

    assert path.read_bytes() == before


def test_a_newer_database_is_refused_untouched(tmp_path):
    path = tmp_path / "monitor.db"
    Store(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('monitor', 'next_year', '')"
        )
    connection.close()
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"newer monitor.*next_year"):
        Store(str(path))

    assert path.read_bytes() == before


def test_an_empty_file_left_by_a_killed_first_run_becomes_a_database(tmp_path):
    path = tmp_path / "monitor.db"
    path.touch()

    with Store(str(path)) as store:
        enrol(store)

    with Store(str(path), create=False) as store:
        assert store.targets.state("mofa") is not None


def _enrol_and_fail(store):
    with store.writing():
        store.targets.enrol(Target(name="mofa", url="https://example.org"), NOW)
        raise ValueError("half way")


def test_what_is_written_in_a_block_that_fails_is_not_kept():
    store = Store(":memory:")

    with pytest.raises(ValueError, match="half way"):
        _enrol_and_fail(store)

    assert store.targets.state("mofa") is None


@pytest.mark.parametrize("is_told", [True, False])
def test_what_is_told_as_kept_is_on_the_disk_before(tmp_path, is_told):
    with Store(str(tmp_path / "monitor.db")) as store:
        ((apart,),) = store._db.execute("pragma synchronous")  # noqa: SLF001 - a setting of the connection

        with suppress(ZeroDivisionError), store.writing(is_told=is_told):
            ((inside,),) = store._db.execute("pragma synchronous")  # noqa: SLF001 - as above
            raise ZeroDivisionError

        ((behind,),) = store._db.execute("pragma synchronous")  # noqa: SLF001 - as above
    assert (apart, inside, behind) == (FULL, FULL if is_told else NORMAL, FULL)


def test_a_program_that_is_killed_loses_nothing_that_nobody_was_told_of_yet(tmp_path):
    path = str(tmp_path / "monitor.db")
    code = (
        "import os, sys\nfrom monitor.store import Store\nstore = Store(sys.argv[1])\n"
        'with store.writing(is_told=False):\n    store.runs._db.execute("insert into indexed values (7)")\n'
        "os._exit(9)"  # nothing is closed or put in order
    )

    subprocess.run([sys.executable, "-c", code, path], check=False)

    with Store(path, create=False) as store:
        assert (7,) in store.runs._db.execute("select * from indexed").fetchall()  # noqa: SLF001 - a table without a door


def test_a_copy_leaves_the_original_alone_and_keeps_nobody_from_writing(tmp_path):
    path = str(tmp_path / "monitor.db")
    with Store(path) as store:
        enrol(store, "one")
        with store.copy() as copy, Store(path) as other, copy.writing():
            enrol(copy, "two")
            enrol(other, "three")

            assert [state.name for state in copy.targets.states()] == ["one", "two"]
        assert [state.name for state in store.targets.states()] == ["one", "three"]
        assert sorted(file.name for file in tmp_path.iterdir()) == ["monitor.db", "monitor.db-shm", "monitor.db-wal"]


def _write_often(path):
    with Store(path) as store:
        for _ in range(40):
            with store.writing():
                state = store.targets.state("mofa")
                store.targets.save(state.__class__(**_values(state) | {"failures": state.failures + 1}))


def _values(state):
    return {name: getattr(state, name) for name in state.__dataclass_fields__}


def test_programs_that_read_and_then_write_at_the_same_time_lose_nothing(tmp_path):
    path = str(tmp_path / "monitor.db")
    with Store(path) as store:
        enrol(store)

    with ProcessPoolExecutor(3) as pool:
        list(pool.map(_write_often, [path] * 3))

    with Store(path) as store:
        assert store.targets.state("mofa").failures == 120


def test_tables_take_no_value_of_another_type_and_no_dangling_reference(tmp_path):
    path = tmp_path / "monitor.db"
    Store(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("pragma foreign_keys = on")

    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        connection.execute("insert into run (started_at, host, pid) values ('now', 'here', 'seven')")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute(
            "insert into visit (target, at, outcome, reason, url, link) values (9, '', 'first', '', '', '')"
        )
    connection.close()


def test_a_database_that_another_program_holds_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("monitor.store.database.BUSY_SECONDS", 0.05)
    path = str(tmp_path / "monitor.db")
    with Store(path) as store, Store(path) as other, other.writing(), pytest.raises(StoreError, match="is locked"):
        enrol(store)


def test_a_copy_that_finds_no_room_says_where_it_is(tmp_path):
    with Store(str(tmp_path / "monitor.db")) as store, store.copy() as copy:
        connection = copy._db.conn  # noqa: SLF001 - the pragma holds for one connection only
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {pages}")

        with pytest.raises(StoreError, match=r"cannot use the copy among the temporary files \(TMPDIR\): .*is full"):
            deque(enrol(copy, f"target-{number}") for number in range(1000))


def test_targets_are_counted_and_known_by_their_names():
    with Store(":memory:") as store:
        for name in ("one", "two", "three"):
            enrol(store, name)

        assert store.targets.count() == 3
        assert [target.name for target in store.targets.known()] == ["one", "three", "two"]
        assert [target.name for target in store.targets.known({"two", "four"})] == ["two"]


def test_a_target_is_enrolled_as_long_as_the_watchlist_says_of_it_what_is_kept():
    with Store(":memory:") as store:
        state = enrol(store)
        target = Target(name="mofa", url=state.url)

        assert store.targets.enrolled(target) == state
        for other in ({"name": "moj"}, {"url": "https://example.org/"}, {"title": "Ministry"}, {"tags": ("state",)}):
            assert store.targets.enrolled(replace(target, **other)) is None


def test_no_row_can_refer_to_one_that_is_not_there(tmp_path):
    with Store(str(tmp_path / "monitor.db"), create=True) as store:
        assert tuple(store._db.execute("pragma foreign_keys").fetchone()) == (1,)  # noqa: SLF001 - of one connection
