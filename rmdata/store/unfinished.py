"""Where this process makes its temporary files: beside the store, whose rows they hold."""

import tempfile
from contextlib import suppress
from pathlib import Path

from rmdata.store.beside import Beside, private_files


def keep_temporary_files(path: Path) -> None:
    """Let every temporary file of this process lie beside the store at ``path``, from now on.

    A writer of workbooks puts rows into files before it puts these into the workbook, and the
    system's own folder keeps what a killed process left there. This one is for its owner alone
    and is cleared when the store is next opened. Call it once the store is open.
    """
    folder = Beside(path).unfinished
    # A disk that takes no folder takes no download either, which says so; reading goes on.
    with suppress(OSError), private_files():
        folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder.absolute())
