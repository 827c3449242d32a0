"""Answers that only all texts of a column can tell: rated in words or codes, or chosen."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from rmdata.reading.answers.cells import excel_error, reader_for
from rmdata.reading.answers.codes import (
    Doubt,
    Group,
    Parsed,
    doubt,
    falls_as_said,
    named,
    other_codes,
)
from rmdata.reading.answers.words import (
    NO_ANSWER,
    Answer,
    falls,
    mixed,
    parse,
    points_of,
    stages_of,
)
from rmdata.reading.choices import HIGHEST_FIRST, LOWEST_FIRST, Choices, said_pairs
from rmdata.reading.problems import Asks, Problem
from rmdata.schema.vocabulary import Column, Instrument, Kind, clean, squash

CHOSEN = (Kind.CHOICE, Kind.YES_NO)
# Only answers have meanings: a person's code 1 is not the role 1.
MEANT = (*CHOSEN, Kind.THEMES, Kind.RATING)
A_CODE = re.compile(r"\d{1,3}|\w+___\w+")


def settle(
    columns: Iterable[Column],
    parsed: Parsed,
    scale: str | None,
    together: Collection[str],
    *,
    strict: bool,
) -> list[Doubt]:
    """Give rated texts their points, in place, and return what must be asked.

    ``together`` names the columns of one grid. ``strict`` is for the project's own layout: there a
    number outside the scale, or one strange word, is a slip of the hand and stays an error.
    """
    by_scale: dict[tuple[int, int], list[Column]] = {}
    for column in columns:
        by_scale.setdefault((int(column.low or 0), int(column.high or 0)), []).append(column)
    doubts = []
    for (low, high), members in by_scale.items():
        if not any(isinstance(v, Problem) for c in members for v in parsed[c.name].values()):
            _turn(members, parsed, scale)
            continue
        group = _group(members, parsed, low, high)
        _drop_no_answers(group)
        doubts += _numbers_with_words(group, scale)
        doubts += other_codes(group, scale, together, strict=strict)
        doubts += _words(group, strict=strict)
    return doubts


def _group(members: list[Column], parsed: Parsed, low: int, high: int) -> Group:
    answers = {
        column.name: {
            text: answer
            for text, value in parsed[column.name].items()
            if value is not None
            and not excel_error(text)
            and (answer := parse(text)) != Answer(None, "")
        }
        for column in members
    }
    return Group(tuple(members), parsed, answers, low, high)


def _turn(members: list[Column], parsed: Parsed, scale: str | None) -> None:
    """Turn plain numbers round where the uploader says that the highest answer comes first."""
    for column in members if falls_as_said(scale) else ():
        if column.choices:
            values = parsed[column.name]
            total = int(column.low or 0) + int(column.high or 0)
            values |= {
                text: total - value
                for text, value in values.items()
                if isinstance(value, int) and parse(text).number is not None
            }


def _drop_no_answers(group: Group) -> None:
    for column in group.columns:
        for text in group.open(column.name):
            if squash(text) in NO_ANSWER:
                group.parsed[column.name][text] = None
                del group.answers[column.name][text]


def _numbers_with_words(group: Group, scale: str | None) -> list[Doubt]:
    """ "4 - Agree" is 4, unless the words of the column rise as its numbers fall."""
    doubts = []
    for column in group.columns:
        found = {
            t: a for t, a in group.open(column.name).items() if a.words and a.number is not None
        }
        inside = {t: a.number or 0 for t, a in found.items() if _within(group, a.number)}
        if falls(list(found.values()), group.n_points) and scale not in (
            LOWEST_FIRST,
            HIGHEST_FIRST,
        ):
            message = (
                f"In {column.label} the words rise as their numbers fall ({named(found)}). Say "
                "whether the lowest or the highest number is the lowest answer."
            )
            doubts.append(doubt(group, column, found, (message, Asks.SCALE)))
        elif scale == HIGHEST_FIRST:
            total = group.low + group.high
            group.parsed[column.name] |= {text: total - n for text, n in inside.items()}
        else:
            group.parsed[column.name] |= inside
    return doubts


def _within(group: Group, number: int | None) -> bool:
    return number is not None and group.low <= number <= group.high


def _words(group: Group, *, strict: bool) -> list[Doubt]:
    """Words by the usual order of the only scale that has them; any other word is asked about."""
    found = {
        column.name: {a.words for a in group.answers[column.name].values() if a.words}
        for column in group.columns
    }
    support = set().union(*found.values())
    open_texts: dict[str, list[str]] = {}
    for column in group.columns:
        texts = {t: a for t, a in group.open(column.name).items() if a.number is None}
        points = points_of(found[column.name], group.n_points, support)
        group.parsed[column.name] |= {
            text: group.low + points[answer.words]
            for text, answer in texts.items()
            if answer.words in points
        }
        if texts and not points:
            open_texts[column.name] = list(texts)
    if strict and len({squash(text) for texts in open_texts.values() for text in texts}) == 1:
        return []
    labels = {column.name: column for column in group.columns}
    return [
        doubt(group, labels[name], dict.fromkeys(texts), _word_message(group, texts, found[name]))
        for name, texts in open_texts.items()
    ]


def _word_message(group: Group, texts: list[str], words: set[str]) -> tuple[str, Asks]:
    if mixed(words):
        start = f"This column mixes the words of two scales: {named(texts)}."
    else:
        scale = f"{group.low} to {group.high}"
        start = f"{named(texts)}: the project cannot tell which points of {scale} these are."
    example = f"“{clean(texts[0])[:40]} = {group.low}”"
    return f"{start} Say what each means, for example {example}.", Asks.MEANINGS


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
        if not isinstance(read(meaning), Problem)
    }
    # Also what could be read as it stands: 1 may be "no" in this file.
    for text in values:
        parts = re.split(r"[;\n]", text) if column.kind is Kind.THEMES else [text]
        told = [meanings.get(squash(part), part) for part in parts]
        if told != parts:
            values[text] = read(";".join(told))


def _by_stage_words(values: dict[str, Any], instrument: Instrument) -> None:
    troubled = [text for text, value in values.items() if isinstance(value, Problem)]
    values |= stages_of(troubled, instrument)


def _unknown_choices(column: Column, values: dict[str, Any]) -> list[Doubt]:
    texts = [t for t, v in values.items() if isinstance(v, Problem) and not excel_error(t)]
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
    kept = {t: value.kept or () for t, value in values.items() if isinstance(value, Problem)}
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
