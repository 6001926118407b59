"""Answers that need not be read: told by the server, by their bytes, or by their bytes but for tokens.

What is skipped could say nothing else than what is in force: 304 is the server's word, and equal bytes read the same.
For bytes that are equal but for learnt tokens `docs/speed.md` has the rules; now and then one is read all the same, and
a page whose text is known to tick is never skipped by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor import document, fold
from monitor.errors import StoreError
from monitor.gate import volatile
from monitor.model import RENDERED, Skip
from monitor.pipeline import variants
from monitor.pipeline.reading import rules_of
from monitor.store.evidence import digest
from monitor.store.folds import Learnt

if TYPE_CHECKING:
    from monitor.model import Snapshot, Target
    from monitor.pipeline.case import Case, Found, Road
    from monitor.store.targets import State

FULL_EVERY = 10
"""Every tenth body that is the same but for tokens is read all the same."""
FULL_AFTER = timedelta(days=7)
"""And one that comes so long after the last one that was read."""

NOT_MODIFIED = 304
_OK = 200
_MARKUP = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Why an answer is not read."""

    skip: Skip
    tokens: int = 0
    """Places in which its bytes may differ from those that were read last."""


def find(road: Road, target: Target, state: State, snapshot: Snapshot, *, is_echo: bool = False) -> Skipped | None:
    """Tell why an answer need not be read; None when it must be.

    Args:
        road: what it would be recorded with.
        target: whose page was fetched.
        state: what is known of it.
        snapshot: what came.
        is_echo: it was asked for because the page's text is in doubt.
    """
    if snapshot.status == NOT_MODIFIED:
        return Skipped(skip=Skip.NOT_MODIFIED)
    if snapshot.status != _OK or state.accepted is None:
        return None
    if digest(snapshot.body) == state.accepted:
        return Skipped(skip=Skip.SAME_BODY)
    if is_echo or volatile.count(volatile.load(state.churn)) or not _is_markup(snapshot):
        return None
    return _but_for_tokens(road, target, state, snapshot)


def _but_for_tokens(road: Road, target: Target, state: State, snapshot: Snapshot) -> Skipped | None:
    known = road.store.folds.get(state.id)
    if known is None or (known.body, known.terms) != (state.accepted, _terms(target, snapshot)):
        return None
    age = snapshot.fetched_at - known.read_at
    if known.skipped >= FULL_EVERY - 1 or not timedelta() <= age < FULL_AFTER:
        return None
    learnt = fold.load(known.learnt)
    if not fold.is_same(learnt, snapshot.body):
        return None
    return Skipped(skip=Skip.SAME_FOLDED_BODY, tokens=len(learnt.learnt))


def learn(case: Case, found: Found) -> None:
    """Compare the bytes of an answer that was read with those that were read before, and keep what that teaches."""
    store, state, snapshot = case.road.store, case.state, case.snapshot
    if snapshot.status != _OK or not _is_markup(snapshot):
        return
    terms = _terms(case.target, snapshot)
    known = store.folds.get(state.id)
    old = _body(case) if state.accepted else None
    learnt = fold.Fold()
    if old is not None:
        is_known = known is not None and (known.body, known.terms) == (state.accepted, terms)
        before = fold.load(known.learnt) if known is not None and is_known else None
        is_same = (known is None or known.terms == terms) and variants.is_same(found)
        learnt = fold.learn(before, old, snapshot.body, is_same=is_same, asked=_asked(case.target))
    row = Learnt(
        body=digest(snapshot.body),
        terms=terms,
        learnt=fold.dump(learnt),
        read_at=snapshot.fetched_at,
    )
    store.folds.put(state.id, row)


def _body(case: Case) -> bytes | None:
    """Give the bytes that were accepted last; None when they were let go, or are damaged (`verify` tells that)."""
    try:
        return case.road.store.evidence.body(case.state.accepted or "")
    except StoreError:
        return None


def _is_markup(snapshot: Snapshot) -> bool:
    declared = (snapshot.header("content-type") or "").partition(";")[0].strip().lower()
    return declared in _MARKUP


def _terms(target: Target, snapshot: Snapshot) -> str:
    """Name what the reading of a body depends on besides its bytes."""
    kind, browser = snapshot.header("content-type") or "", snapshot.header(RENDERED) or ""
    return " ".join([rules_of(target), str(document.READER), snapshot.final_url, browser, kind])


def _asked(target: Target) -> frozenset[str]:
    """List the words of a target's selectors: an attribute may be among them."""
    selectors = " ".join([target.select or "", *target.remove]).lower()
    words = "".join(sign if sign.isalnum() or sign in "-_:" else " " for sign in selectors).split()
    short = {name for mark, name in ((".", "class"), ("#", "id")) if mark in selectors}
    return frozenset(words) | short
