-- Keep what was said of one survey, in the place of what was said before.
insert or replace into mappings values ($fingerprint, $toml)
