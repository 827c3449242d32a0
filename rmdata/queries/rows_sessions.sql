-- Grain: one row per session in the selection, for the team; sessions know no role or specialty.
-- Door: rows.
select sessions.*
from sessions
inner join chosen_sessions('sittings', $selection) using (row_key)
order by sessions.held_on, sessions.row_key
limit $limit offset $offset
