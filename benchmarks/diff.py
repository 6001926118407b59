"""Score the section diff on edits with a known truth: `python benchmarks/diff.py [--seeds N] [--failures N]`.

Base policies in English, Japanese and German are rendered in twenty-two markups, edited by a script that knows what it
did, read by `monitor.read` and compared by `monitor.compare`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict

from edits import harder, hostile, quiet, script, styles
from edits.tree import bases, parse

import monitor
from monitor import text
from monitor.diff.tokens import tokens

BASES = bases()


def read(html):
    return monitor.read(html.encode(), url="https://policy.example/privacy", media_type="text/html; charset=utf-8")


class Tally:
    def __init__(self):
        self.hit, self.found, self.true = 0, 0, 0

    def add(self, found, true):
        self.hit += len(found & true)
        self.found += len(found)
        self.true += len(true)

    @property
    def precision(self):
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self):
        return self.hit / self.true if self.true else 1.0

    @property
    def f1(self):
        total = self.found + self.true
        return 2 * self.hit / total if total else 1.0


class Score:
    def __init__(self):
        self.sections, self.kinds = Tally(), defaultdict(Tally)
        self.by_style, self.by_language, self.by_edit = defaultdict(Tally), defaultdict(Tally), defaultdict(Tally)
        self.words = {"hit": 0, "marked": 0, "true": 0}
        self.words_by = defaultdict(Counter)
        self.quiet, self.quiet_hard, self.times = [], [], []
        self.quiet_by = defaultdict(list)
        self.failures = []

    @property
    def macro(self):
        return sum(tally.f1 for tally in self.kinds.values()) / max(len(self.kinds), 1)


def names_of(old, new, changes):
    """Name the sections of a report by the generator's names; unknown headings stay what they are."""
    names = {text.loose(chapter.heading): chapter.name for chapter in [*old.chapters, *new.chapters]}
    names |= {text.loose(policy.title): "preamble" for policy in (old, new)}
    found = {}
    for change in changes:
        kinds = {kind.value for kind in change.kinds}
        side = change.new or change.old
        name = names.get(text.loose(side.heading), f"?{side.title[:30]}")
        if name.startswith("?") and change.old:
            name = names.get(text.loose(change.old.heading), name)
        found.setdefault(name, set()).update(kinds)
    return found


def words_of(changes, op):
    marked = Counter()
    for change in changes:
        for edit in change.edits:
            if not edit.heading:
                for run in edit.words:
                    if run.op.value == op:
                        marked.update(token.text for token in tokens(run.text) if token.is_word)
    return marked


def flat(counter):
    found = Counter()
    for piece, count in counter.items():
        found.update([token.text for token in tokens(piece) if token.is_word] * count)
    return found


def score_pair(score, case, old, new, truth, pages):
    started = time.process_time()
    changes = monitor.compare(*pages)
    score.times.append(time.process_time() - started)
    found = {name: kinds - {"formatting"} for name, kinds in names_of(old, new, changes).items()}
    true = truth.kinds
    touched = {name for name, kinds in found.items() if kinds - {"renumbered"}}
    expected = {name for name, kinds in true.items() if kinds - {"renumbered"}}
    language, style, edit = case
    for tally in (score.sections, score.by_style[style], score.by_language[language], score.by_edit[edit]):
        tally.add(touched, expected)
    for kind in {kind for kinds in (*found.values(), *true.values()) for kind in kinds}:
        score.kinds[kind].add(
            {name for name, kinds in found.items() if kind in kinds},
            {name for name, kinds in true.items() if kind in kinds},
        )
    if truth.words:
        for op, wanted in (("deleted", flat(truth.deleted)), ("inserted", flat(truth.inserted))):
            marked = words_of(changes, op)
            row = {"hit": sum((marked & wanted).values()), "marked": sum(marked.values()), "true": sum(wanted.values())}
            for name, value in row.items():
                score.words[name] += value
                score.words_by[edit][name] += value
            if marked != wanted:
                score.failures.append((case, {op: [*(wanted - marked)]}, {op: [*(marked - wanted)]}))
    clean = {name: kinds for name, kinds in found.items() if kinds}
    if clean != {name: kinds for name, kinds in true.items() if kinds}:
        score.failures.append((case, truth.kinds, found))


def run_edits(score, language, base, style, seeds, only=None):
    for numbered in (True, False):
        original = parse(language, BASES[language][base])
        original.numbered = numbered
        if (style == "ordered" and not numbered) or (style in styles.UNNUMBERED and numbered):
            continue
        render = styles.STYLES[style]
        edits = [name for name in {**script.EDITS, **harder.EDITS} if name != "link" or style not in styles.UNLINKED]
        for name in [*edits, *[f"combined{n}" for n in range(2, 5)]]:
            if only not in {None, name}:
                continue
            for seed in range(seeds):
                rng = script.new_rng(language, base, style, name, seed, numbered)
                old, new, truth = original.copy(), original.copy(), script.Truth()
                if name == "link":
                    script.link(script.new_rng(1), old, script.Truth(), set())
                if name.startswith("combined"):
                    done = script.combined(rng, new, truth, int(name[-1]))
                else:
                    done = (script.EDITS | harder.EDITS)[name](rng, new, truth, set())
                if not done:
                    continue
                script.renumbering(old, new, truth)
                pages = [read(styles.page(policy, render(policy))) for policy in (old, new)]
                score_pair(score, (language, style, name), old, new, truth, pages)


def run_quiet(score, language, base, style):
    policy = parse(language, BASES[language][base])
    policy.numbered = style not in styles.UNNUMBERED
    render = styles.STYLES[style]
    html = styles.page(policy, render(policy))
    before = read(html)
    for name, twist in quiet.TWISTS.items():
        rng = script.new_rng(language, base, style, name)
        _note_quiet(score, (language, style, name), before, read(twist(html, rng)))
    rng = script.new_rng(language, base, style)
    _note_quiet(score, (language, style, "noise"), before, read(quiet.noise(policy, render(policy), rng)))
    for other in ("tagged", "bold", "terms", "details", "ordered", "plain"):
        numbered_alike = other != "ordered" or policy.numbered
        if other != style and style not in styles.FLAT and numbered_alike:
            other_page = read(styles.page(policy, styles.STYLES[other](policy)))
            _note_quiet(score, (language, style, f"restyled to {other}"), before, other_page, hard=True)


def _note_quiet(score, case, before, after, *, hard=False):
    changes = monitor.compare(before, after)
    silent = all(kind.value == "formatting" for change in changes for kind in change.kinds)
    (score.quiet_hard if hard else score.quiet).append(silent)
    score.quiet_by[case[2]].append(silent)
    if not silent:
        score.failures.append((case, {}, names_of(*[parse("en", "# x\ny")] * 2, changes)))


def table(title, rows):
    print(f"\n{title}")
    for name, *cells in rows:
        print(f"  {name:28}", *(f"{cell:>8.3f}" if isinstance(cell, float) else f"{cell:>8}" for cell in cells))


def mean(values):
    return sum(values) / len(values) if values else 1.0


def report(score, failures):
    words = score.words
    table("overall", [
        ("sections F1", score.sections.f1),
        ("  precision", score.sections.precision),
        ("  recall", score.sections.recall),
        ("kinds macro F1", score.macro),
        ("words precision", words["hit"] / max(words["marked"], 1)),
        ("words recall", words["hit"] / max(words["true"], 1)),
        ("quiet", float(mean(score.quiet))), ("quiet, restyled", float(mean(score.quiet_hard))),
        ("pairs", len(score.times)),
    ])  # fmt: skip
    table("sections by language (F1)", [(name, tally.f1) for name, tally in sorted(score.by_language.items())])
    for name, tallies in (("style", score.by_style), ("edit", score.by_edit)):
        rows = [(n, tally.f1, tally.precision, tally.recall) for n, tally in sorted(tallies.items())]
        table(f"sections by {name} (F1, P, R)", rows)
    table("kinds (F1, P, R, n)", [(n, t.f1, t.precision, t.recall, t.true) for n, t in sorted(score.kinds.items())])
    table("words by edit (P, R)", [
        (n, c["hit"] / max(c["marked"], 1), c["hit"] / max(c["true"], 1))
        for n, c in sorted(score.words_by.items())
        if c["true"]
    ])  # fmt: skip
    table("quiet by pair", [(name, float(mean(rows))) for name, rows in sorted(score.quiet_by.items())])
    times = sorted(score.times) or [0.0]
    table(
        "milliseconds a pair", [("median", times[len(times) // 2] * 1e3), ("99th", times[int(len(times) * 0.99)] * 1e3)]
    )
    for case, true, found in score.failures[:failures]:
        print("FAIL", case)
        for name, kinds in (("true", true), ("found", found)):
            print(f"   {name:6}", {section: sorted(what) for section, what in kinds.items()})


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--failures", type=int, default=0)
    options.add_argument("--style", choices=styles.STYLES)
    options.add_argument("--edit", help="this one alone")
    options.add_argument("--bounds", action="store_true", help="time and memory of large and hostile versions instead")
    chosen = options.parse_args()
    if chosen.bounds:
        table("seconds of processor, megabytes at the peak", [(f"{name:42}", *row) for name, *row in hostile.measure()])
        return
    score = Score()
    for language, sources in BASES.items():
        for base in sources:
            for style in [chosen.style] if chosen.style else styles.STYLES:
                run_edits(score, language, base, style, chosen.seeds, chosen.edit)
                run_quiet(score, language, base, style)
    report(score, chosen.failures)


if __name__ == "__main__":
    main()
