"""What only the dashboard does to an open store, as a command: restore NAME, remove PROGRAMME."""

import os
import sys
from pathlib import Path

from rmdata.schema.instrument_file import load_instrument
from rmdata.store.results import StoreError
from rmdata.store.store import Store


def main() -> int:
    """Make one change and say what came of it."""
    what, name = sys.argv[1:]
    try:
        store = Store(Path(os.environ["RM_STORE"]), load_instrument())
        getattr(store, what)(name)
        store.close()
    except StoreError as error:
        print(error)
        return 2
    print(f"Done: {what} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
