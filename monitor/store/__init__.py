"""The database: the one room that knows the tables.

One SQLite file, opened by one program at a time for writing and by any number for reading. All times are UTC.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from monitor.errors import StoreError
from monitor.store.database import MEMORY, connect, writing
from monitor.store.evidence import Evidence
from monitor.store.history import History
from monitor.store.outbox import Outbox
from monitor.store.runs import Runs
from monitor.store.search import Search
from monitor.store.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MEMORY", "Store"]


class Store:
    """An open database. Its parts are named after what they keep."""

    def __init__(self, path: str, *, create: bool = True) -> None:
        """Open the file, or ":memory:"; see `monitor.store.database.connect` for what is refused.

        Raises:
            StoreError: the file cannot be used as ours.
        """
        self.path = path
        self._db = connect(path, create=create)
        self.targets = Targets(self._db)
        self.evidence = Evidence(self._db)
        self.history = History(self._db)
        self.outbox = Outbox(self._db)
        self.runs = Runs(self._db)
        self.search = Search(self._db)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock: all that is written inside is kept, or nothing.

        Raises:
            StoreError: the disk is full, the file read-only, or another program holds the lock for too long.
        """
        try:
            with writing(self._db):
                yield
        except sqlite3.OperationalError as error:
            raise StoreError(f"cannot write to the database {self.path}: {error}") from error

    def copy(self) -> Store:
        """Give a copy in memory, to try things on."""
        copied = Store(MEMORY)
        self._db.conn.backup(copied._db.conn)
        return copied

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
