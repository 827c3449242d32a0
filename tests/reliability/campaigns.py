"""Run every campaign in full and write its figures into docs/reliability.md.

Run by hand, about an hour on two cores: python tests/reliability/campaigns.py
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def main() -> int:
    """Run the tests of this folder in full; their figures reach the page only if all passed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        environment = {**os.environ, "RM_WHOLE": "1", "RM_FIGURES": str(figures)}
        command = [sys.executable, "-m", "pytest", "tests/reliability", "-s", *sys.argv[1:]]
        failed = subprocess.run(command, cwd=ROOT, env=environment).returncode
        if failed:
            return failed
        lines = figures.read_text(encoding="utf-8").splitlines()
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8")
    return 0


def with_figures(page: str, lines: list[str]) -> str:
    """The page with a table of these figures, a JSON object a line, in place of the last one."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    cores = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    table = [f"Measured on {date.today():%d/%m/%Y} ({cores}).", "", "| Campaign | Figures |"]
    table += ["|---|---|", *sorted(_row(json.loads(line)) for line in lines)]
    return "\n".join([before + BEGIN, "", *table, "", END + after])


def _row(figures: dict[str, float | str]) -> str:
    name = figures.pop("name")
    told = (f"{figure.replace('_', ' ')} {value}" for figure, value in figures.items())
    return f"| {name} | {', '.join(told)} |"


if __name__ == "__main__":
    sys.exit(main())
