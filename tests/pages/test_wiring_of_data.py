"""What a click stores, and which part of what is stored is shown."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from pages.parts import downloads, filters, session
from pages.parts import notices as samples
from rmdata.findings.evidence import Selection
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema import vocabulary
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import APART, JOIN, SAMPLE, Decision
from rmdata.store.store import Store

Visit = Callable[..., AppTest]
Make = Callable[..., dict[str, Any]]
Workbook = Callable[..., SourceFile]
ANSWERS = b"Participant code,Clinical practice\nM1,4\nM2,2\n"


@pytest.fixture
def put(store_file: Path, instrument: Instrument, workbook: Workbook) -> Callable[..., None]:
    """Put rows of questionnaires into the store, as a load or as a sample."""

    def stored(rows: list[dict[str, Any]], kind: str = "load") -> None:
        store = Store(store_file, instrument)
        file = workbook(Questionnaires=rows)
        store.load(read([parse(file)], instrument, {}, store.known_people()), kind=kind)
        store.close()

    return stored


def test_an_answer_is_kept_until_the_data_change_and_for_its_own_question(
    put: Callable[..., None], answer: Make
) -> None:
    put([answer("M1")])
    asked: list[str] = []

    def n_people(evidence: Any, cohort: str) -> int:
        asked.append(cohort)
        return sum(c == cohort for _, c, _ in evidence.store.known_people())

    def in_words(evidence: Any, cohort: str) -> str:
        return f"{n_people(evidence, cohort)} people"

    assert [session.ask(n_people, c) for c in ("All", "All", "2030")] == [1, 1, 0]
    assert session.ask(in_words, "All") == "1 people"
    assert asked == ["All", "2030", "All"]
    store = session.store()
    store.undo(1)
    assert (session.ask(n_people, "All"), asked[3:]) == (0, ["All"])
    assert any(kept.cache_info().currsize for kept in vocabulary._KEPT)
    session.forget()
    held = [session._answer, *vocabulary._KEPT]
    assert {kept.cache_info().currsize for kept in held} == {0}, "somebody may have been erased"


def test_what_was_answered_to_one_audience_is_not_told_to_another(
    put: Callable[..., None], answer: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    put([answer("M1")])

    def who_looks(evidence: Any) -> str:
        return str(evidence.audience)

    assert session.ask(who_looks) == "team"
    monkeypatch.setattr(session, "audience", lambda: "board")
    assert session.ask(who_looks) == "board"


def test_the_second_page_of_rows_begins_at_the_fifty_first(
    put: Callable[..., None], visit: Visit, answer: Make, offered: dict[str, Any]
) -> None:
    put([answer(f"M{number:03}") for number in range(1, 114)])
    app = visit("pages/data/rows")
    pages = []
    for number in (1, 2, 3):
        app.session_state["page-questionnaires"] = number
        codes = list(app.run().dataframe[0].value["Participant code"])
        pages.append((codes[0], codes[-1], len(codes)))
    assert pages == [("M001", "M050", 50), ("M051", "M100", 50), ("M101", "M113", 13)]
    assert "101 to 113" in unescape(app.caption[0].value)
    assert offered["rows-csv"].content.count(b"\r\n") == 1 + 113


@pytest.mark.parametrize(("label", "kind"), [("One person", JOIN), ("Two people", APART)])
def test_matching_stores_what_was_decided(
    label: str, kind: str, put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    """M01 answered before, m01 after; so did E1 and e-1."""
    codes = (("M01", "m01", "2023"), ("E1", "e-1", "2024"))
    put([answer(code, stage, Cohort=cohort, Programme="North", Role=role)
         for (before, after, cohort), role in zip(codes, ("mentor", "mentee"), strict=True)
         for code, stage in ((before, "pre"), (after, "post"))])  # fmt: skip
    app = visit("pages/data/matching")
    app.button(key=f"{label}-2023-M01-m01").click().run()
    assert not app.exception
    made = session.store().imports()[0]
    assert (made.kind, made.decision) == (kind, Decision("North", "2023", "m01", "M01"))
    left = {code for _, cohort, code in session.store().known_people() if cohort == "2023"}
    assert left == ({"M01"} if kind == JOIN else {"M01", "m01"})
    assert [b.key for b in app.button if b.key.startswith(label)] == [f"{label}-2024-E1-e-1"]


def key_of(app: AppTest, kind: str, start: str) -> str:
    [found] = [w.key for w in getattr(app, kind) if str(w.key).startswith(start)]
    return str(found)


def test_load_stores_what_was_understood_of_the_files_as_it_was_explained(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    put([answer("M9", Programme="South")])
    app = visit("pages/data/upload")
    app.file_uploader[0].upload("spring.csv", ANSWERS).run()
    assert app.button(key="load").disabled
    app.selectbox(key=key_of(app, "selectbox", "programme-")).select("South")
    app.text_input(key=key_of(app, "text_input", "cohort-")).set_value("2027")
    app.selectbox(key=key_of(app, "selectbox", "stage-")).select("post")
    app.selectbox(key=key_of(app, "selectbox", "role-")).select("mentee").run()
    told = [unescape(text.value) for text in app.markdown if "Against what" in text.value]
    assert ["**2 new**" in text and "**0 changed**" in text for text in told] == [True]
    assert len(session.store().imports()) == 1
    app.button(key="load").click().run()
    assert not app.exception
    rows = (
        session.store()
        .run(
            "select programme, cohort, code, stage, role, scores[1] from answers "
            "where cohort <> 'All' order by code"
        )
        .rows
    )
    assert rows == (
        ("South", "2027", "M1", "post", "mentee", 4),
        ("South", "2027", "M2", "post", "mentee", 2),
    )
    made = session.store().imports()[0]
    assert [file.name for file in made.files] == ["spring.csv"]
    assert not [button for button in app.button if button.key == "load"]
    app.file_uploader[0].upload("again.csv", ANSWERS).run()
    assert "already loaded" in app.info[0].value
    assert not [button for button in app.button if button.key == "load"]


def test_each_undo_takes_its_own_import_back(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    for code in ("M1", "M2", "M3"):
        put([answer(code)])
    app = visit("pages/data/upload")
    undos = [b.key for b in app.button if b.label == "Undo"]
    assert undos == ["undo-3", "undo-2", "undo-1"]
    app.button(key="undo-2").click().run()
    assert [made.import_id for made in session.store().imports() if made.undone_at] == [2]
    assert [b.key for b in app.button if b.label == "Undo"] == ["undo-3", "undo-1"]


def test_a_programme_is_removed_or_dated_and_no_other(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    people = (("M1", "A"), ("M2", "A"), ("M3", "B"))
    put([answer(code, Programme=programme) for code, programme in people])
    app = visit("pages/data/upload")
    dated = {unescape(box.label).split(":")[0]: box for box in app.date_input}
    dated["B"].set_value(date(2031, 5, 6)).run()
    assert session.store().keep_until() == {"B": date(2031, 5, 6)}
    app.selectbox(key="remove-programme").select("A").run()
    app.button(key="remove").click().run()
    assert [programme for programme, _, _ in session.store().known_people()] == ["B"]


def test_a_date_stays_with_its_programme_when_another_one_goes(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    people = (("M1", "A"), ("M2", "A"), ("M3", "B"))
    put([answer(code, Programme=programme) for code, programme in people])
    app = visit("pages/data/upload")
    app.date_input(key="keep-until-A").set_value(date(2031, 5, 6)).run()
    app.selectbox(key="remove-programme").select("A").run()
    app.button(key="remove").click().run()
    assert session.store().keep_until() == {"A": date(2031, 5, 6)}


def test_the_reminder_is_for_the_programme_on_screen(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    put([answer("M1", Programme="A"), answer("M2", Programme="B"), answer("M3", Programme="C")])
    days = {"A": 29, "B": -1, "C": 31}
    for programme, n in days.items():
        session.store().set_keep_until(programme, date.today() + timedelta(days=n))
    told = {}
    for programme in days:
        app = visit("pages/results/confidence", {"programme": programme})
        assert app.session_state[filters.CHOSEN] == Selection(programme)
        told[programme] = (len(app.info), len(app.warning))
    assert told == {"A": (1, 0), "B": (0, 1), "C": (0, 0)}


def test_the_samples_are_named_and_go_alone(
    put: Callable[..., None], visit: Visit, answer: Make
) -> None:
    put([answer("M1", Programme="Invented"), answer("M2", Programme="Invented")], SAMPLE)
    put([answer("M3", Programme="Real")])
    own = visit("pages/results/confidence", {"programme": "Real"})
    assert not [b for b in own.button if b.key == "remove-samples"] and not own.info
    app = visit("pages/results/confidence", {"programme": "Invented"})
    assert len(app.info) == 1
    app.button(key="remove-samples").click().run()
    assert [code for _, _, code in session.store().known_people()] == ["M3"]


def test_an_empty_store_is_filled_with_the_samples(
    visit: Visit, put: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "FILES", ("raju2022.xlsx",))
    app = visit("pages/results/overview")
    app.button(key="load-samples").click().run()
    assert not app.exception
    assert [made.kind for made in session.store().imports()] == [SAMPLE]
    assert [b.key for b in app.button if b.key == "remove-samples"]


def test_one_persons_file_is_that_persons(
    put: Callable[..., None], visit: Visit, answer: Make, offered: dict[str, Any]
) -> None:
    put([answer("M1", Cohort=c, Experience=e) for c, e in (("2023", 2), ("2024", 5))])
    app = visit("pages/data/upload")
    app.text_input(key="person-code").set_value("M1").run()
    app.selectbox(key="person-whose").select("Our programme, cohort 2024").run()
    taken = offered["person-file"]
    assert taken.name == f"person_{date.today().isoformat()}.xlsx"
    header, *rows = load_workbook(io.BytesIO(taken.content))["Questionnaires"].values
    assert [dict(zip(header, row, strict=True))["Experience"] for row in rows] == [5]


def test_a_download_that_fails_tells_nobody_what_it_was_about(offered: dict[str, Any]) -> None:
    def failing() -> bytes:
        raise KeyError("M1 said")

    downloads.offer("CSV", failing, "rows.csv", "rows")
    assert offered["rows"].mime == "text/csv"
    with pytest.raises(RuntimeError) as raised:
        _ = offered["rows"].content
    assert "M1" not in str(raised.value)
