"""Cut an edited clause into sentences, and each into the places where its words changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.diff.tokens import size
from monitor.model import Op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from monitor.model import Run

_STOP = re.compile(r"[.!?](?=\s)|[。！？；;]")
_LEAST_SENTENCE = 5
_SIGNS = " .,;:!?()[]\"'“”‘’、。，．・：；！？「」『』（）"


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place where words changed, as (start, end) in the text before and in the text after."""

    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def length(self) -> int:
        """Count the characters of its longer side."""
        return max(self.before[1] - self.before[0], self.after[1] - self.after[0])


@dataclass(slots=True)
class Sentence:
    """A sentence in which words changed: its hunks, and how many of its words stayed."""

    hunks: list[Hunk] = field(default_factory=list)
    equal: int = 0


def sentences(runs: Sequence[Run]) -> Iterator[Sentence]:
    """Yield the sentences in which something changed; a sentence ends where both texts agree that it does."""
    old = new = 0
    sentence = Sentence()
    for gone, come, same in _pieces(runs):
        if gone or come:
            sentence.hunks.append(Hunk((old, old + len(gone)), (new, new + len(come))))
            old, new = old + len(gone), new + len(come)
        parts = _split(same)
        for number, part in enumerate(parts):
            sentence.equal += count_words(part)
            if number < len(parts) - 1 and sentence.hunks:
                yield sentence
            if number < len(parts) - 1:
                sentence = Sentence()
        old, new = old + len(same), new + len(same)
    if sentence.hunks:
        yield sentence


def _pieces(runs: Sequence[Run]) -> Iterator[tuple[str, str, str]]:
    """Yield (deleted, inserted, equal) in reading order."""
    gone = come = ""
    for run in runs:
        if run.op is Op.DELETED:
            gone += run.text
        elif run.op is Op.INSERTED:
            come += run.text
        else:
            yield gone, come, run.text
            gone = come = ""
    if gone or come:
        yield gone, come, ""


def _split(same: str) -> list[str]:
    """Cut at the ends of sentences; what lies between the first and the last cut belongs to no changed one."""
    first = _STOP.search(same)
    if first is None:
        return [same]
    last = max(same.rfind(stop) for stop in "。！？；;.!?") + 1
    return [same[: first.end()], same[max(last, first.end()) :]]


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the sentence begins that a place lies in, and where it ends."""
    first = max((stop.end() for stop in _STOP.finditer(text, 0, start)), default=0)
    last = _STOP.search(text, end)
    return first, last.end() if last else len(text)


def count_words(piece: str) -> int:
    """Estimate how many words a piece has; the signs at its ends are none."""
    return size(piece.strip(_SIGNS))


def is_sentence(piece: str) -> bool:
    """Tell a whole sentence from a part of one."""
    return size(piece) >= _LEAST_SENTENCE and piece.endswith((".", "!", "?", "。", "！", "？"))
