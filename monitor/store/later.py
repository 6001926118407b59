"""The text of the later migrations; `monitor.store.schema` says what each is for."""

from __future__ import annotations

BODIES = """
-- base: of a zstd-patch, what it was compressed beside
alter table body add column base text references body (sha256);
create index body_base on body (base) where base is not null;
"""

WORDS = """
drop view clause_text;
alter table clause rename to old_clause;
alter table version rename column tree to old_tree;
-- text_sha256: of the plain text, in hex
alter table version add column text_sha256 text not null default '';

create table tree (
    sha256 text primary key,                    -- of the JSON
    size integer not null,
    encoding text not null,                     -- zstd, or zstd-patch beside `base`
    data blob not null,                         -- a version without its words, which `line` has
    base text references tree (sha256)
) strict;
create index tree_base on tree (base) where base is not null;
alter table version add column tree text references tree (sha256);

create table place (
    id integer primary key,
    section text not null,                      -- uid
    path text not null
) strict;
create index place_section on place (section);

create table line (
    version integer not null references version (id),
    position integer not null,
    place integer not null references place (id),
    label text not null,
    wording integer not null references wording (id),
    primary key (version, position)
) strict, without rowid;
"""

WORDS_DONE = """
drop table old_clause;
alter table version drop column old_tree;
alter table version drop column text;
create index line_wording on line (wording);
create index version_tree on version (tree);

create view clause as
    select line.version, line.position, place.section, place.path, line.label, line.wording
    from line join place on place.id = line.place;

create view clause_text as
    select target.name as target, version.number as version, version.fetched_at, line.position, place.section,
           place.path, line.label, wording.text
    from line join place on place.id = line.place join version on version.id = line.version
    join target on target.id = version.target join wording on wording.id = line.wording;

create view version_text as
    select version.id, target.name as target, version.number as version, version.fetched_at, version.title,
           version.language, (
               select group_concat(words, char(10)) from (
                   select trim(line.label || ' ' || wording.text) as words
                   from line join wording on wording.id = line.wording
                   where line.version = version.id order by line.position
               )
           ) as text
    from version join target on target.id = version.target;
"""

EDITS = """
drop table edit;

create view edit as
    select change.id as change, item.key as position, json_extract(item.value, '$.kind') as kind,
           case when json_type(item.value, '$.before') is not null then json_extract(item.value, '$.before')
           else coalesce((
               select group_concat(substr(run.value, 2), '') from json_each(item.value, '$.words') as run
               where substr(run.value, 1, 1) in ('=', '-')
           ), '') end as before,
           case when json_type(item.value, '$.after') is not null then json_extract(item.value, '$.after')
           else coalesce((
               select group_concat(substr(run.value, 2), '') from json_each(item.value, '$.words') as run
               where substr(run.value, 1, 1) in ('=', '+')
           ), '') end as after
    from change, json_each(change.detail, '$.edits') as item;
"""

SPANS = """
create index version_fetched_at on version (fetched_at);
drop index visit_version;
create index visit_version on visit (version, at);
create index version_snapshot on version (snapshot);
create index target_seen on target (seen) where seen is not null;
create index target_held_row on target (held_row) where held_row is not null;

create table prune (
    id integer primary key,
    at text not null,
    before text not null,                       -- what was fetched earlier could go
    visit integer not null,                     -- the chain's head at that time
    link text not null,
    snapshots integer not null,                 -- answers let go
    bodies integer not null,
    bytes integer not null                      -- as they were kept
) strict;
"""

SKIPS = """
-- skipped: why an unchanged page was not read or not compared; tokens: places in which its bytes could differ
alter table visit add column skipped text;
alter table visit add column tokens integer;

create table fold (
    target integer primary key references target (id),
    body text not null,                         -- SHA-256 of the body that was read last
    terms text not null,                        -- what its reading depended on besides its bytes
    learnt text not null,                       -- places of tokens that change at every visit, as JSON
    skipped integer not null default 0,         -- bodies in a row that were not read
    read_at text not null
) strict;
"""

SEARCH = """
drop trigger wording_added;
drop table wording_index;
-- which wordings hold three signs in a row; those after row `indexed.wording` wait to be added, and are looked through
create virtual table wording_index using fts5(
    folded, content = 'wording', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', detail = none);
create table indexed (wording integer not null) strict;
insert into indexed (wording) values (0);
"""

HEALTH = """
-- certificate: SHA-256 of the server's at the last answer; certificate_since: when it was last another than before
alter table target add column certificate text;
alter table target add column certificate_since text;
-- ailment: why it fails or is held, where that has a name; reminded_at: when people last heard that this lasts
alter table target add column ailment text not null default '';
alter table target add column reminded_at text;
update target set failing_since = null, failures = 0 where last_outcome is not 'failed';
update target set held_since = null, held = 0 where last_outcome is not 'held';
"""

PARCELS = """
-- names what it was handed to services with, while nobody has noted what they said: empty for what is not under way
alter table alert add column parcel text not null default '';
"""
