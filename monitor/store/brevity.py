"""Changes as they are kept: in plain JSON values, as `monitor.codec` makes them, no words said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.model import Op, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    Plain = dict[str, Any]

_MARKS = {Op.EQUAL.value: "=", Op.DELETED.value: "-", Op.INSERTED.value: "+"}
"""How a run of words begins that is kept: with what became of it."""
_OPS = {mark: Op(op) for op, mark in _MARKS.items()}
_SIDES = (("before", "=-"), ("after", "=+"))


def brief(change: Plain) -> Plain:
    """Say a change, as plain JSON, once: runs of words as strings with a mark, no sides that are their sum.

    >>> edit = {"before": "We may", "after": "We will", "words": [{"op": "equal", "text": "We "},
    ...         {"op": "deleted", "text": "may"}, {"op": "inserted", "text": "will"}]}
    >>> brief({"edits": [edit]})
    {'edits': [{'words': ['=We ', '-may', '+will']}]}
    """
    for edit in change.get("edits", ()):
        if words := edit.get("words"):
            edit["words"] = [f"{_MARKS[run['op']]}{run['text']}" for run in words]
            for side, marks in _SIDES:
                if edit.get(side) == _joined(edit["words"], marks):
                    del edit[side]
    return change


def whole(change: Plain) -> Plain:
    """Give a change as it was before `brief`, for `monitor.codec` to build: its runs of words are built already."""
    for edit in change.get("edits", ()):
        words = edit.get("words")
        if words and isinstance(words[0], str):
            for side, marks in _SIDES:
                if side not in edit:
                    edit[side] = _joined(words, marks)
            edit["words"] = [Run(op=_OPS[run[0]], text=run[1:]) for run in words]
    return change


def _joined(words: Sequence[str], marks: str) -> str:
    return "".join(run[1:] for run in words if run[0] in marks)
