"""An open database: its connection, and sqlite-utils where that earns its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.store.rows import query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlite_utils import Database as Library
    from sqlite_utils.db import Table

    from monitor.store.connection import Connection, Cursor


class Database:
    """A database by its connection. The library is imported when a door of it is used: commands that look need none.

    It takes a quarter of the time in which `monitor report` starts.
    """

    def __init__(self, connection: Connection) -> None:
        self.conn = connection

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Cursor:
        """Execute a statement."""
        return self.conn.execute(sql, values)

    def query(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[dict[str, Any]]:
        """Yield the rows of a statement by the names of their columns."""
        return query(self, sql, values)

    def library(self) -> Library:
        """Give sqlite-utils' own view of the same connection."""
        from sqlite_utils import Database as Library  # noqa: PLC0415 - see above

        return Library(self.conn)

    def table(self, name: str) -> Table:
        """Give a table as sqlite-utils has it."""
        return self.library().table(name)

    def close(self) -> None:
        """Close the file."""
        self.conn.close()
