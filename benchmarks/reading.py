"""How well, how quietly and how fast policy pages are read without a selector.

Takes a folder with recorded pages and the policy text people selected on them by hand: its `corpus.py` gives the
documents (recordings in time order, each with its class of step), its `score.py` folds Markdown and cuts tokens.

    python benchmarks/reading.py FOLDER [--noise] [--only WORD]

Prints one table. Content and headings are measured on up to three recordings of each document, noise on all steps
between consecutive recordings (slow, hence asked for): a step alerts when the keyed text of headings and clauses
differs. A page that holds several policies is read whole; the human text of one of them makes its precision low. Cost
is that of reading pages: what a process imports before its first one is start-up, and not counted on either side.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from statistics import mean

from bs4 import BeautifulSoup

import monitor
from monitor import document as reader
from monitor import text as texts

PER_DOCUMENT = 3
WORST = 20
HTML = "text/html; charset=utf-8"
UNDERLINE = re.compile(r"(?:=+|-+)\s*")
AIMS = {
    "recall mean": "≥ 0.97",
    "recall 10th percentile": "≥ 0.93",
    "precision mean": "≥ 0.95",
    "pages below 0.5 recall": "≤ 3 %",
    "headings found": "≥ 0.95",
    "unchanged steps that alert, per 1,000": "≤ 2",
    "changed steps that alert": "≥ 0.98",
    "cost, of parsing with BeautifulSoup": "≤ 1.5",
}


@dataclass
class Result:
    name: str
    pages: list[dict] = field(default_factory=list)
    steps: Counter = field(default_factory=Counter)


def tools(folder):
    sys.path.insert(0, str(folder))
    import corpus  # noqa: PLC0415 - lies in the folder given
    import score  # noqa: PLC0415 - as above

    return corpus, score


def chosen(document):
    """Evenly spaced recordings whose human text is sure to belong to the page."""
    sure = [
        page
        for page in document.snapshots
        if page.mime == "text/html" and page.state == "ok" and page.check.get("f1", 0) >= 0.98
    ]
    firsts = list({page.version: page for page in reversed(sure)}.values())[::-1]
    if len(firsts) <= PER_DOCUMENT:
        return firsts
    return [firsts[number * (len(firsts) - 1) // (PER_DOCUMENT - 1)] for number in range(PER_DOCUMENT)]


def read(page):
    try:
        return reader.read(page.data, url=page.url, media_type=HTML)
    except monitor.DocumentError:
        return None


def measure(page, markdown, score):
    start = time.process_time()
    version = read(page)
    took = time.process_time() - start
    start = time.process_time()
    with warnings.catch_warnings(action="ignore"):
        BeautifulSoup(page.text, "lxml")
    parsing = time.process_time() - start
    want = Counter(score.tokens(score.fold(markdown)))
    got = Counter(score.tokens(version.text if version else ""))
    hit = (want & got).total()
    human = headings(markdown, score)
    found = {" ".join(score.tokens(text)) for section in walk(version) for text in (section.title, section.heading)}
    return {
        "index": page.index,
        "recall": hit / max(1, want.total()),
        "precision": hit / max(1, got.total()),
        "headings": len(human),
        "found": sum(heading in found for heading in human),
        "took": took,
        "parsing": parsing,
    }


def walk(version):
    return list(version.walk()) if version else []


def headings(markdown, score):
    lines = markdown.replace("\r\n", "\n").split("\n")
    marked = [line.lstrip("# ") for line in lines if re.match(r"\s*#{1,6}\s+\S", line)]
    marked += [
        above
        for above, line in pairwise(lines)
        if above.strip() and len(line.strip()) > 2 and UNDERLINE.fullmatch(line)
    ]
    return [heading for text in marked if (heading := " ".join(score.tokens(score.fold(text))))]


def wording(version):
    parts = [
        texts.key(text)
        for section in walk(version)
        for text in (section.title, *(f"{clause.label} {clause.text}" for clause in section.clauses))
    ]
    return "".join(parts).replace(" ", "")


def work(job):
    folder, path, noise = job
    corpus, score = tools(folder)
    document = corpus.read_document(path)
    result = Result(document.id)
    reader.read(b"<p>One line, so that what reading imports is there.</p>", media_type=HTML)
    for page in chosen(document):
        result.pages.append(measure(page, document.markdown(page), score))
    if noise:
        before = None
        for page in document.snapshots:
            now = wording(read(page)) if page.mime == "text/html" else None
            kind = page.step.get("class") if before is not None and now is not None else None
            if kind in {"changed", "unchanged"}:
                result.steps[kind] += 1
                result.steps[f"{kind} alert"] += now != before
            before = now
    return result


def figures(results):
    pages = [page for result in results for page in result.pages]
    recalls = sorted(page["recall"] for page in pages)
    steps = sum((result.steps for result in results), Counter())
    table = {
        "recall mean": mean(recalls),
        "recall 10th percentile": recalls[len(recalls) // 10],
        "precision mean": mean(page["precision"] for page in pages),
        "pages below 0.5 recall": f"{100 * mean(recall < 0.5 for recall in recalls):.1f} %",
        "headings found": sum(page["found"] for page in pages) / max(1, sum(page["headings"] for page in pages)),
        "cost, of parsing with BeautifulSoup": sum(page["took"] for page in pages)
        / sum(page["parsing"] for page in pages),
    }
    if steps:
        table["unchanged steps that alert, per 1,000"] = 1000 * steps["unchanged alert"] / max(1, steps["unchanged"])
        table["changed steps that alert"] = steps["changed alert"] / max(1, steps["changed"])
    return len(pages), table


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--noise", action="store_true", help="measure all steps too")
    parser.add_argument("--only", default="", help="only documents whose file name holds this")
    arguments = parser.parse_args()
    corpus, _ = tools(arguments.folder)
    paths = [path for path in corpus.paths(arguments.folder) if arguments.only in path.name]
    with Pool(1, maxtasksperchild=8) as pool:
        results = list(pool.imap(work, [(arguments.folder, path, arguments.noise) for path in paths]))
    count, table = figures(results)
    print(f"{count} pages of {len(results)} documents\n")
    for name, value in table.items():
        print(f"{name:42} {value if isinstance(value, str) else f'{value:.3f}':>8}   aim {AIMS[name]}")
    worst(results)


def worst(results):
    rows = [
        (page["recall"], page["precision"], f"{result.name} {page['index']}")
        for result in results
        for page in result.pages
    ]
    for number, what in enumerate(("recall", "precision")):
        print(f"\nworst {WORST} by {what}")
        for row in sorted(rows, key=lambda row: row[number])[:WORST]:
            print(f"  recall {row[0]:.3f}  precision {row[1]:.3f}  {row[2]}")
    noisy = sorted(((result.steps["unchanged alert"], result.name) for result in results), reverse=True)
    for alerts, name in noisy[:WORST]:
        if alerts:
            print(f"  {alerts} alerts on unchanged steps  {name}")


if __name__ == "__main__":
    main()
