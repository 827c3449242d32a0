"""What loading a workbook costs beside reading the same file into pandas, as whole processes.

Run by hand: python tests/benchmarks/loading.py
"""

import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from openpyxl import Workbook

sys.path.insert(0, str(Path(__file__).parents[2]))

from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import Choice, Column, Instrument, Kind

ROOT = Path(__file__).parents[2]
ROWS, PAIRS_OF_RUNS = 20_000, 3
MOST = 1 / 3
BY_PANDAS = "import sys, pandas; pandas.read_excel(sys.argv[1], engine='openpyxl')"
START = date(2024, 9, 2)


def make(path: Path, instrument: Instrument) -> None:
    """Write people who answered before and after, in the template's layout; every row invented."""
    invented, table = random.Random(2022), declared_table(instrument, "questionnaires")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title)
    sheet.append([column.label for column in table.columns])
    for person in range(ROWS // 2):
        for stage in instrument.stages[:2]:
            about = {"participant_code": f"P{person:05}", "stage": stage.label}
            about |= {"role": ("Mentor", "Mentee")[person % 2], "programme": "Benchmark"}
            about |= {"cohort": f"Cohort {person % 8}", "site": f"Site {person % 40}"}
            about["specialty"] = f"Specialty {person % 12}"
            sheet.append([about.get(c.name) or answer(c, invented) for c in table.columns])
    book.save(path)


def answer(column: Column, invented: random.Random) -> object:
    """What somebody might say to one question."""
    labels = [choice.label for choice in column.choices if is_theme(choice)]
    if column.kind is Kind.DATE:
        return START + timedelta(days=invented.randrange(300))
    if column.kind is Kind.RATING:
        return invented.randint(int(column.low or 1), int(column.high or 5))
    if column.kind is Kind.THEMES:
        return "; ".join(invented.sample(labels, invented.randint(1, 2)))
    if column.kind is Kind.FREE_TEXT:
        return f"Words of one person, number {invented.random()}"
    return invented.choice(labels) if labels else f"{column.label} {invented.randrange(12)}"


def is_theme(choice: Choice) -> bool:
    """Whether a choice is more than "none of these", which goes with no other."""
    return bool(choice.value)


def cpu(*command: str) -> float:
    """Seconds of user and system time of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = [(before.ru_utime, after.ru_utime), (before.ru_stime, after.ru_stime)]
    return sum(late - early for early, late in used)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.xlsx"
        make(file, load_instrument())
        print(f"{ROWS:,} questionnaires, {file.stat().st_size / 1e6:.1f} MB")
        ratios = []
        for run in range(PAIRS_OF_RUNS):
            store = str(Path(folder) / f"{run}.duckdb")
            ours = cpu(sys.executable, "-m", "rmdata", "--store", store, "load", str(file))
            theirs = cpu(sys.executable, "-c", BY_PANDAS, str(file))
            ratios.append(ours / theirs)
            print(f"load {ours:.2f} s of CPU, pandas {theirs:.2f} s, ratio {ours / theirs:.3f}")
    ratio = median(ratios)
    print(f"median ratio {ratio:.3f} (limit {MOST:.3f})")
    assert ratio <= MOST, "loading costs too much beside pandas"


if __name__ == "__main__":
    main()
