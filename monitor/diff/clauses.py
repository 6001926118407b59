"""What became of one clause: nothing, other words, other links, another date, other punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor import text
from monitor.diff.case import is_other_case
from monitor.diff.dates import another_date, is_date_line
from monitor.diff.links import changed_links
from monitor.diff.tokens import is_japanese
from monitor.diff.units import is_label, without_label
from monitor.diff.words import equal, redline
from monitor.model import Edit, EditKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.diff.units import Unit


def joined(units: Iterable[Unit], *, labels: bool = False) -> str:
    """Join the texts of a paragraph that was cut; in Japanese without a space."""
    texts = [f"{unit.label} {unit.text}" if labels and unit.label else unit.text for unit in units]
    return ("" if any(is_japanese(piece) for piece in texts) else " ").join(texts)


def compared(old: list[Unit], new: list[Unit]) -> Edit | None:
    """Say how two clauses differ; None when they do not."""
    if any(unit.volatile for unit in [*old, *new]):
        return None
    before, after = joined(old), joined(new)
    label = new[0].label
    links = changed_links((link for unit in old for link in unit.links), (link for unit in new for link in unit.links))
    if _same_words(old, new, before, after):
        if not links:
            return None
        return Edit(
            kind=EditKind.LINK, before=before, after=after, words=redline(before, after), label=label, links=links
        )
    words, kind = redline(before, after), kind_of(before, after)
    return Edit(kind=kind, before=before, after=after, words=words, label=label, links=links)


def kind_of(before: str, after: str) -> EditKind:
    """Tell punctuation and style from a new date in the date line from new words."""
    if text.loose(before) == text.loose(after):
        return EditKind.REWORDED if is_other_case(before, after) else EditKind.FORMATTING
    dated = is_date_line(before) and is_date_line(after) and another_date(before, after)
    return EditKind.DATE if dated else EditKind.REWORDED


def _same_words(old: list[Unit], new: list[Unit], before: str, after: str) -> bool:
    """Tell whether nothing changed but the cut, the mark-up or whether the number was typed."""
    if text.key(before) == text.key(after):
        return True
    recut = len(old) > 1 or len(new) > 1 or old[0].heading != new[0].heading
    if recut and text.loose(before) == text.loose(after):
        return True
    if text.loose(joined(old, labels=True)) == text.loose(joined(new, labels=True)):
        return recut or old[0].label != new[0].label
    if old[0].label and new[0].label:
        return False
    return text.key(without_label(before)) == text.key(after) or text.key(before) == text.key(without_label(after))


def shifted(old: list[Unit], new: list[Unit]) -> Edit | None:
    """Tell of a clause that stands elsewhere now."""
    if any(unit.volatile for unit in [*old, *new]):
        return None
    before, after = joined(old), joined(new)
    words = equal(after) if before == after else redline(before, after)
    return Edit(kind=EditKind.MOVED, before=before, after=after, words=words, label=new[0].label)


def number_only(edit: Edit) -> bool:
    """Tell whether what came or went is a number without any words: a label that stands in a line of its own."""
    return edit.kind in {EditKind.ADDED, EditKind.REMOVED} and is_label(edit.after or edit.before or "")


def date_only(edit: Edit) -> bool:
    """Tell whether an edit is about the date line alone, one that came or went included."""
    if edit.kind in {EditKind.ADDED, EditKind.REMOVED}:
        return is_date_line(edit.after or edit.before or "")
    return edit.kind is EditKind.DATE
