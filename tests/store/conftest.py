import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from monitor.store import schema

OLDER = Path(__file__).with_name("older.sql")


@pytest.fixture
def older(tmp_path):
    """A database that the first release's program made: its tables, and what it wrote into them."""
    path = tmp_path / "older.db"
    database = Database(str(path))
    first = Migrations(schema.migrations.name)
    first(name="first")(schema.first)
    first.apply(database)
    database.conn.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLDER.read_text("utf-8"))
        connection.execute(f"pragma application_id = {schema.APPLICATION_ID}")
    return path
