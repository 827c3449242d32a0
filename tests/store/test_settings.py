"""What a programme declares is appended, never overwritten; it goes with the programme."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.settings import SETTINGS, SettingError
from rmdata.store.results import Said, StoreError
from rmdata.store.store import Store

NOON = datetime(2025, 3, 3, 12)


def said(name: str, value: str | None, cohort: str | None = None, hour: int = 12) -> Said:
    return Said(cohort, name, value, NOON.replace(hour=hour), "the team")


def test_the_newest_value_counts_and_every_earlier_one_stays(store: Store) -> None:
    evidence, before = Evidence(store), store.version
    # Two of one moment: the order of saying decides, not the clock.
    store.append_setting("Ours", said("last_day", "2025-06-30", "2024"))
    store.append_setting("Ours", said("last_day", "2025-07-31", "2024"))
    store.append_setting("Ours", said("last_day", "2026-07-31", "2025"))
    store.append_setting("Theirs", said("last_day", "2030-01-01", "2024"))
    store.append_setting("Ours", said("primary_outcome", "mentor total"))
    assert store.version == before + 5
    assert evidence.settings("Ours") == {
        (None, "primary_outcome"): "mentor total",
        ("2024", "last_day"): "2025-07-31",
        ("2025", "last_day"): "2026-07-31",
    }
    assert list(evidence.declared("Ours")) == ["primary_outcome"]
    assert evidence.primary_outcome("Ours") == ("mentor", "total")
    store.append_setting("Ours", said("primary_outcome", None))
    store.append_setting("Ours", said("first_day", "2024-09-01", "2024"))
    assert evidence.primary_outcome("Ours") is None
    assert [(s.cohort, s.value) for s in store.settings("Ours")] == [
        ("2024", "2025-06-30"),
        ("2024", "2025-07-31"),
        ("2025", "2026-07-31"),
        (None, "mentor total"),
        (None, None),
        ("2024", "2024-09-01"),
    ]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (said("colour", "blue"), "“colour” is no setting; there is first_day, last_day, "),
        (said("last_day", "2025-06-30"), "The setting last_day belongs to a cohort: name it."),
        (
            said("primary_outcome", "mentor total", "2024"),
            "The setting primary_outcome belongs to the whole programme, not a cohort.",
        ),
    ],
)
def test_what_is_no_setting_is_refused(store: Store, setting: Said, sentence: str) -> None:
    with pytest.raises(StoreError) as refused:
        store.append_setting("Ours", setting)
    assert str(refused.value).startswith(sentence)
    assert store.settings("Ours") == ()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("last_day", "31/12/2025", "2025-12-31"),
        ("last_day", "2025-12-31", "2025-12-31"),
        ("primary_outcome", "Mentor total", "mentor total"),
        ("primary_outcome", "consultant: use of technology", "mentee use_of_technology"),
        ("primary_outcome", "junior doctor Strengths", "mentor strengths"),
        ("go_on_answered_both", " 70 % ", "70"),
        ("go_on_harm", "0", "0"),
        ("important_total", "12", "12"),
    ],
)
def test_what_was_typed_is_read(name: str, typed: str, kept: str) -> None:
    assert SETTINGS[name].read(typed, load_instrument()) == kept


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("last_day", "31/13/2025", "“31/13/2025” is no date. Type it as dd/mm/yyyy."),
        ("go_on_agreed", "101", "“101” is no whole number from 1 to 100."),
        ("go_on_agreed", "0", "“0” is no whole number from 1 to 100."),
        ("important_total", "29", "“29” is no whole number from 1 to 28."),
        ("important_domain", "0", "“0” is no whole number from 1 to 4."),
        ("important_domain", "²", "“²” is no whole number from 1 to 4."),
        ("go_on_harm", "-1", "“-1” is no whole number from 0 to 1,000,000."),
        (
            "primary_outcome",
            "mentor height",
            "“mentor height” is no outcome. Name a role and the total or a domain: mentor total, "
            "or mentee clinical practice.",
        ),
    ],
)
def test_what_cannot_be_read_is_told(name: str, typed: str, sentence: str) -> None:
    with pytest.raises(SettingError) as refused:
        SETTINGS[name].read(typed, load_instrument())
    assert str(refused.value) == sentence


def test_erasing_a_programme_takes_its_settings(
    tmp_path: Path, load: Any, answer: Any, store: Store
) -> None:
    load(Questionnaires=[answer("M1", Programme="Ours"), answer("M1", Programme="Theirs")])
    for programme in ("Ours", "Theirs"):
        store.append_setting(programme, said("last_day", "2025-06-30", "2024"))
    store.erase_programme("Ours")
    assert store.settings("Ours") == ()
    assert len(store.settings("Theirs")) == 1


def test_a_date_to_keep_until_replaces_that_of_its_programme_alone(store: Store) -> None:
    for programme, year in (("Ours", 2030), ("Theirs", 2031), ("Ours", 2032)):
        store.set_keep_until(programme, date(year, 1, 1))
    assert store.keep_until() == {"Ours": date(2032, 1, 1), "Theirs": date(2031, 1, 1)}
