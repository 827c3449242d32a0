-- Grain: one row: the store's secret and how often it changed, which no two states share.
select salt, version from about
