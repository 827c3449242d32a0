-- One row per session, mentor and mentee: a session of two mentors with one mentee makes two.
create or replace table meetings as
select
    * exclude (mentor_code, mentee_code),
    unnest(mentor_code) as mentor,
    len(mentor_code) = 1 and len(mentee_code) = 1 as is_match
from (
    select *, unnest(mentee_code) as mentee
    from sittings
);
