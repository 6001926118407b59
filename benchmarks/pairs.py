"""Weigh the section diff on pairs of real documents: `python benchmarks/pairs.py FOLDER [--worst N]`.

The folder holds NAME.old.EXT and NAME.new.EXT (html, md, txt). For each pair the words marked by `monitor.compare` are
counted, and those marked by `git diff --word-diff` on the same clauses with the same notion of a word. Pairs in which
git marks no word differ in links, punctuation or mark-up alone: there nothing is to be marked.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

import monitor
from monitor.diff.tokens import tokens

MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


def read(path):
    return monitor.read(path.read_bytes(), url="https://policy.example/x", media_type=MEDIA[path.suffix])


def words(clause):
    return [token.key for token in tokens(clause) if token.is_word]


def lines(version):
    for section in version.walk():
        yield words(section.heading)
        for clause in section.clauses:
            yield words(clause.text)


def marked(changes):
    count = 0
    for change in changes:
        places = [place for place in (change.old, change.new) if place]
        if len(places) == 1:
            count += len(words(places[0].heading))
        for edit in change.edits:
            count += sum(len(words(run.text)) for run in edit.words if run.op.value != "equal")
    return count


def marked_by_git(old, new, folder):
    for name, version in (("a", old), ("b", new)):
        (folder / name).write_text("\n".join(" ".join(line) for line in lines(version) if line) + "\n")
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=[^[:space:]]+", "-U0", "a", "b"]
    output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    rows = [row for row in output.splitlines() if row[:1] in "+-" and row[:3] not in ("+++", "---")]
    return sum(len(row[1:].split()) for row in rows if row)


def weigh(folder):
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(folder.glob("*.old.*")):
            old, new = read(path), read(path.with_name(path.name.replace(".old.", ".new.")))
            started = time.process_time()
            changes = monitor.compare(old, new)
            took = time.process_time() - started
            yield path.name.split(".old.")[0], marked(changes), marked_by_git(old, new, Path(scratch)), took


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--worst", type=int, default=10)
    chosen = options.parse_args()
    rows = list(weigh(chosen.folder))
    if not rows:
        raise SystemExit(f"{chosen.folder} holds no NAME.old.EXT")
    times = sorted(row[3] for row in rows)
    for name, part in (
        ("all", rows),
        ("words changed", [row for row in rows if row[2]]),
        ("a few words (git marks up to 40)", [row for row in rows if 0 < row[2] <= 40]),
        ("links or formatting alone", [row for row in rows if not row[2]]),
    ):
        ours, git = sum(row[1] for row in part), sum(row[2] for row in part)
        quiet = sum(not row[1] for row in part)
        ratio = ours / max(git, 1)
        print(f"{name:34} {len(part):4} pairs: {ours:7} words, git {git:7}: {ratio:.3f}; {quiet} unmarked")
    print(f"milliseconds: median {times[len(times) // 2] * 1e3:.1f}, 99th {times[int(len(times) * 0.99)] * 1e3:.1f}")
    for name, mine, theirs, took in sorted(rows, key=lambda row: row[2] - row[1])[: chosen.worst]:
        print(f"  {name:50} {mine:6} {theirs:6} {took * 1e3:7.1f} ms")


if __name__ == "__main__":
    main()
