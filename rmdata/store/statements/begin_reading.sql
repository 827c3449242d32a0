-- Whatever is asked from here on sees one state of the store.
begin transaction read only
