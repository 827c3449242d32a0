"""What the command line may be told, and how a command ends early: with a sentence and a code."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from rmdata.reading.choices import (
    DAY_FIRST,
    FILL,
    FIRST,
    LAST,
    MONTH_FIRST,
    Choices,
    MappingError,
    completed,
    from_toml,
)
from rmdata.reading.opening.encodings import ENCODINGS
from rmdata.reading.opening.sheets import OpenedFile
from rmdata.reading.understood import peek
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.settings import SettingError, typed_date
from rmdata.schema.vocabulary import Instrument, InstrumentError, squash
from rmdata.store.file.places import keep_temporary_files
from rmdata.store.results import StoreError
from rmdata.store.store import Store

INPUT_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DONE, STOPPED, WRONG_USE = 0, 1, 2
Done = TypeVar("Done")


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the files it reads and what may be said of them."""
    options = (
        click.option("--programme", default="Our programme", help="Where a row names none."),
        click.option("--cohort", default="All", help="Where a row names none."),
        click.option("--stage", help="pre, post or follow-up, where the file has no such column."),
        click.option("--role", help="mentor or mentee, where the file has no such column."),
        click.option("--dates", type=click.Choice([DAY_FIRST, MONTH_FIRST])),
        click.option("--duplicates", type=click.Choice([FIRST, LAST])),
        click.option("--merged", type=click.Choice([FILL, FIRST]), help="What merged cells hold."),
        click.option(
            "--encoding",
            type=click.Choice(list(ENCODINGS)),
            help="How a text file that "
            "does not say it is written: cp1252 is Windows, mac_roman Mac, cp850 DOS.",
        ),
        click.option("--scale", help="lowest-first, highest-first or 18-22: how codes rise."),
        click.option("--meanings", help='What answers mean: "1 = mentor; A bit = 2".'),
        click.option("--columns", help='What columns mean: "conf_1 = Clinical practice".'),
        click.option("--grids", help='The stage of each grid of one form: "pre, post".'),
        click.option("--code-from", help="The personal column that codes are made from."),
        click.option("--map", "map_file", type=INPUT_FILE, help="What was said of this survey."),
        click.option("--json", "as_json", is_flag=True, help="Print what was understood as JSON."),
        click.argument("files", nargs=-1, required=True, type=INPUT_FILE),
    )
    for option in options:
        command = option(command)
    return command


def choices_of(
    instrument: Instrument,
    said: dict[str, Any],
    sources: list[OpenedFile],
    kept: dict[str, str],
) -> dict[str, Choices]:
    """What was said now of every file, completed by what was said of its survey before."""
    map_file = said.pop("map_file")
    stages = {stage.value: stage.names() for stage in instrument.stages}
    stage, role = said.pop("stage"), said.pop("role")
    chosen = replace(
        Choices(**{name: value for name, value in said.items() if value}),
        stage=_named(stage, stages, "stage") if stage else None,
        role=role_of(instrument, role) if role else None,
    )
    try:
        mappings = [from_toml(text) for text in kept.values()]
        mappings += [from_toml(map_file.read_text("utf-8"))] if map_file else []
    except (MappingError, OSError, UnicodeDecodeError) as error:
        raise click.UsageError(str(error)) from error
    by_header = {mapping.fingerprint: mapping.choices for mapping in mappings}
    if not by_header:
        return {source.name: chosen for source in sources}
    found = {
        source.name: by_header.get(peek(source, chosen.encoding).fingerprint) for source in sources
    }
    return {name: completed(chosen, before or chosen) for name, before in found.items()}


def role_of(instrument: Instrument, role: str) -> str:
    """The role that a word on the command line means; raises ``BadParameter`` for no role."""
    roles = {r.id: (r.id, r.label, r.plural, *r.aliases) for r in instrument.roles}
    return _named(role, roles, "role")


def _named(text: str, names: dict[str, tuple[str, ...]], what: str) -> str:
    for value, spellings in names.items():
        if squash(text) in {squash(spelling) for spelling in spellings}:
            return value
    raise click.BadParameter(f"“{text}” is no {what}; use one of {', '.join(names)}.")


def day_of(context: click.Context, option: click.Parameter, text: str | None) -> date:
    """The day that an option names, today where it is left out."""
    try:
        return typed_date(text) if text else date.today()
    except SettingError as error:
        raise click.BadParameter(str(error)) from error


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
