"""The tables a workbook may hold, under one instrument; among them Participants and Sessions."""

from functools import cache

from rmdata.schema.questionnaires import (
    COHORT,
    PROGRAMME,
    SITE,
    SPECIALTY,
    code_column,
    questionnaires,
    role_column,
)
from rmdata.schema.vocabulary import (
    PARTICIPANTS,
    QUESTIONNAIRES,
    SESSIONS,
    WHOSE_AND_WHEN,
    Choice,
    Column,
    Instrument,
    Kind,
    Table,
)


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


def sessions() -> Table:
    """Every session, held or not."""
    modes = (
        Choice("in person", "In person", ("face to face", "f2f")),
        Choice("online", "Online", ("video", "teams", "zoom", "virtual")),
        Choice("phone", "Phone", ("telephone", "call")),
    )
    kinds = (
        Choice("one-to-one", "One-to-one", ("1:1", "one to one")),
        Choice("group interview", "Group interview", ("group",)),
        Choice("induction", "Induction"),
        Choice("support", "Support"),
    )
    formats = (Choice("informal", "Informal"), Choice("structured", "Structured", ("formal",)))
    statuses = (
        Choice("held", "Held", ("completed", "complete", "done", "attended")),
        Choice("cancelled", "Cancelled", ("canceled", "no show", "no-show")),
        Choice("planned", "Planned", ("upcoming", "scheduled")),
    )
    return Table(
        SESSIONS,
        "Sessions",
        "one row per session",
        ("programme", "cohort", "session_id"),
        (
            PROGRAMME,
            COHORT,
            Column("session_id", "Session id", Kind.TEXT, "The session's own number.", ("id",)),
            _codes("mentor_code", "Mentor code", "mentor"),
            _codes("mentee_code", "Mentee code", "mentee"),
            Column(
                "held_on",
                "Date",
                Kind.DATE,
                "The day of the session.",
                ("session date", "held on"),
                required=True,
            ),
            Column(
                "minutes",
                "Minutes",
                Kind.MINUTES,
                "How long it lasted, in minutes.",
                ("duration", "length", "duration minutes"),
                low=0,
                high=1440,
            ),
            Column("mode", "Mode", Kind.CHOICE, "How people met.", choices=modes),
            Column("kind", "Kind", Kind.CHOICE, "What kind of session.", ("type",), kinds),
            Column("format", "Format", Kind.CHOICE, "How it was run.", choices=formats),
            _session_rating("mentor"),
            _session_rating("mentee"),
            Column("topics", "Topics", Kind.TAGS, "What was talked about, ; between.", ("topic",)),
            Column(
                "status",
                "Status",
                Kind.CHOICE,
                "Held, cancelled or planned; blank counts as held.",
                choices=statuses,
            ),
            SITE,
        ),
    )


def _codes(name: str, label: str, who: str) -> Column:
    meaning = f"The {who}'s code; several with ; between."
    return Column(name, label, Kind.CODES, meaning, (who, f"{who}s", f"{who} id"), required=True)


def _session_rating(who: str) -> Column:
    meaning = f"The {who}'s rating of the session, 1 to 5."
    return Column(
        f"{who}_rating", f"{who.capitalize()} rating", Kind.RATING, meaning, low=1, high=5
    )


@cache
def declared_tables(instrument: Instrument) -> tuple[Table, ...]:
    """The tables of one instrument, in the order in which the template shows them."""
    return (questionnaires(instrument), sessions(), participants(instrument))


def declared_table(instrument: Instrument, name: str) -> Table:
    """One table by its name; raises ``KeyError`` where there is none."""
    return {table.name: table for table in declared_tables(instrument)}[name]


def answer_columns(instrument: Instrument) -> tuple[str, ...]:
    """The questionnaire columns that hold an answer rather than say whose and when."""
    table = declared_table(instrument, QUESTIONNAIRES)
    return tuple(column.name for column in table.columns if column.name not in WHOSE_AND_WHEN)
