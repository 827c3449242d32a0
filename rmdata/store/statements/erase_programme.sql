-- Delete every row of a programme, the entries of the list that removed it or decided on codes of
-- it, and what was said of it.
delete from imported.questionnaires where programme = $programme;

delete from imported.participants where programme = $programme;

delete from imported.sessions where programme = $programme;

delete from imports
where programme = $programme
    or import_id in (select import_id from decisions where programme = $programme);

delete from decisions where programme = $programme;

delete from keep_until where programme = $programme;

delete from programme_settings where programme = $programme;
