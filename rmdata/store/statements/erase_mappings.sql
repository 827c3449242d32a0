-- Delete what was said of the surveys in $fingerprints.
delete from mappings where list_contains($fingerprints, fingerprint)
