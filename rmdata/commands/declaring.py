"""Commands that declare something of a programme: its cohorts' windows, its primary outcome.

For use while no dashboard runs.
"""

import getpass
from datetime import datetime
from pathlib import Path

import click

from rmdata.commands.options import WRONG_USE, opened, or_stop, stop
from rmdata.schema.settings import SETTINGS, SettingError
from rmdata.store.results import Said
from rmdata.store.store import Store

MEANINGS = "\n\n".join(f"{setting.name}: {setting.meaning}" for setting in SETTINGS.values())


@click.command("set", help=f"Declare NAME of PROGRAMME to be VALUE, or never.\n\n{MEANINGS}")
@click.argument("programme")
@click.argument("name", type=click.Choice(list(SETTINGS)))
@click.argument("value", metavar="VALUE|never")
@click.option("--cohort", help="The cohort whose window it is.")
@click.option(
    "--by", "who", default=getpass.getuser, help="Who declares it; else who is logged in."
)
@click.pass_obj
def set_(
    path: Path, /, programme: str, name: str, value: str, cohort: str | None, who: str
) -> None:
    """Append a setting; every earlier one stays in the list."""
    store = opened(path)
    require_programme(store, programme)
    try:
        kept = None if value == "never" else SETTINGS[name].read(value, store.instrument)
    except SettingError as error:
        stop(str(error), WRONG_USE)
    said = Said(cohort, name, kept, datetime.now(), who)
    or_stop(lambda: store.append_setting(programme, said))
    click.echo(_line(said))


@click.command()
@click.argument("programme")
@click.pass_obj
def settings(path: Path, programme: str) -> None:
    """List everything that was ever declared of PROGRAMME; the newest of a name counts."""
    store = opened(path)
    require_programme(store, programme)
    for said in store.settings(programme):
        click.echo(_line(said))


def require_programme(store: Store, programme: str) -> None:
    """Stop with a sentence where there is no such programme."""
    known = store.programmes()
    if programme not in known:
        there = "; ".join(known) or "none"
        stop(f"There is no programme “{programme}”; there is {there}.", WRONG_USE)


def _line(said: Said) -> str:
    whose = f"cohort {said.cohort}: " if said.cohort else ""
    value = said.value or "taken back"
    return f"{said.set_at:%d/%m/%Y %H:%M}  {whose}{said.name} = {value}  ({said.set_by})"


COMMANDS = (set_, settings)
