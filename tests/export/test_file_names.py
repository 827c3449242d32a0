"""What a download is called."""

import re
from datetime import date

import pytest

from rmdata.export.tables import file_name

DAY = date(2026, 11, 21)


def test_a_name_carries_page_filters_and_date():
    words = ("Cohort: 2023", "Site: Leeds, St James’s", "Specialty: Médecine")
    assert file_name("confidence_change-mentor", words, DAY, "csv") == (
        "confidence_change-mentor_cohort-2023_site-leeds-st-james-s_specialty-medecine"
        "_2026-11-21.csv"
    )
    assert file_name("rows", (), DAY, ".xlsx") == "rows_2026-11-21.xlsx"


@pytest.mark.parametrize(
    "word", ["../../etc/passwd", 'a"; rm -rf /', "日本", "a\r\nb: c", "x" * 300]
)
def test_a_name_is_safe_anywhere(word: str):
    name = file_name(word, (word, word), DAY, "csv")
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.csv", name)
    assert name.endswith("2026-11-21.csv")
    assert len(name) <= 120


def test_filters_that_were_cut_are_not_passed_over_in_silence():
    sites = ("Site: " + ", ".join(f"Hospital {n}" for n in range(40)),)
    name = file_name("confidence", sites, DAY, "csv")
    assert name.endswith("-and-more_2026-11-21.csv")
    assert len(name) <= 120
