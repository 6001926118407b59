"""Make a large database, to ask it questions: 20,000 targets, 1,000,000 visits, 40,000 versions, 100,000 changes.

    python benchmarks/large.py FILE [SHARE]     all of it, or a share (0.01)

A year of visits of all targets in turn, each bound to the one before it as the program binds them, so that
`monitor verify` has its work. Wordings come from a pool, so that it is made in minutes.
"""

# ruff: noqa: SLF001 - tables are filled behind the doors

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.codec import to_plain
from monitor.model import Change, Edit, EditKind, Kind, Level, Op, Place, Run, Topic
from monitor.store import Store
from monitor.store.brevity import brief
from monitor.store.chain import FIELDS, START, link
from monitor.store.database import moment
from monitor.store.packing import digest
from monitor.text import sought

TARGETS, VISITS_EACH, VERSIONS_EACH, CHANGES_EACH, LINES, POOL = 20_000, 50, 2, 5, 80, 120_000
YEAR = timedelta(days=365)
WORDS = (
    "we may collect use share keep delete your personal data account information when you visit the site order goods "
    "contact support agree with third parties partners law requires consent withdraw at any time days months years "
    "cookies advertising analytics security measures rights access correction retention transfer country children"
)


def make(file, share):
    chance = random.Random(7)
    targets = max(2, int(TARGETS * share))
    began = time.process_time()
    with Store(file) as store:
        database = store._db.conn
        database.execute("pragma synchronous = off")
        with store.writing():
            pool = _pool(database, chance, max(200, int(POOL * share)))
            _targets(database, targets)
            _versions(store, database, chance, pool, targets)
        with store.writing():
            _visits(database, chance)
    size = Path(file).stat().st_size
    print(f"{file}: {targets} targets, {size / 1e6:.0f} MB, {time.process_time() - began:.0f} s of CPU")


def _pool(database, chance, count):
    rows = []
    for number in range(1, count + 1):
        text = " ".join(chance.choices(WORDS.split(), k=chance.randint(4, 45))).capitalize() + f" ({number})."
        rows.append((number, hashlib.sha256(text.encode()).hexdigest()[:32], text, sought(text)))
    database.executemany("insert into wording (id, digest, text, folded) values (?, ?, ?, ?)", rows)
    database.executemany(
        "insert into place (id, section, path) values (?, ?, ?)",
        [(number + 1, f"{number:010x}", f"Privacy Policy > {number + 1}. Section") for number in range(20)],
    )
    return [text for _, _, text, _ in rows]


def _targets(database, targets):
    sql = (
        "insert into target (id, name, url, title, tags, added_at, etag, last_visit_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    now = moment(datetime.now(UTC))
    database.executemany(
        sql,
        [
            (n, f"target-{n:05}", _url(n), f"Service {n}, privacy policy", '["vendor"]', now, f'"{n:x}"', now)
            for n in range(1, targets + 1)
        ],
    )  # fmt: skip


def _url(target):
    return f"https://site-{target % 7000}.example/legal/privacy-policy-{target}"


def _skeleton():
    """Twenty sections of one heading and three clauses."""
    sections = [
        {
            "uid": f"{n:010x}",
            "label": f"{n + 1}.",
            "path": ["Privacy Policy", f"{n + 1}. Section"],
            "heading": None,
            "clauses": [{"text": None, "kind": "paragraph"}] * 3,
        }
        for n in range(20)
    ]
    return json.dumps({"sections": sections, "title": "Privacy Policy", "language": "en", "reader": 1}).encode()


def _versions(store, database, chance, pool, targets):
    tree = store.history._trees.keep(_skeleton())
    details = [_detail(chance, pool) for _ in range(300)]
    row = 0
    for target in range(1, targets + 1):
        chosen = [chance.randrange(len(pool)) for _ in range(LINES)]
        first_at = datetime.now(UTC) - YEAR
        bases = ()
        for number in range(1, VERSIONS_EACH + 1):
            row += 1
            at = first_at if number == 1 else first_at + YEAR * chance.random()
            for _ in range(5 if number > 1 else 0):
                chosen[chance.randrange(LINES)] = chance.randrange(len(pool))
            bases = (_version(store, database, row, target, number, at, tree, chosen, pool, bases),)
            if number > 1:
                _changes(database, row, chance.sample(details, CHANGES_EACH))


def _version(store, database, row, target, number, at, tree, chosen, pool, bases):
    lines = [(f"{n // 4 + 1}." if n % 4 == 0 else "", pool[wording]) for n, wording in enumerate(chosen)]
    text = "\n".join(f"{label} {words}".strip() for label, words in lines)
    body = store.evidence.bodies.keep(f"<html><body><main>{target}{text}</main></body></html>".encode(), bases)
    url = _url(target)
    headers = json.dumps([["content-type", "text/html; charset=utf-8"], ["date", str(at)], ["server", "nginx"]])
    database.execute(
        "insert into snapshot values (?, ?, ?, ?, ?, 200, ?, '[]', null, '203.0.113.9', ?)",
        [row, target, moment(at), url, url, headers, body],
    )
    database.execute(
        """insert into version (id, target, number, snapshot, fetched_at, reader, rules, digest, title, language,
           text_sha256, tree) values (?, ?, ?, ?, ?, 1, 'r', ?, 'Privacy Policy', 'en', ?, ?)""",
        [row, target, number, row, moment(at), digest(text.encode())[:32], digest(text.encode()), tree],
    )
    database.executemany(
        "insert into line values (?, ?, ?, ?, ?)",
        [(row, n, n // 4 + 1, label, chosen[n] + 1) for n, (label, _) in enumerate(lines)],
    )
    return body


def _detail(chance, pool):
    before, after = chance.choice(pool), chance.choice(pool)
    head, tail = before[: len(before) // 2], after[-20:]
    words = (Run(op=Op.EQUAL, text=head), Run(op=Op.DELETED, text=before[len(head) :]), Run(op=Op.INSERTED, text=tail))
    place = Place(
        uid=f"{chance.randrange(20):010x}", label="3.", heading="Section", path=("Privacy Policy", "3. Section")
    )
    edit = Edit(kind=EditKind.REWORDED, before=before, after=head + tail, words=words)
    change = Change(
        kinds=(Kind.REWORDED,),
        old=place,
        new=place,
        edits=(edit,),
        level=Level.MATERIAL,
        reasons=("a period",),
        topics=(Topic.RETENTION,),
    )
    return json.dumps(brief(to_plain(change, compact=True)), ensure_ascii=False, separators=(",", ":"))


def _changes(database, version, details):
    sql = """insert into change (version, old_version, position, kinds, level, path, old_uid, new_uid, topics, signals,
             detail) values (?, ?, ?, '["reworded"]', 'material', 'Privacy Policy > 3. Section', ?, ?, '["retention"]',
             '[]', ?)"""
    uids = [f"{position:010x}" for position in range(len(details))]
    rows = [(version, version - 1, n, uids[n], uids[n], detail) for n, detail in enumerate(details)]
    database.executemany(sql, rows)


def _visits(database, chance):
    """Visits of all targets in turn, each bound to the one before it, as the program binds them."""
    versions = {}
    sql = """select version.target, version.number, version.id, version.fetched_at, version.text_sha256, snapshot.body
             from version join snapshot on snapshot.id = version.snapshot order by version.id"""
    for target, *rest in database.execute(sql):
        versions.setdefault(target, []).append(rest)
    sql = "select id, name, url from target"
    known = database.execute(sql).fetchall()
    previous, sequence, rows = START, 0, []
    began = datetime.now(UTC) - YEAR
    for turn in range(VISITS_EACH):
        for target, name, url in known:
            sequence += 1
            at = moment(began + YEAR * (turn / VISITS_EACH) + timedelta(milliseconds=20 * target))
            number, version, _, text, body = next(
                (one for one in reversed(versions[target]) if one[2] <= at), versions[target][0]
            )
            is_made = turn == 0
            record = dict.fromkeys(FIELDS) | {
                "sequence": sequence,
                "at": at,
                "target": name,
                "url": url,
                "final_url": url,
                "status": 200 if is_made else 304,
                "outcome": "first" if is_made else "unchanged",
                "reason": "",
                "envelope": f"{chance.getrandbits(256):064x}",
                "body": body if is_made else None,
                "version": number,
                "text": text if is_made else None,
            }
            previous = link(previous, record)
            rows.append(
                (sequence, target, at, record["outcome"], record["status"], version, url, url, record["envelope"],
                 record["body"], record["text"], previous)
            )  # fmt: skip
        _flush(database, rows)


def _flush(database, rows):
    database.executemany(
        """insert into visit (id, target, at, outcome, reason, status, version, url, final_url, envelope, body, text,
           link) values (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows,
    )
    rows.clear()


if __name__ == "__main__":
    make(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
