"""Files are read in a process of their own, which may end as it likes."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rmdata.reading.opening import reading_process as starting
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.limits import COMMAND_LINE, DASHBOARD, Limits
from rmdata.reading.opening.reading_process import (
    BadAnswer,
    receive_answer,
    send,
    send_answer,
)
from rmdata.reading.opening.sheets import OpenedFile, Sheet, SourceFile, batch_of, text_batch
from rmdata.reading.read import open_files

CSV = SourceFile("a.csv", b"Participant code,Role\nM1,mentor\n")
ROOT = Path(__file__).parents[2]
NOT_SAFELY = (
    "This file could not be read safely. Open it in Excel, save it as .xlsx and upload it again, "
    "or export it as CSV."
)
Workbook = Callable[..., SourceFile]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no such limits elsewhere")


@pytest.fixture
def large(workbook: Workbook) -> SourceFile:
    """A sound workbook that takes longer, and more memory, than a tiny limit allows."""
    return workbook("large.xlsx", Questionnaires=[[f"words {n}" for n in range(20)]] * 12_000)


def test_what_comes_back_is_what_was_read(workbook: Workbook) -> None:
    study = SourceFile("study.xlsx", (ROOT / "sample_data" / "raju2022.xlsx").read_bytes())
    odd = workbook("odd.xlsx", A=[[None, "x", 1.5], ["=1+1"]], B=[[]])
    files = [study, CSV, odd]
    assert open_files(files) == [parse(file) for file in files]
    assert open_files([]) == []


def test_a_file_that_ends_the_process_leaves_the_others(
    large: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "_feed", killing(starting._feed, large))
    first, bad, last = open_files([CSV, large, replace(CSV, name="b.csv")])
    assert (bad.refused, bad.sheets) == (NOT_SAFELY, ())
    assert first == parse(CSV)
    assert last == parse(replace(CSV, name="b.csv"))


def killing(feed: Callable[..., None], bad: SourceFile) -> Callable[..., None]:
    """Feed the process nonsense instead of one file: a length without its bytes."""

    def fed(stream: Any, files: list[SourceFile], limits: Limits) -> None:
        if bad in files:
            before = files[: files.index(bad)]
            kept = io.BytesIO()
            kept.close = lambda: None  # type: ignore[method-assign]
            feed(kept, before, limits)
            stream.write(kept.getvalue() + (1 << 40).to_bytes(8, "big"))
            stream.close()
        else:
            feed(stream, files, limits)

    return fed


@LINUX
@pytest.mark.parametrize("limit", [{"memory_bytes": 1 << 20}, {"wall_seconds": 0}])
def test_a_late_or_greedy_process_is_ended(limit: dict[str, int], large: SourceFile) -> None:
    [file] = open_files([large], replace(DASHBOARD, **limit))
    assert file == OpenedFile("large.xlsx", large.sha256, (), NOT_SAFELY)


@LINUX
def test_the_process_ends_after_its_seconds_of_the_processor() -> None:
    script = "from rmdata.sandbox import hold_time\nhold_time(0)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=30)
    assert done.returncode < 0


def test_the_process_loads_neither_pandas_nor_numpy_nor_our_other_rooms() -> None:
    script = (
        "import sys, io, runpy\n"
        "import rmdata.reading.opening.__main__ as reading\n"
        "sys.meta_path.insert(0, reading.Without('pandas', 'numpy'))\n"
        "from rmdata.reading.opening.reading_process import send_limits, send\n"
        "from rmdata.reading.opening.limits import DASHBOARD\n"
        "given = io.BytesIO()\n"
        "send_limits(given, DASHBOARD)\n"
        "send(given, open('sample_data/raju2022.xlsx', 'rb').read())\n"
        "given.seek(0)\n"
        "told = io.BytesIO()\n"
        "reading.hold_memory = reading.hold_time = lambda most: None\n"
        "reading.main(given, told)\n"
        "assert len(told.getvalue()) > 1000\n"
        "heavy = ('pandas', 'numpy', 'duckdb', 'streamlit', 'rmdata.schema', 'rmdata.store')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_dashboards_own_process_never_loads_the_parser() -> None:
    script = (
        "import sys\n"
        "from rmdata.reading.opening.sheets import SourceFile\n"
        "from rmdata.reading.read import open_files, read\n"
        "open_files([SourceFile('a.csv', b'a,b\\n1,2\\n')])\n"
        "print('fastexcel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_the_process_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rmdata").mkdir()
    (tmp_path / "rmdata" / "__init__.py").write_text("raise SystemExit")
    assert open_files([CSV]) == [parse(CSV)]


def test_several_threads_read_at_once() -> None:
    found: list[list[OpenedFile]] = []
    threads = [threading.Thread(target=lambda: found.append(open_files([CSV]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[parse(CSV)]] * 4


def answer(*sheets: Sheet) -> bytes:
    stream = io.BytesIO()
    send_answer(stream, [text_batch(sheet) for sheet in sheets])
    return stream.getvalue()


def said(text: bytes, *more: bytes | memoryview) -> bytes:
    stream = io.BytesIO()
    for piece in (text, *more):
        send(stream, piece)
    return stream.getvalue()


def told(n_rows: int = 1, n_columns: int = 1, **otherwise: object) -> bytes:
    """An answer of one sheet, with a column in A, in which something is said otherwise."""
    plain = {"name": "A", "hidden": False, "positions": [0], "texts": [], "merged": []}
    one = {**plain, "n_fields": [], "from_1904": False, "encoded": None, **otherwise}
    cells = batch_of([pa.array(["x"] * n_rows)] * n_columns).serialize()
    return said(json.dumps({"refused": "", "sheets": [one]}).encode(), memoryview(cells))


GOOD = answer(Sheet("A", False, {0: ["x", None]}))
HEAD = b'{"name":"A","hidden":false,"positions":[0],"texts":%s,"merged":[],"n_fields":[]}'
BAD = [
    b"",
    b"\0\0",
    b"\xff" * 8 + b"x",
    GOOD[:-1],
    said(b"not JSON"),
    said(b"[" * 100_000),
    said(b'{"refused": 7, "sheets": []}'),
    said(b'{"refused": "", "sheets": [{}]}', b""),
    said(b'{"refused": "", "sheets": [' + HEAD % b"[]" + b"]}", b"no Arrow at all"),
    told(positions=[7, 8]),
    told(positions=[7, 7], n_columns=2),
    told(positions=[-1]),
    told(positions=[500]),
    told(texts=9),
    told(texts=[[1, -1, "x"]]),
    told(texts=[[0, 0, "x"]]),
    told(texts=[[1, 500, "x"]]),
    told(texts=[[50_021, 0, "x"]]),
    told(texts=[[50_020, index, "x"] for index in range(1, 80)]),
    told(n_rows=50_021),
    told(n_fields=[1] * 50_021),
    told(merged=[[1, 0, 2, 0]] * 10_001),
    told(name="x" * (16 << 20)),
    told(encoded={"sure": False, "names": ["utf_7"], "words": []}),
    told(encoded={"sure": True, "names": [], "words": []}),
    told(encoded={"sure": False, "names": ["cp1252"], "words": ["x"] * 5}),
    told(encoded={"sure": False, "names": ["cp1252"], "words": ["x" * 41]}),
]


@pytest.mark.parametrize("written", BAD, ids=range(len(BAD)))
def test_what_a_captured_process_writes_is_not_believed(written: bytes) -> None:
    assert receive_answer(io.BytesIO(GOOD), DASHBOARD)[0][0].sheet().columns == {0: ["x", None]}
    with pytest.raises(BadAnswer):
        receive_answer(io.BytesIO(written), DASHBOARD)


def test_the_outermost_cells_of_an_answer_are_believed() -> None:
    written = told(texts=[[50_020, index, "x"] for index in range(1, 79)], n_fields=[1] * 50_020)
    [sheet], _ = receive_answer(io.BytesIO(written), DASHBOARD)
    assert len(sheet.sheet().columns) == 79
    asked = {"sure": False, "names": ["cp1251", "cp1252"], "words": ["x" * 40] * 4}
    for good in (told(), told(positions=[499]), told(n_rows=50_020), told(encoded=asked)):
        assert receive_answer(io.BytesIO(good), DASHBOARD)[1] == ""


def test_an_answer_is_no_longer_than_the_limit() -> None:
    with pytest.raises(BadAnswer):
        receive_answer(io.BytesIO(GOOD), replace(DASHBOARD, answer_bytes=len(GOOD) - 20))


def test_the_command_line_may_read_more(large: SourceFile) -> None:
    rows = SourceFile("long.csv", b"Participant code,Role\n" + b"M1,mentor\n" * 60_000)
    [refused] = open_files([rows])
    assert "has 60,001 rows and 2 columns; the limit is 50,000 rows" in refused.refused
    [read] = open_files([rows], COMMAND_LINE)
    assert (read.refused, read.sheets[0].n_rows) == ("", 60_001)
