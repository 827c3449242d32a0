"""What holds for every question: a stated grain, no splicing, an answer on the samples."""

from collections.abc import Iterator
from datetime import date

import pytest

from rmdata import queries
from rmdata.reading import SourceFile, parse, read
from rmdata.schema import Instrument
from rmdata.store import Store
from tests.conftest import SAMPLES

PARAMETERS = {
    "programme": "Founding study (invented rows)",
    **dict.fromkeys(("cohorts", "sites", "specialties", "roles", "since", "until")),
    "by": ["site"],
    "before": "pre",
    "after": "post",
    "as_of": date(2020, 9, 1),
    "quiet_days": 42,
    "period": "month",
    "stages": ["pre", "post"],
    "limit": 10,
    "offset": 0,
}
MAY_BE_EMPTY = {"decisions", "owing", "without_session"}


@pytest.fixture(scope="module")
def founding(instrument: Instrument) -> Iterator[Store]:
    store = Store(None, instrument)
    file = SourceFile("raju2022.xlsx", (SAMPLES / "raju2022.xlsx").read_bytes())
    store.load(read([parse(file)], instrument))
    yield store
    store.close()


@pytest.mark.parametrize("name", queries.names())
def test_a_question_names_its_grain_splices_nothing_and_runs(name: str, founding: Store) -> None:
    sql = queries.question(name)
    assert sql.startswith("-- Grain: one row")
    assert not set("{}%") & set(sql)
    found = founding.run(sql, PARAMETERS)
    assert found.rows or name in MAY_BE_EMPTY


@pytest.mark.parametrize("name", [n for n in queries.names() if "$sites" in queries.question(n)])
def test_a_filter_that_nobody_meets_leaves_nothing(name: str, founding: Store) -> None:
    found = founding.run(queries.question(name), PARAMETERS | {"sites": ["Elsewhere"]})
    assert all(row[-1] == 0 for row in found.rows)
