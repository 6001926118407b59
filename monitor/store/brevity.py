"""Changes as they are kept: in plain JSON values, as `monitor.codec` makes them, no words said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.codec import from_plain
from monitor.model import Op, Place, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    Plain = dict[str, Any]

_MARKS = {Op.EQUAL.value: "=", Op.DELETED.value: "-", Op.INSERTED.value: "+"}
"""How a run of words begins that is kept: with what became of it."""
_OPS = {mark: Op(op) for op, mark in _MARKS.items()}
_SIDES = (("before", "=-"), ("after", "=+"))
_new, _put_op, _put_text = object.__new__, vars(Run)["op"].__set__, vars(Run)["text"].__set__
"""A report has tens of thousands of runs: put together so, each takes a quarter of the time that `Run(...)` takes."""


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
    """Give a change as it was before `brief`, for `monitor.codec` to build: what there is most of is built already."""
    old = change.get("old")
    if old is not None and old == change.get("new"):
        change["old"] = change["new"] = from_plain(Place, old)  # as of most changes: one value says both
    for edit in change.get("edits", ()):
        words = edit.get("words")
        if words and isinstance(words[0], str):
            _spell_out(edit, words)
    return change


def _spell_out(edit: Plain, words: Sequence[str]) -> None:
    """Give an edit its runs of words, and the sides that are their sum."""
    runs, before, after = [], [], []
    for word in words:
        mark, text = word[0], word[1:]
        run = _new(Run)
        _put_op(run, _OPS[mark])
        _put_text(run, text)
        runs.append(run)
        if mark != "+":
            before.append(text)
        if mark != "-":
            after.append(text)
    edit["words"] = tuple(runs)
    edit.setdefault("before", "".join(before))
    edit.setdefault("after", "".join(after))


def _joined(words: Sequence[str], marks: str) -> str:
    return "".join(run[1:] for run in words if run[0] in marks)
