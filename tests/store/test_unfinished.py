"""What a killed download leaves lies beside the store and goes at the next start."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.places import keep_temporary_files
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
SAID = "Said by M1 in confidence"
# A download that is never finished: its rows come, and then no more.
IN_FLIGHT = f"""
import sys, time
from pathlib import Path
from rmdata.export.tables import workbook_bytes
from rmdata.findings.finding import Field, Table
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store; from rmdata.store.file.places import keep_temporary_files

class Rows(tuple):
    def __iter__(self):
        for n in range(20_000):
            yield ("{SAID}", n)
        print("half", flush=True)
        time.sleep(60)

path = Path(sys.argv[1])
store = Store(path, load_instrument())
keep_temporary_files(path)
workbook_bytes({{"Rows": Table((Field("x", "X"), Field("n", "N")), Rows())}}, ())
"""


@pytest.mark.skipif(os.name != "posix", reason="modes and signals of POSIX")
def test_a_download_killed_in_flight_leaves_nothing_after_the_next_start(
    tmp_path: Path, instrument: Instrument
) -> None:
    path, system = tmp_path / "data" / "store.duckdb", tmp_path / "system"
    system.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", IN_FLIGHT, str(path)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(system)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout and process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    folder = path.with_name("store.duckdb.unfinished")
    left = [file for file in folder.rglob("*") if file.is_file()]
    assert any(file.stat().st_size > 100_000 for file in left), "it was in flight"
    assert {stat.S_IMODE(file.stat().st_mode) for file in left} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(system.iterdir()) == []
    Store(path, instrument).close()
    assert not folder.exists()


def test_where_the_disk_takes_no_folder_nothing_is_written_elsewhere(tmp_path: Path) -> None:
    keep_temporary_files(tmp_path / "nowhere" / "store.duckdb")
    with pytest.raises(OSError), tempfile.NamedTemporaryFile():
        pass
