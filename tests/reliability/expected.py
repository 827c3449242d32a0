"""What is expected of an odd file."""

from dataclasses import dataclass

from rmdata.reading.opening.sheets import SourceFile

Values = tuple[tuple[str | None, int | None], ...]
TWO: Values = (("M1", 4), ("M2", 5))


@dataclass(frozen=True)
class Odd:
    """A file, and what must come of it.

    ``outcome`` is refused (not opened), errors, asked, warnings or accepted; ``says`` must stand
    in what is said of it. Where it could be stored, ``values`` are the codes and the answers that
    must be read, to the last one.
    """

    name: str
    file: SourceFile
    outcome: str
    says: str = ""
    values: Values | None = None

    def __str__(self) -> str:
        return self.name


def refused(name: str, content: bytes, says: str) -> Odd:
    """A file that is not opened, and what must be said."""
    return Odd(name, SourceFile("odd.xlsx", content), "refused", says)


def accepted(name: str, content: bytes, values: Values = TWO) -> Odd:
    """A file that is read without a word, to the last answer."""
    return Odd(name, SourceFile("odd.xlsx", content), "accepted", "", values)


def warned(name: str, content: bytes, says: str, values: Values = TWO) -> Odd:
    """A file that is read to the last answer, with a warning."""
    return Odd(name, SourceFile("odd.xlsx", content), "warnings", says, values)


def asked(name: str, content: bytes, says: str) -> Odd:
    """A file that is opened, and about which the person must choose."""
    return Odd(name, SourceFile("odd.xlsx", content), "asked", says)


def wrong(name: str, content: bytes, says: str) -> Odd:
    """A file that is opened, and in which a cell or a row is wrong."""
    return Odd(name, SourceFile("odd.xlsx", content), "errors", says)
