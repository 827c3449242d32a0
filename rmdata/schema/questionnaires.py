"""The table Questionnaires: one row per person and stage."""

from rmdata.schema.columns import Choice, Column, Kind, Table
from rmdata.schema.instrument import Instrument, Rated
from rmdata.schema.shared_columns import (
    COHORT,
    PROGRAMME,
    SITE,
    SPECIALTY,
    code_column,
    role_column,
)

QUESTIONNAIRES = "questionnaires"
NONE_OF_THESE = Choice("", "None of these", ("none", "no concerns", "no concern", "nothing"))
YES_NO = (Choice("yes", "Yes", ("y", "true", "1")), Choice("no", "No", ("n", "false", "0")))
WHOSE_AND_WHEN = frozenset(
    {"programme", "cohort", "participant_code", "role", "stage", "completed_on"}
    | {"site", "specialty"}
)

# A total that a file states of itself is compared with the sum of the domains, never stored.
STATED_TOTAL = Column(
    "total", "Total", Kind.NUMBER, "The sum of the domains.", ("total score", "sum", "sum score")
)


def questionnaires(instrument: Instrument) -> Table:
    """What each person answered at each stage."""
    before = (
        PROGRAMME,
        COHORT,
        code_column("The person's code; without one the answers cannot be paired.", required=False),
        role_column(instrument),
        Column(
            "stage",
            "Stage",
            Kind.CHOICE,
            "When the questionnaire was answered.",
            ("time point", "timepoint", "phase", "wave of survey"),
            instrument.stages,
        ),
        Column(
            "completed_on",
            "Completed on",
            Kind.DATE,
            "The day it was answered.",
            ("completed", "completion time", "completion date", "date completed", "date"),
        ),
        SITE,
        SPECIALTY,
    )
    rated = tuple(_rated_column(item, instrument) for item in instrument.rated)
    return Table(
        QUESTIONNAIRES,
        "Questionnaires",
        "one row per person and stage",
        ("programme", "cohort", "participant_code", "stage"),
        before + rated + _experience_columns(instrument),
    )


def _rated_column(rated: Rated, instrument: Instrument) -> Column:
    scale = instrument.scale
    part = "part of the total" if rated.in_total else "outside the total"
    return Column(
        rated.id,
        rated.label,
        Kind.RATING,
        f"{rated.wording or rated.label} ({part}).",
        rated.aliases,
        tuple(Choice(str(point), scale.word(point)) for point in scale.points()),
        scale.low,
        scale.high,
    )


def _experience_columns(instrument: Instrument) -> tuple[Column, ...]:
    time_devoted = (
        Choice("too little", "Too little"),
        Choice("about right", "About right", ("right", "just right")),
        Choice("too much", "Too much"),
    )
    return (
        Column(
            "concerns",
            "Concerns",
            Kind.THEMES,
            "What the person worried about: themes, ; between. 'None of these' is an answer.",
            ("concern", "concerns before", "what concerns do you have"),
            (*instrument.concerns, NONE_OF_THESE),
        ),
        Column(
            "concerns_text",
            "Concerns in your own words",
            Kind.FREE_TEXT,
            "Read by the team; never counted.",
            ("concerns text", "concerns comment", "concerns free text"),
        ),
        Column(
            "happened",
            "Concerns that happened",
            Kind.THEMES,
            "Which concerns were met in practice: themes, ; between.",
            ("happened", "concerns met", "concerns that were met"),
            (*instrument.concerns, NONE_OF_THESE),
        ),
        Column(
            "benefited",
            "Benefited",
            Kind.YES_NO,
            "Whether the person felt they benefited.",
            ("did you benefit",),
            YES_NO,
        ),
        Column(
            "benefits",
            "Benefits",
            Kind.THEMES,
            "What the person gained: themes, ; between.",
            ("benefit",),
            (*instrument.benefits, NONE_OF_THESE),
        ),
        Column(
            "benefits_text",
            "Benefits in your own words",
            Kind.FREE_TEXT,
            "Read by the team; never counted.",
            ("benefits text", "benefits comment", "benefits free text"),
        ),
        Column(
            "experience",
            "Experience",
            Kind.RATING,
            "The experience overall, 1 poor to 5 excellent.",
            ("overall experience",),
            low=1,
            high=5,
        ),
        Column(
            "would_recommend",
            "Would recommend",
            Kind.YES_NO,
            "Whether the person would recommend the programme.",
            ("recommend",),
            YES_NO,
        ),
        Column(
            "time_devoted",
            "Time devoted",
            Kind.CHOICE,
            "How the time given to it felt.",
            ("time",),
            time_devoted,
        ),
        Column(
            "relationship_harmed",
            "Relationship harmed",
            Kind.YES_NO,
            "Whether the working relationship suffered.",
            ("harmed", "relationship damaged"),
            YES_NO,
        ),
    )
