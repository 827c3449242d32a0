-- Grain: one row per programme whose data are to be kept until a day.
select programme, until from keep_until
order by programme
