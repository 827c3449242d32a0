"""Every shape of every tool's export says exactly what the template says of the same people."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from rmdata.__main__ import main
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.reading.recognising.one_sheet import is_export
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from tests.conftest import SAMPLES
from tests.reading.tools.shapes import EXPORTS, SALT, SHAPES, Shape, export

NOT_ASKED = {"row_no", "row_key", "programme", "cohort", "site", "specialty"}
EVERY_SHAPE = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)


@EVERY_SHAPE
def test_the_tool_is_known_by_content(shape: Shape, tmp_path: Path) -> None:
    for number, (files, _) in enumerate(shape.imports()):
        paths = []
        for place, file in enumerate(files):
            path = tmp_path / f"{number}{place}{Path(file.name).suffix}"
            path.write_bytes(file.content)
            paths.append(str(path))
        told = json.loads(CliRunner().invoke(main, ["check", "--json", *paths]).output)
        assert {file["recognised"] for file in told["files"]} == {shape.tool}


@EVERY_SHAPE
def test_the_change_is_that_of_the_template(
    shape: Shape, change_of: Any, founding_change: list[dict[str, Any]]
) -> None:
    assert change_of(shape.imports()) == founding_change


def answers(readings: list[Reading], columns: set[str]) -> dict[Any, dict[str, Any]]:
    rows = [r for reading in readings for s in reading.sources for r in s.data.to_pylist()]
    rows = [row for row in rows if "stage" in row]
    return {
        (row["participant_code"], row["stage"]): {name: in_order(row[name]) for name in columns}
        for row in rows
    }


def in_order(value: Any) -> Any:
    """A form lists its options in its own order."""
    return sorted(value) if isinstance(value, list) else value


@EVERY_SHAPE
def test_every_answer_is_that_of_the_template(shape: Shape, instrument: Instrument) -> None:
    readings = [
        read([parse(f, is_export=is_export) for f in files], instrument, said, salt=SALT)
        for files, said in shape.imports()
    ]
    carried = {name for reading in readings for s in reading.sources for name in s.carried}
    columns = (carried | {"role", "stage", "completed_on"}) - NOT_ASKED
    founding = SourceFile("raju2022.xlsx", (SAMPLES / "raju2022.xlsx").read_bytes())
    wanted = answers([read([parse(founding, is_export=is_export)], instrument)], columns)
    found = answers(readings, columns)
    if "two_grids" in shape.name:
        # One sitting: the answers before were given at the end.
        columns -= {"completed_on"}
        wanted = {key: {c: row[c] for c in columns} for key, row in wanted.items()}
        found = {key: {c: row[c] for c in columns} for key, row in found.items()}
    if "signed" in shape.name:
        assert len({code for code, _ in found}) == 11
        without = columns - {"participant_code"}
        told = [sorted(str([r[c] for c in sorted(without)]) for r in rows.values())
                for rows in (found, wanted)]  # fmt: skip
        assert told[0] == told[1]
        return
    assert found == wanted


@EVERY_SHAPE
def test_every_value_keeps_its_place(shape: Shape, instrument: Instrument) -> None:
    for files, said in shape.imports():
        for source in read(
            [parse(f, is_export=is_export) for f in files], instrument, said, salt=SALT
        ).sources:
            assert source.data["row_no"].to_pylist()[0] == source.header_row + 1
            assert source.data["row_no"].to_pylist() == list(
                range(source.header_row + 1, source.header_row + 1 + source.n_rows)
            )


def test_the_template_and_what_fits_nothing_are_called_so(read_in: Callable[..., Reading]) -> None:
    name = "raju2022.xlsx"
    founding = SourceFile(name, (SAMPLES / name).read_bytes())
    asked = SourceFile(
        "a.csv",
        b"Your code,Is this before or after?,Your role,Rate [Strengths]\nM1,before,junior,4\n",
    )
    nothing = SourceFile("b.csv", b"Milk,Bread\n1,2\n")
    files = read_in(founding, asked, nothing).files
    assert [file.recognised for file in files] == ["template", "other", "other"]


def test_the_exports_are_made_again_with_the_same_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SAMPLES))
    before = set(sys.modules)
    import exports

    exports.save_all(tmp_path)
    for name in set(sys.modules) - before:
        del sys.modules[name]
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in EXPORTS.iterdir()}
    for path in tmp_path.iterdir():
        assert contents(path) == contents(EXPORTS / path.name), path.name


def contents(path: Path) -> Any:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_every_export_belongs_to_a_shape() -> None:
    named = {name for shape in SHAPES for files, _ in shape.loads for name in files}
    assert named == {path.name for path in EXPORTS.iterdir()}
    assert export("qualtrics.tsv").content.startswith((b"\xff\xfe", b"\xfe\xff"))
