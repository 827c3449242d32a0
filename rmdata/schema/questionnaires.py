"""The table Questionnaires, one row per person and stage; and columns that several tables carry."""

from rmdata.schema.vocabulary import (
    NONE_OF_THESE,
    QUESTIONNAIRES,
    Choice,
    Column,
    Instrument,
    Kind,
    Rated,
    Table,
)

PROGRAMME = Column(
    "programme", "Programme", Kind.TEXT, "The programme the row belongs to.", ("program", "scheme")
)
COHORT = Column(
    "cohort", "Cohort", Kind.TEXT, "The group that started together.", ("intake", "wave", "round")
)
SITE = Column(
    "site", "Site", Kind.TEXT, "Hospital, campus or office.", ("hospital", "location", "campus")
)
SPECIALTY = Column(
    "specialty",
    "Specialty",
    Kind.TEXT,
    "Specialty or department.",
    ("speciality", "department", "discipline"),
)
YES_NO = (Choice("yes", "Yes", ("y", "true", "1")), Choice("no", "No", ("n", "false", "0")))


def code_column(meaning: str, *, required: bool) -> Column:
    """The code that stands for one person."""
    aliases = ("code", "participant", "participant id", "person code", "study id", "pseudonym")
    return Column(
        "participant_code", "Participant code", Kind.CODE, meaning, aliases, required=required
    )


def role_column(instrument: Instrument) -> Column:
    """Mentor or mentee, in the words of the instrument."""
    choices = tuple(Choice(role.id, role.label, role.aliases) for role in instrument.roles)
    return Column(
        "role", "Role", Kind.CHOICE, "Which side of the match.", ("your role",), choices=choices
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
