"""Every heading and clause of every version as plain text, each wording kept once however many versions have it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from monitor.store.rows import insert
from monitor.store.trees import Line
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from monitor.store.handle import Database

_AT_ONCE: Final = 250
"""Texts added in one statement, three values each: every build of SQLite takes 999."""


def add_lines(database: Database, version: int, lines: Sequence[Line]) -> None:
    """Keep the lines of a version (its row): for its tree, for full-text search, and for whoever reads the tables."""
    places = {key: _place(database, *key) for key in dict.fromkeys((line.section, line.path) for line in lines)}
    texts = {line.text: wording_digest(line.text) for line in lines}
    wordings = _wordings(database, {name: text for text, name in texts.items()})
    rows = [
        (version, position, places[line.section, line.path], line.label, wordings[texts[line.text]])
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


def _place(database: Database, section: str, path: str) -> int:
    sql = "select id from place where section = ? and path = ?"
    for (found,) in database.execute(sql, [section, path]):
        return int(found)
    return insert(database, "place", {"section": section, "path": path})


def _wordings(database: Database, texts: Mapping[str, str]) -> dict[str, int]:
    """Give the rows of texts by their digests; new texts are added in the order they come."""
    sql = "select digest, id from wording where digest in (select value from json_each(?))"
    rows: dict[str, int] = dict(database.execute(sql, [json.dumps(list(texts))]))
    new = [(name, text, sought(text)) for name, text in texts.items() if name not in rows]
    for start in range(0, len(new), _AT_ONCE):
        rows.update(_added(database, new[start : start + _AT_ONCE]))
    return rows


def _added(database: Database, new: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, int]]:
    """Add texts in one statement: the index writes itself out at the end of each, which is most of what it costs."""
    sql = (
        f"insert into wording (digest, text, folded) values {', '.join(['(?, ?, ?)'] * len(new))} returning digest, id"  # noqa: S608 - nothing but question marks
    )
    return iter(database.execute(sql, [value for row in new for value in row]).fetchall())


def wording_digest(words: str) -> str:
    """Name a text in the table `wording`: the first half of its SHA-256, in hex."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
