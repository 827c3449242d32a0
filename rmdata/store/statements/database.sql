-- Grain: one row: the name under which the open file goes.
select current_database()
