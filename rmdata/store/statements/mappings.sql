-- Grain: one row per survey that a person explained.
select fingerprint, toml from mappings
