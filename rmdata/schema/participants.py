"""The table Participants: one row per person invited."""

from rmdata.schema.columns import Column, Kind, Table
from rmdata.schema.instrument import Instrument
from rmdata.schema.shared_columns import (
    COHORT,
    PROGRAMME,
    SITE,
    SPECIALTY,
    code_column,
    role_column,
)

PARTICIPANTS = "participants"


def participants(instrument: Instrument) -> Table:
    """Everybody who was invited, whether they came or not."""

    def text(name: str, label: str, meaning: str, *aliases: str) -> Column:
        return Column(name, label, Kind.TEXT, meaning, aliases)

    def date(name: str, label: str, meaning: str, *aliases: str) -> Column:
        return Column(name, label, Kind.DATE, meaning, aliases)

    return Table(
        PARTICIPANTS,
        "Participants",
        "one row per person invited",
        ("programme", "cohort", "participant_code"),
        (
            PROGRAMME,
            COHORT,
            code_column("The person's code, the same as in the other tables.", required=True),
            role_column(instrument),
            SITE,
            SPECIALTY,
            text("grade", "Grade", "Grade or year of training.", "level"),
            Column(
                "years_in_post",
                "Years in post",
                Kind.NUMBER,
                "Years in the present post.",
                ("years",),
                low=0,
                high=70,
            ),
            text("sex", "Sex", "As recorded by the programme.", "gender"),
            text("age_band", "Age band", "A band such as 31-40, never a date of birth.", "age"),
            text("how_recruited", "How recruited", "How the person came to it.", "recruitment"),
            text("how_matched", "How matched", "How mentor and mentee were matched.", "matching"),
            date("invited_on", "Invited on", "The day of the invitation.", "invited"),
            date("agreed_on", "Agreed on", "The day the person agreed.", "agreed", "consented on"),
            date("left_on", "Left on", "The day the person left.", "left", "withdrew on"),
            text("reason_for_leaving", "Reason for leaving", "Why the person left.", "reason"),
        ),
    )
