-- Grain: one row per registered session `arriving` that has a mentor and a mentee besides the
-- people in $gone (programme, cohort and code, unit separators between): their codes leave it, also its key and, as a
-- hash, its own id where that holds such a code.
with
lessened as (
    select
        arriving.* replace (
            list_filter(
                mentor_code, lambda c: not list_contains($gone, concat_ws(chr(31), programme, cohort, c))
            ) as mentor_code,
            list_filter(
                mentee_code, lambda c: not list_contains($gone, concat_ws(chr(31), programme, cohort, c))
            ) as mentee_code
        ),
        list_filter(
            list_concat(mentor_code, mentee_code),
            lambda c: list_contains($gone, concat_ws(chr(31), programme, cohort, c))
        ) as codes_gone
    from arriving
),

named as (
    select
        * replace (
            case
                when len(list_filter(codes_gone, lambda c: contains(session_id, c))) > 0
                    then 'session ' || left(sha256($salt || session_id), 16)
                else session_id
            end as session_id
        )
    from lessened
    where len(mentor_code) > 0 and len(mentee_code) > 0
),

keyed as (
    select
        * replace (
            case
                when len(codes_gone) = 0 then row_key
                when session_id is not null
                    then concat_ws(chr(31), programme, cohort, session_id)
                else concat_ws(
                    chr(31),
                    programme,
                    cohort,
                    array_to_string(list_sort(mentor_code), ';'),
                    array_to_string(list_sort(mentee_code), ';'),
                    held_on::varchar
                )
            end as row_key
        )
    from named
)

select * exclude (codes_gone)
from keyed
-- Without the person two sessions of one day may be the same one.
qualify row_number() over (partition by row_key order by row_no) = 1
order by row_no
