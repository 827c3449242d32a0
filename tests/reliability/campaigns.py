"""Run every campaign in full and write its figures into docs/reliability.md.

Run by hand, an hour or two on two cores: python tests/reliability/campaigns.py
One of them alone, by a word of its name: python tests/reliability/campaigns.py -k failing_calls
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
    """The page with these figures, a JSON object a line, in its table; other rows stay."""
    before, _, rest = page.partition(BEGIN)
    table, _, after = rest.partition(END)
    rows = {line.split(" | ")[0]: line for line in table.splitlines() if line.startswith("| ")}
    head = rows.pop("| Campaign")
    rows |= dict(_row(json.loads(line)) for line in lines)
    body = [head, "|---|---|---|", *(rows[name] for name in sorted(rows))]
    return "\n".join([before + BEGIN, "", *body, "", END + after])


def _row(figures: dict[str, float | str]) -> tuple[str, str]:
    """The beginning of a campaign's row, and the row."""
    name = figures.pop("name")
    told = (f"{figure.replace('_', ' ')} {value}" for figure, value in figures.items())
    python = platform.python_version()
    on = f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, Python {python}, {platform.system()}"
    return f"| {name}", f"| {name} | {', '.join(told)} | {on} |"


if __name__ == "__main__":
    sys.exit(main())
