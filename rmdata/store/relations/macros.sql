-- The two phrases that every question repeats.
-- A filter that is not set (null) lets everything through.
create or replace macro is_chosen(chosen, found) as chosen is null or list_contains(chosen, found);

-- A group's value where the question is asked by that group, else null: one row for all.
create or replace macro split_by(groups, name, found) as
    case when list_contains(groups, name) then found end;
