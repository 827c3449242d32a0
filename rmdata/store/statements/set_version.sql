-- Write how often a store has changed, where that is not what the file says.
update about set version = $version
