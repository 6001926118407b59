"""Where two bodies of one page differ: found by walking along both, in time that grows with their length alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from monitor.fold.shapes import RUN

_STEP: Final = 64
_MOST: Final = 400
"""Places that differ, above which two bodies are not alike."""
_MOST_FOREIGN: Final = 24
_LOOK_AHEAD: Final = 96
_SIGNS: Final = 12
_ANCHOR: Final = 24
_LEAPS: Final = (8, *range(48, 1000, 40), 1024, 2048, 4096, 8192, 16384, 32768)
"""How far behind a difference the bodies are looked at for where they go on alike: closely at first."""
_NEAR: Final = 2048
_FAR: Final = 65_536


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one body and the stretch of the other that stands in its place."""

    old_start: int
    old_stop: int
    new_start: int
    new_stop: int
    is_token: bool
    """True when both are, or lie in, a run of signs that could be one token."""


def differing(old: bytes, new: bytes) -> tuple[Span, ...] | None:
    """List where two bodies differ, in order; None when they differ in too many places to be called alike."""
    spans: list[Span] = []
    foreign = 0
    at_old = at_new = 0
    while True:
        same = _common(old, new, at_old, at_new)
        at_old, at_new = at_old + same, at_new + same
        if at_old == len(old) and at_new == len(new):
            return tuple(spans)
        span = _token(old, new, at_old, at_new)
        if span is None:
            span = _foreign(old, new, at_old, at_new)
            foreign += 1
        spans.append(span)
        at_old, at_new = span.old_stop, span.new_stop
        if len(spans) > _MOST or foreign > _MOST_FOREIGN:
            return None


def _common(old: bytes, new: bytes, at_old: int, at_new: int) -> int:
    """Count how many bytes are equal from two places on, by comparing ever larger slices and halving the last."""
    length, step = 0, _STEP
    most = min(len(old) - at_old, len(new) - at_new)
    while length < most:
        step = min(step, most - length)
        start, other = at_old + length, at_new + length
        if old[start : start + step] == new[other : other + step]:
            length, step = length + step, step * 2
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
            most = min(most, length + 2 * step + 1)
    return length


def _common_end(old: bytes, new: bytes) -> int:
    length, step = 0, _STEP
    most = min(len(old), len(new))
    while length < most:
        step = min(step, most - length)
        if old[len(old) - length - step : len(old) - length] == new[len(new) - length - step : len(new) - length]:
            length, step = length + step, step * 2
        elif step == 1:
            break
        else:
            step = max(1, step // 2)
            most = min(most, length + 2 * step + 1)
    return length


def _token(old: bytes, new: bytes, at_old: int, at_new: int) -> Span | None:
    """Give the rest of the runs at two places, when what follows them goes on alike."""
    stop_old, stop_new = _run_end(old, at_old), _run_end(new, at_new)
    if not _go_on_alike(old, new, stop_old, stop_new):
        return None
    while stop_old > at_old and stop_new > at_new and old[stop_old - 1] == new[stop_new - 1]:
        stop_old, stop_new = stop_old - 1, stop_new - 1
    return Span(at_old, stop_old, at_new, stop_new, is_token=True)


def _run_end(body: bytes, start: int) -> int:
    found = RUN.match(body, start)
    return found.end() if found else start


def _go_on_alike(old: bytes, new: bytes, at_old: int, at_new: int) -> bool:
    """Tell whether two places are followed by the same signs, whatever tokens stand between these."""
    if old[at_old : at_old + 1] != new[at_new : at_new + 1]:
        return False
    first = RUN.sub(b"x", old[at_old : at_old + _LOOK_AHEAD])[:_SIGNS]
    second = RUN.sub(b"x", new[at_new : at_new + _LOOK_AHEAD])[:_SIGNS]
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _foreign(old: bytes, new: bytes, at_old: int, at_new: int) -> Span:
    """Look for the next stretch that both bodies have, ever further on; failing that, for their common end."""
    for leap in _LEAPS:
        for here, there, place, other in ((old, new, at_old, at_new), (new, old, at_new, at_old)):
            anchor = here[place + leap : place + leap + _ANCHOR]
            window = leap + (_NEAR if _LEAPS[0] < leap < _NEAR else _FAR)
            found = there.find(anchor, other, other + window) if len(anchor) == _ANCHOR else -1
            if found >= 0:
                stop_old, stop_new = (place + leap, found) if here is old else (found, place + leap)
                same = _common_end(old[at_old:stop_old], new[at_new:stop_new])
                return Span(at_old, stop_old - same, at_new, stop_new - same, is_token=False)
    same = _common_end(old[at_old:], new[at_new:])
    return Span(at_old, len(old) - same, at_new, len(new) - same, is_token=False)
