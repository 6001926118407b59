"""Pages that need a browser: when one is asked for, and what is known of a page when none is at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from monitor import gate
from monitor.errors import DocumentError, LimitError
from monitor.gate import Verdict
from monitor.model import Failure, Render
from monitor.pipeline.reading import look, read

if TYPE_CHECKING:
    from monitor.model import Snapshot, Target
    from monitor.pipeline.case import Case
    from monitor.store import Store
    from monitor.store.agenda import Entry
    from monitor.store.targets import State
    from monitor.worker import Reader

PLAIN_EVERY = 20
"""Every twentieth visit of a page that needed a browser asks without one: it may need it no more."""


class NeedsBrowserError(Exception):
    """An answer is not worth recording: the page has to be fetched again, with a browser."""


def is_wanted(target: Target, entry: Entry | None, *, can_render: bool) -> bool:
    """Tell whether the next visit of a target goes straight to the browser.

    Args:
        target: the target.
        entry: what is known of it; None before its first visit.
        can_render: a browser is at hand.
    """
    if target.render is not Render.AUTO:
        return target.render is Render.ALWAYS
    if not can_render or entry is None or entry.rendered_visits is None:
        return False
    return entry.rendered_visits % PLAIN_EVERY != PLAIN_EVERY - 1


def was_rendered(store: Store, state: State) -> bool:
    """Tell whether the last answer that was the policy came through a browser."""
    return state.latest is not None and store.evidence.is_rendered(state.latest, state.seen)


def is_shell(reader: Reader, target: Target, answer: Snapshot | Failure) -> bool:
    """Tell whether an answer holds next to nothing until a script fills it: for a look at a page without history."""
    if isinstance(answer, Failure):
        return False
    try:
        version = read(reader, target, answer)
    except LimitError:
        return False
    except DocumentError:
        version = None
    return gate.weigh(version, answer, look(reader, answer)).is_shell


def judge(case: Case, verdict: Verdict) -> Verdict:
    """Look at a plain answer that does not say what the target said: a browser may show more.

    Of a page that was read through a browser the plain answer counts only when it says the same: else every page that
    is half built by scripts would seem to change when it is asked for without one.

    Returns:
        The gate's verdict; where a browser is wanted and there is none, one that says so.

    Raises:
        NeedsBrowserError: the page has to be rendered, and can be.
    """
    road, target = case.road, case.target
    if case.snapshot.is_rendered:
        return _amended(verdict, "a browser shows no more") if verdict.is_shell else verdict
    if target.render is not Render.AUTO or case.is_echo or not (road.renders or road.no_browser):
        return verdict
    is_known = was_rendered(road.store, case.state)
    if not (verdict.is_shell or is_known):
        return verdict
    if road.renders:
        with road.store.writing():
            road.store.evidence.drop(case.row)
        raise NeedsBrowserError
    if verdict.is_open:
        verdict = Verdict(reasons=("it was read through a browser so far",), may_settle=False)
    return _amended(verdict, road.no_browser)


def _amended(verdict: Verdict, reason: str) -> Verdict:
    return replace(verdict, reasons=(*verdict.reasons, reason))


def is_switched(case: Case) -> bool:
    """Tell whether an answer differs from the version in force by our doing: somebody set `render`, or unset it."""
    is_set = case.target.render is not Render.AUTO and (case.road.renders or case.road.no_browser)
    if not is_set or case.state.latest is None:
        return False
    return was_rendered(case.road.store, case.state) != case.snapshot.is_rendered


def told(case: Case) -> str:
    """Say that the page is read in another way from now on."""
    how = "through a browser" if case.snapshot.is_rendered else "as the server sends it, without a browser"
    return f"it is read {how} from now on; what differs by that is not the publisher's doing"
