"""Rows in and out, in the fewest statements: SQLite keeps each prepared, since its text is the same each time."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitor.store.handle import Database


def query(database: Database, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[dict[str, Any]]:
    """Yield the rows of a statement by the names of their columns.

    The library's own door makes a savepoint around each question: two more statements, and time, for nothing asked.
    """
    cursor = database.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


@lru_cache(maxsize=1024)
def tags_of(kept: str) -> tuple[str, ...]:
    """Read the tags of a target as its column keeps them; many targets have the same."""
    return tuple(json.loads(kept))


def insert(database: Database, table: str, row: Mapping[str, Any]) -> int:
    """Add a row, and give its number; names of table and columns are ours, values are anybody's."""
    sql = f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})"  # noqa: S608 - own names
    number = database.conn.execute(sql, list(row.values())).lastrowid
    assert number is not None  # noqa: S101 - a row was added
    return number


def update(database: Database, table: str, number: int, row: Mapping[str, Any]) -> None:
    """Write columns of one row."""
    columns = ", ".join(f"{name} = ?" for name in row)
    database.conn.execute(f"update {table} set {columns} where id = ?", [*row.values(), number])  # noqa: S608 - own names


def run_script(database: Database, script: str) -> None:
    """Execute statements that end in a semicolon at the end of a line, inside the transaction that is open."""
    for statement in script.split(";\n"):
        if statement.strip():
            database.execute(statement)
