"""Verifying a database: that nothing in it is damaged, and that nothing the chain binds was altered.

All of it is gone through row by row: memory does not grow with the history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.store import examine
from monitor.store.chain import FIELDS, START, Chain, link
from monitor.store.packing import Pile
from monitor.store.prune import Prune, prunes
from monitor.store.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from monitor.store.chain import Head
    from monitor.store.handle import Database
    from monitor.store.stamps import Stamp

    Step = Callable[[Database], Iterator[str]]
    Tell = Callable[[str, int, int], None]

_MOST_LINES = 20
"""Of what SQLite says of a damaged file: the rest says the same."""
_LONGEST = 200
"""Characters of one of them."""
_MOST_FAULTS = 1000
"""That are named; more are counted."""
_OFTEN = 1000
"""Rows after which progress is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying a database came to."""

    head: Head
    visits: int
    bodies: int
    versions: int
    reread: tuple[str, ...]
    """Versions (TARGET@NUMBER) whose first text another reading has replaced: their bodies are the proof."""
    unbound: int
    """Snapshots that no visit names: a process was killed between keeping and recording."""
    stamps: tuple[Stamp, ...]
    prunes: tuple[Prune, ...] = ()
    """What was let go on purpose, oldest first."""
    faults: tuple[str, ...]
    """What is wrong, one plain line each; empty when all is well."""


def verify(database: Database, known: str | None = None, tell: Tell | None = None) -> Verdict:
    """Look at everything that is kept, as it stands at this moment, and change nothing.

    Args:
        database: ours; others may write to it meanwhile.
        known: a link that was written down earlier: the chain must have it.
        tell: hears every now and then what is being looked at, how many of it were, and how many there are.
    """
    with_snapshot = database.conn
    with_snapshot.execute("begin")
    try:
        faults = _counted(fault for step in _steps(known, tell or _silent) for fault in _told(step, database))
        return Verdict(
            head=Chain(database).head(),
            visits=_count(database, "select count(*) from visit"),
            bodies=_count(database, "select count(*) from body"),
            versions=_count(database, "select count(*) from version"),
            reread=tuple(examine.read_anew(database)),
            unbound=_count(
                database,
                "select count(*) from snapshot where not exists (select 1 from visit where snapshot = snapshot.id)",
            ),
            stamps=Stamps(database).all(),
            prunes=prunes(database),
            faults=faults,
        )
    finally:
        with_snapshot.rollback()


def _silent(what: str, done: int, total: int) -> None:
    del what, done, total


def _steps(known: str | None, tell: Tell) -> tuple[Step, ...]:
    return (
        _file,
        _references,
        lambda database: _pile(database, "body", "body", "bodies", tell),
        lambda database: _pile(database, "tree", "tree", "trees", tell),
        examine.wordings,
        lambda database: _versions(database, tell),
        lambda database: _links(database, tell),
        examine.answers,
        lambda database: _anchors(database, known),
    )


def _told(step: Step, database: Database) -> Iterator[str]:
    """Go on after a page that cannot be read: the other steps may find more."""
    try:
        yield from step(database)
    except StoreError as error:
        yield error.message


def _counted(faults: Iterator[str]) -> tuple[str, ...]:
    """Name each fault once, and not without end."""
    found: dict[str, None] = {}
    more = 0
    for fault in faults:
        if len(found) < _MOST_FAULTS:
            found[fault] = None
        elif fault not in found:
            more += 1
    return (*found, f"{more} more faults like these") if more else tuple(found)


def _count(database: Database, sql: str) -> int:
    (number,) = database.execute(sql).fetchone()
    return int(number)


# --- the file --------------------------------------------------------------------------------------------------


def _file(database: Database) -> Iterator[str]:
    for (line,) in database.execute(f"pragma integrity_check({_MOST_LINES})"):
        if line != "ok":
            said = " ".join(str(line).split())
            yield f"the file is damaged: {said if len(said) <= _LONGEST else f'{said[:_LONGEST]} …'}"


def _references(database: Database) -> Iterator[str]:
    for table, row, parent, _ in database.execute("pragma foreign_key_check"):
        yield f"row {row} of {table!r} refers to a row of {parent!r} that is not there"


# --- what is kept ----------------------------------------------------------------------------------------------


def _pile(database: Database, table: str, one: str, many: str, tell: Tell) -> Iterator[str]:
    pile = Pile(database, table)
    total = pile.count()
    for done, (name, fault) in enumerate(pile.examined(), 1):
        if fault:
            yield f"{one} {name[:12]}: {fault}"
        if done % _OFTEN == 0 or done == total:
            tell(many, done, total)


def _versions(database: Database, tell: Tell) -> Iterator[str]:
    total = _count(database, "select count(*) from version")
    for done, fault in enumerate(examine.versions(database), 1):
        if fault:
            yield fault
        if done % _OFTEN == 0 or done == total:
            tell("versions", done, total)


# --- the chain -------------------------------------------------------------------------------------------------


def _links(database: Database, tell: Tell) -> Iterator[str]:
    """Recompute the chain, and name its first broken link; what comes after it says nothing more."""
    previous = START
    total = _count(database, "select count(*) from visit")
    for sequence, row in enumerate(Chain(database).rows(), 1):
        if row["sequence"] != sequence:
            yield f"the chain is broken: visit {sequence} is missing"
            return
        if row["link"] != link(previous, {field: row[field] for field in FIELDS}):
            at = f"{row['at'][:16]} UTC"
            yield f"the chain is broken at visit {sequence} ({row['target']}, {at}): its record was altered"
            return
        previous = row["link"]
        if sequence % _OFTEN == 0 or sequence == total:
            tell("visits", sequence, total)


def _anchors(database: Database, known: str | None) -> Iterator[str]:
    """Hold the chain against what is known of it elsewhere: stamps, prunes, and a link that was written down."""
    if known and known.lower() != START and not _has_link(database, known.lower()):
        yield f"the chain has no link {known}: it was cut off or rewritten since that was written down"
    for stamp in Stamps(database).all():
        if _link(database, stamp.visit) != stamp.link:
            day = f"{stamp.at:%Y-%m-%d %H:%M} UTC"
            yield f"visit {stamp.visit} was time-stamped on {day} with another link: the chain was cut off or rewritten"
    for prune in prunes(database):
        if _link(database, prune.visit) != prune.link:
            day = f"{prune.at:%Y-%m-%d %H:%M} UTC"
            yield f"the chain had another link at visit {prune.visit} when bodies were let go on {day}"


def _has_link(database: Database, wanted: str) -> bool:
    return database.execute("select 1 from visit where link = ?", [wanted]).fetchone() is not None


def _link(database: Database, visit: int) -> str | None:
    if visit == 0:
        return START
    found = database.execute("select link from visit where id = ?", [visit]).fetchone()
    return found[0] if found else None
