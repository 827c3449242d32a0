"""An export typed line by line, and the rows that are read of it."""

from typing import Any

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading

EVERY = ("participant_code", "role", "stage", "completed_on", "strengths", "approachability")


def csv(*lines: str, name: str = "answers.csv") -> SourceFile:
    return SourceFile(name, "\n".join(lines).encode())


def rows(reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
    return [
        tuple(row[column] for column in columns)
        for source in reading.sources
        for row in source.data.to_pylist()
    ]


def said(reading: Reading, level: Level = Level.WARNING) -> list[str]:
    return [p.message for p in reading.problems if p.level is level]


def told_of(reading: Reading, start: str) -> list[str]:
    return [message for message in said(reading) if message.startswith(start)]
