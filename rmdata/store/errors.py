"""What the store cannot do, said to the person who asked for it."""


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message is for the person who asked."""


class StoreBusy(StoreError):
    """Another process holds the store's file."""
