-- Grain: one row per session in the selection, for the team; sessions know no role or specialty.
select sessions.*
from sessions
inner join sittings using (row_key)
where sittings.programme = $programme
    and is_chosen($cohorts, sittings.cohort)
    and is_chosen($sites, sittings.site)
order by sessions.held_on, sessions.row_key
limit $limit offset $offset
