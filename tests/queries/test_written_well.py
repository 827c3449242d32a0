"""How a question is written: its grain in the first line, and nothing spliced into it."""

import pytest

from rmdata import queries


@pytest.mark.parametrize("name", queries.names())
def test_a_question_names_its_grain_and_splices_nothing(name: str) -> None:
    sql = queries.question(name)
    assert sql.startswith("-- Grain: one row")
    assert not set("{}%") & set(sql)


def test_a_question_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        queries.question("nothing_of_the_kind")
