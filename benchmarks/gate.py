"""Measure alerts on whole page histories: recall of real changes, false alerts, what is held, each miss by name.

    python benchmarks/gate.py CORPUS [PATTERN]

CORPUS is a folder of page histories with known changes, read by the `corpus.py` in it: `paths(root)`, and
`read_document(path)` with `snapshots` that have `data`, `url`, `mime`, `date` and `step["class"]`. Each history is
recorded on the road that `monitor run` uses, without selectors; an alert is `visit.alert`.
"""

from __future__ import annotations

import fnmatch
import importlib.util
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

import monitor

_SHOWN = 6


def load(root):
    spec = importlib.util.spec_from_file_location("corpus", root / "corpus.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module
    spec.loader.exec_module(module)
    return module


def visits(document):
    """Yield (snapshot, outcome, alert, reason, changes) of one history."""
    with monitor.open(":memory:") as archive:
        for snapshot in document.snapshots:
            try:
                visit = archive.record(
                    target="document",
                    url=snapshot.url,
                    body=snapshot.data,
                    fetched_at=datetime.fromisoformat(snapshot.date),
                    headers={"content-type": snapshot.mime},
                )
            except monitor.DocumentError as error:
                yield snapshot, "held", False, str(error), ()
            else:
                yield snapshot, visit.outcome.value, visit.alert, visit.reason, visit.changes


def words(changes):
    """Show what changed, in a few lines."""
    lines = []
    for change in sorted(changes, key=lambda change: -change.level.rank)[:_SHOWN]:
        lines.append(f"      {'+'.join(change.kinds)} ({change.level}) {change.place.title[:70]!r}")
        for edit in change.edits[:_SHOWN]:
            runs = [f"{run.op[0]}:{run.text[:80]!r}" for run in edit.words if run.op != "equal"][:_SHOWN]
            lines.append(f"        {edit.kind}: {' '.join(runs) or repr((edit.before or edit.after or '')[:160])}")
    if len(changes) > _SHOWN:
        lines.append(f"      … {len(changes)} sections in all")
    return "\n".join(lines)


def main():
    root = Path(sys.argv[1])
    pattern = sys.argv[2] if len(sys.argv) > 2 else "*"
    corpus = load(root)
    counts, alerts, others, quiet, held = Counter(), Counter(), Counter(), Counter(), []
    noisy, started = Counter(), time.monotonic()
    for path in corpus.paths(root):
        if not fnmatch.fnmatch(path.name, pattern):
            continue
        document = corpus.read_document(path)
        for snapshot, outcome, alert, reason, changes in visits(document):
            kind = snapshot.step.get("class", "")
            counts[kind] += 1
            alerts[kind] += alert
            others[kind, outcome] += 1
            where = f"{document.id} {snapshot.date[:10]} #{snapshot.index}"
            if kind == "unchanged" and alert:
                noisy[document.id] += 1
                print(f"FALSE  {where} {reason}\n{words(changes)}", flush=True)
            elif kind == "changed" and not alert:
                tag = snapshot.step.get("tag", "")
                print(f"MISSED {where} ({tag}) {outcome} {reason}\n{words(changes)}", flush=True)
            if outcome == "changed" and not alert:
                quiet[kind, "+".join(sorted({one for change in changes for one in change.kinds}))] += 1
            if outcome == "held":
                held.append(f"{where} {kind} {snapshot.state}: {reason}")
    print("\nheld:", *held, sep="\n  ")
    print("\nclass and outcome:")
    for (kind, outcome), number in sorted(others.items()):
        print(f"  {kind or 'first':16} {outcome:10} {number}")
    print("\nchanges without an alert, by class and kinds:")
    for (kind, kinds), number in sorted(quiet.items()):
        print(f"  {kind:16} {number:4} {kinds}")
    changed, still = counts["changed"], counts["unchanged"]
    print(f"\nrecall {alerts['changed']}/{changed} = {alerts['changed'] / max(1, changed):.4f}")
    print(f"false  {alerts['unchanged']}/{still} = {1000 * alerts['unchanged'] / max(1, still):.2f} per 1,000")
    print(f"documents with more than one false alert: {sorted(d for d, n in noisy.items() if n > 1)}")
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
