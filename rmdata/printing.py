"""What the command line prints: an import, what was understood of files, an answer."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from rmdata.asking import FINDINGS
from rmdata.export.text_files import written
from rmdata.findings import Evidence, Finding, Selection, changes, concerns, overview, participation
from rmdata.reading import Level, Reading
from rmdata.store import APART, JOIN, REMOVAL, Import, Store

VERDICTS = {JOIN: "joined", APART: "kept apart"}
GROUPS = ("cohort", "site", "specialty")
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
    if asked.what in FINDINGS:
        found = list(FINDINGS[asked.what](evidence, selection, asked.as_of))
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
        found = [vars(theme) for theme in concerns.feared(evidence, selection, by)]
    elif what == "participation":
        found = participation.step_counts(evidence, selection, by)
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
