"""Hostile and huge input takes bounded time, and the same input gives the same answer."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from monitor.diff import compare
from monitor.model import Clause, Level, Section, Version

WORDS = [f"{one}{two}" for one in ("amber", "birch", "cedar", "delta", "ember", "fjord") for two in "abcdefghij"]


def lines(count, length=12, seed=1):
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=length)) for _ in range(count)]


def one_section(clauses):
    return Version(sections=(section(0, "Only", clauses),))


def section(number, heading, clauses):
    return Section(
        uid=f"u{number}", heading=heading, path=(heading,), clauses=tuple(Clause(text=text) for text in clauses)
    )


def shuffled(rows):
    rows = list(rows)
    random.Random(2).shuffle(rows)
    return rows


SAME = "We keep the data of our customers safe at all times."
HOSTILE = {
    "all units equal": lambda: (one_section([SAME] * 6000), one_section([SAME] * 5000)),
    "all units nearly equal": lambda: (
        one_section([f"{SAME} {n}" for n in range(1500)]),
        one_section([f"{SAME} {n + 10**6}" for n in range(1500)]),
    ),
    "one paragraph of 200,000 letters": lambda: (
        one_section([" ".join(lines(2500))]),
        one_section([" ".join(lines(2500, seed=3))]),
    ),
    "one paragraph of 200,000 kanji": lambda: (
        one_section(["個人情報保護方針" * 25_000]),
        one_section(["個人情報保護規定" * 25_000]),
    ),
    "full stops and nothing else": lambda: (one_section(["a." * 50_000]), one_section(["a.b." * 25_000])),
    "a megabyte of shuffled lines": lambda: (one_section(lines(9000)), one_section(shuffled(lines(9000)))),
    "unrelated lines": lambda: (one_section(lines(2500)), one_section(lines(2500, seed=4))),
    "5,000 headings": lambda: (
        Version(sections=tuple(section(n, f"Heading {n}", ["One and the same text."]) for n in range(5000))),
        Version(sections=tuple(section(n, f"Heading {n + 1}", ["One and the same text."]) for n in range(5000))),
    ),
    "2,000 shuffled sections": lambda: (
        Version(sections=tuple(section(n, f"H {n}", [text]) for n, text in enumerate(lines(2000)))),
        Version(sections=tuple(shuffled(section(n, f"H {n}", [text]) for n, text in enumerate(lines(2000))))),
    ),
    "a paragraph cut into a thousand lines": lambda: (
        one_section([" ".join(lines(1000))]),
        one_section([line.replace("amber", "umber", 1) for line in lines(1000)]),
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_input_takes_bounded_time(case):
    old, new = HOSTILE[case]()

    started = time.process_time()
    compare(old, new)

    assert time.process_time() - started < 12, "seconds of processor time; the slowest takes 4 where this was written"


def test_a_document_that_changed_throughout_is_material_and_says_that_its_words_were_not_weighed():
    old, new = lines(1500), [line.replace(" ", " zebra ", 1) for line in lines(1500)]

    (change,) = compare(one_section(old), one_section(new))

    assert change.level is Level.MATERIAL
    assert any("were not weighed" in reason for reason in change.reasons)


def test_deep_nesting_needs_no_deep_stack():
    def deep(text):
        inner = section(10**6, "Core", [text])
        for number in range(600):
            inner = Section(uid=f"d{number}", heading=f"Level {number}", path=("x",), children=(inner,))
        return Version(sections=(inner,))

    changes = compare(deep("We keep it safe."), deep("We keep it near."))

    assert [change.place.heading for change in changes] == ["Core"]


_PROGRAM = """
from monitor.diff import compare
from monitor.model import Clause, Level, Section, Version
import random
def version(seed):
    rng = random.Random(seed)
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()
    return Version(sections=tuple(
        Section(uid=f"u{n}", heading=" ".join(rng.choices(words, k=2)), path=("p",),
                clauses=tuple(Clause(text=" ".join(rng.choices(words, k=rng.randint(3, 14)))) for _ in range(5)))
        for n in range(12)))
for seed in range(6):
    print(compare(version(seed), version(seed + 1)))
"""


def test_the_same_input_gives_the_same_answer_under_any_hash_seed():
    answers = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }

    assert len(answers) == 1
