-- Close a copy, where it is open.
detach database if exists {copy}
