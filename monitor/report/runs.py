"""Runs of words: what to show of an edit, and how to shorten what did not change."""

from __future__ import annotations

import re
from functools import cache

from monitor.model import Edit, EditKind, Op, Run

CONTEXT = 30
"""Words kept on each side of a mark; two Japanese characters count as one word."""
_LONGEST_WORD = 24
"""Characters: a longer word counts as several, so that a text without spaces is bounded too."""
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_TOKEN = re.compile(rf"\s*(?:[{_WIDE}]|[^\s{_WIDE}]{{1,{_LONGEST_WORD}}})\s*")
_ALL_WIDE = re.compile(rf"\s*[{_WIDE}]")

_ARROW = Run(op=Op.EQUAL, text=" → ")
"""Stands between two link targets."""


def of(edit: Edit) -> tuple[Run, ...]:
    """Give the words of an edit, whole, with their fate; link edits show old and new targets after the words."""
    if edit.kind is EditKind.LINK:
        return _links(edit)
    if edit.words:
        return edit.words
    if edit.before is not None and edit.before == edit.after:
        return (Run(op=Op.EQUAL, text=edit.before),)
    return _whole(edit)


def _whole(edit: Edit) -> tuple[Run, ...]:
    sides = ((Op.DELETED, edit.before), (Op.INSERTED, edit.after))
    return tuple(Run(op=op, text=text) for op, text in sides if text)


def _links(edit: Edit) -> tuple[Run, ...]:
    runs = [*edit.words] or ([Run(op=Op.EQUAL, text=edit.after)] if edit.after else [])
    for old, new in edit.links:
        gap = _ARROW if old and new else None
        parts = (Run(op=Op.EQUAL, text=" · ") if runs else None, _run(Op.DELETED, old), gap, _run(Op.INSERTED, new))
        runs += [part for part in parts if part]
    return tuple(runs)


def _run(op: Op, text: str) -> Run | None:
    return Run(op=op, text=text) if text else None


def side(runs: tuple[Run, ...], gone: Op) -> tuple[Run, ...]:
    """Give one side of an edit: all runs but those that are `gone` from it."""
    return tuple(run for run in runs if run.op is not gone and run is not _ARROW)


def shorten(runs: tuple[Run, ...], context: int = CONTEXT, longest: int = 0) -> tuple[Run, ...]:
    """Cut long unchanged stretches down to some words around the marks.

    Args:
        runs: in reading order.
        context: words to keep on each side of a mark.
        longest: words to keep of a deleted or inserted run; 0 keeps it whole.
    """
    if not any(run.op is not Op.EQUAL for run in runs):
        return tuple(Run(op=run.op, text=_head(run.text, 2 * context)) for run in runs)
    last = len(runs) - 1
    return tuple(
        _cut(run, context, longest, first=index == 0, last=index == last) for index, run in enumerate(runs) if run.text
    )


def _cut(run: Run, context: int, longest: int, *, first: bool, last: bool) -> Run:
    if run.op is not Op.EQUAL:
        return Run(op=run.op, text=_middle(run.text, longest)) if longest else run
    if first:
        return Run(op=run.op, text=_tail(run.text, context))
    if last:
        return Run(op=run.op, text=_head(run.text, context))
    return Run(op=run.op, text=_middle(run.text, 2 * context))


def _head(text: str, words: int) -> str:
    end = _reach(text, words)
    return text if end >= len(text) else text[:end].rstrip() + " …"


def _tail(text: str, words: int) -> str:
    keep = _reach_back(text, words)
    return text if keep >= len(text) else "… " + text[-keep:].lstrip()


def _middle(text: str, words: int) -> str:
    head, tail = _reach(text, words // 2), _reach_back(text, words - words // 2)
    if head + tail + 8 >= len(text):
        return text
    return f"{text[:head].rstrip()} … {text[-tail:].lstrip()}"


def _reach(text: str, words: int) -> int:
    """Tell how many characters the first `words` words take."""
    if len(text) < words:  # each takes one at least
        return len(text)
    if text.isascii():
        found = _narrow(words).match(text)
        return found.end() if found else len(text)
    half, end = 0, 0
    while half < 2 * words and (token := _TOKEN.match(text, end)):
        half += 1 if _ALL_WIDE.match(text, end, token.end()) else 2
        end = token.end()
    return end if half >= 2 * words else len(text)


@cache
def _narrow(words: int) -> re.Pattern[str]:
    """Match so many words none of whose characters is wide, in one go; each takes what it can and keeps it."""
    return re.compile(rf"(?>\s*\S{{1,{_LONGEST_WORD}}}\s*){{{words}}}")


def _reach_back(text: str, words: int) -> int:
    window = text[-(words * (_LONGEST_WORD + 2)) :]
    return _reach(window[::-1], words)


def fewer(shown: tuple[Run, ...], most: int) -> tuple[Run, ...]:
    """Keep the first `most` runs, and say so when others are left out."""
    return shown if len(shown) <= most else (*shown[:most], Run(op=Op.EQUAL, text=" …"))
