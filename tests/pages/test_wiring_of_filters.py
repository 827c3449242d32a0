"""What the filter bar or a link chooses reaches every question and every download."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from pages.parts import filters, session
from rmdata.findings.evidence import Selection

Look = Callable[..., AppTest]
Cards = Callable[[AppTest], dict[str, Any]]
LINK = {"cohort": "2023", "site": ["Leeds", "York"], "role": "mentee", "specialty": "Medicine"}
CHOSEN = Selection("North", ("2023",), ("Leeds", "York"), ("Medicine",), ("mentee",))
NARROWED = "cohort-2023_site-leeds-york_specialty-medicine_role-mentee"
PAGES = ("results/overview", "results/participation", "results/confidence", "results/concerns",
         "results/methods", "data/rows", "data/matching")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_question_of_a_page_is_about_what_is_chosen(
    page: str, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Any]] = []
    ask = session.ask

    def recorded(question: Callable[..., Any], *about: Any) -> Any:
        asked.extend((question.__name__, part) for part in about if isinstance(part, Selection))
        asked.extend((question.__name__, part) for part in about if part in ("mentor", "mentee"))
        return ask(question, *about)

    monkeypatch.setattr(session, "ask", recorded)
    app = look(page, **LINK)
    assert app.session_state[filters.CHOSEN] == CHOSEN
    assert {part for _, part in asked} <= {CHOSEN, "mentee"}
    assert [name for name, part in asked if part == CHOSEN]


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("cohort", "2024", Selection("North", cohorts=("2024",))),
        ("site", "York", Selection("North", sites=("York",))),
        ("specialty", "Surgery", Selection("North", specialties=("Surgery",))),
        ("role", "mentor", Selection("North", roles=("mentor",))),
    ],
)
def test_what_is_clicked_in_the_filter_bar_is_chosen(
    name: str, value: str, chosen: Selection, look: Look, cards: Cards
) -> None:
    app = look("results/confidence")
    assert set(app.multiselect(key=name).options) > {value}
    app.multiselect(key=name).select(value).run()
    assert app.session_state[filters.CHOSEN] == chosen
    people = [found for found in cards(app) if found.startswith("change-")]
    assert people == (["change-mentor"] if name == "role" else ["change-mentor", "change-mentee"])


def test_another_programme_is_another_programme(look: Look) -> None:
    """South has one mentor of its own, and none of the filters of North."""
    app = look("results/confidence")
    app.selectbox(key="programme").select("South").run()
    assert app.session_state[filters.CHOSEN] == Selection("South")
    assert app.multiselect(key="cohort").options == ["2030"]
    assert app.multiselect(key="specialty").options == ["Oncology"]


def test_what_a_link_asks_for_in_vain_is_named(look: Look) -> None:
    app = look("results/overview", cohort=["2023", "1066"], site="Atlantis", programme="West")
    told = {box.value.split("asks for the ")[1].split(" ")[0]: box.value for box in app.warning}
    assert list(told) == ["programme", "cohort", "site"]
    assert ("West" in told["programme"], "1066" in told["cohort"], "2023" in told["cohort"]) == (
        True,
        True,
        False,
    )
    assert "Atlantis" in told["site"]
    app.button(key="unknown-understood").click().run()
    assert not app.warning


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_download_is_the_table_above_it_and_named_by_what_it_shows(
    look: Look, cards: Cards, offered: dict[str, Any]
) -> None:
    """Cohort 2023: of the mentors M1 and M2 rise and M3 stays."""
    found = cards(look("results/confidence", cohort="2023"))
    today = date.today().isoformat()
    shown, details = (offered[f"csv-change-mentor{end}"] for end in ("", "-details"))
    assert (shown.name, details.name) == (
        f"change-mentor_cohort-2023_{today}.csv",
        f"change-mentor-details_cohort-2023_{today}.csv",
    )
    assert {shown.mime, details.mime} == {"text/csv"}
    header, *rows = rows_of(shown.content)
    assert [header, rows_of(details.content)[0]] == found["change-mentor"].tables
    assert [row[:5] for row in rows] == [["Clinical practice", "3", "2", "1", "0"]]
    assert rows_of(offered["csv-change-mentee"].content)[1][:5] == [
        "Clinical practice", "2", "1", "0", "1"
    ]  # fmt: skip


def test_the_report_says_whose_data_it_is_about_and_holds_the_paragraphs_of_the_page(
    look: Look, offered: dict[str, Any]
) -> None:
    app = look("results/methods", **LINK)
    taken = offered["report"]
    assert taken.name == f"report_{NARROWED}_{date.today().isoformat()}.docx"
    assert taken.mime.endswith("wordprocessingml.document")
    document = Document(io.BytesIO(taken.content))
    told = [paragraph.text for paragraph in document.paragraphs]
    behind = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert [title.split(",")[0].split(":")[0] for title in behind] == [
        "Mentees", "CONSORT for pilot and feasibility studies", "MERSQI",
        "NHLBI tool for before-after studies",
    ]  # fmt: skip
    copied = [code.value for code in app.code]
    headings = [header.value for header in app.subheader]
    printed = [
        line
        for heading, text in zip(headings, copied, strict=False)
        for line in (heading, *text.split("\n\n"))
    ]
    assert len(printed) > 6
    assert told[: len(printed)] == printed
    assert told[-5:-2] == [
        "Programme: North",
        "Filters: Cohort: 2023; Site: Leeds, York; Specialty: Medicine; Role: mentee",
        f"As of: {date.today():%d/%m/%Y}",
    ]


def test_rows_are_handed_out_as_they_are_filtered(look: Look, offered: dict[str, Any]) -> None:
    """Of 2023 and Leeds: M1 three times, M2 three times, E1 twice; M1 wrote something."""
    app = look("data/rows", cohort="2023", site="Leeds")
    today = date.today().isoformat()
    texts, book = offered["rows-csv"], offered["rows-xlsx"]
    assert texts.name == f"questionnaires_cohort-2023_site-leeds_{today}.csv"
    assert book.name == f"questionnaires_cohort-2023_site-leeds_{today}.xlsx"
    header, *rows = rows_of(texts.content)
    assert len(rows) == 8
    assert "Concerns in your own words" not in header
    sheets = load_workbook(io.BytesIO(book.content))
    assert sheets.sheetnames == ["About", "Questionnaires"]
    said = dict(sheets["About"].iter_rows(values_only=True))
    assert (said["Programme"], said["Filters"], said["Rows on sheet Questionnaires"]) == (
        "North",
        "Cohort: 2023; Site: Leeds",
        8,
    )
    app.checkbox(key="free-text").check().run()
    assert "Concerns in your own words" in app.dataframe[0].value.columns
    assert b"Said by M1" in offered["rows-csv"].content
    app.get("button_group")[0].select("sessions").run()
    assert offered["rows-csv"].name == f"sessions_cohort-2023_site-leeds_{today}.csv"
    header, *rows = rows_of(offered["rows-csv"].content)
    assert [row[header.index("Session id")] for row in rows] == ["A1", "A2", "A3", "A4"]
