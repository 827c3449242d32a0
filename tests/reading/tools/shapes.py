"""Every shape of the sample exports: its files, the tool it names, what the uploader must say."""

import csv
import io
from dataclasses import dataclass

from rmdata.reading.choices import Choices
from rmdata.reading.opening.sheets import SourceFile
from tests.conftest import SAMPLES

ROLES = "1 = mentor; 2 = mentee"
SALT = "a secret of the store"
EXPORTS = SAMPLES / "exports"
Rows = list[list[str]]


@dataclass(frozen=True)
class Shape:
    """One shape; each entry of ``loads`` is loaded at once, under what is said of it."""

    tool: str
    loads: tuple[tuple[tuple[str, ...], dict[str, str]], ...]

    @property
    def name(self) -> str:
        """The first file, which names the shape in a test."""
        return self.loads[0][0][0]

    def imports(self) -> list[tuple[list[SourceFile], Choices]]:
        """The files and the choices of every load."""
        return [([export(name) for name in files], Choices(**said)) for files, said in self.loads]


def export(name: str) -> SourceFile:
    return SourceFile(name, (EXPORTS / name).read_bytes())


def export_rows(name: str) -> Rows:
    text = (EXPORTS / name).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def as_file(rows: Rows, name: str = "answers.csv") -> SourceFile:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return SourceFile(name, out.getvalue().encode())


def one(tool: str, *files: str, **said: str) -> Shape:
    return Shape(tool, ((files, said),))


def two(tool: str, stem: str, *ends: str, **said: str) -> Shape:
    stages = (("before", "pre"), ("after", "post"))
    return Shape(
        tool,
        tuple(
            (tuple(f"{stem}_{name}{end}" for end in ends), {"stage": stage} | said)
            for name, stage in stages
        ),
    )


SHAPES = (
    one("microsoft_forms", "microsoft_forms.xlsx"),
    one("microsoft_forms", "microsoft_forms.csv"),
    one("microsoft_forms", "microsoft_forms_two_grids.xlsx", grids="pre, post"),
    two("microsoft_forms", "microsoft_forms_signed", ".xlsx", code_from="Email"),
    one("google_forms", "google_forms.csv"),
    one("google_forms", "google_forms_numbers.xlsx"),
    two("google_forms", "google_forms", ".csv"),
    one("qualtrics", "qualtrics.csv"),
    one("qualtrics", "qualtrics.tsv"),
    one("qualtrics", "qualtrics.xlsx"),
    one("qualtrics", "qualtrics_numbers.csv", meanings=ROLES),
    two("qualtrics", "qualtrics_legacy", ".csv"),
    one("surveymonkey", "surveymonkey.xlsx"),
    one("surveymonkey", "surveymonkey.csv"),
    one("surveymonkey", "surveymonkey_numbers.xlsx"),
    two("surveymonkey", "surveymonkey_condensed", ".csv"),
    two("jisc", "jisc", ".csv", "_key.csv"),
    one("jisc", "jisc_questions.csv"),
    one("redcap", "redcap_raw.csv", meanings=ROLES),
    one("redcap", "redcap_raw_short.csv", meanings=ROLES),
    one("redcap", "redcap_raw_coded.csv", "redcap_dictionary.csv"),
    one("redcap", "redcap_labels.csv"),
)
