"""Verifying a database: that nothing in it is damaged, and that nothing the chain binds was altered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain
from monitor.errors import StoreError
from monitor.model import Redirect, Snapshot, Version
from monitor.store.chain import FIELDS, START, Chain, envelope, link, text_digest
from monitor.store.database import parse_moment
from monitor.store.evidence import digest, unpacked
from monitor.store.history import clause_rows
from monitor.store.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database

    from monitor.store.chain import Head
    from monitor.store.stamps import Stamp

_MOST_LINES = 20
"""Of what SQLite says of a damaged file: the rest says the same."""

_CLAUSES = """
    select clause.version, clause.position, clause.section, clause.path, clause.label, wording.text
    from clause join wording on wording.id = clause.wording where clause.version = ? order by clause.position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying a database came to."""

    head: Head
    visits: int
    bodies: int
    versions: int
    reread: int
    """Versions whose first text another reading has replaced: their bodies are the proof, not their texts."""
    unbound: int
    """Snapshots that no visit names: a process was killed between keeping and recording."""
    stamps: tuple[Stamp, ...]
    faults: tuple[str, ...]
    """What is wrong, one plain line each; empty when all is well."""


def verify(database: Database, known: str | None = None) -> Verdict:
    """Look at everything that is kept, as it stands at this moment, and change nothing.

    Args:
        database: ours; others may write to it meanwhile.
        known: a link that was written down earlier: the chain must have it.
    """
    with_snapshot = database.conn
    with_snapshot.execute("begin")
    try:
        faults = [fault for step in _steps(known) for fault in _told(step, database)]
        return Verdict(
            head=Chain(database).head(),
            visits=_count(database, "select count(*) as n from visit"),
            bodies=_count(database, "select count(*) as n from body"),
            versions=_count(database, "select count(*) as n from version"),
            reread=_count(database, "select count(*) as n from version where rereads > 0"),
            unbound=_count(
                database,
                """select count(*) as n from snapshot where id not in
                   (select snapshot from visit where snapshot is not null)""",
            ),
            stamps=Stamps(database).all(),
            faults=tuple(dict.fromkeys(faults)),
        )
    finally:
        with_snapshot.rollback()


def _steps(known: str | None) -> tuple[Callable[[Database], Iterator[str]], ...]:
    return (_file, _references, _bodies, _texts, _links, _answers, lambda database: _anchors(database, known))


def _told(step: Callable[[Database], Iterator[str]], database: Database) -> Iterator[str]:
    """Go on after a page that cannot be read: the other steps may find more."""
    try:
        yield from step(database)
    except StoreError as error:
        yield error.message


def _count(database: Database, sql: str) -> int:
    (row,) = database.query(sql)
    return int(row["n"])


# --- the file --------------------------------------------------------------------------------------------------


def _file(database: Database) -> Iterator[str]:
    for (line,) in database.execute(f"pragma integrity_check({_MOST_LINES})"):
        if line != "ok":
            yield f"the file is damaged: {' '.join(str(line).split())}"


def _references(database: Database) -> Iterator[str]:
    for table, row, parent, _ in database.execute("pragma foreign_key_check"):
        yield f"row {row} of {table!r} refers to a row of {parent!r} that is not there"


# --- what is kept ----------------------------------------------------------------------------------------------


def _bodies(database: Database) -> Iterator[str]:
    for row in database.query("select sha256, size, data from body order by sha256"):
        name = row["sha256"]
        try:
            body = unpacked(row["data"])
        except StoreError as error:
            yield f"body {name[:12]}: {error.message}"
            continue
        if digest(body) != name or len(body) != row["size"]:
            yield f"body {name[:12]}: its content is not what its name, a SHA-256, says"


def _texts(database: Database) -> Iterator[str]:
    """Hold the three forms of a version against each other: tree, plain text, clauses."""
    sql = """
        select version.id, version.number, version.text, version.tree, target.name
        from version join target on target.id = version.target order by version.id
    """
    for row in database.query(sql):
        about = f"{row['name']}@{row['number']}"
        try:
            version = from_plain(Version, json.loads(row["tree"]))
        except (ValueError, TypeError, AttributeError, KeyError):
            yield f"{about}: its tree cannot be read"
            continue
        if version.text != row["text"]:
            yield f"{about}: its text is not that of its tree"
        if list(database.query(_CLAUSES, [row["id"]])) != list(clause_rows(row["id"], version)):
            yield f"{about}: its clauses are not those of its tree"


# --- the chain -------------------------------------------------------------------------------------------------


def _links(database: Database) -> Iterator[str]:
    """Recompute the chain, and name its first broken link; what comes after it says nothing more."""
    previous = START
    for sequence, row in enumerate(Chain(database).rows(), 1):
        if row["sequence"] != sequence:
            yield f"the chain is broken: visit {sequence} is missing"
            return
        if row["link"] != link(previous, {field: row[field] for field in FIELDS}):
            at = f"{row['at'][:16]} UTC"
            yield f"the chain is broken at visit {sequence} ({row['target']}, {at}): its record was altered"
            return
        previous = row["link"]


def _answers(database: Database) -> Iterator[str]:
    """Hold what is kept of an answer against what the chain binds of it."""
    sql = """
        select visit.id as visit, visit.at, visit.outcome, visit.text as bound_text, visit.url, visit.final_url,
               visit.status, visit.envelope, visit.certificate, visit.body, visit.snapshot,
               target.name, version.number, version.text, version.rereads,
               made.body as made_body
        from visit
        join target on target.id = visit.target
        left join version on version.id = visit.version
        left join snapshot as made on made.id = version.snapshot
        where visit.snapshot is not null or visit.text is not null
        order by visit.id
    """
    for row in database.query(sql):
        about = f"visit {row['visit']} ({row['name']})"
        if row["snapshot"] is not None:
            yield from _snapshot(database, row, about)
        if row["bound_text"] is None:
            continue
        version = f"{row['name']}@{row['number']}"
        if row["made_body"] != row["body"]:
            yield f"{about}: {version} refers to another body than the one that was seen"
        if not row["rereads"] and row["text"] is not None and text_digest(row["text"]) != row["bound_text"]:
            yield f"{about}: the text of {version} is not the one that was read then"


def _snapshot(database: Database, visit: dict[str, Any], about: str) -> Iterator[str]:
    for row in database.query("select * from snapshot where id = ?", [visit["snapshot"]]):
        same = ("url", "final_url", "status", "certificate", "body")
        differing = [name for name in same if row[name] != visit[name]]
        if row["fetched_at"] != visit["at"]:
            differing.append("time")
        if not _is_envelope(row, visit["name"], visit["envelope"]):
            differing.append("headers")
        if differing:
            yield f"{about}: the snapshot that is kept has another {', '.join(differing)} than was seen"


def _is_envelope(row: dict[str, Any], target: str, expected: str | None) -> bool:
    fetched_at = parse_moment(row["fetched_at"])
    assert fetched_at is not None  # noqa: S101 - the column is not null
    try:
        snapshot = Snapshot(
            target=target,
            url=row["url"],
            final_url=row["final_url"],
            status=row["status"],
            headers=tuple((name, value) for name, value in json.loads(row["headers"])),
            body=b"",
            fetched_at=fetched_at,
            redirects=tuple(from_plain(Redirect, hop) for hop in json.loads(row["redirects"])),
            address=row["address"],
        )
    except (ValueError, TypeError):
        return False
    return envelope(snapshot) == expected


def _anchors(database: Database, known: str | None) -> Iterator[str]:
    """Hold the chain against what is known of it elsewhere: time stamps, and a link that was written down."""
    links = {row["id"]: row["link"] for row in database.query("select id, link from visit")} if known else {}
    if known and known.lower() not in {START, *links.values()}:
        yield f"the chain has no link {known}: it was cut off or rewritten since that was written down"
    for stamp in Stamps(database).all():
        found = next(database.query("select link from visit where id = ?", [stamp.visit]), None)
        if (found["link"] if found else START if stamp.visit == 0 else None) != stamp.link:
            day = f"{stamp.at:%Y-%m-%d %H:%M} UTC"
            yield f"visit {stamp.visit} was time-stamped on {day} with another link: the chain was cut off or rewritten"
