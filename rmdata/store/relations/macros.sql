-- The phrases that every question repeats.
-- A filter that is not set (null) lets everything through.
create or replace macro is_chosen(chosen, found) as chosen is null or list_contains(chosen, found);

-- A group's value where the question is asked by that group, else null: one row for all.
create or replace macro split_by(groups, name, found) as
    case when list_contains(groups, name) then found end;

-- The rows of a relation that a selection chooses: of one programme, by the filters that are set.
create or replace macro chosen(relation, selection) as table
    select *
    from query_table(relation)
    where programme = struct_extract(selection, 'programme')
        and is_chosen(struct_extract(selection, 'cohorts')::varchar[], cohort)
        and is_chosen(struct_extract(selection, 'sites')::varchar[], site)
        and is_chosen(struct_extract(selection, 'specialties')::varchar[], specialty)
        and is_chosen(struct_extract(selection, 'roles')::varchar[], role);

-- The same of sessions, which know no specialty and no role.
create or replace macro chosen_sessions(relation, selection) as table
    select *
    from query_table(relation)
    where programme = struct_extract(selection, 'programme')
        and is_chosen(struct_extract(selection, 'cohorts')::varchar[], cohort)
        and is_chosen(struct_extract(selection, 'sites')::varchar[], site);
