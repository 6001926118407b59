"""The main job: visit the targets, record each answer as it comes, then send what waits."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.errors import DocumentError, MonitorError
from monitor.model import Errand, Failure, Outcome, Visit
from monitor.pipeline import browsing
from monitor.pipeline.confirm import second_look, settle
from monitor.pipeline.reading import rules_of
from monitor.pipeline.record import Road, fail, record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from monitor.model import Politeness, Snapshot, Target
    from monitor.store import Store
    from monitor.store.targets import State

    Receive = Callable[[Snapshot | Failure], Errand | None]
    Fetch = Callable[[Sequence[Errand], Politeness, Receive], None]

_log = logging.getLogger(__name__)

_LONGEST_REST = timedelta(days=8)
"""Servers are granted a week (see `monitor.crawl.verdict`): a rest that lies further ahead was noted by a clock that
ran ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which targets a run asks, and which it leaves alone for now."""

    errands: tuple[Errand, ...]
    waiting: tuple[Visit, ...] = ()
    """For targets whose server asked not to be asked yet: told, not recorded."""


def plan(
    store: Store, targets: Sequence[Target], now: datetime, *, due: bool = False, can_render: bool = False
) -> Plan:
    """Decide which targets are asked now.

    Args:
        store: what is known of them.
        targets: the chosen ones.
        now: the time of the run.
        due: only those whose last visit is longer ago than their `every`.
        can_render: a browser is at hand for pages that are known to need one.
    """
    errands: list[Errand] = []
    waiting: list[Visit] = []
    for target in targets:
        state = store.targets.state(target.name)
        renders = browsing.is_wanted(store, target, state, can_render=can_render)
        if state is None or state.url != target.url:
            errands.append(Errand(target=target.name, url=target.url, render=renders))
        elif state.not_before is not None and now < state.not_before <= now + _LONGEST_REST:
            reason = f"not asked: the server wants no visit before {state.not_before:%Y-%m-%d %H:%M} UTC"
            waiting.append(Visit(target=target.name, outcome=Outcome.FAILED, reason=reason, at=now))
        elif not due or _is_due(state.last_visit_at, target, now):
            errands.append(_errand(store, target, state, renders=renders))
    return Plan(errands=tuple(errands), waiting=tuple(waiting))


def _errand(store: Store, target: Target, state: State, *, renders: bool) -> Errand:
    """Ask for what is new, where the answer "nothing" would be about the version in force.

    Of a page built by scripts the server's document says nothing of the text.
    """
    latest = state.latest
    has_base = latest is not None and store.history.rules(latest) == rules_of(target)
    if not has_base or renders or browsing.was_rendered(store, state):
        return Errand(target=target.name, url=target.url, render=renders)
    return Errand(target=target.name, url=target.url, etag=state.etag, last_modified=state.last_modified)


def _is_due(last: datetime | None, target: Target, now: datetime) -> bool:
    """Tell whether the last visit is long enough ago; one in the future, by a clock that ran ahead, does not count."""
    return last is None or last > now or now - last >= target.every


def visit_all(
    road: Road,
    targets: Sequence[Target],
    errands: Sequence[Errand],
    politeness: Politeness,
    fetch: Fetch,
    told: Callable[[Visit], None],
) -> None:
    """Fetch every errand and record each answer as soon as it is there; fetch a change twice before it is told.

    An empty shell is fetched again with a browser before anything is recorded, where the road says that this can be.

    Args:
        road: what visits are recorded with.
        targets: at least those that the errands name.
        errands: what to fetch.
        politeness: how to behave towards the sites.
        fetch: the crawl.
        told: hears of each visit when it is recorded.
    """
    by_name = {target.name: target for target in targets}
    unconfirmed: dict[str, Visit] = {}

    def receive(answer: Snapshot | Failure) -> Errand | None:
        target = by_name[answer.target]
        first = unconfirmed.pop(target.name, None)
        if first is not None:
            told(_settle(road, target, first, answer))
            return None
        try:
            visit = receive_one(road, target, answer)
        except browsing.NeedsBrowserError:
            return Errand(target=target.name, url=target.url, render=True)
        errand = second_look(target, visit, answer)
        if errand is None:
            told(visit)
        else:
            unconfirmed[target.name] = visit
        return errand

    try:
        if errands:
            fetch(errands, politeness, receive)
    finally:
        for visit in unconfirmed.values():  # the crawl was stopped in between: the change stands as recorded
            told(visit)


def _settle(road: Road, target: Target, first: Visit, answer: Snapshot | Failure) -> Visit:
    """Hear the second answer; a fault of ours in reading it leaves the change as it was recorded."""
    try:
        return settle(road, target, first, answer)
    except MonitorError:
        raise
    except Exception:  # noqa: BLE001 - as in `receive_one`
        _log.exception("target %r: the second answer could not be read", target.name)
        return first


def receive_one(road: Road, target: Target, answer: Snapshot | Failure) -> Visit:
    """Record one answer; bytes without text are a held visit like any other answer that is no policy.

    Raises:
        NeedsBrowserError: nothing was recorded: the page is to be fetched with a browser.
    """
    if isinstance(answer, Failure):
        return fail(road, target, answer)
    try:
        return record(road, target, answer)
    except DocumentError as error:
        return Visit(target=target.name, outcome=Outcome.HELD, reason=error.message, at=answer.fetched_at)
    except (MonitorError, browsing.NeedsBrowserError):
        raise  # the database cannot be used: that stops the run
    except Exception as error:  # noqa: BLE001 - a fault of ours on one page must not cost the others their visit
        _log.exception("target %r: the page could not be read", target.name)
        reason = f"a fault of monitor itself ({type(error).__name__}); the page is kept, please report it"
        return fail(
            road, target, Failure(target=target.name, url=target.url, reason=reason, failed_at=answer.fetched_at)
        )
