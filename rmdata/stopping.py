"""How a command ends early: with a sentence and an exit code, never with a traceback."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from rmdata.schema import Instrument, InstrumentError, load_instrument
from rmdata.store import Store, StoreError, keep_temporary_files

DONE, STOPPED, WRONG_USE = 0, 1, 2
Done = TypeVar("Done")


def stop(message: str, code: int) -> NoReturn:
    """Say why and end with this exit code."""
    click.echo(message, err=True)
    sys.exit(code)


def or_stop(work: Callable[[], Done]) -> Done:
    """Do something; what cannot be done is told in a sentence."""
    try:
        return work()
    except (InstrumentError, StoreError, OSError) as error:
        stop(str(error), WRONG_USE)


def to_the_end(command: Callable[[], None]) -> None:
    """Run a whole command; where what it prints finds no room, say so instead of a traceback."""
    try:
        command()
    except OSError as error:
        # What waits to be printed would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        stop(
            f"Not everything could be printed: {error.strerror}. This says nothing of the data: "
            "what is stored is listed by: python -m rmdata imports",
            STOPPED,
        )


def instrument_in_use() -> Instrument:
    """The instrument that RM_INSTRUMENT names, else the usual one."""
    return or_stop(load_instrument)


def opened(path: Path) -> Store:
    """The store at a path, closed when the command ends."""
    instrument = instrument_in_use()
    store = or_stop(lambda: Store(path, instrument))
    click.get_current_context().call_on_close(store.close)
    keep_temporary_files(path)
    return store
