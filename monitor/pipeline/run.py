"""The main job: visit the targets, record each answer as it comes, then send what waits."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from monitor.errors import DocumentError, MonitorError
from monitor.model import Errand, Failure, Outcome, Visit
from monitor.pipeline import browsing
from monitor.pipeline.confirm import second_look, settle
from monitor.pipeline.desk import Desk
from monitor.pipeline.record import Road, fail, record
from monitor.worker import JobError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from monitor.model import Politeness, Snapshot, Target

    Receive = Callable[[Snapshot | Failure], Errand | Future[Errand | None] | None]
    Fetch = Callable[[Sequence[Errand], Politeness, Receive], None]

_log = logging.getLogger(__name__)


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
    Where the road's reader has hands of its own, so many answers are recorded side by side while the crawl goes on.

    Args:
        road: what visits are recorded with.
        targets: at least those that the errands name.
        errands: what to fetch.
        politeness: how to behave towards the sites.
        fetch: the crawl.
        told: hears of each visit when it is recorded; of one at a time.
    """
    round_ = _Round(road, {target.name: target for target in targets}, told)
    try:
        if errands and not road.reader.hands:
            fetch(errands, politeness, round_.receive)
        elif errands:
            with Desk(road) as desk:
                round_.road = desk.road
                fetch(errands, politeness, lambda answer: desk.submit(partial(round_.receive, answer)))
    finally:
        for visit in round_.unconfirmed.values():  # the crawl was stopped in between: the change stands as recorded
            told(visit)


@dataclass(slots=True)
class _Round:
    """What is known while a run's answers come in."""

    road: Road
    targets: Mapping[str, Target]
    told: Callable[[Visit], None]
    unconfirmed: dict[str, Visit] = field(default_factory=dict)
    """Changes that are recorded, and being fetched a second time."""

    def receive(self, answer: Snapshot | Failure) -> Errand | None:
        """Record an answer, and give what is to be fetched for the same target, if anything is."""
        target = self.targets[answer.target]
        first = self.unconfirmed.pop(target.name, None)
        if first is not None:
            self.told(_settle(self.road, target, first, answer))
            return None
        try:
            visit = receive_one(self.road, target, answer)
        except browsing.NeedsBrowserError:
            return Errand(target=target.name, url=target.url, render=True)
        errand = second_look(target, visit, answer)
        if errand is None:
            self.told(visit)
        else:
            self.unconfirmed[target.name] = visit
        return errand


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
        kind = error.kind if isinstance(error, JobError) else type(error).__name__
        reason = f"a fault of monitor itself ({kind}); the page is kept, please report it"
        return fail(
            road, target, Failure(target=target.name, url=target.url, reason=reason, failed_at=answer.fetched_at)
        )
