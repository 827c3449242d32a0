"""The founding study's invented answers as the rows of one survey form, for any survey tool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import founding
from sheets import DOMAINS, NONE_OF_THESE, Row

GRID = "How confident are you in each area?"
GRID_ROWS = (*DOMAINS, "Understanding of role")
CONFIDENCE = (
    "Not at all confident",
    "Slightly confident",
    "Somewhat confident",
    "Very confident",
    "Extremely confident",
)
AGREEMENT = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")

CONCERNS = (
    founding.HIERARCHY,
    founding.BIAS_MENTORS,
    founding.BIAS_MENTEES,
    "Confidentiality",
    "Damaged relationship",
    "Lack of time",
    "Unclear expectations",
    NONE_OF_THESE,
)
BENEFITS = (
    "Better communication",
    founding.INSIGHT,
    "More confidence",
    "Better working relationship",
    "Self-awareness",
    "Leadership skills",
)
ROLES = {"mentor": "Junior doctor", "mentee": "Consultant"}
STAGES = {"pre": "Before the programme", "post": "After the programme"}
YES_NO = ("Yes", "No")

ONE, MANY, OPEN = "one", "many", "open"


@dataclass(frozen=True)
class Question:
    """One question that is no grid: the template's header, its text, its options."""

    header: str
    text: str
    kind: str
    options: tuple[str, ...] = ()
    field: str = ""


CODE = Question("Participant code", "Your participant code", OPEN, field="participant_code")
ROLE = Question("Role", "Your role:", ONE, tuple(ROLES.values()), "role")
STAGE = Question("Stage", "Is this before or after?", ONE, tuple(STAGES.values()), "stage")
FRONT = (CODE, ROLE, STAGE)
BEFORE = (
    Question("Concerns", "What concerns do you have? (tick all)", MANY, CONCERNS, "concern"),
    Question(
        "Concerns in your own words", "Tell us more about your concerns", OPEN, field="concern_text"
    ),
)
AFTER = (
    Question(
        "Concerns that happened", "Which of these concerns happened?", MANY, CONCERNS, "happened"
    ),
    Question("Benefited", "Did you benefit?", ONE, YES_NO, "benefited"),
    Question("Benefits", "What benefits did you gain?", MANY, BENEFITS, "benefits"),
    Question(
        "Benefits in your own words",
        "Tell us more about the benefits",
        OPEN,
        field="benefits_text",
    ),
    Question("Experience", "How would you rate your overall experience?", OPEN, field="experience"),
    Question("Would recommend", "Would you recommend the programme?", ONE, YES_NO, "recommend"),
    Question(
        "Time devoted",
        "How did the time devoted to it feel?",
        ONE,
        ("Too little", "About right", "Too much"),
        "time_devoted",
    ),
    Question("Relationship harmed", "Was the working relationship harmed?", ONE, YES_NO, "harmed"),
)


@dataclass(frozen=True)
class Response:
    """One form that was sent in; the rows of a grid hold points from 1 to 5."""

    number: int
    code: str
    stage: str
    row: Row
    ended: datetime

    @property
    def began(self) -> datetime:
        """When the person opened the form."""
        return self.ended - timedelta(minutes=1, seconds=34)

    def point(self, header: str) -> int | None:
        """The point in one row of the grid."""
        found = self.row.get(header)
        return found if isinstance(found, int) else None

    def ticked(self, question: Question) -> tuple[str, ...]:
        """The options that were ticked, in the form's order."""
        said = str(self.row.get(question.header) or "").split("; ")
        return tuple(option for option in question.options if option in said)

    def said(self, question: Question) -> str:
        """The answer to a question of one option, or in words."""
        value = self.row.get(question.header)
        text = "" if value is None else str(value)
        if question in (ROLE, STAGE):
            return (ROLES | STAGES)[text]
        return text.capitalize() if question.kind == ONE else text


def responses(stage: str = "") -> list[Response]:
    """Everybody's answers, or those of one stage, in the order in which they came."""
    found = []
    for number, row in enumerate(founding.questionnaires(), start=1):
        day = row["Completed on"]
        assert isinstance(day, date)
        ended = datetime.combine(day, time(8, 36, 44)) + timedelta(minutes=37 * (number % 12))
        code = str(row["Participant code"])
        found.append(Response(number, code, str(row["Stage"]), row, ended))
    return [response for response in found if stage in ("", response.stage)]


def worded(response: Response, header: str, words: Sequence[str]) -> str:
    """The word of a point in the grid; blank where nothing was answered."""
    point = response.point(header)
    return words[point - 1] if point else ""


def questions(stage: str) -> tuple[Question, ...]:
    """What is asked at one stage beside code, role and grid; at both where none is named."""
    return {"pre": BEFORE, "post": AFTER}.get(stage, BEFORE + AFTER)
