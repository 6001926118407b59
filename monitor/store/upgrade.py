"""What older tables held, brought into those of today: run once, inside the transaction of a migration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from monitor.store.brevity import brief
from monitor.store.lines import add_lines
from monitor.store.packing import Pile
from monitor.store.trees import Line, apart, spelt, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.store.handle import Database

_LONGEST = 8


def take_versions_apart(database: Database) -> None:
    """Fill `tree`, `line` and `place` from the columns `text` and `old_tree` of `version`, and from `old_clause`.

    A tree that cannot be read stays as it is, and so do its clauses: `monitor verify` says so, as it did before.
    """
    piled = Pile(database, "tree", longest=_LONGEST)
    last: tuple[int, str] | None = None
    for row, target, text, old in _versions(database):
        try:
            skeleton, lines = apart(json.loads(old))
            content = spelt(skeleton)
        except (ValueError, TypeError, AttributeError, KeyError):
            content, lines = old.encode(), list(_lines(database, row))
        bases = [last[1]] if last is not None and last[0] == target else []
        name = piled.keep(content, bases)
        last = (target, name)
        sql = "update version set tree = ?, text_sha256 = ? where id = ?"
        database.execute(sql, [name, text_digest(text), row])
        add_lines(database, row, lines)


def _versions(database: Database) -> Iterator[tuple[int, int, str, str]]:
    """Yield each version, one at a time, those of a target one after another."""
    sql = "select id from version order by target, number"
    for (row,) in database.execute(sql).fetchall():
        sql = "select id, target, text, old_tree from version where id = ?"
        yield database.execute(sql, [row]).fetchone()


def _lines(database: Database, row: int) -> Iterator[Line]:
    sql = """
        select section, path, label, wording.text from old_clause join wording on wording.id = old_clause.wording
        where version = ? order by position
    """
    return (Line(*found) for found in database.execute(sql, [row]))


def say_changes_once(database: Database) -> None:
    """Write the column `detail` of `change` in the form of `monitor.store.changes`."""
    for (row,) in database.execute("select id from change").fetchall():
        (detail,) = database.execute("select detail from change where id = ?", [row]).fetchone()
        try:
            plain: dict[str, Any] = brief(json.loads(detail))
        except (ValueError, TypeError, AttributeError, KeyError):
            continue  # it was damaged, and stays so
        told = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        database.execute("update change set detail = ? where id = ?", [told, row])
