"""How many functions one answer passes: a bound that falls and does not rise."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_FUNCTIONS, MOST_MODULES = 184, 31


def test_one_answer_passes_few_functions() -> None:
    command = [sys.executable, "-m", "tests.reading.way_of_one_cell"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    total = re.search(r"(\d+) functions in (\d+) modules", done.stdout)
    assert total and int(total[1]) <= MOST_FUNCTIONS and int(total[2]) <= MOST_MODULES
