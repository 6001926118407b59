"""Runs of words: what to show of an edit, and how to shorten what did not change."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from monitor.model import Edit, EditKind, Op, Run

if TYPE_CHECKING:
    from collections.abc import Callable

    Match = Callable[..., re.Match[str] | None]

CONTEXT = 30
"""Words kept on each side of a mark; two Japanese characters count as one word."""
_LONGEST_WORD = 24
"""Characters: a longer word counts as several, so that a text without spaces is bounded too."""
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"

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
    if is_same(runs):
        return tuple(_with(run, _head(run.text, 2 * context)) for run in runs)
    last = len(runs) - 1
    return tuple([_cut(run, index, last, context, longest) for index, run in enumerate(runs) if run.text])


def is_same(runs: tuple[Run, ...]) -> bool:
    """Tell whether nothing is marked in any of them."""
    return all(run.op is Op.EQUAL for run in runs)


def _cut(run: Run, index: int, last: int, context: int, longest: int) -> Run:
    if run.op is not Op.EQUAL:
        return _with(run, _middle(run.text, longest)) if longest else run
    if index == 0:
        return _with(run, _tail(run.text, context))
    if index == last:
        return _with(run, _head(run.text, context))
    return _with(run, _middle(run.text, 2 * context))


def _with(run: Run, text: str) -> Run:
    return run if text is run.text else Run(op=run.op, text=text)


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
        if text.isprintable() and text.count(" ") + len(text) // _LONGEST_WORD + 1 < words:
            return len(text)  # even if each long word counts as one more
        found = _narrow(words).match(text)
        return found.end() if found else len(text)
    (next_token, is_wide), half, end = _tokens(), 0, 0
    while half < 2 * words and (token := next_token(text, end)):
        half += 1 if is_wide(text, end, token.end()) else 2
        end = token.end()
    return end if half >= 2 * words else len(text)


@cache
def _tokens() -> tuple[Match, Match]:
    """Match a word or a wide character with the blanks around it, and one that is wide; not all reports have some."""
    token = re.compile(rf"\s*(?:[{_WIDE}]|[^\s{_WIDE}]{{1,{_LONGEST_WORD}}})\s*")
    return token.match, re.compile(rf"\s*[{_WIDE}]").match


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
