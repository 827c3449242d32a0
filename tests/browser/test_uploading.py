"""From files to figures: what is asked, what is said before the click, and the way back."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
DOMAINS = ["Clinical practice", "Approach to juniors", "Approachability", "Use of technology",
           "Time management", "Strengths", "Areas for improvement"]  # fmt: skip
Visitor = Any
AsCsv = Callable[..., tuple[str, bytes]]
BOTH = (SAMPLES / "raju2022.xlsx", SAMPLES / "programme.xlsx")
ROSE = "Juniors (mentors) whose total rose"


def test_both_workbooks_are_loaded_together_and_known_the_second_time(visitor: Visitor) -> None:
    visitor.opens("Upload")
    visitor.uploads(*BOTH)
    assert visitor.sees(re.compile(r"Against what is loaded: [\d,]+ new, 0 changed"))
    visitor.loads()
    visitor.goes_to("Overview")
    assert visitor.metric("Answered before and after") == "271 of 359"
    visitor.chooses("Programme", "Founding study (invented rows)")
    visitor.sees("11 of 11")
    visitor.goes_to("Upload")
    visitor.page.locator("input[type=file]").set_input_files([str(path) for path in BOTH])
    for path in BOTH:
        visitor.sees(re.compile(rf"{path.name}: already loaded on \d\d/\d\d/\d{{4}}"))
    assert visitor.page.get_by_role("button", name="Load", exact=True).count() == 0


def test_two_exports_without_stage_or_cohort_are_asked_about(
    visitor: Visitor, as_csv: AsCsv
) -> None:
    header = ["Participant code", "Role", *DOMAINS]
    people = [f"M{number}" for number in range(1, 7)]
    before = as_csv("first.csv", [header, *([code, "mentor", *[3] * 7] for code in people)])
    after = as_csv("second.csv", [header, *([code, "mentor", *[4] * 7] for code in people[:4])])
    visitor.opens("Upload")
    visitor.uploads(before, after)
    load = visitor.page.get_by_role("button", name="Load", exact=True)
    assert load.is_disabled()
    for name, stage in (("first.csv", "Before"), ("second.csv", "After")):
        asked = visitor.page.locator("[class*=st-key-ask-]").filter(has_text=name)
        for label in ("Programme", "Cohort"):
            asked.get_by_label(label).first.wait_for()
        asked.get_by_role("combobox", name="When were these answers given?").click()
        visitor.page.get_by_role("option", name=stage, exact=True).click()
        visitor.rests()
    visitor.sees("10 new")
    visitor.loads()
    visitor.goes_to("Overview")
    assert visitor.metric("Answered before and after") == "4 of 6"
    assert visitor.metric(ROSE) == "4 of 4"


def test_a_new_export_of_the_same_survey_says_what_changes_and_can_be_undone(
    visitor: Visitor, as_csv: AsCsv
) -> None:
    visitor.opens("Upload")
    visitor.uploads(as_csv("june.csv", survey(answered_after=5)))
    visitor.loads()
    visitor.goes_to("Overview")
    earlier = visitor.metric("Answered before and after"), visitor.metric(ROSE)
    assert earlier == ("5 of 10", "5 of 5")
    visitor.goes_to("Upload")
    visitor.uploads(as_csv("july.csv", survey(answered_after=10, corrected=2)))
    visitor.sees("5 new")
    visitor.sees("2 changed")
    visitor.page.get_by_text("What would change").click()
    changes = visitor.page.get_by_role("table", name="Values that would change")
    assert changes.get_by_role("row").count() == 3
    visitor.loads()
    visitor.goes_to("Overview")
    assert visitor.metric("Answered before and after") == "10 of 10"
    assert visitor.metric(ROSE) == "8 of 10"
    visitor.goes_to("Upload")
    visitor.page.locator(".st-key-undo-2").get_by_role("button").click()
    visitor.sees(re.compile(r"july\.csv.*Undone \d\d/\d\d/\d{4}"))
    visitor.goes_to("Overview")
    later = visitor.metric("Answered before and after"), visitor.metric(ROSE)
    assert later == earlier


def test_problems_are_listed_by_cell_and_nothing_can_be_loaded(visitor: Visitor) -> None:
    visitor.opens("Upload")
    visitor.uploads(SAMPLES / "problems.xlsx")
    problems = visitor.page.get_by_role("table", name="Problems in the files")
    row = problems.get_by_role("row").filter(has=visitor.page.get_by_text("K3", exact=True))
    assert "6 is outside the scale of 1 to 5" in row.inner_text()
    levels = problems.locator("tbody tr td:first-child").all_inner_texts()
    assert set(levels[:8]) == {"Error"} and set(levels) == {"Error", "Question", "Warning"}
    assert visitor.page.get_by_role("button", name="Load", exact=True).is_disabled()


def survey(answered_after: int, corrected: int = 0) -> list[list[Any]]:
    """Ten mentors before, some of them after; the corrected ones did not rise after all."""
    rows = [["Participant code", "Cohort", "Role", "Stage", *DOMAINS]]
    for number in range(10):
        who = [f"M{number}", "2025", "mentor"]
        rows.append([*who, "pre", *[3] * 7])
        if number < answered_after:
            rows.append([*who, "post", 3 if number < corrected else 4, *[3] * 6])
    return rows
