"""Small findings to draw: no two figures in a row alike, names of fields and their labels apart."""

from datetime import date
from typing import Any

from rmdata.charts.palette import DARK, LIGHT, Palette
from rmdata.findings.finding import Field, Finding, Table

THEMES: dict[bool, Palette] = {False: LIGHT, True: DARK}


def made(fields: dict[str, str], *rows: tuple[Any, ...]) -> Finding:
    """A finding whose table has these fields, by name and label."""
    named = tuple(Field(name, label) for name, label in fields.items())
    return Finding("made", "Made by hand", Table(named, rows))


def facts(trace: dict[str, Any], *names: str) -> tuple[Any, ...]:
    """What a trace says under these names; ``marker.color`` reaches inside."""
    told = []
    for name in names:
        value: Any = trace
        for part in name.split("."):
            value = value[part]
        told.append(value)
    return tuple(told)


CHANGES = made(
    {
        "label": "Domain",
        "site": "Site",
        "n_answered": "Answered",
        "n_pairs": "Pairs",
        "n_up": "Rose",
        "n_same": "Stayed",
        "n_down": "Fell",
    },
    ("Strengths", "Leeds", 20, 10, 6, 3, 1),
    ("Use of technology", "York", 4_000, 2_000, 0, 500, 1_500),
    ("Time management", "Hull", 16, 8, 1, 2, 5),
)
MEDIANS = made(
    {"label": "Domain", "pre_median": "Median before", "post_median": "Median after"},
    ("Time management", 4, 2),
    ("Strengths", None, None),
    ("Use of technology", 3, 4.5),
    ("Total (of 35)", 21, 28),
)
PUBLISHED = made(
    {"label": "Domain", "pre_median": "Median before", "post_median": "Median after"},
    ("Use of technology", 2.5, 3.5),
    ("Strengths", 1, 5),
    ("Time management", 3, 5),
    ("Total (of 35)", 20, 30),
)
ANSWERS = made(
    {
        "label": "Domain",
        "stage": "Stage",
        "n": "Answers",
        "n_of": "People",
        "score_1": "1 <never>",
        "score_2": "2",
        "score_3": "3",
        "score_4": "4",
        "score_5": "5 always",
    },
    ("Strengths", "Before", 10, 40, 1, 2, 3, 4, 0),
    ("Strengths", "After", 8, 40, 0, 1, 0, 2, 5),
)
STEPS = made(
    {"step": "Step", "label": "Wording", "role": "Role", "n": "People", "n_of": "Of"},
    ("agreed", "Agreed", "Mentor <b>", 6, 9),
    ("agreed", "Agreed", "Mentee", 1_200, 1_500),
    ("met", "Met", "Mentor <b>", 4, 9),
    ("after", "Answered after", "Mentor <b>", 3, 9),
    ("after", "Answered after", "Mentee", 700, 1_500),
)
PERIODS = made(
    {"period": "Month from", "status": "Status", "n": "Sessions", "minutes": "Minutes"},
    (date(2025, 3, 1), "Planned", 2, 90),
    (date(2025, 3, 1), "Held", 1_400, 63_000),
    (date(2025, 4, 1), "Held", 7, 300),
    (date(2025, 4, 1), "Cancelled", 3, 120),
    (date(2025, 5, 1), "Moved <i>", 5, 200),
)
FEARED = made(
    {"label": "Concern", "n_feared": "Feared", "n_feared_and_happened": "And happened"},
    ("Lack of time", 5, 2),
    ("Being judged", 0, 0),
    ("Confidentiality", 1_800, 700),
    ("Hierarchy", 4, 0),
)
