"""Readers together, a writer alone, and nobody waiting for himself."""

import threading

import pytest

from rmdata.store.file.gate import Gate
from rmdata.store.store import Store


def test_who_is_alone_waits_for_readers_and_goes_before_new_ones() -> None:
    gate, told = Gate(), []
    first, second = threading.Event(), threading.Event()

    def alone() -> None:
        with gate.alone():
            told.append("alone")

    def late() -> None:
        with gate.reading():
            told.append("late reader")

    with gate.reading():
        writer = threading.Thread(target=alone)
        writer.start()
        while not gate._waiting:
            first.wait(0.01)
        reader = threading.Thread(target=late)
        reader.start()
        second.wait(0.1)
        with gate.reading():
            told.append("nested")
        assert told == ["nested"]
    writer.join(5)
    reader.join(5)
    assert told == ["nested", "alone", "late reader"]


def test_a_thread_that_reads_cannot_be_alone_and_who_is_alone_may_read() -> None:
    gate = Gate()
    with gate.reading(), pytest.raises(RuntimeError, match="cannot be alone"), gate.alone():
        pass
    with gate.alone(), gate.reading():
        assert gate.is_reading()
    assert not gate.is_reading()


def test_a_snapshot_stays_as_it_was_and_takes_no_change(kept: Store) -> None:
    with kept.snapshot(), kept.snapshot():
        before = kept.version
        writer = threading.Thread(target=kept.set_keep_until, args=("A", None))
        writer.start()
        writer.join(0.3)
        assert (kept.version, writer.is_alive()) == (before, True)
        with pytest.raises(RuntimeError, match="write outside of it"):
            kept.set_keep_until("A", None)
    writer.join(5)
    assert kept.version == before + 1
