-- Grain: one row per session that was ever loaded with the people in $gone, as they may see it:
-- who else was there stays unsaid, a rating is shown where they alone can have given it, and what
-- was written together (topics, the session's own id) is left out.
with
mine as (
    select
        *,
        list_filter(
            mentor_code, lambda c: list_contains($gone, concat_ws(chr(31), programme, cohort, c))
        ) as as_mentor,
        list_filter(
            mentee_code, lambda c: list_contains($gone, concat_ws(chr(31), programme, cohort, c))
        ) as as_mentee
    from imported.sessions
)
select
    imports.made_at as loaded_at,
    imports.undone_at,
    mine.programme,
    mine.cohort,
    list_transform(
        mine.mentor_code,
        lambda c: case when list_contains(as_mentor, c) then c else 'another participant' end
    ) as mentor_code,
    list_transform(
        mine.mentee_code,
        lambda c: case when list_contains(as_mentee, c) then c else 'another participant' end
    ) as mentee_code,
    mine.held_on,
    mine.minutes,
    mine.mode,
    mine.kind,
    mine.format,
    case when len(as_mentor) = len(mine.mentor_code) then mine.mentor_rating end as mentor_rating,
    case when len(as_mentee) = len(mine.mentee_code) then mine.mentee_rating end as mentee_rating,
    mine.status,
    mine.site
from mine
inner join imports using (import_id)
where len(as_mentor) + len(as_mentee) > 0
order by mine.import_id, mine.source_no, mine.row_no
