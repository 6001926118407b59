"""Every heading and clause of every version as plain text, each wording kept once however many versions have it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from monitor.store.rows import insert
from monitor.store.trees import Line
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.store.handle import Database


def add_lines(database: Database, version: int, lines: Sequence[Line]) -> None:
    """Keep the lines of a version (its row): for its tree, for full-text search, and for whoever reads the tables."""
    rows = [
        (version, position, _place(database, line), line.label, _wording(database, line.text))
        for position, line in enumerate(lines)
    ]
    sql = "insert into line (version, position, place, label, wording) values (?, ?, ?, ?, ?)"
    database.conn.executemany(sql, rows)


def lines_of(database: Database, version: int) -> Iterator[Line]:
    """Yield the lines of a version (its row) in reading order."""
    sql = """
        select place.section, place.path, line.label, wording.text
        from line join place on place.id = line.place join wording on wording.id = line.wording
        where line.version = ? order by line.position
    """
    return (Line(*found) for found in database.execute(sql, [version]))


def texts_of(database: Database, version: int) -> list[str]:
    """Give the words alone of a version's lines, in reading order."""
    sql = """
        select wording.text from line join wording on wording.id = line.wording
        where line.version = ? order by line.position
    """
    return [text for (text,) in database.execute(sql, [version])]


def _place(database: Database, line: Line) -> int:
    sql = "select id from place where section = ? and path = ?"
    for (found,) in database.execute(sql, [line.section, line.path]):
        return int(found)
    return insert(database, "place", {"section": line.section, "path": line.path})


def _wording(database: Database, words: str) -> int:
    name = wording_digest(words)
    for (found,) in database.execute("select id from wording where digest = ?", [name]):
        return int(found)
    return insert(database, "wording", {"digest": name, "text": words, "folded": sought(words)})


def wording_digest(words: str) -> str:
    """Name a text in the table `wording`: the first half of its SHA-256, in hex."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
