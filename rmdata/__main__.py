"""The command line: ``python -m rmdata``. For imports and questions while no dashboard runs."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from rmdata.findings import Evidence, Selection
from rmdata.options import choices_of, reading_options, role_of
from rmdata.printing import answer, import_line, reading_json, reading_text
from rmdata.reading import Reading, SourceFile, read
from rmdata.schema import Instrument, InstrumentError, load_instrument
from rmdata.store import Store, StoreError

DEFAULT_STORE = "data/programme.duckdb"
DONE, STOPPED, WRONG_USE = 0, 1, 2
MAX_ROWS = 1_000_000
Done = TypeVar("Done")


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
    store, sources = _open(path), _sources(files)
    choices = choices_of(store.instrument, said, sources, store.mappings())
    reading = read(
        sources, store.instrument, choices, store.known_people(), MAX_ROWS, salt=store.salt
    )
    _report(reading, as_json)
    if reading.stopped:
        _stop("Nothing was stored.", STOPPED)
    already = {source.name: store.loaded_before(source.sha256) for source in sources}
    loaded = {name: made for name, made in already.items() if made}
    for name, made in loaded.items():
        click.echo(f"{name}: already loaded on {made.made_at:%d/%m/%Y at %H:%M}.", err=as_json)
    fresh = reading.without(loaded)
    # What is left may be the key of answers that are loaded already: nothing to store.
    if fresh.sources:
        made = _or_stop(lambda: store.load(fresh))
        click.echo(import_line(made), err=as_json)


@main.command()
@reading_options
def check(files: tuple[Path, ...], as_json: bool, **said: str | None) -> None:
    """Read FILES and say what was understood; opens no store."""
    instrument, sources = _instrument(), _sources(files)
    choices = choices_of(instrument, said, sources, {})
    # Nothing is stored, so the codes that a check makes need no secret of a store.
    reading = read(sources, instrument, choices, max_rows=MAX_ROWS, salt="check")
    _report(reading, as_json)
    sys.exit(STOPPED if reading.stopped else DONE)


@main.command()
@click.argument("what", type=click.Choice(["overview", "change", "concerns", "participation"]))
@click.option("--programme")
@click.option("--role", "roles", multiple=True)
@click.option("--cohort", "cohorts", multiple=True)
@click.option("--site", "sites", multiple=True)
@click.option("--specialty", "specialties", multiple=True)
@click.option("--by", multiple=True, type=click.Choice(["role", "cohort", "site", "specialty"]))
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text")
@click.pass_obj
def show(path: Path, /, what: str, by: tuple[str, ...], form: str, **chosen: Any) -> None:
    """Answer a question from what is stored; rows are always split by role."""
    store = _open(path)
    programme = _programme(store, chosen.pop("programme"))
    roles = tuple(role_of(store.instrument, role) for role in chosen.pop("roles"))
    selection = Selection(programme, roles=roles, **chosen)
    click.echo(answer(store, what, by, form, selection))


@main.command()
@click.pass_obj
def imports(path: Path) -> None:
    """List what was loaded, the newest first."""
    for made in _open(path).imports():
        click.echo(import_line(made))


@main.command()
@click.argument("import_id", type=int)
@click.pass_obj
def undo(path: Path, import_id: int) -> None:
    """Take one import back; what is shown is rebuilt from the others."""
    store = _open(path)
    click.echo(import_line(_or_stop(lambda: store.undo(import_id))))


@main.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
def template(output: Path) -> None:
    """Write the blank template workbook to OUTPUT."""
    from rmdata.export import template_bytes

    content = template_bytes(_instrument())
    _or_stop(lambda: output.write_bytes(content))
    click.echo(f"Wrote {output}.")


@main.command()
def dictionary() -> None:
    """Print the data dictionary, as it stands in docs/data_dictionary.md."""
    from rmdata.export import data_dictionary

    click.echo(data_dictionary(_instrument()), nl=False)


def _report(reading: Reading, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(reading_json(reading), ensure_ascii=False, indent=2))
    elif reading.files:
        click.echo(reading_text(reading))


def _stop(message: str, code: int) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)


def _or_stop(work: Callable[[], Done]) -> Done:
    """Do something; what cannot be done is told in a sentence, never in a traceback."""
    try:
        return work()
    except (InstrumentError, StoreError, OSError) as error:
        _stop(str(error), WRONG_USE)


def _instrument() -> Instrument:
    return _or_stop(load_instrument)


def _open(path: Path) -> Store:
    instrument = _instrument()
    store = _or_stop(lambda: Store(path, instrument))
    click.get_current_context().call_on_close(store.close)
    return store


def _sources(files: tuple[Path, ...]) -> list[SourceFile]:
    return _or_stop(lambda: [SourceFile(path.name, path.read_bytes()) for path in files])


def _programme(store: Store, named: str | None) -> str:
    """The programme asked for, or the only one; several and none named is wrong use."""
    known = [record["programme"] for record in Evidence(store).programmes()]
    if not known:
        _stop("The store is empty. Load a workbook first: python -m rmdata load FILE", WRONG_USE)
    if named is None and len(known) > 1:
        _stop(f"Say which programme with --programme: {'; '.join(known)}.", WRONG_USE)
    if named is not None and named not in known:
        _stop(f"There is no programme “{named}”; there is {'; '.join(known)}.", WRONG_USE)
    return named or known[0]


class _WithoutPandas:
    """Refuses pandas to libraries that load it wherever it is installed: it costs half a second."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Say that there is no pandas, and nothing about any other module."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


if __name__ == "__main__":
    sys.meta_path.insert(0, _WithoutPandas)
    # A terminal that lacks a letter shows a question mark instead of stopping.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    main(prog_name="python -m rmdata")
