"""What a programme declares of itself: its cohorts' windows, its outcome, when to go on.

A setting is a name and a text; the store keeps every value that was ever set, with when and by
whom, and the newest counts.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from rmdata.schema.vocabulary import Instrument, squash

DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
TOTAL = "total"
MOST_REPORTS = 1_000_000


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


def _whole_number(text: str, least: int, most: int) -> str:
    typed = text.strip().removesuffix("%").strip()
    number = int(typed) if typed.isascii() and typed.isdigit() else -1
    if not least <= number <= most:
        raise SettingError(f"“{text}” is no whole number from {least} to {most:,}.")
    return str(number)


def _percent(text: str, instrument: Instrument) -> str:
    return _whole_number(text, 1, 100)


def _reports(text: str, instrument: Instrument) -> str:
    return _whole_number(text, 0, MOST_REPORTS)


def _points(text: str, instrument: Instrument) -> str:
    return _whole_number(text, 1, instrument.scale.high - instrument.scale.low)


def _points_of_total(text: str, instrument: Instrument) -> str:
    scale = instrument.scale
    return _whole_number(text, 1, (scale.high - scale.low) * len(instrument.domains))


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
        Setting("important_total", "The points of the total that matter.", False, _points_of_total),
        Setting("important_domain", "The points of a domain that matter.", False, _points),
        Setting("go_on_agreed", "Go on if at least N % of those invited agree.", False, _percent),
        Setting(
            "go_on_answered_both",
            "Go on if at least N % of those taking part answer before and after.",
            False,
            _percent,
        ),
        Setting(
            "go_on_recommend",
            "Go on if at least N % of those who say so afterwards would recommend it.",
            False,
            _percent,
        ),
        Setting(
            "go_on_harm",
            "Go on if at most N people report a harmed relationship.",
            False,
            _reports,
        ),
    )
}
