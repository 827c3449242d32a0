"""What a programme declares of itself: the window of each cohort, its primary outcome.

A setting is a name and a text; the store keeps every value that was ever set, with when and by
whom, and the newest counts.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from rmdata.schema.columns import squash
from rmdata.schema.instrument import Instrument

DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
TOTAL = "total"


class SettingError(ValueError):
    """A setting that cannot be kept; the message says what would be."""


@dataclass(frozen=True)
class Setting:
    """One thing that can be declared; ``read`` turns what was typed into what is kept."""

    name: str
    meaning: str
    of_cohort: bool
    read: Callable[[str, Instrument], str]


def typed_date(text: str) -> date:
    """The day that was typed, dd/mm/yyyy or yyyy-mm-dd; raises ``SettingError`` for another."""
    for form in DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()
    raise SettingError(f"“{text}” is no date. Type it as dd/mm/yyyy.")


def outcome(kept: str) -> tuple[str, str]:
    """The role and the question (a domain or the total) of a primary outcome as it is kept."""
    role, _, question = kept.partition(" ")
    return role, question


def _day(text: str, instrument: Instrument) -> str:
    return typed_date(text).isoformat()


def _outcome(text: str, instrument: Instrument) -> str:
    """A role and the total or one of its domains: "mentor total", "consultants strengths"."""
    questions = {squash(TOTAL): TOTAL}
    for domain in instrument.domains:
        questions |= {squash(name): domain.id for name in (domain.id, domain.label)}
    for role in instrument.roles:
        for name in sorted((role.id, role.label, role.plural, *role.aliases), key=len)[::-1]:
            rest = squash(text).removeprefix(squash(name))
            if squash(text).startswith(squash(name)) and rest in questions:
                return f"{role.id} {questions[rest]}"
    raise SettingError(
        f"“{text}” is no outcome. Name a role and the total or a domain: mentor total, or mentee "
        f"{instrument.domains[0].label.lower()}."
    )


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("first_day", "The first day of the cohort.", True, _day),
        Setting("last_day", "The last day on which the cohort's pairs meet.", True, _day),
        Setting("after_due", "When the questionnaire after falls due.", True, _day),
        Setting("after_closes", "The last day on which it counts.", True, _day),
        Setting("follow_up_due", "When the follow-up falls due.", True, _day),
        Setting("follow_up_closes", "The last day on which the follow-up counts.", True, _day),
        Setting(
            "primary_outcome",
            "The one outcome that was declared before the data: a role and its total or a domain.",
            False,
            _outcome,
        ),
    )
}
