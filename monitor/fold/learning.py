"""Two bodies in a row, and what the second one teaches."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from monitor.fold import shapes
from monitor.fold.holes import Fold, Hole, digest
from monitor.fold.places import Places
from monitor.fold.spans import Span, differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from monitor.fold.shapes import Shape

MOST_HOLES: Final = 300
LARGEST: Final = 4_000_000
"""Bytes of a body from which nothing is learnt."""
_LONGEST: Final = 65_536
"""Bytes of a token."""
_UNFIT: Final = (b"\x1b", b"\x00")
"""Signs of encodings in which bytes that look like markup may be letters (ISO-2022, UTF-16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A hole in the making: a stretch of the new body."""

    start: int
    stop: int
    shape: Shape
    least: int
    most: int
    pairs: int = 1
    is_carried: bool = False
    """True for one that was known before."""


def begun(body: bytes) -> Fold:
    """Start from the first body of a target, or after one that cannot be compared."""
    return Fold(digest=digest(body, ()) or "")


def taught(fold: Fold, old: bytes, new: bytes, *, is_same: bool, asked: AbstractSet[str] = frozenset()) -> Fold:
    """Add what a body teaches that was read in full.

    Args:
        fold: what is known; its holes are those of `old`.
        old: the body before.
        new: the body that was read.
        is_same: both have the same wording: only then is anything new learnt.
        asked: names of attributes that the target's selectors ask for, in lower case.
    """
    if max(len(old), len(new)) > LARGEST or any(sign in new for sign in _UNFIT):
        return begun(new)
    spans = differing(old, new)
    if spans is None:
        return begun(new)
    tokens = list(_carried(fold.holes, spans, is_same=is_same))
    if is_same:
        tokens += _found(old, new, spans)
    holes = tuple(_placed(_joined(tokens, new), Places(new, asked)))[:MOST_HOLES]
    is_clean = is_same and _are_covered(spans, holes)
    learnt = [hole for hole in holes if hole.is_learnt]
    return Fold(holes=holes, digest=digest(new, learnt) or "", clean=fold.clean + 1 if is_clean else 0)


def _found(old: bytes, new: bytes, spans: Sequence[Span]) -> Iterator[_Token]:
    """Yield the tokens that differ, each with what stands beside the differing part and is of one token with it."""
    floor = 0
    for span in spans:
        before, after = old[span.old_start : span.old_stop], new[span.new_start : span.new_stop]
        shape = shapes.of(before, after) if span.is_token else None
        if shape is not None:
            start = shapes.begin(shape, new, span.new_start, floor)
            stop = shapes.end(shape, new, span.new_stop)
            lengths = (stop - start, stop - start - len(after) + len(before))
            if min(lengths) > 0 and max(lengths) <= _LONGEST:
                yield _Token(start=start, stop=stop, shape=shape, least=min(lengths), most=max(lengths))
        floor = span.new_stop


def _carried(holes: Iterable[Hole], spans: Sequence[Span], *, is_same: bool) -> Iterator[_Token]:
    """Yield what is known, where it stands in the new body; not what lies in a part that became another."""
    stops = [span.old_stop for span in spans]
    for hole in holes:
        first = bisect_right(stops, hole.start)
        inner = [span for span in spans[first : first + hole.length + 1] if span.old_start < hole.stop]
        if not all(span.is_token for span in inner):
            continue
        shift = spans[first - 1].new_stop - spans[first - 1].old_stop if first else 0
        start, stop = hole.start + shift, hole.stop + shift
        if inner:
            start = min(start, inner[0].new_start) if inner[0].old_start < hole.start else start
            stop = inner[-1].new_stop + max(0, hole.stop - inner[-1].old_stop)
        yield _Token(
            start=start,
            stop=stop,
            shape=hole.shape,
            least=hole.least,
            most=hole.most,
            pairs=hole.pairs + bool(inner and is_same),
            is_carried=True,
        )


def _joined(tokens: Iterable[_Token], new: bytes) -> Iterator[_Token]:
    """Yield the tokens in order, as far as the run of their signs goes; those that overlap become one."""
    groups: list[list[_Token]] = []
    stop = -1
    for token in sorted(tokens, key=lambda token: token.start):
        if token.start < stop:
            groups[-1].append(token)
        else:
            groups.append([token])
        stop = max(stop, token.stop)
    for group in groups:
        token = _one(group)
        end = shapes.end(token.shape, new, token.start)
        if token.start < token.stop <= end <= token.start + _LONGEST:
            yield _measured(token, group, end)


def _one(group: Sequence[_Token]) -> _Token:
    """Make one token of several that overlap; what is known of one counts while it keeps its shape."""
    known = [token for token in group if token.is_carried] or group
    shape = group[0].shape
    for token in group[1:]:
        shape = shapes.widest(shape, token.shape)
    keeps = len(known) == 1 and known[0].shape is shape
    return _Token(
        start=min(token.start for token in group),
        stop=max(token.stop for token in group),
        shape=shape,
        least=known[0].least,
        most=known[0].most,
        pairs=known[0].pairs if keeps else 1,
        is_carried=keeps,
    )


def _measured(token: _Token, group: Sequence[_Token], end: int) -> _Token:
    """Take the length of the new body's token into account."""
    length = end - token.start
    is_plain = token.is_carried or len(group) == 1
    return _Token(
        start=token.start,
        stop=end,
        shape=token.shape,
        least=min(token.least, length) if is_plain else length,
        most=max(token.most, length) if is_plain else length,
        pairs=token.pairs,
    )


def _placed(tokens: Iterable[_Token], places: Places) -> Iterator[Hole]:
    """Yield the holes: those tokens that stand where something may be folded."""
    for token in tokens:
        place = places.of(token.start, token.stop, token.shape)
        if place is not None:
            yield Hole(
                start=token.start,
                length=token.stop - token.start,
                place=place,
                shape=token.shape,
                least=token.least,
                most=token.most,
                pairs=token.pairs,
            )


def _are_covered(spans: Sequence[Span], holes: Sequence[Hole]) -> bool:
    """Tell whether two bodies differed in nothing but what stands in holes."""
    starts = [hole.start for hole in holes]
    for span in spans:
        number = bisect_right(starts, span.new_start) - 1
        if number < 0 or span.new_stop > holes[number].stop:
            return False
    return True
