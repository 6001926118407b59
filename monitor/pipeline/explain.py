"""Why an alert, or why a silence: the chain fetch, gate, read, align, level, route of one visit, step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.errors import MonitorError, StoreError
from monitor.figures import many, minute
from monitor.model import RENDERED, Level, Outcome, Skip
from monitor.pipeline import ailments
from monitor.pipeline.reading import known_part, read
from monitor.pipeline.route import hears
from monitor.pipeline.schedule import next_visits
from monitor.store.database import parse_moment
from monitor.worker import HERE, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from monitor.model import Change, Channel, Target, Version
    from monitor.store import Store
    from monitor.store.outbox import Alert
    from monitor.store.targets import State

_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that was found or decided on the way."""

    stage: str
    """fetch, gate, read, align, level, route, health or next."""
    text: str


def explain(
    store: Store, channels: Sequence[Channel], target: Target, number: int | None = None, reader: Reader = HERE
) -> tuple[Reason, ...]:
    """Tell how a visit came to what it ended in, with each rule that fired.

    Args:
        store: what is kept.
        channels: of the watchlist.
        target: whose visit.
        number: of the version that the visit made; None for the last visit, whatever it ended in, and for how the
            target stands since then.
        reader: who reads what came once more.

    Raises:
        StoreError: there is no such visit.
    """
    visit = store.targets.visit(target.name, number)
    if visit is None:
        which = f"no visit made a version {number}" if number else "it was never visited"
        raise StoreError(which, target=target.name, hint="`monitor history` lists its versions and visits")
    state = store.targets.state(target.name)
    told = _chain(store, channels, target, visit, state, reader)
    if number is None and state is not None:
        told += _health(store, target, state, visit)
    return tuple(told)


def _health(store: Store, target: Target, state: State, visit: dict[str, Any]) -> Iterator[Reason]:
    at = parse_moment(visit["at"])
    pauses = ailments.describe_pause(store, at) if at is not None and visit["run"] is not None else ()
    yield from (Reason(stage="health", text=text) for text in (*pauses, *ailments.describe(store, target, state)))


def _chain(
    store: Store,
    channels: Sequence[Channel],
    target: Target,
    visit: dict[str, Any],
    state: State | None,
    reader: Reader,
) -> list[Reason]:
    held = state.held_row if state is not None and visit["outcome"] == Outcome.HELD else None
    told = [*_fetch(store, visit, held), *_gate(visit)]
    if visit["outcome"] == Outcome.FAILED:
        return told
    version, why = _version(reader, store, target, visit, held)
    told += _read(version, why)
    changes = store.history.changes(visit["version"]) if visit["outcome"] == Outcome.CHANGED else ()
    told += _align(reader, store, target, visit, version, changes)
    told += _level(changes)
    if changes:
        told += _route(channels, target, changes, store.outbox.of_version(visit["version"]))
    return told


def explain_next(store: Store, target: Target, now: datetime) -> Reason:
    """Tell when a target is visited next by `monitor run --due`, and why then."""
    found = next_visits(store, [target], now)[target.name]
    due = f"due from {minute(found.at)}" if found.at else "due now"
    return Reason(stage="next", text=f"{due}: looked at {found.interval.reason}")


def _fetch(store: Store, visit: dict[str, Any], held: int | None) -> Iterator[Reason]:
    at = f"{visit['at'][:10]} {visit['at'][11:16]} UTC"
    final = visit["final_url"]
    where = visit["url"] if final in (None, visit["url"]) else f"{visit['url']}, redirected to {final}"
    status = f"status {visit['status']}" if visit["status"] else "no answer"
    yield Reason(stage="fetch", text=f"{at}: {where}: {status}")
    if visit["snapshot"]:
        snapshot = store.evidence.snapshot(visit["snapshot"])
        kind = snapshot.header("content-type") or "no content type"
        yield Reason(stage="fetch", text=f"{len(snapshot.body)} bytes, {kind}; kept as evidence")
        if snapshot.is_rendered:
            yield Reason(stage="fetch", text=f"read after its scripts ran in a browser ({snapshot.header(RENDERED)})")
    elif visit["body"]:
        yield Reason(stage="fetch", text=f"the bytes (SHA-256 {visit['body'][:12]}…) {_unkept(store, visit, held)}")


def _unkept(store: Store, visit: dict[str, Any], held: int | None) -> str:
    """Say why the bytes of an answer are not there; `held` is the row of the first one with the words that are held."""
    if visit["outcome"] == Outcome.HELD:
        if held is None:
            return "are no longer kept"
        first = store.evidence.snapshot(held).fetched_at
        return f"were not kept: they say what was held first on {minute(first)}, and that is kept"
    return "were not kept" if visit["skipped"] == Skip.SAME_FOLDED_BODY else "only confirmed what was kept"


def _gate(visit: dict[str, Any]) -> Iterator[Reason]:
    match visit["outcome"]:
        case Outcome.FAILED:
            yield Reason(stage="gate", text=f"failed: {visit['reason']}")
        case Outcome.HELD:
            yield Reason(stage="gate", text=f"held: {visit['reason']}")
        case _:
            yield Reason(stage="gate", text=f"open: {visit['reason']}" if visit["reason"] else "open")


def _version(
    reader: Reader, store: Store, target: Target, visit: dict[str, Any], held: int | None
) -> tuple[Version | None, str]:
    """Read once more what came, or say why that cannot be."""
    if row := visit["snapshot"] or held:
        try:
            state = store.targets.state(target.name)
            part = known_part(store, target, state.latest if state else None)
            return read(reader, target, store.evidence.snapshot(row), part=part), ""
        except MonitorError as error:
            return None, f"there was nothing to read: {error.message}"
    if visit["version"]:
        return store.history.get(visit["version"]).version, ""
    return None, "what came is no longer kept, and cannot be read again"


def _read(version: Version | None, why: str) -> Iterator[Reason]:
    if version is None:
        yield Reason(stage="read", text=why)
        return
    sections = list(version.walk())
    clauses = [clause for section in sections for clause in section.clauses]
    language = version.language or "language unknown"
    text = f"{len(sections)} sections, {len(clauses)} clauses, {language}, charset {version.charset}"
    yield Reason(stage="read", text=f"{text}, by reader {version.reader}")
    yield from (Reason(stage="read", text=note) for note in version.notes)


def _align(
    reader: Reader,
    store: Store,
    target: Target,
    visit: dict[str, Any],
    version: Version | None,
    changes: Sequence[Change],
) -> Iterator[Reason]:
    match visit["outcome"]:
        case Outcome.FIRST:
            yield Reason(stage="align", text="there was no version before it")
        case Outcome.UNCHANGED if visit["status"] == _NOT_MODIFIED:
            yield Reason(stage="align", text="the server said that the page had not changed since the last visit")
        case Outcome.UNCHANGED if visit["skipped"] == Skip.SAME_FOLDED_BODY:
            yield Reason(stage="align", text=_but_for_tokens(visit["tokens"] or 0))
        case Outcome.UNCHANGED:
            yield Reason(stage="align", text=_sameness(reader, store, target, visit, version))
        case Outcome.CHANGED:
            kinds = Counter(kind.value for change in changes for kind in change.kinds)
            counted = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
            differ = "1 section differs" if len(changes) == 1 else f"{len(changes)} sections differ"
            yield Reason(stage="align", text=f"{differ}: {counted}")
        case _:
            yield Reason(stage="align", text="not compared: what came is no new wording of the policy")


def _but_for_tokens(count: int) -> str:
    if not count:
        return "not read: the bytes are those that were read last, but for the spelling of hidden mail addresses"
    tokens = "1 token that changes" if count == 1 else f"{count} tokens that change"
    return f"not read: the bytes are those that were read last, but for {tokens} at every visit"


def _sameness(reader: Reader, store: Store, target: Target, visit: dict[str, Any], version: Version | None) -> str:
    if version is None or not visit["snapshot"] or not visit["version"]:
        return "the same bytes as at an earlier visit, or bytes that read the same"
    kept = store.history.get(visit["version"])
    changes = reader.trace(kept.version, version).changes
    name = f"version {kept.number} of {target.name}"
    if not changes:
        return f"every clause reads as in {name}; the page differs in its markup or furniture alone"
    return f"the wording is that of {name}; {len(changes)} sections are marked up or cut differently"


def _level(changes: Sequence[Change]) -> Iterator[Reason]:
    for change in sorted(changes, key=lambda found: -found.level.rank):
        if change.level is Level.COSMETIC:
            continue
        why = "; ".join(dict.fromkeys((*change.reasons, *(signal.reason for signal in change.signals))))
        yield Reason(stage="level", text=f"{change.level.value}: {change.place.title or 'the preamble'}: {why}")
    if cosmetic := sum(change.level is Level.COSMETIC for change in changes):
        sections = many(cosmetic, "section")
        yield Reason(stage="level", text=f"cosmetic: {sections} (numbering, links, dates or formatting alone)")


def _route(
    channels: Sequence[Channel], target: Target, changes: Sequence[Change], alerts: Sequence[Alert]
) -> Iterator[Reason]:
    by_channel = {alert.channel: alert for alert in alerts}
    for channel in channels:
        alert = by_channel.pop(channel.name, None)
        text = _became(alert) if alert else _why_not(channel, target, changes)
        yield Reason(stage="route", text=f"channel {channel.name}: {text}")
    for name, alert in by_channel.items():
        yield Reason(stage="route", text=f"channel {name}, which the watchlist no longer has: {_became(alert)}")
    if not channels and not alerts:
        yield Reason(stage="route", text="the watchlist has no channels: nobody is told")


def _became(alert: Alert) -> str:
    if alert.sent_at is not None:
        return f"told, accepted {minute(alert.sent_at)}"
    tried = f" after {alert.attempts} tries: {alert.error}" if alert.attempts else ""
    return f"{alert.state}{tried}"


def _why_not(channel: Channel, target: Target, changes: Sequence[Change]) -> str:
    if channel.name not in target.notify:
        return "not told: the target does not name it"
    if channel.targets and target.name not in channel.targets:
        return "not told: it does not ask for this target"
    if channel.tags and set(channel.tags).isdisjoint(target.tags):
        return "not told: the target has none of its tags"
    if not any(change.level.rank >= channel.level.rank for change in changes):
        return f"not told: nothing reaches its level, {channel.level.value}"
    if not any(hears(channel, change) for change in changes):
        return "not told: no change has a topic or signal that it asks for"
    return "not told: it was not in the watchlist then, or the change was recorded without an alert"
