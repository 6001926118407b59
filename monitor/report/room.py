"""What of a message finds room: each subject its share first, then more in the order of the subjects.

So one policy that was rewritten from top to bottom leaves room for the one clause that changed in another.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Sized(Protocol):
    @property
    def markup(self) -> str: ...


Item = TypeVar("Item", bound=_Sized)
"""Something to tell; its markup is what takes room."""


def fill(
    chosen: dict[int, list[Item]], queues: Sequence[tuple[int, Iterator[Item]]], heads: Sequence[int], room: int
) -> tuple[int, frozenset[int]]:
    """Put what finds room into `chosen`, by the number of its subject; the first item of all always does.

    Args:
        chosen: what was taken before, of what weighs more; it is added to.
        queues: what there is to tell that weighs the same, by subject, in the order of subjects.
        heads: characters that the surroundings of each subject take, by its number.
        room: characters there are.

    Returns:
        the characters that are left, and the subjects of which something found no room.
    """
    share = room // max(1, len(queues))
    rest = []
    for index, items in queues:
        room, left = _take(chosen, index, items, heads[index], room, share)
        rest += [(index, left)] if left is not None else []
    full = set()
    for index, items in rest:
        room, left = _take(chosen, index, items, heads[index], room, room)
        full |= {index} if left is not None else set()
    return room, frozenset(full)


def _take(
    chosen: dict[int, list[Item]], index: int, items: Iterator[Item], head: int, room: int, most: int
) -> tuple[int, Iterator[Item] | None]:
    """Take items of one subject up to `most` characters, but one at least; give the room and the items left."""
    if chosen and index not in chosen and head >= room:
        return room, items
    end = room - most
    for item in items:
        price = len(item.markup) + (0 if index in chosen else head)
        if chosen and (price > room or (index in chosen and room - price < end)):
            return room, chain([item], items)
        room -= price
        chosen.setdefault(index, []).append(item)
    return room, None
