"""Make the invented sample workbooks again: python sample_data/generate.py"""

from pathlib import Path

import exports
import founding
import problems
import programme
import sheets

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the three workbooks and the exports of the survey tools beside this script."""
    sheets.save(HERE / "raju2022.xlsx", founding.ABOUT, founding.tables())
    sheets.save(HERE / "programme.xlsx", programme.ABOUT, programme.tables())
    problems.save(HERE / "problems.xlsx")
    exports.save_all(HERE / "exports")


if __name__ == "__main__":
    main()
