"""Columns that several tables carry: which group, whose row, where."""

from rmdata.schema.columns import Choice, Column, Kind
from rmdata.schema.instrument import Instrument

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
