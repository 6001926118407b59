"""The database: the one room that knows the tables.

One SQLite file, opened by one program at a time for writing and by any number for reading. All times are UTC.
An open database may be used from any thread, by one at a time: who shares it among threads sees to that.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from monitor.store import prune
from monitor.store.agenda import Agenda
from monitor.store.backup import copy_to, shrink
from monitor.store.chain import Chain
from monitor.store.connection import MEMORY, TEMPORARY, of
from monitor.store.database import connect, writing
from monitor.store.evidence import Evidence
from monitor.store.folds import Folds
from monitor.store.history import History
from monitor.store.outbox import Outbox
from monitor.store.runs import Runs
from monitor.store.search import Search
from monitor.store.stamps import Stamps
from monitor.store.stats import stats
from monitor.store.targets import Targets
from monitor.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from monitor.store.prune import Loose, Prune
    from monitor.store.stats import Stats
    from monitor.store.verify import Verdict

__all__ = ["MEMORY", "Store"]


class Store:
    """An open database. Its parts are named after what they keep."""

    def __init__(self, path: str, *, create: bool = True, tell: Callable[[str], None] | None = None) -> None:
        """Open the file, or ":memory:"; see `monitor.store.database.connect` for what is refused.

        Raises:
            StoreError: the file cannot be used as ours.
        """
        self.path = path
        self._db = connect(path, create=create, tell=tell)
        self.targets = Targets(self._db)
        self.evidence = Evidence(self._db)
        self.folds = Folds(self._db)
        self.agenda = Agenda(self._db)
        self.history = History(self._db)
        self.outbox = Outbox(self._db)
        self.runs = Runs(self._db)
        self.chain = Chain(self._db)
        self.stamps = Stamps(self._db)
        self.search = Search(self._db)

    @contextmanager
    def writing(self, *, is_told: bool = True) -> Iterator[None]:
        """Hold the write lock: all that is written inside is kept, or nothing; see `monitor.store.database.writing`.

        Raises:
            StoreError: the disk is full, the file read-only, damaged or gone, or another program holds it for too long.
        """
        with writing(self._db, is_told=is_told):
            yield

    @property
    def is_writing(self) -> bool:
        """Tell whether the write lock is held, and not yet given back."""
        return of(self._db).in_transaction

    def verify(self, known: str | None = None, tell: Callable[[str, int, int], None] | None = None) -> Verdict:
        """Look at everything that is kept; see `monitor.store.verify`."""
        return verify(self._db, known, tell)

    def stats(self) -> Stats:
        """Measure where the bytes are; see `monitor.store.stats`."""
        return stats(self._db)

    def loose(self, before: datetime) -> Loose:
        """Count what `prune` would let go of."""
        return prune.loose(self._db, before)

    def prune(self, before: datetime, now: datetime) -> Prune | None:
        """Let go of answers fetched before a time that made no version; see `monitor.store.prune`."""
        return prune.prune(self._db, before, now)

    def shrink(self) -> int:
        """Give free pages back to the disk, and say how many bytes that were.

        Raises:
            StoreError: another program holds the database, or there is no room for a second copy meanwhile.
        """
        return shrink(self._db)

    def back_up(self, path: Path) -> None:
        """Copy the database into a new file, consistent while others write to it; see `monitor.store.backup`.

        Raises:
            StoreError: there is a file of that name, it cannot be written, or the copy is damaged.
        """
        copy_to(of(self._db), path)

    def copy(self) -> Store:
        """Give a copy to try things on: as it is now, unseen by others, on disk where it is large, gone when closed."""
        copied = Store(TEMPORARY)
        self._db.conn.backup(copied._db.conn)
        return copied

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
