"""What is learnt of a target's raw bodies: where tokens stand that differ at every visit, and what is around them.

The bytes between the tokens are not kept, only their digest: a body folds to the same when every byte of it that lies
in no hole is the byte that stood there before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from monitor.fold import shapes
from monitor.fold.places import Place
from monitor.fold.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH: Final = 2
"""Pairs of bodies with equal wording in which a place must have differed before it is folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A place in a body where a token stands that differed from the one before."""

    start: int
    """Offset in the body that was read last."""
    length: int
    """Of the token there."""
    place: Place
    shape: Shape
    least: int
    """Shortest token seen."""
    most: int
    """Longest token seen."""
    pairs: int = 1
    """In how many pairs of bodies with equal wording it differed, since its shape last grew."""

    @property
    def stop(self) -> int:
        """Offset behind the token."""
        return self.start + self.length

    @property
    def is_learnt(self) -> bool:
        """True when it differed often enough to be folded."""
        return self.pairs >= ENOUGH

    def fits(self, length: int) -> bool:
        """Tell whether a token is as long as those seen, give or take how much these differ."""
        slack = self.most - self.least
        return max(1, self.least - slack) <= length <= self.most + slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What earlier bodies of a target taught."""

    holes: tuple[Hole, ...] = ()
    """In order, without overlaps."""
    digest: str = ""
    """Of the body that was read last, its learnt holes folded."""
    clean: int = 0
    """Pairs in a row, up to that body, that had one wording and differed in nothing but holes."""

    @property
    def learnt(self) -> tuple[Hole, ...]:
        """The holes that are folded."""
        return tuple(hole for hole in self.holes if hole.is_learnt)


def load(plain: str) -> Fold:
    """Read back what `dump` wrote."""
    if not plain:
        return Fold()
    told = json.loads(plain)
    holes = tuple(
        Hole(
            start=start,
            length=length,
            place=Place(place),
            shape=Shape(shape),
            least=least,
            most=most,
            pairs=pairs,
        )
        for start, length, place, shape, least, most, pairs in told["holes"]
    )
    return Fold(holes=holes, digest=told["digest"], clean=told["clean"])


def dump(fold: Fold) -> str:
    """Write what is learnt as text for the store."""
    names = Hole.__slots__  # as declared; `asdict` would copy each value deeply
    holes = [[getattr(hole, name) for name in names] for hole in fold.holes]
    return json.dumps({"digest": fold.digest, "clean": fold.clean, "holes": holes}, separators=(",", ":"))


def digest(body: bytes, holes: Sequence[Hole]) -> str | None:
    """Name a body without what stands in its holes; None when it does not have them.

    Each hole is looked for at as many bytes behind the one before it as in the body that was read last; it ends where
    the run of its signs ends.
    """
    told = hashlib.sha256()
    names: list[bytes] = []
    at = before = 0
    for hole in holes:
        start = at + hole.start - before
        stop = shapes.end(hole.shape, body, start) if start < len(body) else start
        if not hole.fits(stop - start):
            return None
        told.update(b"%d\n" % (start - at))
        told.update(body[at:start])
        if hole.place is Place.NAME:
            names.append(body[start:stop])
        at, before = stop, hole.stop
    told.update(b"%d\n" % (len(body) - at))
    told.update(body[at:])
    for name in names:  # which of them are the same, by the first that is
        told.update(b"%d\n" % names.index(name))
    return told.hexdigest()
