-- The append-only list: one row per import (a load, a sample, a removal, a
-- decision on two codes); undo marks a row.
create schema if not exists imported;

create or replace table imports (
    import_id integer primary key,
    kind varchar not null,
    programme varchar,
    made_at timestamp not null,
    n_new integer not null,
    n_changed integer not null,
    n_unchanged integer not null,
    undone_at timestamp,
    n_erased integer not null default 0
);

-- One row per sheet of an import, in the order in which the sheets are laid over each other.
create or replace table sources (
    import_id integer not null,
    source_no integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    sheet varchar not null,
    table_name varchar not null,
    carried varchar[] not null,
    n_rows integer not null
);

-- One row per decision on two codes; the entry of the list says which way, and whether it holds.
create or replace table decisions (
    import_id integer not null,
    programme varchar not null,
    cohort varchar not null,
    code varchar not null,
    same_as varchar not null
);

-- One row per survey that a person explained: what was said, found again by the file's header.
create or replace table mappings (
    fingerprint varchar primary key,
    toml varchar not null
);

-- One row: which instrument and layout the store was made with, how often it has changed, and the
-- secret that codes are made with where a file has none.
create or replace table about (
    layout_version integer not null,
    instrument varchar not null,
    version bigint not null,
    salt varchar not null
);

-- One row per erased person (programme, cohort, code): a hash made with the store's secret, so that
-- a later export does not bring the person back.
create or replace table erased (
    mark varchar not null
);

-- One row while an erasure is not finished: the deleted rows may still lie in the file's free
-- blocks or in a backup. Says what was erased (one, everything), never whom. Outlives emptying.
create table if not exists unfinished (
    what varchar not null
);

-- One row per programme whose data are to be kept until a day.
create or replace table keep_until (
    programme varchar not null,
    until date not null
);

-- One row per setting of a programme, or of one of its cohorts, ever: the newest counts, and one
-- without a value takes the setting back.
create or replace table programme_settings (
    setting_no integer not null,
    programme varchar not null,
    cohort varchar,
    name varchar not null,
    value varchar,
    set_at timestamp not null,
    set_by varchar not null
);
