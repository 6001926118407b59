"""The same words set in another way: a table as boxes, items as lines, headings as bold words, a title left out.

Clause by clause such a page differs in a hundred places, and nobody said anything new. So both readings are laid out as
one row of letters, without what separates their parts, and compared by that.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from monitor import text
from monitor.diff.case import is_other_case
from monitor.model import ClauseKind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.model import Change, Version

_REASON: Final = "the words are the same, in the same order: only how they are set changed"
_NAMED: Final = 2
"""Cells of a row of a table whose columns have names."""


def weighed(old: Version, new: Version, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes from one version to the next, all cosmetic where the two are the same words in the same order.

    A title of the page that only one of the two shows is left aside.
    """
    if all(change.level is Level.COSMETIC for change in changes) or not _are_same(old, new):
        return changes
    return tuple(replace(change, level=Level.COSMETIC, reasons=(_REASON,), signals=()) for change in changes)


def _are_same(old: Version, new: Version) -> bool:
    before, after = list(_parts(old)), list(_parts(new))
    one, other = _letters(before), _letters(after)
    titles = [len(_letters(parts[:1])) if _is_titled(parts, old, new) else 0 for parts in (before, after)]
    is_same = one == other or one[titles[0] :] == other or one == other[titles[1] :]
    return is_same and not is_other_case(" ".join(before), " ".join(after))


def _letters(parts: Sequence[str]) -> str:
    return "".join(text.loose(part).replace("|", "") for part in parts)


def _is_titled(parts: Sequence[str], old: Version, new: Version) -> bool:
    """Tell whether the first part is what the page is called."""
    first = text.loose(parts[0]) if parts else ""
    return bool(first) and any(first in text.loose(version.title) for version in (old, new))


def _parts(version: Version) -> Iterator[str]:
    """Lay a version out: headings, clauses and cells, with their numbers."""
    for section in version.walk():
        if section.title:
            yield section.title
        plain = [one for one in section.clauses if not one.volatile]
        for is_row, group in groupby(plain, key=lambda one: one.kind is ClauseKind.ROW):
            clauses = [f"{one.label} {one.text}" if one.label else one.text for one in group]
            yield from _cells(clauses) if is_row else clauses


def _cells(rows: Sequence[str]) -> list[str]:
    """Take the names of the columns out of the rows of a table and put them in front, as they stand on the page.

    >>> _cells(["Name: _id | Kept: a year", "Name: _lang | Kept: a day"])
    ['Name', 'Kept', '_id', 'a year', '_lang', 'a day']
    """
    table = [[cell.partition(": ") for cell in row.split(" | ")] for row in rows]
    names = [name for name, sign, _ in max(table, key=len) if sign]
    cells = [cell for row in table for cell in row]
    if len(names) < _NAMED or any(name not in names for name, _, _ in cells):
        return list(rows)
    return [*names, *(value for _, _, value in cells)]
