"""Chosen answers in other words or as codes: read by what was said of them, else asked about."""

import re
from typing import Any

from rmdata.reading.problems import Asks, Choices, said_pairs
from rmdata.reading.rated import Doubt, Parsed, named
from rmdata.reading.ratings import settle
from rmdata.reading.stage_words import stages_of
from rmdata.reading.values import Trouble, excel_error, reader_for
from rmdata.schema import Column, Instrument, Kind, clean, squash

CHOSEN = (Kind.CHOICE, Kind.YES_NO)
# Only answers have meanings: a person's code 1 is not the role 1.
MEANT = (*CHOSEN, Kind.THEMES, Kind.RATING)
A_CODE = re.compile(r"\d{1,3}|\w+___\w+")


def settle_all(
    columns: tuple[Column, ...], parsed: Parsed, choices: Choices, instrument: Instrument,
    *, strict: bool,
) -> list[Doubt]:  # fmt: skip
    """Read what the readers of single cells could not, in place; return what must be asked."""
    doubts = []
    for column in columns:
        _by_meanings(column, parsed[column.name], choices)
        if column.name == "stage":
            _by_stage_words(parsed[column.name], instrument)
        if column.kind in CHOSEN and not strict:
            doubts += _unknown_choices(column, parsed[column.name])
        if column.kind is Kind.THEMES and not strict:
            doubts += _unknown_codes(column, parsed[column.name])
    rated = [column for column in columns if column.kind is Kind.RATING]
    domains = frozenset(domain.id for domain in instrument.domains)
    return doubts + settle(rated, parsed, choices.scale, domains, strict=strict)


def _by_meanings(column: Column, values: dict[str, Any], choices: Choices) -> None:
    """Take what the uploader said, where the meaning is a value of this column."""
    said = said_pairs(choices.meanings)
    if not said or column.kind not in MEANT:
        return
    read = reader_for(column)
    meanings = {
        squash(typed): meaning
        for typed, meaning in reversed(said)
        if not isinstance(read(meaning), Trouble)
    }
    # Also what could be read as it stands: 1 may be "no" in this file.
    for text in values:
        parts = re.split(r"[;\n]", text) if column.kind is Kind.THEMES else [text]
        told = [meanings.get(squash(part), part) for part in parts]
        if told != parts:
            values[text] = read(";".join(told))


def _by_stage_words(values: dict[str, Any], instrument: Instrument) -> None:
    troubled = [text for text, value in values.items() if isinstance(value, Trouble)]
    values |= stages_of(troubled, instrument)


def _unknown_choices(column: Column, values: dict[str, Any]) -> list[Doubt]:
    texts = [t for t, v in values.items() if isinstance(v, Trouble) and not excel_error(t)]
    if not texts:
        return []
    if column.kind is Kind.YES_NO and any(A_CODE.fullmatch(text) for text in texts):
        # Where 2 is an answer, 1 is a code as well and need not be "yes".
        texts = [text for text in values if text in texts or A_CODE.fullmatch(text)]
    values |= dict.fromkeys(texts)
    labels = [choice.label for choice in column.choices]
    message = (
        f"{column.label} is {', '.join(labels[:-1])} or {labels[-1]}; the project cannot tell "
        f"which of them is meant by {named(texts)}. Say what each means, for example "
        f"“{clean(texts[0])[:40]} = {labels[0]}”."
    )
    return [Doubt(column.name, tuple(texts), message, Asks.MEANINGS)]


def _unknown_codes(column: Column, values: dict[str, Any]) -> list[Doubt]:
    """Options that came as codes: counting "1" as a theme would say nothing to anybody."""
    kept = {t: value.kept or () for t, value in values.items() if isinstance(value, Trouble)}
    coded = [t for t, parts in kept.items() if any(A_CODE.fullmatch(str(part)) for part in parts)]
    if not coded:
        return []
    codes = dict.fromkeys(
        str(part) for text in coded for part in kept[text] if A_CODE.fullmatch(str(part))
    )
    values |= dict.fromkeys(coded)
    example = f"“{next(iter(codes))} = {column.choices[0].label}”"
    message = (
        f"{column.label} holds codes of options: {named(codes)}. Say what each means, for example "
        f"{example}, or export with labels."
    )
    return [Doubt(column.name, tuple(coded), message, Asks.MEANINGS, "; ".join(codes))]
