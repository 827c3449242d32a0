-- From layout 1 to 2: what erasing people and keeping data for a time need.
alter table imports add column n_erased integer default 0;

-- One row per erased person (programme, cohort, code): a hash made with the store's secret, so that
-- a later export does not bring the person back.
create table erased (
    mark varchar not null
);

-- One row while an erasure is not finished: the deleted rows may still lie in the file's free
-- blocks or in a backup. Says what was erased (one, everything), never whom.
create table unfinished (
    what varchar not null
);

-- One row per programme whose data are to be kept until a day.
create table keep_until (
    programme varchar not null,
    until date not null
);
