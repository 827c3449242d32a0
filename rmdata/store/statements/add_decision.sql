-- Append what somebody decided of two codes: the same person (join) or two people (apart).
insert into decisions values ($import_id, $programme, $cohort, $code, $same_as)
