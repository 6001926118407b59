"""Tables of swaps that matter and of rewordings that do not: `cases/swaps-*.txt` and `cases/quiet-*.txt`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.diff import compare
from monitor.model import Level

CASES = Path(__file__).parent / "cases"
SWAP = re.compile(r"\{([^{}]*)=>([^{}]*)\}")


def rows(pattern):
    for path in sorted(CASES.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line


def agree(told, wanted):
    """Tell whether words told are the words swapped, or part of them, or they with what belongs to them."""
    told, wanted = told.strip(), wanted.strip()
    return (told in wanted or wanted in told) and bool(told) == bool(wanted)


@pytest.mark.parametrize("row", list(rows("swaps-*.txt")))
def test_each_swap_of_words_that_decide_is_material_with_what_was_and_what_is(clause, row):
    kinds, _, line = row.partition(" :: ")
    before, after = SWAP.sub(r"\1", line), SWAP.sub(r"\2", line)

    (change,) = compare(clause(before, heading="Rules"), clause(after, heading="Rules"))

    assert change.level is Level.MATERIAL
    told = [(s.kind.value, s.before, s.after) for s in change.signals]
    for kind, (gone, come) in zip(kinds.split(", "), SWAP.findall(line)[-len(kinds.split(", ")) :], strict=True):
        assert any(k == kind and (agree(b, gone) or agree(a, come)) for k, b, a in told), told
    assert all(b.strip() in before and a.strip() in after and b != a for _, b, a in told)
    assert {signal.reason for signal in change.signals} <= set(change.reasons)


@pytest.mark.parametrize("row", list(rows("quiet-*.txt")))
def test_other_words_to_the_same_effect_have_no_signal(clause, row):
    before, after = row.split(" => ")

    changes = compare(clause(before, heading="Rules"), clause(after, heading="Rules"))

    assert [change.signals for change in changes if change.signals or change.level is Level.MATERIAL] == []
