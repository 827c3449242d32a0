"""Commands that answer: a question from what is stored, the template, the data dictionary."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from rmdata.commands.options import (
    WRONG_USE,
    day_of,
    instrument_in_use,
    opened,
    or_stop,
    role_of,
    stop,
)
from rmdata.export.tables import written
from rmdata.findings.catalogue import catalogue
from rmdata.findings.concerns import feared
from rmdata.findings.confidence.changes import changes
from rmdata.findings.evidence import GROUPS, Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import overview
from rmdata.findings.participation import took_part
from rmdata.findings.participation.sessions import Period
from rmdata.store.store import Store

QUESTIONS = ("overview", "change", "concerns", "participation")
KEYS = {
    "overview": ("point", "label", "sentence", "page"),
    "participation": ("step", "label", "n", "n_of", "share", "share_low", "share_high"),
}


@dataclass(frozen=True)
class Asked:
    """One question, the groups it is asked by, and the day by which it is judged."""

    what: str
    by: tuple[str, ...]
    as_of: date


def answer(store: Store, asked: Asked, form: str, selection: Selection) -> str:
    """The answer to one question, in one form: text, csv or json."""
    evidence = Evidence(store)
    if asked.what not in QUESTIONS:
        about = {"selection": selection, "as_of": asked.as_of, "period": Period()}
        found = list(catalogue()[asked.what].every(evidence, about))
        if form == "text":
            return "\n\n".join(_told(finding) for finding in found)
        records = [record for finding in found for record in _rows_of(finding)]
    else:
        records = _records(evidence, selection, asked)
    writers = {"json": _json, "csv": _csv, "text": _text}
    return writers[form](records)


def _told(finding: Finding) -> str:
    """A finding to read: its title, whose n it rests on, its sentences and notes, its rows."""
    words = (finding.title, finding.basis, *finding.sentences, *finding.notes)
    return "\n".join([*(line for line in words if line), *_lines(finding.table.records())])


def _rows_of(finding: Finding) -> list[dict[str, Any]]:
    """The rows of a finding, each with its name; one with the title alone where there are none."""
    rows = finding.table.records() or [{"title": finding.title}]
    return [{"finding": finding.name, **row} for row in rows]


def _records(evidence: Evidence, selection: Selection, asked: Asked) -> list[dict[str, Any]]:
    what, by = asked.what, [group for group in asked.by if group in GROUPS]
    if what == "change":
        found = [vars(change) for change in changes(evidence, selection, by)]
    elif what == "concerns":
        found = [vars(theme) for theme in feared.feared(evidence, selection, by)]
    elif what == "participation":
        found = took_part.step_counts(evidence, selection, by)
        keys = ("role", *GROUPS, *KEYS[what])
        found = [{key: record[key] for key in keys} for record in found]
    else:
        found = overview.overview(evidence, selection, asked.as_of).table.records()
    return [_without_groups(record, by) for record in found]


def _without_groups(record: dict[str, Any], by: list[str]) -> dict[str, Any]:
    """Leave out the groups that were not asked for."""
    return {name: value for name, value in record.items() if name not in GROUPS or name in by}


def _json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=2, default=str)


def _csv(records: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([list(record) for record in records[:1]])
    writer.writerows([written(value) for value in record.values()] for record in records)
    return out.getvalue().rstrip("\n")


def _text(records: list[dict[str, Any]]) -> str:
    if not records:
        return "Nothing to show."
    return "\n".join(_lines(records))


def _lines(records: list[dict[str, Any]]) -> list[str]:
    return [
        "  ".join(f"{name} {_short(value)}" for name, value in record.items()) for record in records
    ]


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "-" if value is None else str(value)


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print every name that can be shown with its question, and end."""
    if wanted:
        for name, entry in catalogue().items():
            click.echo(f"{name:20}{entry.question} {entry.why}")
            if entry.counted:
                click.echo(f"{'':20}Counts {entry.counted}{f', of {entry.of}' * bool(entry.of)}.")
        context.exit()


@click.command()
@click.argument("what", type=click.Choice(list(dict.fromkeys([*QUESTIONS, *catalogue()]))))
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list,
              help="Say what can be shown: name, question, what it counts of whom.")  # fmt: skip
@click.option("--programme")
@click.option("--role", "roles", multiple=True)
@click.option("--cohort", "cohorts", multiple=True)
@click.option("--site", "sites", multiple=True)
@click.option("--specialty", "specialties", multiple=True)
@click.option("--by", multiple=True, type=click.Choice(["role", *GROUPS]))
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


@click.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
def template(output: Path) -> None:
    """Write the blank template workbook to OUTPUT."""
    from rmdata.export.template import template_bytes

    content = template_bytes(instrument_in_use())
    or_stop(lambda: output.write_bytes(content))
    click.echo(f"Wrote {output}.")


@click.command()
def dictionary() -> None:
    """Print the data dictionary, as it stands in docs/data_dictionary.md."""
    from rmdata.export.dictionary import data_dictionary

    click.echo(data_dictionary(instrument_in_use()), nl=False)


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


COMMANDS: tuple[click.Command, ...] = (show, template, dictionary)
