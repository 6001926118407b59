"""Measure what a history takes on disk, and what looking into a large one costs.

    python benchmarks/storage.py bodies CORPUS      bytes of every recorded body, beside what git packs them into
    python benchmarks/storage.py ask FILE           CPU seconds of the questions people ask of a large database
    python benchmarks/storage.py visits [N]         CPU and SQL statements of an unchanged visit

CORPUS is as `benchmarks/gate.py` tells; `benchmarks/large.py` makes a FILE.
"""

# ruff: noqa: SLF001 - statements are counted and tables filled behind the doors

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gate import load

from monitor import pipeline
from monitor.model import Snapshot, Target
from monitor.store import Store

# --- bodies ----------------------------------------------------------------------------------------------------


def bodies(root):
    corpus = load(root)
    rows, total = [], {"snapshots": 0, "bodies": 0, "ours": 0, "git": 0}
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/monitor.db") as store:
        with subprocess.Popen(
            ["git", "fast-import", "--quiet"], cwd=_repository(folder), stdin=subprocess.PIPE
        ) as importing:
            for path in corpus.paths(root):
                document = corpus.read_document(path)
                total["snapshots"] += len(document.snapshots)
                _keep(store, document)
                _commit(importing.stdin, document)
        repository = Path(folder) / "git"
        subprocess.run(["git", "gc", "--aggressive", "--quiet"], cwd=repository, check=True)
        sql = "select count(*), sum(length(data)), sum(size) from body"
        total["bodies"], total["ours"], raw = store._db.execute(sql).fetchone()
        total["git"] = _packed(repository)
        rows.append(("raw bodies", raw))
        rows.append(("git, blobs of the pack alone", total["git"]))
        rows.append(("ours, bodies alone", total["ours"]))
        rows.append(("git, pack and index", _size(repository)))
        rows.append(("ours, the database", _vacuumed(store, folder)))
    for what, size in rows:
        print(f"{what:32} {size / 1e6:9.2f} MB {size / total['snapshots']:9.0f} bytes a snapshot")
    ratio = total["ours"] / total["git"]
    print(f"{total['snapshots']} snapshots, {total['bodies']} different bodies; ours / git {ratio:.3f}")


def _repository(folder):
    repository = Path(folder) / "git"
    subprocess.run(["git", "init", "-q", repository], check=True)
    return repository


def _keep(store, document):
    with store.writing():
        state = store.targets.enrol(Target(name=document.id, url="https://example.org/"), datetime.now(UTC))
    for snapshot in document.snapshots:
        kept = Snapshot(
            target=document.id,
            url=snapshot.url,
            final_url=snapshot.url,
            status=200,
            headers=(("content-type", snapshot.mime),),
            body=snapshot.data,
            fetched_at=datetime.fromisoformat(snapshot.date),
        )
        with store.writing():
            store.evidence.keep(state.id, kept)


def _commit(stream, document):
    name = document.id.replace(" ", "_").replace("/", "_").encode()
    for number, snapshot in enumerate(document.snapshots):
        stream.write(b"commit refs/heads/main\ncommitter a <a@b> %d +0000\ndata 1\nx\n" % (1_700_000_000 + number))
        stream.write(b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(snapshot.data), snapshot.data))


def _packed(repository):
    shown = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectsize:disk)"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sum(int(size) for kind, size in map(str.split, shown.splitlines()) if kind == "blob")


def _size(repository):
    return sum(path.stat().st_size for path in repository.glob(".git/objects/pack/*"))


def _vacuumed(store, folder):
    store._db.execute("vacuum into ?", [f"{folder}/small.db"])
    return Path(folder, "small.db").stat().st_size


# --- questions -------------------------------------------------------------------------------------------------


def ask(file):
    """Each question in a process of its own, less what starting one costs."""
    idle = min(_spent(["--version"]) for _ in range(3))
    print(f"{'start-up (--version)':44} {idle:6.2f} s")
    questions = {
        "report --since 30d": ["report", "--since", "30d"],
        "report --since 30d --every --format json": ["report", "--since", "30d", "--every", "--format", "json"],
        "report --since 1d": ["report", "--since", "1d"],
        "status": ["status"],
        "status --format json": ["status", "--format", "json"],
        "list": ["list"],
        "history": ["history", "target-00007"],
        "show": ["show", "target-00007"],
        "blame": ["blame", "target-00007"],
        "explain": ["explain", "target-00007"],
        "search (common)": ["search", "cookies"],
        "search (common, two words)": ["search", "cookies advertising"],
        "search (rare)": ["search", "(777)"],
        "db stats": ["db", "stats"],
        "prune --dry-run": ["prune", "--keep-bodies", "90d", "--dry-run"],
    }
    with tempfile.TemporaryDirectory() as folder:
        watchlist = _watchlist(file, folder)
        for name, arguments in questions.items():
            alone = _spent(["--db", file, *arguments])
            listed = _spent(["-c", watchlist, "--db", file, *arguments])
            print(f"{name:44} {alone:6.2f} s {listed:6.2f} s with a watchlist")


def _watchlist(file, folder):
    """Write a watchlist that names all targets of a database."""
    with Store(file, create=False) as store:
        targets = store.targets.known()
    tables = (
        f'[target.{each.name}]\nname = "{each.title}"\nurl = "{each.url}"\ntags = ["vendor"]\n' for each in targets
    )
    path = Path(folder) / "watchlist.toml"
    path.write_text("".join(tables), "utf-8")
    return str(path)


def _spent(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "monitor", *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- visits ----------------------------------------------------------------------------------------------------


def visits(count):
    page = b"<html><head><title>Privacy</title></head><body><main><h1>Privacy Policy</h1>"
    page += (
        b"".join(
            b"<h2>%d. Part</h2><p>We keep the records of part %d for %d days after the call.</p>" % (n, n, n)
            for n in range(1, 60)
        )
        + b"</main><!-- %d --></body></html>"
    )
    names = [Target(name=f"t{number}", url=f"https://example.org/{number}") for number in range(50)]
    with tempfile.TemporaryDirectory() as folder, Store(f"{folder}/monitor.db") as store:
        road = pipeline.Road(store=store)
        at = datetime(2026, 1, 1, tzinfo=UTC)
        for target in names:
            pipeline.record(road, target, _answer(target, page % 0, at))
        for kind, body, status in (
            ("304", b"", 304),
            ("same body", page % 0, 200),
            ("only a comment differs", page, 200),
        ):
            each = max(50, count // (20 if b"%d" in body else 1))
            spent, statements = _round(store, road, names, at, body, status, each)
            told = f"{1000 * spent / each:6.2f} ms of CPU, {statements / each:5.1f} statements a visit"
            print(f"{kind:24} {told} ({each} visits)")


def _round(store, road, names, at, body, status, count):
    statements = 0

    def note(sql):
        nonlocal statements
        statements += not sql.startswith("--")

    store._db.conn.set_trace_callback(note)
    began = time.process_time()
    for number in range(count):
        target = names[number % len(names)]
        told = body % (number + 1) if b"%d" in body else body
        pipeline.record(road, target, _answer(target, told, at + timedelta(minutes=number + 1), status))
    spent = time.process_time() - began
    store._db.conn.set_trace_callback(None)
    return spent, statements


def _answer(target, body, at, status=200):
    return Snapshot(
        target=target.name,
        url=target.url,
        final_url=target.url,
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"), ("etag", '"1"'), ("date", str(at))),
        body=body,
        fetched_at=at,
        address="203.0.113.9",
    )


def main():
    match sys.argv[1:]:
        case ["bodies", root]:
            bodies(Path(root))
        case ["ask", file]:
            ask(file)
        case ["visits", *count]:
            visits(int(count[0]) if count else 5000)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
