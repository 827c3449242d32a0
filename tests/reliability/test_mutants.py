"""Files damaged by chance: each is read or refused in time, and nothing is raised."""

import random
import time
from typing import Any

import pytest

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import OpenedFile, SourceFile
from rmdata.reading.read import open_files, read
from rmdata.schema.vocabulary import Instrument
from tests.reliability.mutants import flipped, mutilated, originals

SEED, FEW, MANY = 20260701, 200, 4_000
LONGEST = 10.0


def opened(content: bytes) -> tuple[OpenedFile, float]:
    began = time.monotonic()
    [file] = open_files([SourceFile("mutant.xlsx", content)])
    return file, time.monotonic() - began


@pytest.mark.parametrize("harm", [flipped, mutilated], ids=lambda harm: harm.__name__)
def test_a_damaged_file_is_read_or_refused(
    harm: Any, whole: bool, instrument: Instrument, record: Any
) -> None:
    chance = random.Random(SEED)
    sound = [(content, parse(SourceFile("mutant.xlsx", content))) for content in originals()]
    n_read = n_died = 0
    slowest, n = 0.0, (MANY if whole else FEW) // 2
    for _ in range(n):
        content, before = chance.choice(sound)
        file, seconds = opened(harm(content, chance))
        slowest = max(slowest, seconds)
        assert bool(file.sheets) != bool(file.refused)
        assert seconds <= LONGEST
        read([file], instrument)
        n_read += not file.refused
        n_died += "read safely" in file.refused
        # A checksum guards every cell, so flipped bytes are noticed or do not matter.
        if harm is flipped and not file.refused:
            assert file.sheets == before.sheets
    record(f"mutants, {harm.__name__}", mutants=n, read=n_read, refused=n - n_read,
           reading_processes_died=n_died, slowest_s=round(slowest, 2))  # fmt: skip
    assert n_died == 0
