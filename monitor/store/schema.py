"""The tables, as migrations: a table changes by a new migration, never by editing an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.store import later
from monitor.store.indexing import index_waiting
from monitor.store.rows import run_script
from monitor.store.steps import Steps
from monitor.store.upgrade import say_changes_once, take_versions_apart
from monitor.text import sought

if TYPE_CHECKING:
    from monitor.store.handle import Database

APPLICATION_ID = 0x706F6C79
"""Stands in the file's header ("poly"), so that no other program's database is taken for ours."""

migrations = Steps("monitor")

_FIRST = """
create table run (
    id integer primary key,
    started_at text not null,
    finished_at text,
    host text not null,
    pid integer not null,
    summary text
) strict;

create table target (
    id integer primary key,
    name text not null unique,
    url text not null,
    title text not null,
    tags text not null default '[]',
    added_at text not null,
    -- what the next request may say
    etag text,
    last_modified text,
    confirmed integer not null default 0,       -- visits in a row that the server answered with 304
    charset text,                               -- kept so that a guess cannot flip
    not_before text,
    moved_to text,
    -- how it stands
    latest integer references version (id),
    accepted text,                              -- SHA-256 of the last body that was accepted as the policy
    seen integer references snapshot (id),      -- last body that only confirmed: let go when the next one does
    digest text,                                -- of the wording last accepted, a variant's too
    last_visit_at text,
    last_success_at text,
    last_changed_at text,
    last_outcome text,
    reason text not null default '',
    failures integer not null default 0,        -- failed visits in a row
    failing_since text,
    held integer not null default 0,            -- held visits in a row
    held_since text,
    held_digest text,                           -- wording that is being held
    held_row integer references snapshot (id),  -- the first snapshot that had it
    held_seen integer not null default 0,       -- held visits in a row that had it
    held_from text,                             -- when it was first seen
    returns integer not null default 0,         -- times a wording came back, since the page was last quiet
    quiet integer not null default 0,           -- visits since the last return
    churn text not null default '',             -- what is learnt of parts that change at every visit
    told text not null default '[]'             -- kinds of notices that are open
) strict;

create table body (
    sha256 text primary key,
    size integer not null,                      -- bytes before compression
    encoding text not null,                     -- zstd
    data blob not null
) strict;

create table snapshot (
    id integer primary key,
    target integer not null references target (id),
    fetched_at text not null,
    url text not null,
    final_url text not null,
    status integer not null,
    headers text not null,
    redirects text not null,
    certificate text,
    address text,
    body text not null references body (sha256)
) strict;
create index snapshot_target on snapshot (target, id);
create index snapshot_body on snapshot (body);

create table version (
    id integer primary key,
    target integer not null references target (id),
    number integer not null,
    snapshot integer not null references snapshot (id),
    fetched_at text not null,
    reader integer not null,
    rules text not null,                        -- digest of select, remove, ignore
    digest text not null,                       -- of the wording
    title text not null,
    language text not null,
    text text not null,
    tree text not null,
    ours integer not null default 0,            -- 1: it differs by our doing (reader, rules), not by the publisher's
    rereads integer not null default 0,         -- how often another text took the place of the one that was read first
    unique (target, number)
) strict;
create index version_digest on version (target, digest);

create table wording (
    id integer primary key,
    digest text not null unique,                -- of the text, SHA-256, 32 hex digits
    text text not null
) strict;

create virtual table wording_index using fts5(text, content = 'wording', content_rowid = 'id', tokenize = 'trigram');
create trigger wording_added after insert on wording begin
    insert into wording_index (rowid, text) values (new.id, new.text); end;

create table clause (
    version integer not null references version (id),
    position integer not null,
    section text not null,
    path text not null,
    label text not null,
    wording integer not null references wording (id),
    primary key (version, position)
) strict, without rowid;
create index clause_wording on clause (wording);

create view clause_text as
    select target.name as target, version.number as version, version.fetched_at, clause.position, clause.section,
           clause.path, clause.label, wording.text
    from clause join version on version.id = clause.version join target on target.id = version.target
    join wording on wording.id = clause.wording;

create table lineage (
    version integer not null references version (id),
    uid text not null,
    source text not null,
    kind text not null
) strict;
create index lineage_version on lineage (version);

create table visit (
    id integer primary key,
    target integer not null references target (id),
    run integer references run (id),
    at text not null,
    outcome text not null,
    reason text not null,
    status integer,
    snapshot integer references snapshot (id),
    version integer references version (id),
    -- what the answer was, however short it is kept itself; bound with the above by the chain
    url text not null,
    final_url text,
    envelope text,                              -- SHA-256 of headers, redirects and address
    body text,                                  -- SHA-256 of the body, also when the body was let go
    certificate text,
    text text,                                  -- SHA-256 of the plain text of the version this visit made
    link text not null
) strict;
create index visit_target on visit (target, id);
create index visit_at on visit (at);
create index visit_version on visit (version);
create index visit_snapshot on visit (snapshot);

create table change (
    id integer primary key,
    version integer not null references version (id),
    old_version integer not null references version (id),
    position integer not null,
    kinds text not null,
    level text not null,
    path text not null,
    old_uid text,
    new_uid text,
    topics text not null,
    signals text not null,
    detail text not null                        -- the whole change, as JSON
) strict;
create index change_version on change (version, position);

create table edit (
    id integer primary key,
    change integer not null references change (id),
    position integer not null,
    kind text not null,
    before text,
    after text
) strict;
create index edit_change on edit (change, position);

create table alert (
    id integer primary key,
    key text not null unique,                   -- one message can be waiting once only
    channel text not null,
    target integer references target (id),      -- null for a notice about a channel
    version integer references version (id),    -- the change told; null for a notice
    positions text,                             -- which changes of it are told, as JSON; null for all
    notice text,                                -- the notice told, as JSON; null for a change
    level text not null,
    created_at text not null,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
    attempts integer not null default 0,
    next_at text not null,
    refused_at text,                            -- first refusal of those that made it wait
    accepted text not null default '[]',        -- marks of the channel's services that took it, while others did not
    error text not null default '',
    sent_at text,
    check ((version is null) != (notice is null))
) strict;
create index alert_state on alert (state, channel, id);

create table channel (
    name text primary key,
    digest_at text,                             -- when it was last looked whether its digest is due, and it was
    not_before text                             -- a service of it asked to be left alone until then
) strict, without rowid;

create table stamp (
    id integer primary key,
    visit integer not null,                     -- 0 for a chain without visits
    link text not null,                         -- the chain's head that was time-stamped
    at text not null,                           -- by our clock; the token holds the authority's
    authority text not null,
    token blob not null                         -- RFC 3161 response, DER
) strict;
"""


@migrations()
def first(db: Database) -> None:
    """Create the tables of release 0.1."""
    for statement in _FIRST.split(";\n"):
        if statement.strip():
            db.execute(statement)


_SEARCH = """
drop trigger wording_added;
drop table wording_index;
create virtual table wording_index using fts5(
    folded, content = 'wording', content_rowid = 'id', tokenize = 'trigram case_sensitive 1');
insert into wording_index (wording_index) values ('rebuild');
create trigger wording_added after insert on wording begin
    insert into wording_index (rowid, folded) values (new.id, new.folded); end;
"""


@migrations()
def search_by_folded_text(db: Database) -> None:
    """Keep each wording a second time, as it is searched: whatever its width and case. Release 0.1."""
    db.execute("alter table wording add column folded text not null default ''")
    db.conn.create_function("sought", 1, sought, deterministic=True)
    db.execute("update wording set folded = sought(text)")
    for statement in _SEARCH.split(";\n"):
        if statement.strip():
            db.execute(statement)


@migrations()
def bodies_beside_bodies(db: Database) -> None:
    """Let a body be kept as what differs from another one. Those that are there stay as they are. Release 0.1."""
    run_script(db, later.BODIES)


@migrations()
def words_kept_once(db: Database) -> None:
    """Keep the words of a version in `line` and `wording` alone; `version_text` shows them as one text. Release 0.1."""
    run_script(db, later.WORDS)
    take_versions_apart(db)
    run_script(db, later.WORDS_DONE)


@migrations()
def changes_said_once(db: Database) -> None:
    """Keep the words of an edit in the detail of its change alone; `edit` shows them as they were. Release 0.1."""
    say_changes_once(db)
    run_script(db, later.EDITS)


@migrations()
def spans_and_prunes(db: Database) -> None:
    """Find what was fetched in a span of time, and note what is let go on purpose. Release 0.1."""
    run_script(db, later.SPANS)


@migrations()
def skips_by_folded_bodies(db: Database) -> None:
    """Keep what is learnt of raw bodies, and why a visit read none. Release 0.1."""
    run_script(db, later.SKIPS)


@migrations()
def health_of_targets(db: Database) -> None:
    """Keep what the health of a target is told by, and no date of what is over. Release 0.1."""
    run_script(db, later.HEALTH)


@migrations()
def search_by_runs_of_signs(db: Database) -> None:
    """Keep in the index which wordings have a run of signs, not where, and fill it by thousands. Release 0.1."""
    run_script(db, later.SEARCH)
    index_waiting(db, at_least=1)


@migrations()
def alerts_under_way(db: Database) -> None:
    """Remember which alerts were being told together, so that who repeats them tells them so. Release 0.1."""
    run_script(db, later.PARCELS)
