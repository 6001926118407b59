"""Bodies that are the same but for tokens that differ at every visit: learnt by comparing them, then told at once.

No site is known here, and no page is parsed: where two bodies with one wording differ in a token that the reader makes
nothing of, and do so again, what stands there is folded out, of that place and of nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.fold import holes, learning
from monitor.fold.holes import Fold, dump, load
from monitor.fold.veils import lifted

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

__all__ = ["Fold", "dump", "is_same", "learn", "load"]


def is_same(fold: Fold, body: bytes) -> bool:
    """Tell whether a body is the one that was read last, but for what stands in learnt holes.

    Only once a pair of bodies has differed in nothing else and had one wording. The cost is that of hashing the body.
    """
    return fold.clean > 0 and holes.digest(lifted(body), fold.learnt) == fold.digest


def learn(fold: Fold | None, old: bytes, new: bytes, *, is_same: bool, asked: AbstractSet[str] = frozenset()) -> Fold:
    """Add what a body teaches that was read in full.

    Args:
        fold: what earlier bodies taught, `old` the last of them; None at first.
        old: the body that was accepted before.
        new: the body that is accepted now.
        is_same: the two have the same wording.
        asked: names of attributes, in lower case, that decide what is read: those that the target's selectors ask for.
    """
    old, new = lifted(old), lifted(new)
    return learning.taught(fold or learning.begun(old), old, new, is_same=is_same, asked=asked)
