"""Which functions of the reading one answer passes, from the bytes of its file to its value.

``python -m tests.reading.way_of_one_cell`` reads the Microsoft Forms export with its header and
one answer alone, all of it, under ``sys.setprofile``: opening, recognising, rows and what is
checked of them. It prints every function of ``rmdata.reading`` that ran, by module, and totals.
What stands inside a function counts as part of it; what dataclasses write does not count.
"""

import sys
from collections import defaultdict
from types import FrameType
from typing import Any

from rmdata.reading.choices import Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from tests.reading.tools.shapes import as_file, export_rows

ROOM = "rmdata.reading."


def functions_on_the_way() -> dict[str, list[str]]:
    """The functions that ran, by module, in their order; in a fresh process nothing is kept."""
    file, instrument = as_file(export_rows("microsoft_forms.csv")[:2]), load_instrument()
    found: dict[str, dict[str, None]] = defaultdict(dict)

    def called(frame: FrameType, event: str, _: Any) -> None:
        module, name = str(frame.f_globals.get("__name__")), frame.f_code.co_qualname
        if event == "call" and module.startswith(ROOM) and "<" not in name:
            found[module.removeprefix(ROOM)][name] = None

    sys.setprofile(called)
    try:
        reading = read([parse(file)], instrument, Choices())
    finally:
        sys.setprofile(None)
    assert [source.n_rows for source in reading.sources] == [1]
    return {module: list(names) for module, names in found.items()}


if __name__ == "__main__":
    way = functions_on_the_way()
    for module, names in way.items():
        print(f"{module} ({len(names)}): {', '.join(names)}")
    print(f"{sum(map(len, way.values()))} functions in {len(way)} modules")
