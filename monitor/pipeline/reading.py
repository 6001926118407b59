"""How a target's snapshots are read, and when two readings say the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from monitor import document, text
from monitor.errors import DocumentError, LimitError
from monitor.model import EditKind, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.model import Change, Clause, Page, Section, Snapshot, Target, Version
    from monitor.pipeline.case import Road
    from monitor.store import Store
    from monitor.store.targets import State
    from monitor.worker import Reader

Result = TypeVar("Result")


def read(reader: Reader, target: Target, snapshot: Snapshot, charset: str | None = None, part: str = "") -> Version:
    """Read a snapshot by a target's rules.

    Args:
        reader: who does it.
        target: whose select, remove and ignore hold.
        snapshot: what came.
        charset: the one kept from earlier readings, for pages that declare none.
        part: the document of a page with several that was read so far, as `known_part` tells it.

    Raises:
        DocumentError: the bytes hold no text, the selector matches nothing, the part is gone, or (LimitError) it took
            too long.
    """
    return _in_time(partial(_asked, partial(reader.read, part=part), target, snapshot, charset), target)


def study(reader: Reader, target: Target, snapshot: Snapshot, charset: str | None = None) -> tuple[Version, Page]:
    """Read a snapshot by a target's rules, and look at the raw page as well; see `read` and `look`."""
    return _in_time(partial(_asked, reader.study, target, snapshot, charset), target)


def _in_time(work: Callable[[tuple[str, ...]], Result], target: Target) -> Result:
    try:
        return work(target.ignore)
    except LimitError as error:
        if not target.ignore:
            raise
        work(())
        raise LimitError(
            error.message, hint="without the expressions of `ignore` it is read in time: one of them backtracks"
        ) from error


def _asked(
    work: Callable[..., Result], target: Target, snapshot: Snapshot, charset: str | None, ignore: tuple[str, ...]
) -> Result:
    return work(
        snapshot.body,
        url=_place(target, snapshot),
        media_type=snapshot.header("content-type") or "",
        select=target.select,
        remove=target.remove,
        ignore=ignore,
        charset=charset,
    )


def _place(target: Target, snapshot: Snapshot) -> str:
    """Give the address of a page, with the fragment that the target's has: a redirect cannot change what is watched."""
    page, _, fragment = snapshot.final_url.partition("#")
    if text.anchor(target.url):
        return f"{page}#{target.url.partition('#')[2]}"
    return page if text.anchor(f"#{fragment}") else snapshot.final_url


def known_part(store: Store, target: Target, row: int | None) -> str:
    """Tell which document of a page with several a version (its row) was read from, by the rules of today; else ""."""
    if row is None or not text.anchor(target.url) or store.history.rules(row) != rules_of(target):
        return ""
    return store.history.get(row).version.part


def look(reader: Reader, snapshot: Snapshot, charset: str | None = None) -> Page:
    """Look at what the raw page shows besides the document read from it.

    Raises:
        LimitError: it took too long.
    """
    return reader.look(snapshot.body, media_type=snapshot.header("content-type") or "", charset=charset or None)


def rules_of(target: Target) -> str:
    """Name what a target's readings depend on besides the page: other rules make another baseline."""
    anchor = text.anchor(target.url)
    plain = json.dumps([target.select, target.remove, target.ignore, *filter(None, [anchor])], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def wording(version: Version) -> str:
    """Name a wording: a digest of its letters and digits, whatever their markup, numbering and punctuation."""
    parts = (
        text.loose(part)
        for section in version.walk()
        for part in (section.heading, *(clause.text for clause in section.clauses if not clause.volatile))
    )
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:32]


def reads_alike(old: Version, new: Version) -> bool:
    """Tell whether two readings are the same, sign for sign, so that comparing them would find nothing."""
    return old.language == new.language and old.dates == new.dates and _parts(old) == _parts(new)


def _parts(version: Version) -> list[tuple[Section | Clause | object, ...]]:
    return [(part.label, part.heading, part.level, len(part.children), *part.clauses) for part in version.walk()]


def is_wording(change: Change) -> bool:
    """Tell whether a change is more than markup: something that a reader of the text could see."""
    if set(change.kinds) != {Kind.FORMATTING}:
        return True
    return any(
        edit.kind is not EditKind.FORMATTING or text.key(edit.before or "") != text.key(edit.after or "")
        for edit in change.edits
    )


def refresh(road: Road, target: Target, state: State) -> State:
    """Read the version in force anew when the reader or the target's rules changed since it was read.

    What then differs is our doing: it is kept as a version marked so, and alerts nobody. By other rules the page is
    read as it stood last: what they show may have changed since the version came. A page that can no longer be read so
    (a new selector that matches nothing in it) leaves the version as it is.
    """
    store, history = road.store, road.store.history
    if state.latest is None:
        return state
    is_ruled = history.rules(state.latest) == rules_of(target)
    if is_ruled and history.reader(state.latest) == document.READER:
        return state
    kept = history.get(state.latest)
    source = kept.snapshot if is_ruled or state.seen is None else state.seen
    snapshot = store.evidence.snapshot(source)
    try:
        part = known_part(store, target, state.latest)
        version = read(road.reader, target, snapshot, kept.version.charset or state.charset, part)
        comparison = road.reader.trace(kept.version, version)
    except DocumentError:
        return state
    with store.writing():
        row, _ = history.add(
            state.id,
            comparison,
            previous=kept,
            snapshot=source,
            fetched_at=snapshot.fetched_at,
            rules=rules_of(target),
            digest=wording(version),
            ours=True,
        )
        state = replace(state, latest=row, seen=None if source == state.seen else state.seen)
        store.targets.save(state)
    return state
