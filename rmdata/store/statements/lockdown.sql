-- Let SQL reach nothing but the open file and what was allowed before, for good.
set autoinstall_known_extensions = false;

set autoload_known_extensions = false;

set enable_external_access = false;

set lock_configuration = true;
