"""Copies of the database: consistent while others write to it, whole or not at all, and never over another file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from itertools import count
from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.store.connection import MEMORY

if TYPE_CHECKING:
    from pathlib import Path

    from monitor.store.connection import Connection
    from monitor.store.handle import Database


def copy_to(connection: Connection, path: Path) -> None:
    """Copy a database into a new file, and check the copy.

    Args:
        connection: of the database; it is in no transaction of its own.
        path: of the copy; one file, whatever stands beside the original.

    Raises:
        StoreError: there is a file of that name, it cannot be written, or the copy is damaged.
    """
    if path.exists():
        raise StoreError(f"{path} is there already", hint="name a new file; copies never replace anything")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(connection, part)
        _name(part, path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(connection: Connection, part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
        copy.execute("pragma journal_mode = delete").close()  # one file, that can be read from a read-only disk
        (found,) = copy.execute("pragma integrity_check(1)").fetchone()
        if found != "ok":
            said = " ".join(str(found).split())
            hint = "the file is damaged; `monitor verify` says where"
            raise StoreError(f"cannot copy the database {connection.path}: malformed: {said}", hint=hint)
    if connection.path != MEMORY:
        shutil.copymode(connection.path, part)


def shrink(database: Database) -> int:
    """Give a database's free pages back to the disk, and say how many bytes that were.

    Raises:
        StoreError: another program holds it, or there is no room for a second copy meanwhile.
    """
    before = _pages(database)
    database.execute("vacuum")
    database.execute("pragma wal_checkpoint(truncate)").fetchone()
    return before - _pages(database)


def _pages(database: Database) -> int:
    count, size = (int(database.execute(f"pragma {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return count * size


def _name(part: Path, path: Path) -> None:
    """Give a finished file its name, unless something else has got that name in the meantime."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(f"{path} is there already") from None
        part.replace(path)


def sweep(path: Path) -> None:
    """Remove what processes that were killed left of their copies to this path."""
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and ".part" in left.name:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """Give the path, or the first of `path-2`, `path-3`, … at which nothing is."""
    others = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return path if not path.exists() else next(other for other in others if not other.exists())
