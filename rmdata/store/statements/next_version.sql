-- Count one change: every change counts up the version in the transaction that stores it.
update about set version = version + 1
