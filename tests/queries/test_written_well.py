"""How a question is written: its grain and door in its first lines, and nothing spliced into it."""

import pytest

from rmdata import queries
from rmdata.queries import Door


@pytest.mark.parametrize("name", queries.names())
def test_a_question_names_its_grain_and_splices_nothing(name: str) -> None:
    asked = queries.question(name)
    assert asked.sql.startswith("-- Grain: one row")
    assert asked.grain.startswith("one row") and asked.grain.endswith(".")
    assert not set("{}%") & set(asked.sql)


def test_the_door_is_what_the_file_says() -> None:
    doors = {name: queries.question(name).door for name in ("steps", "session_gaps", "span")}
    assert doors == {"steps": Door.PEOPLE, "session_gaps": Door.SESSIONS, "span": Door.FACTS}


def test_a_question_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        queries.question("nothing_of_the_kind")
