"""The day by which things are judged: today, what was chosen, or the samples' last day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session
from rmdata.findings.evidence import Evidence
from rmdata.findings.overview import overview
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import SAMPLE
from rmdata.store.store import Store

TODAY = date(2026, 3, 3)


@pytest.fixture
def two_samples_and_a_programme(store: Store, instrument: Instrument, answer: Any, workbook: Any):
    def put(programme: str, kind: str, *days: date) -> None:
        rows = [
            answer(f"M{i}", Programme=programme) | {"Completed on": day}
            for i, day in enumerate(days)
        ]
        file = workbook(f"{programme}.xlsx", Questionnaires=rows)
        store.load(read([parse(file)], instrument), kind=kind)

    put("Old sample", SAMPLE, date(2020, 1, 27), date(2020, 8, 7))
    put("New sample", SAMPLE, date(2025, 2, 3), date(2025, 10, 28))
    put("Ours", "load", date(2025, 11, 1), date(2025, 12, 1))


def test_invented_time_stands_still_and_ours_is_today(
    store: Store, two_samples_and_a_programme: None
) -> None:
    evidence = Evidence(store)
    days = {p: overview.usual_as_of(evidence, p, TODAY) for p in ("Old sample", "New sample")}
    assert set(days.values()) == {date(2025, 10, 28)}
    assert overview.usual_as_of(evidence, "Ours", TODAY) == TODAY


def test_the_day_in_a_link_judges_every_page(
    stored: Callable[..., None],
    workbook: Callable[..., SourceFile],
    meeting: Callable[..., Any],
    visit: Callable[..., AppTest],
) -> None:
    stored(workbook(Sessions=[meeting("M1", "E1", date(2025, 3, 1))]))
    for day, stands in (("2025-03-20", "one active"), ("2025-05-20", "one quiet")):
        app = visit("pages/results/participation", {"as_of": day})
        assert not app.exception
        told = " ".join(caption.value for caption in app.caption)
        assert stands in told
        session._answer.cache_clear()
