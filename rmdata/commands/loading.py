"""Commands that read files: load them, check them, list what was loaded, take an import back."""

import json
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import click

from rmdata.commands.options import (
    DONE,
    STOPPED,
    choices_of,
    instrument_in_use,
    opened,
    or_stop,
    reading_options,
    stop,
)
from rmdata.reading.opening.encodings import decoded
from rmdata.reading.opening.limits import COMMAND_LINE
from rmdata.reading.opening.sheets import OpenedFile, SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.read import open_files, read
from rmdata.reading.understood import Reading
from rmdata.store.results import APART, JOIN, REMOVAL, Import

UNFINISHED = ".rmdata-unfinished"
VERDICTS = {JOIN: "joined", APART: "kept apart"}


@click.command()
@reading_options
@click.pass_obj
def load(path: Path, /, files: tuple[Path, ...], as_json: bool, **said: str | None) -> None:
    """Store all FILES as one import, or none of them."""
    store, sources = opened(path), _sources(files)
    choices = choices_of(store.instrument, said, sources, store.mappings())
    reading = read(sources, store.instrument, choices, store.known_people(), salt=store.salt)
    _report(reading, as_json)
    if reading.stopped:
        stop("Nothing was stored.", STOPPED)
    already = {source.name: store.loaded_before(source.sha256) for source in sources}
    loaded = {name: made for name, made in already.items() if made}
    for name, made in loaded.items():
        click.echo(f"{name}: already loaded on {made.made_at:%d/%m/%Y at %H:%M}.", err=as_json)
    fresh = reading.without(loaded)
    # What is left may be the key of answers that are loaded already: nothing to store.
    if fresh.sources:
        made = or_stop(lambda: store.load(fresh))
        click.echo(import_line(made), err=as_json)


@click.command()
@click.option("--annotate", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Write each file into this folder, its problems marked.")  # fmt: skip
@reading_options
def check(
    files: tuple[Path, ...], as_json: bool, annotate: Path | None, **said: str | None
) -> None:
    """Read FILES and say what was understood; opens no store."""
    instrument, sources = instrument_in_use(), _sources(files)
    choices = choices_of(instrument, said, sources, {})
    # Nothing is stored, so the codes that a check makes need no secret of a store.
    reading = read(sources, instrument, choices, salt="check")
    _report(reading, as_json)
    if annotate:
        spelt = [decoded(source, choices[source.name].encoding) for source in sources]
        _write_back(annotate, dict(zip(files, spelt, strict=True)), reading)
    sys.exit(STOPPED if reading.stopped else DONE)


@click.command()
@click.pass_obj
def imports(path: Path) -> None:
    """List what was loaded, the newest first."""
    for made in opened(path).imports():
        click.echo(import_line(made))


@click.command()
@click.argument("import_id", type=int)
@click.pass_obj
def undo(path: Path, import_id: int) -> None:
    """Take one import back; what is shown is rebuilt from the others."""
    store = opened(path)
    click.echo(import_line(or_stop(lambda: store.undo(import_id))))


def _report(reading: Reading, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(reading_json(reading), ensure_ascii=False, indent=2))
    elif reading.files:
        click.echo(reading_text(reading))


def _write_back(folder: Path, sources: dict[Path, OpenedFile], reading: Reading) -> None:
    """Write every file that has problems into a folder, with the problems marked."""
    from rmdata.export.marking.in_sandbox import file_back
    from rmdata.export.marking.marked_workbook import annotated_name

    # What a killed writer leaves lies where its result was to lie, and goes the next time.
    unfinished = folder / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    or_stop(lambda: unfinished.mkdir(mode=0o700))
    tempfile.tempdir = str(unfinished.absolute())
    for path, source in sources.items():
        if problems := reading.of(source.name):
            content = file_back(source, path.read_bytes(), problems)
            output = folder / annotated_name(source.name)
            or_stop(partial(output.write_bytes, content))
            click.echo(f"Wrote {output}.", err=True)
    shutil.rmtree(unfinished, ignore_errors=True)


def _sources(files: tuple[Path, ...]) -> list[OpenedFile]:
    found = or_stop(lambda: [SourceFile(path.name, path.read_bytes()) for path in files])
    return open_files(found, COMMAND_LINE)


def import_line(made: Import) -> str:
    """One import as one line."""
    when = f"{made.made_at:%d/%m/%Y %H:%M}"
    undone = f" (undone {made.undone_at:%d/%m/%Y %H:%M})" if made.undone_at else ""
    if made.kind == REMOVAL:
        return f"{made.import_id}  {when}  removed {made.programme}{undone}"
    if made.decision:
        told = f"{made.decision.code} and {made.decision.same_as}"
        return f"{made.import_id}  {when}  {VERDICTS[made.kind]} {told}{undone}"
    files = ", ".join(file.name for file in made.files)
    rows = f"{made.n_new} new, {made.n_changed} changed, {made.n_unchanged} unchanged"
    if made.n_erased:
        rows += f", {made.n_erased} left out as they are about people who were erased"
    return f"{made.import_id}  {when}  {files}: {rows}{undone}"


def reading_json(reading: Reading) -> dict[str, Any]:
    """What was understood of the files, and every problem, as an object."""
    return {
        "files": [
            {
                "file": file.name,
                "recognised": file.recognised,
                "tables": file.tables(),
                "problems": [
                    {
                        "level": str(problem.level),
                        "sheet": problem.sheet,
                        "cell": problem.cell,
                        "value": problem.value,
                        "message": problem.message,
                    }
                    for problem in reading.of(file.name)
                ],
            }
            for file in reading.files
        ]
    }


def reading_text(reading: Reading) -> str:
    """What was understood of the files, and every problem, the worst first."""
    lines = []
    for file in reading.files:
        tables = ", ".join(f"{n:,} {name}" for name, n in file.tables().items())
        lines.append(f"{file.name}: {tables or 'nothing was understood'}")
        ordered = sorted(reading.of(file.name), key=lambda p: list(Level).index(p.level))
        lines += [f"  {p.level} {p.sheet} {p.cell}: {p.message}" for p in ordered]
    return "\n".join(lines)


COMMANDS: tuple[click.Command, ...] = (load, check, imports, undo)
