"""What verifying looks at more closely: versions, their words, and what is kept of each answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from monitor.codec import to_plain
from monitor.errors import StoreError
from monitor.store.chain import envelope_of
from monitor.store.history import History
from monitor.store.lines import lines_of, wording_digest
from monitor.store.packing import Pile
from monitor.store.rows import query
from monitor.store.trees import apart, text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monitor.model import Version
    from monitor.store.handle import Database

_SAME = ("url", "final_url", "status", "certificate", "body")


def wordings(database: Database) -> Iterator[str]:
    """Hold each wording against its digest."""
    for row, digest, text in database.execute("select id, digest, text from wording"):
        if wording_digest(text) != digest:
            yield f"wording {row}: it was altered: {text[:60]!r}"


def versions(database: Database) -> Iterator[str]:
    """Hold tree, words and clauses of each version against each other; yield what is wrong with each, or nothing."""
    sql = """
        select version.id, version.number, version.text_sha256, version.tree, target.name
        from version join target on target.id = version.target order by version.id
    """
    history, trees = History(database), Pile(database, "tree")
    for row, number, digest, tree, name in database.execute(sql):
        about = f"{name}@{number}"
        try:
            version = history.version(row, trees.read(tree or ""))
        except StoreError as error:
            yield f"{about}: {error.message}"
            continue
        yield _fault(database, row, version, digest, about)


def _fault(database: Database, row: int, version: Version, digest: str, about: str) -> str:
    if text_digest(version.text) != digest:
        return f"{about}: its text is not the one that was read"
    _, lines = apart(to_plain(version, compact=True))
    return "" if lines == list(lines_of(database, row)) else f"{about}: its clauses are not those of its tree"


def read_anew(database: Database) -> Iterator[str]:
    """Name the versions that say what a later reading made of their bodies, and not what the chain binds."""
    sql = """
        select target.name, version.number from version join target on target.id = version.target
        where version.rereads > 0
        and version.text_sha256 is not (select max(text) from visit where visit.version = version.id)
        order by target.name, version.number
    """
    for name, number in database.execute(sql):
        yield f"{name}@{number}"


def answers(database: Database) -> Iterator[str]:
    """Hold what is kept of an answer against what the chain binds of it."""
    sql = """
        select visit.id as visit, visit.at, visit.text as bound_text, visit.url, visit.final_url, visit.status,
               visit.envelope, visit.certificate, visit.body, visit.snapshot,
               target.name, version.number, version.text_sha256, version.rereads, made.body as made_body,
               kept.fetched_at as kept_at, kept.url as kept_url, kept.final_url as kept_final_url,
               kept.status as kept_status, kept.certificate as kept_certificate, kept.body as kept_body,
               kept.headers, kept.redirects, kept.address
        from visit
        join target on target.id = visit.target
        left join version on version.id = visit.version
        left join snapshot as made on made.id = version.snapshot
        left join snapshot as kept on kept.id = visit.snapshot
        where visit.snapshot is not null or visit.text is not null
        order by visit.id
    """
    for row in query(database, sql):
        about = f"visit {row['visit']} ({row['name']})"
        if row["kept_at"] is not None and (differing := _differing(row)):
            yield f"{about}: the snapshot that is kept has another {', '.join(differing)} than was seen"
        if row["bound_text"] is None:
            continue
        version = f"{row['name']}@{row['number']}"
        if row["made_body"] != row["body"]:
            yield f"{about}: {version} refers to another body than the one that was seen"
        if not row["rereads"] and row["text_sha256"] not in (None, row["bound_text"]):
            yield f"{about}: the text of {version} is not the one that was read then"


def _differing(row: dict[str, Any]) -> list[str]:
    differing = [name for name in _SAME if row[f"kept_{name}"] != row[name]]
    if row["kept_at"] != row["at"]:
        differing.append("time")
    if not _is_envelope(row):
        differing.append("headers")
    return differing


def _is_envelope(row: dict[str, Any]) -> bool:
    try:
        headers, redirects = json.loads(row["headers"]), json.loads(row["redirects"])
    except ValueError:
        return False
    return bool(envelope_of(headers, redirects, row["address"]) == row["envelope"])
