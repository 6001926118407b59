"""Every heading and clause of every version as plain text, each wording kept once however many versions have it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from monitor.store.trees import Line
from monitor.text import sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from monitor.store.handle import Database


def add_lines(database: Database, version: int, lines: Sequence[Line]) -> None:
    """Keep the lines of a version (its row): for its tree, for full-text search, and for whoever reads the tables."""
    places = _places(database, dict.fromkeys((line.section, line.path) for line in lines))
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


def _places(database: Database, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Give the rows of places by section and path; new ones are added."""
    wanted = list(keys)
    sql = "select section, path, id from place where section in (select value from json_each(?))"
    rows = {(section, path): row for section, path, row in database.execute(sql, [json.dumps([s for s, _ in wanted])])}
    new = [key for key in wanted if key not in rows]
    added = {key: row for row, key in enumerate(new, _next(database, "place"))}
    sql = "insert into place (id, section, path) values (?, ?, ?)"
    database.conn.executemany(sql, [(row, *key) for key, row in added.items()])
    return rows | added


def _wordings(database: Database, texts: Mapping[str, str]) -> dict[str, int]:
    """Give the rows of texts by their digests; new texts are added in the order they come."""
    sql = "select digest, id from wording where digest in (select value from json_each(?))"
    rows: dict[str, int] = dict(database.execute(sql, [json.dumps(list(texts))]))
    new = [name for name in texts if name not in rows]
    added = {name: row for row, name in enumerate(new, _next(database, "wording"))}
    sql = "insert into wording (id, digest, text, folded) values (?, ?, ?, ?)"
    database.conn.executemany(sql, [(row, name, texts[name], sought(texts[name])) for name, row in added.items()])
    return rows | added


def _next(database: Database, table: str) -> int:
    """Give the number of the next row; nobody else adds one, for whoever asks holds the write lock."""
    (row,) = database.execute(f"select coalesce(max(id), 0) + 1 from {table}").fetchone()  # noqa: S608 - own name
    return int(row)


def wording_digest(words: str) -> str:
    """Name a text in the table `wording`: the first half of its SHA-256, in hex."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
