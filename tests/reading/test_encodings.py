"""Text that does not say how it is written: read rightly, or asked about, never wrong silently."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from rmdata.export.marking.in_sandbox import file_back
from rmdata.reading.choices import (
    Choices,
    worth_keeping,
)
from rmdata.reading.opening.encodings import decoded, encoded, offered
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.limits import DASHBOARD
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.read import open_files
from rmdata.reading.understood import Reading, peek

HEADER = "Participant code,Role,Stage,Experience,Concerns in your own words\n"
Understood = Callable[..., Reading]


def file(text: str, encoding: str, name: str = "answers.csv") -> SourceFile:
    return SourceFile(name, f"{HEADER}M1,mentor,pre,4,{text}\n".encode(encoding))


def concerns(reading: Reading) -> list[str | None]:
    [source] = reading.sources
    found: list[str | None] = source.data["concerns_text"].to_pylist()
    return found


# What a spreadsheet in the United Kingdom writes as plain CSV: no question is asked.
SURE = [
    "I don’t know; the mentor’s view – it’s “fine”",
    "Café",
    "Zoë",
    "£5 and naïve",
    "sure… • one",
    "résumé fiancée cliché",
    "5½ hours at 37°C",
    "déjà vu à la carte",
    "2019–2020",
    "“good morning” she said",
    "I’ve",
    "O’Brien’s",
    "Müller über Straße größer",
]


@pytest.mark.parametrize("text", SURE)
def test_the_plain_csv_of_excel_is_read_without_a_question(
    text: str, understood: Understood
) -> None:
    reading = understood(file(text, "cp1252"))
    assert reading.problems == ()
    assert concerns(reading) == [text]


# Words of each language, and the encodings that programs there write.
WORDS = {
    "country’s país sesión mañana día años qué así Luís inglés señora": "cp1252 mac_roman cp850",
    "être élève très façon où garçon cœur noël l’école peut-être voilà": "cp1252 mac_roman",
    "größer Müller für schön Übung weiß hätte Straße „gut“ Gespräch": "cp1252 mac_roman cp850",
    "perché così città più però lunedì": "cp1252 mac_roman cp850",
    "coração não avó irmãos você órgão lições": "cp1252 mac_roman cp850",
    "blåbær ø på år også smörgås över": "cp1252 mac_roman cp850",
    "był źle młodzież święta się ćma łódź może też ręka": "cp1250 iso8859_2",
    "řeka příliš žluťoučký kůň účast může ještě děkuji": "cp1250 iso8859_2",
    "jövő idő gyűlés több szükség erős nővér": "cp1250 iso8859_2",
    "ačiū gerą mācība šķiet žodžių ņem īss": "cp1257",
    "görüşme çok iyiydi değil şey ığdır İzmir": "cp1254",
    "Было очень полезно и спокойно врачей ё": "cp1251 koi8_u mac_cyrillic cp866",
    "Πολύ χρήσιμο και ήταν η": "cp1253",
    "שלום תודה": "cp1255",
    "مفيد جدا": "cp1256",
    "ดีมาก ขอบคุณ": "cp874",
    "面談は とても 役に 良い 先生": "cp932 euc_jp",
    "很有帮助 谢谢 好": "gb18030",
    "좋았습니다 감사": "cp949",
    "don’t mentor’s – “fine” Café naïve £5 it’s sure…": "mac_roman",
    "café £5 voilà naïve résumé": "cp850",
}
ALONE = [
    (word, encoding)
    for words, encodings in WORDS.items()
    for encoding in encodings.split()
    for word in words.split()
    if not word.isascii() and word.encode(encoding, "replace").decode(encoding) == word
]


def test_no_word_alone_is_taken_for_another_in_silence(understood: Understood) -> None:
    assert len(ALONE) > 200
    wrong = []
    for word, encoding in ALONE:
        about = encoded(f"{HEADER}M1,mentor,pre,4,{word}\n".encode(encoding))
        read = word.encode(encoding).decode("cp1252", "replace")
        if about.sure and read != word:
            wrong.append((word, encoding, read))
    assert wrong == []


@pytest.mark.parametrize(("words", "encodings"), WORDS.items())
def test_what_is_right_stands_among_what_is_offered(words: str, encodings: str) -> None:
    for encoding in encodings.split():
        about = encoded(f"{HEADER}M1,mentor,pre,4,{words}\n".encode(encoding, "ignore"))
        sure = about.sure and encoding == "cp1252"
        asked = offered(about).values()
        right = [shown for shown in asked if all(word in words for word in shown.split(", "))]
        assert sure or right, (encoding, asked)


def test_the_question_shows_the_words_side_by_side_and_stops(understood: Understood) -> None:
    reading = understood(file("País mañana", "mac_roman"))
    [problem] = reading.problems
    assert (problem.level, problem.file, problem.asks) == (
        Level.QUESTION, "answers.csv", Asks.ENCODING,
    )  # fmt: skip
    assert problem.message.startswith("The letters of this file can be read in several ways: “")
    assert "“País, mañana” (mac_roman: Mac, western Europe)" in problem.message
    assert "“Pa’s, ma–ana” (cp1252: Windows, western Europe)" in problem.message
    assert problem.message.endswith(
        "Say which is right. Where none is, save the file in Excel as .xlsx or as CSV UTF-8."
    )
    assert reading.stopped


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_roman", "País, mañana — así".replace(",", "")),
        ("cp1251", "Было полезно"),
        ("iso8859_2", "Było źle"),
        ("cp932", "面談はとても役に立ちました"),
        ("gb18030", "很有帮助"),
        ("cp932", "ソ能表十"),  # their second bytes are marks of ASCII
    ],
)
def test_the_answer_reads_the_very_words(encoding: str, text: str, understood: Understood) -> None:
    source = file(text, encoding)
    assert understood(source).stopped
    reading = understood(source, encoding=encoding)
    assert reading.problems == ()
    assert concerns(reading) == [text]


def test_another_answer_than_the_file_can_have_is_none(understood: Understood) -> None:
    source = file("País mañana", "mac_roman")
    for said in ("euc_jp", "utf-8", "no encoding"):
        assert [p.asks for p in understood(source, encoding=said).problems] == [Asks.ENCODING]


def test_what_is_said_holds_where_the_project_was_sure(understood: Understood) -> None:
    """Whoever knows the words may say otherwise; a file that says how it is written is believed."""
    assert concerns(understood(file("mentor’s", "cp1252"), encoding="mac_roman")) == ["mentorís"]
    assert concerns(understood(file("mentor’s", "utf-8"), encoding="mac_roman")) == ["mentor’s"]
    assert concerns(understood(file("plain", "ascii"), encoding="cp932")) == ["plain"]


def test_headers_and_guards_are_read_in_the_encoding_too(understood: Understood) -> None:
    rows = ("'=řeka", "'řeka", "''=řeka", "''=1")
    text = "Participant code;Role;Stage;Experience;Pořadí\n"
    text += "".join(f"M{n};mentor;pre;4;{typed}\n" for n, typed in enumerate(rows))
    source = SourceFile("answers.csv", text.encode("cp1250"))
    opened, same = parse(source), parse(SourceFile("answers.csv", text.encode()))
    assert [column.header for column in peek(opened).columns][-1] == "Poøadí"
    assert peek(opened, "cp1250").columns == peek(same).columns
    assert peek(opened, "cp1250").fingerprint == peek(same).fingerprint
    said = {"columns": "Pořadí = Concerns in your own words", "encoding": "cp1250"}
    assert concerns(understood(source, **said)) == ["=řeka", "'řeka", "'=řeka", "'=1"]
    wide = file("'\uff1d面談", "cp932")
    assert concerns(understood(wide, encoding="cp932")) == ["\uff1d面談"]


def test_it_is_the_same_through_the_reading_process() -> None:
    sources = [file("Было полезно", "cp1251"), file("Café", "cp1252", "b.csv")]
    assert open_files(sources, DASHBOARD) == [parse(source) for source in sources]


def test_the_answer_belongs_to_the_file() -> None:
    assert worth_keeping(Choices(encoding="cp1251", dates="day-first")) == Choices(
        dates="day-first"
    )


def test_a_marked_copy_has_the_letters_that_were_said() -> None:
    opened = parse(file("Было", "cp1251"))
    copy = file_back(decoded(opened, "cp1251"), b"", [])
    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert book.worksheets[1]["E2"].value == "Было"
