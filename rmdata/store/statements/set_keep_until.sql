-- Say until when a programme's data are to be kept; without a day nothing is said any more.
delete from keep_until where programme = $programme;

insert into keep_until select $programme, $until where $until is not null;
