"""Versions that are large or made to cost time, and what comparing them takes: seconds of processor, peak memory."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from monitor.diff import compare
from monitor.model import Clause, Section, Version

HERE = Path(__file__).parent.parent
WORDS = [f"{one}{two}" for one in ("amber", "birch", "cedar", "delta", "ember", "fjord") for two in "abcdefghij"]
SAME = "We keep the data of our customers safe at all times."


def _lines(count, seed=1, length=12):
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=length)) for _ in range(count)]


def _one(clauses):
    return Version(sections=(_section(0, "Only", clauses),))


def _section(number, heading, clauses):
    clauses = tuple(Clause(text=text) for text in clauses)
    return Section(uid=f"u{number}", heading=heading, path=(heading,), clauses=clauses)


def _shuffled(rows):
    return random.Random(2).sample(rows, len(rows))


def _edited(rows, every):
    """Exchange one word of each so-many-th line, at another place each time."""
    out = []
    for number, row in enumerate(rows):
        words = row.split()
        if number % every == 0:
            words[number % len(words)] = f"zebra{number % 50}"
        out.append(" ".join(words))
    return out


def _policy(rows, size):
    """Sections of eight clauses, as a long policy has them."""
    return Version(sections=tuple(_section(n, f"Heading {n}", rows[n * 8 : n * 8 + 8]) for n in range(size // 8)))


CASES = {
    "500 KB, 1 clause in 100 edited": lambda: (_policy(_lines(6400), 6400), _policy(_edited(_lines(6400), 100), 6400)),
    "500 KB, a section moved, 1 in 20 edited": lambda: (
        _policy(_lines(6400), 6400), _policy(_edited(_lines(6400)[800:] + _lines(6400)[:800], 20), 6400)
    ),
    "10,000 edited lines": lambda: (_one(_lines(10_000)), _one(_edited(_lines(10_000), 1))),
    "1 MB in 60 clauses, each sentence edited": lambda: tuple(
        _one([". ".join(rows[n * 200 : n * 200 + 200]) + "." for n in range(60)])
        for rows in (_lines(12_000), _edited(_lines(12_000), 1))
    ),
    "200 KB of numbers and commas": lambda: tuple(
        _one([",".join(str((n * 7 + shift * (n % 3 == 0)) % 90) for n in range(70_000))]) for shift in (0, 1)
    ),
    "9,000 shuffled lines": lambda: (_one(_lines(9000)), _one(_shuffled(_lines(9000)))),
    "6,000 equal clauses": lambda: (_one([SAME] * 6000), _one([SAME] * 5000)),
    "1,500 nearly equal clauses": lambda: (
        _one([f"{SAME} {n}" for n in range(1500)]), _one([f"{SAME} {n + 10**6}" for n in range(1500)])
    ),
    "a paragraph of 200,000 letters": lambda: (_one([" ".join(_lines(2500))]), _one([" ".join(_lines(2500, 3))])),
    "a paragraph of 200,000 kanji": lambda: (_one(["個人情報保護方針" * 25_000]), _one(["個人情報保護規定" * 25_000])),
    "100,000 full stops": lambda: (_one(["a." * 50_000]), _one(["a.b." * 25_000])),
    "5,000 headings": lambda: tuple(
        Version(sections=tuple(_section(n, f"Heading {n + shift}", ["One and the same text."]) for n in range(5000)))
        for shift in (0, 1)
    ),
}  # fmt: skip


def measure():
    """Run each case in a process of its own; yield name, seconds, and megabytes that comparing added at its peak."""
    for name in CASES:
        command = [sys.executable, "-m", "edits.hostile", name]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
        yield name, *map(float, done.stdout.split())


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _run(name):
    old, new = CASES[name]()
    compare(_one([SAME]), _one([SAME + " Always."]))  # what is imported and compiled once is not this pair's
    before, started = _peak(), time.process_time()
    compare(old, new)
    print(time.process_time() - started, _peak() - before)


if __name__ == "__main__":
    _run(sys.argv[1])
