"""The command line: ``python -m rmdata``. For imports and questions while no dashboard runs."""

import gc
import io
import sys
from functools import partial
from pathlib import Path

import click

from rmdata.commands import declaring, loading, showing, upkeep
from rmdata.commands.options import to_the_end
from rmdata.sandbox import Without

DEFAULT_STORE = "data/programme.duckdb"


@click.group()
@click.option("--store", type=click.Path(dir_okay=False, path_type=Path), envvar="RM_STORE",
              default=DEFAULT_STORE, show_default=True, help="The DuckDB file.")  # fmt: skip
@click.pass_context
def main(context: click.Context, store: Path) -> None:
    """Turn exports of a reverse-mentoring programme into a trustworthy answer."""
    context.obj = store


for room in (loading, showing, declaring, upkeep):
    for command in room.COMMANDS:
        main.add_command(command)


if __name__ == "__main__":
    # A command is over before its garbage would matter; looking for it is a tenth of a load.
    gc.disable()
    sys.meta_path.insert(0, Without("pandas"))
    # A terminal that lacks a letter shows a question mark instead of stopping.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    to_the_end(partial(main, prog_name="python -m rmdata"))
