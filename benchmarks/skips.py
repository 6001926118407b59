"""Measure how many bodies need not be read on whole page histories, and prove that none of them hides a wording.

    python benchmarks/skips.py CORPUS [PATTERN]

CORPUS is a folder of page histories, read by the `corpus.py` in it: `paths(root)`, and `read_document(path)` with
`snapshots` that have `data`, `url` and `mime`. Recordings are taken as visits 12 hours apart. Each body that is told to
be the same but for tokens is read all the same, and its text held against that of the body that was read last. Then a
word of its text is changed, once in each of 20 places, and none of these may be told to be the same.
"""

from __future__ import annotations

import fnmatch
import importlib.util
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from monitor import MonitorError, document, fold
from monitor.pipeline.reading import wording
from monitor.pipeline.skipping import FULL_EVERY

_PLACES = 20
_TOLD = ("same wording", "another wording", "skipped", "hidden wordings", "hidden signs", "edits", "hidden edits")
_SCRIPT = re.compile(
    rb"<(script|style|noscript|template)\b.*?</\1|<!--.*?-->|<head\b.*?</head", re.DOTALL | re.IGNORECASE
)
_WORD = re.compile(rb">[^<]{0,2000}?\b([A-Za-z]{4,20})\b(?=[^<>]{0,2000}<)")


def load(root):
    spec = importlib.util.spec_from_file_location("corpus", root / "corpus.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    return module


def read(snapshot):
    try:
        version = document.read(snapshot.data, url=snapshot.url, media_type="text/html; charset=utf-8")
    except MonitorError as error:
        return str(error), ""
    return wording(version), version.text


def edited(body, chance):
    """Yield the body with one word of its text changed, in several places."""
    hidden = [found.span() for found in _SCRIPT.finditer(body)]
    words = [found.span(1) for found in _WORD.finditer(body)]
    words = [(start, stop) for start, stop in words if not any(low <= start < high for low, high in hidden)]
    for start, stop in chance.sample(words, min(_PLACES, len(words))):
        yield body[:start] + b"not" + body[start + 3 : stop] + body[stop:]


def measure(snapshots, counts, seconds):
    known, last, run, chance = None, None, 0, random.Random(1)
    for snapshot in (each for each in snapshots if each.mime == "text/html"):
        name, text = read(snapshot)
        if last is None:
            last = (snapshot, name, text)
            continue
        counts["same wording" if name == last[1] else "another wording"] += 1
        begun = time.process_time()
        is_skipped = known is not None and run < FULL_EVERY - 1 and fold.is_same(known, snapshot.data)
        seconds["check"] += time.process_time() - begun
        counts["checked"] += 1
        if is_skipped:
            run += 1
            counts["skipped"] += 1
            counts["hidden wordings"] += name != last[1]
            counts["hidden signs"] += text != last[2]
            edits = [body for body in edited(snapshot.data, chance) if body != snapshot.data]
            counts["edits"] += len(edits)
            counts["hidden edits"] += sum(fold.is_same(known, body) for body in edits)
            continue
        begun = time.process_time()
        known, run = fold.learn(known, last[0].data, snapshot.data, is_same=name == last[1]), 0
        seconds["learn"] += time.process_time() - begun
        counts["learnt"] += 1
        last = (snapshot, name, text)


def main(root, pattern="*"):
    corpus, totals, seconds = load(root), Counter(), Counter()
    for path in corpus.paths(root):
        if fnmatch.fnmatch(path.name, pattern):
            counts = Counter()
            measure(corpus.read_document(path).snapshots, counts, seconds)
            totals += counts
            print(f"{path.name[:60]:60} {counts['skipped']:3} of {counts['same wording']:3} not read", flush=True)
    for name in (
        "same wording",
        "another wording",
        "skipped",
        "hidden wordings",
        "hidden signs",
        "edits",
        "hidden edits",
    ):
        print(f"{name:20} {totals[name]}")
    print(f"{seconds['check'] / max(1, totals['checked']) * 1000:.2f} ms to check a body")
    print(f"{seconds['learn'] / max(1, totals['learnt']) * 1000:.2f} ms to learn from one that was read")
    return 1 if totals["hidden wordings"] or totals["hidden signs"] or totals["hidden edits"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
