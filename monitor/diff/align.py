"""Align two versions unit by unit over the whole document; sections are laid over it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.diff.alignment import Alignment
from monitor.diff.anchors import match_equal
from monitor.diff.gaps import match_alike, match_recut
from monitor.diff.sliding import slide
from monitor.diff.strays import match_rows, match_strays

if TYPE_CHECKING:
    from monitor.diff.units import Side


def align(old: Side, new: Side) -> Alignment:
    """Say which units of the old version became which of the new one.

    Units first, not sections first: a heading that was found in one version and missed in the other must not turn
    the text below it into a removed and an added section.
    """
    alignment = Alignment(old.units, new.units)
    match_equal(alignment)
    slide(alignment)
    match_recut(alignment)
    match_alike(alignment)
    match_rows(alignment)
    match_strays(alignment)
    match_recut(alignment)
    match_alike(alignment)
    return alignment
