"""A connection whose faults are told in words: what a full disk, a damaged page or another program's lock comes to."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any

from monitor.errors import StoreError

if TYPE_CHECKING:
    from monitor.store.handle import Database

MEMORY = ":memory:"
TEMPORARY = ""
"""SQLite makes of it a file among the temporary ones that nobody else sees, and that goes when it is closed."""

_HINTS = {
    sqlite3.SQLITE_CORRUPT: "the file is damaged; `monitor verify` says where, a backup made earlier is not",
    sqlite3.SQLITE_NOTADB: "the file is damaged; it was left as it is",
    sqlite3.SQLITE_FULL: "what was stored before stays; make room and run again",
    sqlite3.SQLITE_IOERR: "what was stored before stays; is the disk full, or its file system gone?",
    sqlite3.SQLITE_BUSY: "another program is writing to it; run again when that is done",
    sqlite3.SQLITE_READONLY: "its file or folder may not be written to",
    sqlite3.SQLITE_CANTOPEN: "its file or folder may not be read or written to, or too many files are open",
}
_PRIMARY = 0xFF
"""The low byte of SQLite's extended error codes is the kind of error."""


def is_file(path: str) -> bool:
    """Tell whether a path is that of a file which others may open too."""
    return path not in {MEMORY, TEMPORARY}


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Tell whether there was no room, or no answer from the disk: the file itself may be sound."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def told(error: sqlite3.Error, path: str) -> Exception:
    """Give the error to raise in the place of one of SQLite's: ours for what befalls a file, its own for a bug.

    A broken constraint, a wrong number of values or a closed connection is a fault of the program.
    """
    if not isinstance(error, sqlite3.OperationalError | sqlite3.InternalError) and type(error) is not (
        sqlite3.DatabaseError
    ):
        return error
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    about = f"the database {path}" if path != TEMPORARY else "the copy among the temporary files (TMPDIR)"
    return StoreError(f"cannot use {about}: {error}", hint=_HINTS.get(code))


class Cursor(sqlite3.Cursor):
    """A cursor of `Connection`: a damaged page may show only while rows are read."""

    connection: Connection

    def execute(self, *args: Any) -> Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Execute a statement."""
        try:
            super().execute(*args)
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error
        return self

    def executemany(self, *args: Any) -> Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Execute a statement for each of many rows."""
        try:
            super().executemany(*args)
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error
        return self

    def __next__(self) -> Any:  # noqa: ANN401 - a row
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error

    def fetchone(self) -> Any:  # noqa: ANN401 - a row
        """Give the next row."""
        return next(self, None)

    def fetchall(self) -> list[Any]:
        """Give the rows that are left."""
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise told(error, self.connection.path) from error


class Connection(sqlite3.Connection):
    """A connection that knows which file it has open."""

    path = MEMORY
    _identity: tuple[int, int] | None = None

    def remember(self, path: str) -> None:
        """Note which file this is, so that its loss is seen."""
        self.path = path
        self._identity = _identity(path) if is_file(path) else None

    def cursor(self, factory: type[sqlite3.Cursor] = Cursor) -> Any:  # type: ignore[override]  # noqa: ANN401 - ours
        """Make a cursor that tells faults in words."""
        return super().cursor(factory)

    def execute(self, *args: Any) -> Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Execute a statement; sqlite3 itself would do so by a cursor of its own kind."""
        cursor: Cursor = self.cursor()
        return cursor.execute(*args)

    def executemany(self, *args: Any) -> Cursor:  # noqa: ANN401 - as sqlite3 has it
        """Execute a statement for each of many rows."""
        cursor: Cursor = self.cursor()
        return cursor.executemany(*args)

    def commit(self) -> None:
        """End a transaction: all of it is kept."""
        try:
            super().commit()
        except sqlite3.Error as error:
            raise told(error, self.path) from error

    def backup(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as sqlite3 has it
        """Copy the database into another connection."""
        try:
            super().backup(*args, **kwargs)
        except sqlite3.Error as error:
            raise told(error, self.path) from error

    def see_that_it_is_there(self) -> None:
        """Refuse to go on writing into a file that was deleted or replaced: nobody would ever find it.

        Raises:
            StoreError: the path leads to nothing, or to another file.
        """
        if self._identity is not None and _identity(self.path) != self._identity:
            raise StoreError(
                f"the database {self.path} was deleted or replaced while it was in use",
                hint="what was written to it since is lost with it",
            )


def of(database: Database) -> Connection:
    """Give the connection of a database that we opened."""
    return database.conn


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - at each visit, and a Path takes longer to make than to ask
    except OSError:
        return None
    return found.st_dev, found.st_ino
