"""The table Sessions: one row per session."""

from rmdata.schema.columns import Choice, Column, Kind, Table
from rmdata.schema.shared_columns import COHORT, PROGRAMME, SITE

SESSIONS = "sessions"


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
