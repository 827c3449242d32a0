-- Delete the rows that are shown, of one programme or (without one) of all; the list keeps them.
delete from questionnaires
where $programme is null or programme = $programme;

delete from participants
where $programme is null or programme = $programme;

delete from sessions
where $programme is null or programme = $programme;
