"""Random programmes as sheets, and what can be counted of them without the product."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from rmdata.schema.instrument_file import load_instrument

Row = dict[str, Any]
ROLES = {"mentor": "M", "mentee": "E"}
STARTS = {"A": date(2024, 2, 5), "B": date(2025, 1, 13)}
STAGES = {"pre": 0, "post": 150, "follow-up": 260, "retrospective pre": 150}
SITES = (None, "Leeds", "York", "Hull")


@dataclass
class Programme:
    """The sheets of one programme, and the sets of people behind its steps by role."""

    questionnaires: list[Row] = field(default_factory=list)
    participants: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)

    def sheets(self) -> dict[str, list[Row]]:
        """The sheets that have rows."""
        named = {
            "Questionnaires": self.questionnaires,
            "Participants": self.participants,
            "Sessions": self.sessions,
        }
        return {name: rows for name, rows in named.items() if rows}

    def steps(self, role: str) -> dict[str, int]:
        """How many people with a code took each step, counted from the sheets."""
        letter = ROLES[role]

        def codes(rows: list[Row], column: str = "Participant code") -> set[str]:
            return {row[column] for row in rows if (row[column] or "")[:1] == letter}

        def answered(stage: str) -> set[str]:
            return codes([row for row in self.questionnaires if row["Stage"] == stage])

        found = {
            "invited": codes([row for row in self.participants if row["Invited on"]]),
            "agreed": codes([row for row in self.participants if row["Agreed on"]]),
            "met": codes(
                [row for row in self.sessions if row["Status"] == "held"], f"{role.title()} code"
            ),
            "answered before": answered("pre"),
            "answered after": answered("post"),
        }
        found["answered both times"] = found["answered before"] & found["answered after"]
        found["took part"] = found["agreed"] | found["met"] | codes(self.questionnaires)
        return {step: len(people) for step, people in found.items()}


def random_programme(seed: int) -> Programme:
    """Nobody, one person or many; with or without a list, codes, sites, sessions, follow-ups."""
    rng = random.Random(seed)
    domains = [domain.label for domain in load_instrument().domains]
    made, shares = Programme(), {stage: rng.random() ** 0.3 for stage in STAGES}
    has_list, anonymous = rng.random() < 0.6, rng.choice((0, 0, 0, 0.2, 1))
    blank = rng.choice((0, 0, 0.02, 0.1))
    rises = rng.choice((-1, 0, 0, 1))
    people = [
        (f"{letter}{i}", role, rng.choice(list(STARTS)), rng.choice(SITES))
        for role, letter in ROLES.items()
        for i in range(rng.choice((0, 1, 3, 7, 30, 45)))
    ]
    for code, role, cohort, site in people:
        about = {"Role": role, "Cohort": cohort, "Site": site}
        start = STARTS[cohort]
        if has_list and rng.random() < 0.9:
            invited = start - timedelta(30) if rng.random() < 0.8 else None
            agreed = start - timedelta(9) if rng.random() < 0.7 else None
            made.participants.append(
                {"Participant code": code, **about, "Invited on": invited, "Agreed on": agreed,
                 "Sex": rng.choice(("F", "M", None)), "How recruited": rng.choice(("e-mail", None)),
                 "Left on": start + timedelta(60) if rng.random() < 0.1 else None}
            )  # fmt: skip
        for stage, days in STAGES.items():
            if rng.random() >= shares[stage] / (1 if days in (0, 150) else 4):
                continue
            level = 3 + (rises if stage != "pre" and rng.random() < 0.8 else 0)
            scores = {
                name: None if rng.random() < blank else level + rng.choice((-1, 0, 0, 1))
                for name in domains
            }
            harmed = rng.choice(("yes", "no", "no", None))
            happened = rng.choice(("Lack of time", "None of these", None))
            made.questionnaires.append(
                {"Participant code": None if rng.random() < anonymous else code, **about,
                 "Stage": stage, "Completed on": start + timedelta(days), "Experience": 4,
                 "Relationship harmed": harmed, "Concerns that happened": happened, **scores}
            )  # fmt: skip
    _meet(rng, made, people)
    return made


def _meet(rng: random.Random, made: Programme, people: list[tuple[Any, ...]]) -> None:
    by_side = {
        (letter, cohort): [p for p in people if p[0][0] == letter and p[2] == cohort]
        for letter in ROLES.values()
        for cohort in STARTS
    }
    days: Counter[str] = Counter()
    for cohort, start in STARTS.items():
        mentors, mentees = by_side["M", cohort], by_side["E", cohort]
        for mentor in mentors if mentees and rng.random() < 0.7 else ():
            days[cohort] += 1
            made.sessions.append(
                {"Mentor code": mentor[0], "Mentee code": rng.choice(mentees)[0], "Cohort": cohort,
                 "Date": start + timedelta(days[cohort]), "Minutes": rng.choice((None, 45, 60)),
                 "Status": rng.choice(("held", "held", "cancelled"))}
            )  # fmt: skip
