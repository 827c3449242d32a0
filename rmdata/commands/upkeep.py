"""Commands that look after a store: backups, restoring, verifying, erasing, keeping until a day.

For use while no dashboard runs.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click

from rmdata.commands.declaring import require_programme
from rmdata.commands.options import DONE, STOPPED, WRONG_USE, opened, or_stop, stop
from rmdata.schema.settings import SettingError, typed_date
from rmdata.store.file.backups import backups_of
from rmdata.store.file.restoring import restore_file, verify_file
from rmdata.store.proving import Erasure
from rmdata.store.results import Person, StoredOfPerson
from rmdata.store.store import Store

MEGABYTE = 1_000_000
# What cannot be found by a code; said wherever a person is erased.
STAYS = (
    "Answers without a code, and what other people wrote about the person, cannot be found by a "
    "code and stay."
)
cohort_option = click.option("--cohort", help="The person in this cohort.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask, for scripts.")


@click.command()
@click.pass_obj
def backups(path: Path) -> None:
    """List the backups, the newest first."""
    for backup in backups_of(path):
        click.echo(
            f"{backup.name}  {backup.made_at:%d/%m/%Y %H:%M:%S}  {backup.n_imports} imports, "
            f"{backup.n_bytes / MEGABYTE:.1f} MB"
        )


@click.command()
@click.argument("name")
@click.pass_obj
def restore(path: Path, name: str) -> None:
    """Put the backup NAME in the store's place; what lies there is kept beside it."""
    kept = or_stop(lambda: restore_file(path, name))
    click.echo(f"{path} is as it was in {name}.")
    if kept:
        click.echo(f"What was there is kept as {kept}.")


@click.command()
@click.pass_obj
def verify(path: Path) -> None:
    """Read the store and every backup from end to end."""
    found = or_stop(lambda: verify_file(path))
    for file in found:
        click.echo(f"{file.name}: {file.trouble or 'good'}")
    sys.exit(DONE if all(file.is_good for file in found) else STOPPED)


@click.command()
@click.argument("code", required=False)
@click.option("--programme", help="The person in this programme; without CODE all of it.")
@cohort_option
@click.option("--everything", is_flag=True, help="All rows, all backups: start an empty store.")
@yes_option
@click.pass_obj
def erase(
    path: Path,
    code: str | None,
    *,
    programme: str | None,
    cohort: str | None,
    everything: bool,
    yes: bool,
) -> None:
    """Erase the person behind CODE from the store and its backups; it cannot be undone."""
    if cohort and not code:
        stop("A --cohort says which person a CODE stands for: name the CODE too.", WRONG_USE)
    if everything == bool(code or programme):
        stop("Name the CODE of a person, a --programme, or --everything.", WRONG_USE)
    store = opened(path)
    if code:
        _say_whom(or_stop(lambda: store.person(code, programme, cohort)).people)
    else:
        what = f"All rows of {programme}" if programme else "All rows of all programmes"
        click.echo(f"{what} go, from the backups too.")
    wanted = code or programme or "everything"
    if not yes and click.prompt(f"It cannot be undone. Type {wanted} to go on") != wanted:
        stop("Nothing was erased.", STOPPED)
    done = or_stop(lambda: _erased(store, code, programme, cohort))
    _say_done(done)
    sys.exit(DONE if done.is_proven else STOPPED)


@click.command("export-person")
@click.argument("code")
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--programme", help="The person in this programme.")
@cohort_option
@click.pass_obj
def export_person(
    path: Path, code: str, output: Path, programme: str | None, cohort: str | None
) -> None:
    """Write everything that is stored about the person behind CODE to OUTPUT (.xlsx or .json)."""
    store = opened(path)
    stored = or_stop(lambda: store.person(code, programme, cohort))
    content = _workbook(store, stored) if output.suffix.lower() == ".xlsx" else _json(stored)
    or_stop(lambda: output.write_bytes(content))
    click.echo(f"Wrote {output}.")


@click.command("keep-until")
@click.argument("programme")
@click.argument("until", metavar="DATE|never")
@click.pass_obj
def keep_until(path: Path, programme: str, until: str) -> None:
    """Say until when the data of PROGRAMME are to be kept: dd/mm/yyyy, yyyy-mm-dd or never.

    Nothing is deleted by itself on that day: the dashboard says that it has passed.
    """
    day = None if until == "never" else _day(until)
    store = opened(path)
    require_programme(store, programme)
    or_stop(lambda: store.set_keep_until(programme, day))
    click.echo(f"{programme}: to be kept until {day:%d/%m/%Y}." if day else f"{programme}: no day.")


def _erased(store: Store, code: str | None, programme: str | None, cohort: str | None) -> Erasure:
    if code:
        return store.erase(code, programme, cohort)
    return store.erase_programme(programme) if programme else store.erase_everything()


COMMANDS = (backups, restore, verify, erase, export_person, keep_until)


def _day(text: str) -> date:
    try:
        return typed_date(text)
    except SettingError as error:
        stop(f"{error.args[0].removesuffix('.')}, or never.", WRONG_USE)


def _say_whom(people: tuple[Person, ...]) -> None:
    click.echo("This code stands for:")
    for person in people:
        role = f", {person.role}" if person.role else ""
        click.echo(f"  {person.code}: {person.programme}, {person.cohort}{role}")
    click.echo(STAYS)


def _say_done(done: Erasure) -> None:
    counted = ", ".join(f"{n} {table}" for table, n in done.n_rows.items() if n) or "no rows"
    click.echo(f"Erased: {counted}. {done.proof()}")


def _workbook(store: Store, stored: StoredOfPerson) -> bytes:
    from rmdata.export.tables import person_bytes

    return person_bytes(store.instrument, stored.tables(), datetime.now())


def _json(stored: StoredOfPerson) -> bytes:
    people = [vars(person) for person in stored.people]
    tables = {name: rows.records() for name, rows in stored.tables().items()}
    told = {"person": people, **tables}
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode() + b"\n"
