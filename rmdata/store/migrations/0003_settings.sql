-- From layout 2 to 3: what a programme declares of itself.
-- One row per setting of a programme, or of one of its cohorts, ever: the newest counts, and one
-- without a value takes the setting back.
create table programme_settings (
    setting_no integer not null,
    programme varchar not null,
    cohort varchar,
    name varchar not null,
    value varchar,
    set_at timestamp not null,
    set_by varchar not null
);
