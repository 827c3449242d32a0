-- Copy everything into a new file, and open that to read. The names of the two databases stand in
-- braces.
attach $place as {copy};

copy from database {own} to {copy};

detach {copy};

attach $place as {copy} (read_only);
