"""The command line: ``python -m rmdata``. For imports and questions while no dashboard runs."""

import gc
import io
import json
import shutil
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from rmdata.asking import FINDINGS
from rmdata.declaring import COMMANDS as DECLARING
from rmdata.findings import Evidence, Selection
from rmdata.options import choices_of, day_of, reading_options, role_of
from rmdata.printing import QUESTIONS, Asked, answer, import_line, reading_json, reading_text
from rmdata.reading import (
    COMMAND_LINE,
    OpenedFile,
    Reading,
    SourceFile,
    Without,
    decoded,
    open_files,
    read,
)
from rmdata.stopping import (
    DONE,
    STOPPED,
    WRONG_USE,
    instrument_in_use,
    opened,
    or_stop,
    stop,
    to_the_end,
)
from rmdata.store import Store
from rmdata.upkeep import COMMANDS as UPKEEP

DEFAULT_STORE = "data/programme.duckdb"
UNFINISHED = ".rmdata-unfinished"


@click.group()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), envvar="RM_STORE",
              default=DEFAULT_STORE, show_default=True, help="The DuckDB file.")  # fmt: skip
@click.pass_context
def main(context: click.Context, store: Path) -> None:
    """Turn exports of a reverse-mentoring programme into a trustworthy answer."""
    context.obj = store


@main.command()
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


@main.command()
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


@main.command()
@click.argument("what", type=click.Choice([*QUESTIONS, *FINDINGS]))
@click.option("--programme")
@click.option("--role", "roles", multiple=True)
@click.option("--cohort", "cohorts", multiple=True)
@click.option("--site", "sites", multiple=True)
@click.option("--specialty", "specialties", multiple=True)
@click.option("--by", multiple=True, type=click.Choice(["role", "cohort", "site", "specialty"]))
@click.option("--as-of", callback=day_of, help="What is due or quiet is judged by this day; "
              "dd/mm/yyyy, today if left out.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
@click.pass_obj
def show(
    path: Path, /, what: str, by: tuple[str, ...], as_of: date, form: str, **chosen: Any
) -> None:
    """Answer a question from what is stored; rows are always split by role."""
    store = opened(path)
    programme = _programme(store, chosen.pop("programme"))
    roles = tuple(role_of(store.instrument, role) for role in chosen.pop("roles"))
    selection = Selection(programme, roles=roles, **chosen)
    asked = Asked(what, tuple(by), as_of)
    click.echo(answer(store, asked, form, selection))


@main.command()
@click.pass_obj
def imports(path: Path) -> None:
    """List what was loaded, the newest first."""
    for made in opened(path).imports():
        click.echo(import_line(made))


@main.command()
@click.argument("import_id", type=int)
@click.pass_obj
def undo(path: Path, import_id: int) -> None:
    """Take one import back; what is shown is rebuilt from the others."""
    store = opened(path)
    click.echo(import_line(or_stop(lambda: store.undo(import_id))))


@main.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
def template(output: Path) -> None:
    """Write the blank template workbook to OUTPUT."""
    from rmdata.export import template_bytes

    content = template_bytes(instrument_in_use())
    or_stop(lambda: output.write_bytes(content))
    click.echo(f"Wrote {output}.")


@main.command()
def dictionary() -> None:
    """Print the data dictionary, as it stands in docs/data_dictionary.md."""
    from rmdata.export import data_dictionary

    click.echo(data_dictionary(instrument_in_use()), nl=False)


def _report(reading: Reading, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(reading_json(reading), ensure_ascii=False, indent=2))
    elif reading.files:
        click.echo(reading_text(reading))


def _write_back(folder: Path, sources: dict[Path, OpenedFile], reading: Reading) -> None:
    """Write every file that has problems into a folder, with the problems marked."""
    from rmdata.export import annotated_name, file_back

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


def _programme(store: Store, named: str | None) -> str:
    """The programme asked for, or the only one; several and none named is wrong use."""
    known = [record["programme"] for record in Evidence(store).programmes()]
    if not known:
        stop("The store is empty. Load a workbook first: python -m rmdata load FILE", WRONG_USE)
    if named is None and len(known) > 1:
        stop(f"Say which programme with --programme: {'; '.join(known)}.", WRONG_USE)
    if named is not None and named not in known:
        stop(f"There is no programme “{named}”; there is {'; '.join(known)}.", WRONG_USE)
    return named or known[0]


for command in (*DECLARING, *UPKEEP):
    main.add_command(command)


if __name__ == "__main__":
    # A command is over before its garbage would matter; looking for it is a tenth of a load.
    gc.disable()
    sys.meta_path.insert(0, Without("pandas"))
    # A terminal that lacks a letter shows a question mark instead of stopping.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    to_the_end(partial(main, prog_name="python -m rmdata"))
