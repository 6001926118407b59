"""What goes with a message besides its words: the whole redline as a page, and the changes for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from monitor.codec import to_plain
from monitor.model import ChangeSet, Report
from monitor.report import html
from monitor.report.json import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.model import Notice
    from monitor.report.tongues import Tongue

_LONGEST_PAGE = 1_000_000
"""Characters, about, of the changes in an attached page: three times that with all marks, which mail servers pass."""
_LONGEST_PAYLOAD = 500_000
"""Characters of the changes and notices for programs."""
_FRAME, _MARK = 400, 40
"""Characters, about, that go with each change and with each run of words."""


def page(sets: Sequence[ChangeSet], words: Tongue) -> str:
    """Write the redlines of all change sets as one page that stands alone; one that would be too long is left out.

    Of several, those in front are kept; empty when none is.
    """
    kept = []
    room = _LONGEST_PAGE
    for each in sets:
        if (weight := _weight(each)) <= room:
            kept.append(each)
            room -= weight
    if not kept:
        return ""
    if len(sets) == 1:
        return html.redline(sets[0], words)
    since, until = min(each.old_at for each in sets), max(each.new_at for each in sets)
    return html.render(Report(since=since, until=until, made_at=until, sets=tuple(kept)), words)


def _weight(each: ChangeSet) -> int:
    """Estimate how many characters the changes of a set take, without writing them."""
    edits = [edit for change in each.changes for edit in change.edits]
    words = sum(len(edit.before or "") + len(edit.after or "") + _MARK * (1 + len(edit.words)) for edit in edits)
    return words + _FRAME * len(each.changes)


def payload(sets: Sequence[ChangeSet], notices: Sequence[Notice]) -> str:
    """Write change sets and notices as the members of a JSON object; those that find no room are counted."""
    room = _LONGEST_PAYLOAD
    told: dict[str, list[str]] = {"sets": [], "notices": []}
    omitted = 0
    for name, values in (("sets", sets), ("notices", notices)):
        for value in values:
            if isinstance(value, ChangeSet) and _weight(value) > room:
                omitted += 1
                continue
            written = json.dumps(clean("", to_plain(value)), ensure_ascii=True)
            if len(written) > room:
                omitted += 1
                continue
            room -= len(written)
            told[name].append(written)
    lists = [f'"{name}": [{", ".join(items)}]' for name, items in told.items()]
    return f'{{{", ".join(lists)}, "omitted": {omitted}}}'


def thread(sets: Iterable[ChangeSet], notices: Iterable[Notice]) -> str:
    """Name the one target that all is about; empty when there are several."""
    targets = {each.target for each in sets} | {notice.target for notice in notices}
    return targets.pop() if len(targets) == 1 else ""
