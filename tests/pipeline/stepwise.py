"""Kill a process at the n-th thing it asks of the database, for every n; then let another one do the work again.

    python tests/pipeline/stepwise.py JOB FAULT STRIDE

JOB is run, workers (a run whose pages are read by other processes), notify, reread or migrate; FAULT is kill (SIGKILL)
or fail (the disk answers with an error from then on).
Prints one JSON object a line: what was there after the second process, and, first, after one that nobody disturbed.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import traceback
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Migrations

from monitor import document, pipeline
from monitor.errors import StoreError
from monitor.model import Channel, Failure, Politeness, Snapshot, Target
from monitor.store import Store, connection, database, schema
from monitor.worker import HERE, Pool

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
LEGAL = Channel(name="legal", url="json://localhost")
TARGETS = tuple(
    Target(name=name, url=f"https://{name}.example/privacy", notify=("legal",), report_after=1)
    for name in ("same", "changed", "new", "silent", "shorter")
)
PAGE = """<!doctype html><html lang="en"><head><title>Privacy</title></head><body><main><h1>Privacy policy of {who}</h1>
<p>This policy says how {who} handles the personal data of its customers, and whom they can ask.</p>
<h2>1. Retention</h2><p>We keep call records for {days} days after the call has ended, and then delete them.</p>
<h2>2. Recipients</h2><p>We do not give personal data to third parties without consent of the account holder.</p>
{more}</main></body></html>"""
MORE = "<h2>3. Cookies</h2><p>Cookies remember the language of a visitor and are not used for anything else.</p>"


def page(name, round_):
    days = 90 if name == "changed" and round_ else 30
    return PAGE.format(who=name, days=days, more="" if name == "shorter" and round_ else MORE).encode()


def fetch_at(round_, now):
    """Answer as sites would: in round 0 all but `new`, which is not watched yet; later ones changed, one silent."""

    def answer(errand):
        if errand.target == "silent" and round_:
            return Failure(target="silent", url=errand.url, reason="no answer", failed_at=now)
        return Snapshot(
            target=errand.target,
            url=errand.url,
            final_url=errand.url,
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=page(errand.target, round_),
            fetched_at=now,
        )

    def fetch(errands, politeness, receive):
        heard = [receive(answer(errand)) for errand in errands]
        while heard:
            first = heard.pop(0)
            asked = first.result() if isinstance(first, Future) else first
            if asked is not None:
                heard.append(receive(answer(asked)))

    return fetch


def visit(path, round_, now, targets=TARGETS, reader=HERE):
    with Store(str(path)) as store:
        with store.writing():
            run = store.runs.start(now, host="here", pid=os.getpid())
        road = pipeline.Road(store=store, channels=(LEGAL,), run=run, reader=reader)
        errands = pipeline.plan(store, targets, now).errands
        pipeline.visit_all(road, targets, errands, Politeness(), fetch_at(round_, now), lambda visit: None)
        with store.writing():
            store.runs.finish(run, now, {})


def deliver(path, now):
    def send(channel, message):
        with path.with_suffix(".sent").open("a", encoding="utf-8") as sink:
            sink.write(json.dumps([message.id, message.text]) + "\n")

    with Store(str(path)) as store:
        pipeline.deliver(store, (LEGAL,), send, now, force=True)


# --- the jobs: what stands before, and what is done --------------------------------------------------------------


def before_run(path):
    visit(path, 0, NOW, [target for target in TARGETS if target.name != "new"])


def run(path, now):
    visit(path, 1, now)
    deliver(path, now)


def workers(path, now):
    with Pool(2) as reader:
        visit(path, 1, now, reader=reader)
    deliver(path, now)


def before_notify(path):
    before_run(path)
    visit(path, 1, NOW + timedelta(days=1))


def notify(path, now):
    deliver(path, now)


def reread(path, now):
    document.READER += 1
    with Store(str(path)) as store:
        for target in TARGETS:
            pipeline.reread(store, Target(name=target.name, url=target.url, ignore=("Cookies remember",)))


def migrate(path, now):
    known = Migrations("monitor")
    for step in schema.migrations._migrations:  # noqa: SLF001 - the library lists pending ones only
        known(name=step.name)(step.fn)
    known()(add_colour)
    known()(fill_colour)
    database.migrations = known
    Store(str(path)).close()


def add_colour(db):
    db.execute("alter table target add column colour text")


def fill_colour(db):
    for row in list(db.query("select id from target")):
        db.execute("update target set colour = 'blue' where id = ?", [row["id"]])


JOBS = {
    "run": (before_run, run),
    "workers": (before_run, workers),
    "notify": (before_notify, notify),
    "reread": (before_notify, reread),
    "migrate": (before_run, migrate),
}


# --- the faults --------------------------------------------------------------------------------------------------


def kill_at(step):
    """Let every connection count its statements, and end this process at the n-th one, before it is carried out."""
    connect, seen = sqlite3.connect, []

    def count(statement):
        seen.append(statement)
        if len(seen) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def traced(*arguments, **values):
        made = connect(*arguments, **values)
        made.set_trace_callback(count)
        return made

    sqlite3.connect = traced
    return seen


def fail_at(step):
    """Let the disk answer the n-th statement, and all after it, with an error."""
    execute, seen = connection.Cursor.execute, []

    def failing(self, *arguments):
        seen.append(arguments[0])
        if len(seen) >= step:
            raise connection.told(sqlite3.OperationalError("disk I/O error"), "monitor.db")
        return execute(self, *arguments)

    connection.Cursor.execute = failing
    return seen


FAULTS = {"kill": kill_at, "fail": fail_at}


def apart(work):
    """Do some work in a process of its own, and give how it ended: 0 well, 3 refused by the store, -9 killed."""
    child = os.fork()
    if child == 0:
        status = 1
        with suppress(BaseException):
            try:
                work()
                status = 0
            except StoreError:
                status = 3
            except BaseException:  # noqa: BLE001 - it is told, and the process ends here
                traceback.print_exc()
        os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def found(path):
    """List all that must be the same whenever a process died, times and row numbers left out."""
    with Store(str(path)) as store:
        verdict = store.verify()
        versions = {
            target.name: [
                [kept.number, kept.version.text, kept.ours, [str(found) for found in store.history.changes(kept.id)]]
                for kept in store.history.all(target.name)
            ]
            for target in TARGETS
        }
        colours = [row.get("colour") for row in store._db.query("select * from target")]  # noqa: SLF001 - test-only
    sent = path.with_suffix(".sent")
    messages = [json.loads(line) for line in sent.read_text("utf-8").splitlines()] if sent.exists() else []
    told = {name: sum(f"https://{name}.example" in text for _, text in messages) for name in versions}
    return {
        "faults": verdict.faults,
        "versions": versions,
        "colours": colours,
        "told": told,
        "messages": len(messages),
        "waiting": alerts_waiting(path),
        "copies": len(list(path.parent.glob("*before*"))),
        "partial": len(list(path.parent.glob("*.part"))),
    }


def alerts_waiting(path):
    connected = sqlite3.connect(path)
    (count,) = connected.execute("select count(*) from alert where state = 'waiting'").fetchone()
    connected.close()
    return count


def try_once(base, job, fault, step):
    folder = Path(tempfile.mkdtemp(dir=base.parent))
    path = Path(shutil.copy(base, folder / "monitor.db"))

    def disturbed():
        if step:
            FAULTS[fault](step)
        job(path, NOW + timedelta(days=2))

    status = apart(disturbed)
    again = apart(lambda: job(path, NOW + timedelta(days=3)))

    def look():
        if job is migrate:
            job(path, NOW)  # this process knows as many tables as the one before
        (folder / "found.json").write_text(json.dumps(found(path)), "utf-8")

    apart(look)
    seen = json.loads((folder / "found.json").read_text("utf-8"))
    shutil.rmtree(folder)
    return {"step": step, "status": status, "again": again} | seen


def tell(result):
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


def main():
    job, fault, stride = sys.argv[1], sys.argv[2], int(sys.argv[3])
    before, work = JOBS[job]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.db"
        before(base)
        run(Path(shutil.copy(base, Path(folder) / "warm.db")), NOW)  # imports here what each process would import anew
        tell(try_once(base, work, fault, 0))
        step = 1
        while True:
            result = try_once(base, work, fault, step)
            if result["status"] == 0:
                break
            tell(result)
            step += stride


if __name__ == "__main__":
    main()
