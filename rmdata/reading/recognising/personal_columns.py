"""Columns that say who answered: never stored, at most turned into codes that name nobody."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace

from rmdata.reading.answers.cells import excel_error
from rmdata.reading.answers.words import words
from rmdata.reading.choices import NO_CODE, Choices
from rmdata.reading.opening.sheets import Sheet, address
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.recognising.tools.arranged import (
    CODE,
)
from rmdata.schema.vocabulary import clean, squash

# Exact headers, squashed: a question that merely holds such a word is no personal column.
PERSONAL = frozenset(
    {"email", "emailaddress", "mail", "username", "userprincipalname", "upn", "ipaddress", "ip"}
    | {"name", "fullname", "yourname", "yourfullname", "whatisyourname", "participantname"}
    | {"firstname", "lastname", "surname", "forename", "givenname", "familyname", "middlename"}
    | {"recipientemail", "recipientfirstname", "recipientlastname", "respondent"}
    | {"latitude", "longitude", "locationlatitude", "locationlongitude", "postcode", "zipcode"}
    | {"phone", "phonenumber", "telephone", "telephonenumber", "mobile", "mobilenumber"}
    | {"dateofbirth", "dob", "redcapsurveyidentifier", "surveyidentifier", "gmcnumber"}
)
MAIL_WORDS = ({"email"}, {"e", "mail"})
NOBODY = frozenset({"", "anonymous", "na", "none"})
CODE_LENGTH = 12
NO_SALT = "Codes can be made from “{}” only for a store, which keeps the secret they are made with."


@dataclass(frozen=True)
class Cleared:
    """A sheet without its personal columns, and what is to be said of them."""

    sheet: Sheet
    problems: tuple[Problem, ...]


def personal_columns(sheet: Sheet, row: int) -> dict[int, str]:
    """The personal columns under a header row."""
    return {
        index: text
        for index, text in sheet.texts(row).items()
        if squash(text) in PERSONAL or _asks_for_mail(sheet, row, index, text)
    }


def cleared(sheet: Sheet, row: int, choices: Choices, salt: str, *, has_code: bool) -> Cleared:
    """The sheet without its personal columns.

    Where the sheet has no codes and an e-mail address alone tells people apart, codes are made
    from it if the uploader says so; while nothing is said, that is asked.
    """
    found = personal_columns(sheet, row)
    columns = {index: cells for index, cells in sheet.columns.items() if index not in found}
    filled = {index: text for index, text in found.items() if _named(sheet, row, index)}
    problems = []
    mail = next((i for i in filled if any("@" in t for t in _named(sheet, row, i))), None)
    chosen = next(
        (i for i, t in filled.items() if squash(t) == squash(choices.code_from or "")), None
    )
    if chosen is not None and not has_code:
        if not salt:
            return Cleared(
                replace(sheet, columns=columns),
                (Problem(Level.ERROR, NO_SALT.format(filled[chosen])),),
            )
        columns[chosen] = _coded(sheet, row, chosen, salt)
        problems.append(_made(filled.pop(chosen)))
    elif mail is not None and not has_code and choices.code_from != NO_CODE:
        problems.append(_question(filled.pop(mail), address(mail, row)))
    if filled:
        problems.append(_not_read(list(filled.values())))
    return Cleared(replace(sheet, columns=dict(sorted(columns.items()))), tuple(problems))


def code_of(text: str, salt: str) -> str:
    """The code of one person: the same for the same address and secret, and telling neither."""
    said = clean(text).casefold()
    digest = hmac.new(salt.encode(), said.encode(), hashlib.sha256).digest()
    return "P-" + base64.b32encode(digest).decode()[:CODE_LENGTH]


def _asks_for_mail(sheet: Sheet, row: int, index: int, text: str) -> bool:
    asked = any(mail <= set(words(text)) for mail in MAIL_WORDS)
    return asked and any("@" in cell for cell in sheet.distinct(index, row))


def _named(sheet: Sheet, row: int, index: int) -> list[str]:
    """The different texts of a personal column that name somebody."""
    return [text for text in sheet.distinct(index, row) if squash(text) not in NOBODY]


def _coded(sheet: Sheet, row: int, index: int, salt: str) -> list[str | None]:
    named = _named(sheet, row, index)
    # What is no value stays as it is, so that it is told and becomes nobody's code.
    codes = {text: text if excel_error(text) else code_of(text, salt) for text in named}
    cells = sheet.columns[index]
    return [*[None] * (row - 1), CODE, *(codes.get(cell or "") for cell in cells[row:])]


def _made(name: str) -> Problem:
    message = f"Codes were made from “{name}”; the column itself is not stored."
    return Problem(Level.WARNING, message)


def _question(name: str, cell: str) -> Problem:
    message = (
        f"There are no participant codes, and only “{name}” tells people apart. Say whether codes "
        "are made from it, so that answers before and after can be joined (the addresses "
        "themselves are never stored), or go on without codes."
    )
    return Problem(Level.QUESTION, message, cell, name, Asks.CODE)


def _not_read(names: list[str]) -> Problem:
    quoted = ", ".join(f"“{name}”" for name in names)
    says, is_are = ("says", "is") if len(names) == 1 else ("say", "are")
    message = f"{quoted} {says} who answered, or from where, and {is_are} not stored."
    return Problem(Level.WARNING, message)
