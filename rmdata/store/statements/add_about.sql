-- Write which instrument and layout a new store is made with.
insert into about values ($layout, $instrument, $version, $salt)
