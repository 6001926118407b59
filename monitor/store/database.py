"""Opening the file: what is ours, what is not, and how it is written to."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.store.backup import copy_to, free_name, sweep
from monitor.store.connection import Connection, is_file, is_of_the_disk, of, told
from monitor.store.handle import Database
from monitor.store.schema import APPLICATION_ID, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LEFT = "it was left as it is; a copy that `monitor backup` made can take its place"
_CACHE = 16_000
"""KiB of the file that are kept at hand while it is open: the index of wordings alone outgrows SQLite's own 2,000."""
_JOURNAL = 4000
"""Pages of the journal from which it is put into the file: what was written there often is then written once."""
BUSY_SECONDS = 30
"""How long a write waits for another program's write before it gives up."""


def connect(path: str, *, create: bool, tell: Callable[[str], None] | None = None) -> Database:
    """Open our database, brought up to the tables of this program.

    An older one is migrated in one transaction, after a copy of it was put beside it (`monitor.db.before-NAME`).

    Args:
        path: of the file, or ":memory:".
        create: make the file when it is missing; otherwise its absence is an error.
        tell: hears, in one line, that an older one is being migrated, which takes minutes for a large one.

    Raises:
        StoreError: missing, unreadable, damaged, another program's, or written by a newer one. The file is then
            left as it was.
    """
    try:
        if is_file(path):
            _inspect(Path(path), create=create)
        database = Database(_connection(path))
        _prepare(database, tell)
    except sqlite3.Error as error:
        raise StoreError(f"cannot use the database {path}: {error}") from error
    return database


def _connection(path: str) -> Connection:
    if is_file(path) and _is_frozen(Path(path)):
        uri = f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, timeout=BUSY_SECONDS, factory=Connection, uri=True, check_same_thread=False)
    else:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, factory=Connection, check_same_thread=False)
    connection.isolation_level = None  # transactions begin in `writing`, and nowhere by themselves
    connection.remember(path)
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute(f"pragma cache_size = -{_CACHE}")
    connection.execute(f"pragma wal_autocheckpoint = {_JOURNAL}")
    return connection


def _is_frozen(path: Path) -> bool:
    """Tell whether a file stands where nobody can write: SQLite would want to put its journal beside it all the same.

    A copy on a read-only disk is looked at as it is. One that another program left in mid-write is not.
    """
    journal = path.with_name(f"{path.name}-wal")
    return path.exists() and not os.access(path.parent, os.W_OK) and not (journal.exists() and journal.stat().st_size)


def _inspect(path: Path, *, create: bool) -> None:
    """Refuse what is not ours, through a connection that cannot write."""
    if not path.exists():
        if not create:
            raise StoreError(f"there is no database {path} yet", hint="`monitor run` makes it")
        if not path.parent.is_dir():
            raise StoreError(f"cannot make the database {path}: there is no folder {path.parent}")
        return
    if not path.is_file():
        raise StoreError(f"the database {path} is not a file")
    mode = "mode=ro&immutable=1" if _is_frozen(path) else "mode=ro"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        _refuse_foreign(connection, path)
    except sqlite3.DatabaseError as error:
        if is_of_the_disk(error):  # even to read takes room: for what the programs that have it open share
            raise told(error, str(path)) from error
        raise StoreError(f"cannot read the database {path}: {error}", hint=_LEFT) from error
    finally:
        connection.close()


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    (ours,) = connection.execute("pragma application_id").fetchone()
    tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    if not tables and ours in (0, APPLICATION_ID):
        return  # a file that was made, and nothing more: a first run that was killed at once
    if ours != APPLICATION_ID:
        raise StoreError(f"{path} is another program's database", hint="name another file with --db")
    known = {step.name for step in migrations._migrations}  # noqa: SLF001 - the library lists pending ones only
    rows = connection.execute("select name from _sqlite_migrations where migration_set = ?", [migrations.name])
    if newer := sorted({name for (name,) in rows} - known):
        raise StoreError(
            f"the database {path} was written by a newer monitor (it knows {newer[-1]!r})",
            hint="upgrade monitor; the file was left as it is",
        )


def _prepare(database: Database, tell: Callable[[str], None] | None) -> None:
    database.execute("pragma journal_mode = wal")
    if not _pending(database):
        return
    with writing(database):
        if pending := _pending(database):  # nobody else brought it up to date in between
            _migrate(database, pending[0], tell)


def _applied(database: Database) -> set[str]:
    sql = "select 1 from sqlite_master where name = '_sqlite_migrations'"
    if not database.execute(sql).fetchone():
        return set()
    rows = database.execute("select name from _sqlite_migrations where migration_set = ?", [migrations.name])
    return {name for (name,) in rows}


def _pending(database: Database) -> list[str]:
    applied = _applied(database)
    return [step.name for step in migrations._migrations if step.name not in applied]  # noqa: SLF001 - as above


def _migrate(database: Database, first: str, tell: Callable[[str], None] | None) -> None:
    """Bring the tables up to this program, inside a transaction; a database with content is copied before."""
    path = of(database).path
    copy = None
    if is_file(path) and _applied(database):
        copy = free_name(Path(f"{path}.before-{first}"))
        if tell is not None:
            tell(f"bringing the database {path} up to this release; a copy of it as it was stays in {copy}")
        sweep(copy)  # only who holds the write lock makes such copies: what is half made is of a killed process
        with closing(_connection(path)) as reading:  # sees the file as it was before this transaction
            copy_to(reading, copy)
    try:
        _apply(database)
        database.execute(f"pragma application_id = {APPLICATION_ID}")
        _see_that_references_hold(database)
    except BaseException:
        if copy is not None:
            copy.unlink(missing_ok=True)  # the database itself stays as it was
        raise


def _apply(database: Database) -> None:
    from sqlite_utils import Migrations  # noqa: PLC0415 - most starts have nothing to migrate

    known = Migrations(migrations.name)
    for step in migrations._migrations:  # noqa: SLF001 - as above
        known(name=step.name)(step.fn)  # type: ignore[type-var]  # the library's view has all that ours has
    known.apply(database.library())


def _see_that_references_hold(database: Database) -> None:
    if broken := database.execute("pragma foreign_key_check").fetchone():
        raise StoreError(f"cannot migrate the database: a row of {broken[0]!r} would lose what it refers to")


@contextmanager
def writing(database: Database, *, is_told: bool = True) -> Iterator[None]:
    """Hold the write lock: all that is written inside is kept, or nothing.

    `BEGIN IMMEDIATE`, because a transaction that reads first and then writes fails at once, busy time-out or
    not, when another program wrote in between. Nested use joins the outer transaction.

    Args:
        database: what is written to.
        is_told: False for what nobody hears of before the next transaction: that brings both to the disk, for the
            journal goes there as a whole. Until then a program that is killed loses none of it, a power cut may.

    Raises:
        StoreError: the disk is full, the file read-only, damaged or gone, or another program holds it for too long.
    """
    connection = of(database)
    if connection.in_transaction:
        yield
        return
    connection.see_that_it_is_there()
    if not is_told:
        connection.execute("pragma synchronous = normal")
    try:
        with _transaction(connection):
            yield
    finally:
        if not is_told:
            connection.execute("pragma synchronous = full")
    connection.see_that_it_is_there()


@contextmanager
def _transaction(connection: Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
        connection.commit()
    except BaseException:
        with suppress(sqlite3.Error):  # the first error is the one to tell
            connection.rollback()
        raise


def moment(at: datetime) -> str:
    """Give a time as the database keeps it: UTC, ISO 8601, sortable as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def parse_moment(text: str | None) -> datetime | None:
    """Read back what `moment` wrote."""
    return datetime.fromisoformat(text) if text else None
