from pathlib import Path

import pytest

from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import InstrumentError

FOUR_DOMAINS = Path(__file__).with_name("four_domains.toml").read_text("utf-8")
PLAIN_IDS = "needs ids of domains and items that are plain names and differ"
TWO = "needs another name for one of {} and {}: "
BOTH_ENDS = "needs a scale whose low end is below its high end, from 0 to 255"

# What is changed in a good file, and how the refusal ends after the file's name.
REFUSED = [
    ('title = "Four domains"', "", "needs a text “title” at its top"),
    (
        'label = "Presence"',
        'label = "Presence"\nreverse = true',
        "has “reverse” in [[domains]] number 4, which means nothing here: take it out",
    ),
    (
        'title = "Four domains"',
        'title = "Four domains"\ncolour = "blue"',
        "has “colour” at its top, which means nothing here: take it out",
    ),
    ("low = 1", "", "needs a whole number “low” in [scale]"),
    ("low = 1", 'low = "one"', "needs a whole number “low” in [scale]"),
    ("low = 1", "low = 9", BOTH_ENDS),
    ("low = 1", "low = 7", BOTH_ENDS),
    ("low = 1", "low = -1", BOTH_ENDS),
    ("high = 7", "high = 256", BOTH_ENDS),
    (
        "high = 7",
        'high = 7\nwords = ["A", "B"]',
        "needs one word for every point of the scale, or none",
    ),
    ("high = 7", 'high = 7\nwords = "ABCDEFG"', "needs “words” to be a list of texts in [scale]"),
    ('construct = "Insight"', "", "needs a text “construct” in [[roles]] number 2"),
    ('id = "mentee"', 'id = "senior"', "needs the roles mentor and mentee, once each"),
    ('id = "post"', 'id = "later"', "needs the stages pre and post"),
    ("[[domains]]", "[[items]]", "needs at least one domain"),
    ('id = "presence"', 'id = "listening"', PLAIN_IDS),
    ('id = "presence"', 'id = "row_key"', PLAIN_IDS),
    ('id = "presence"', 'id = "a-b"', PLAIN_IDS),
    ('id = "presence"', 'id = "Presence"', PLAIN_IDS),
    (
        'label = "Trust"',
        'label = "Trust"\n\n[[benefits]]\nid = "trust"\nlabel = "Trusted"',
        "needs ids of concerns and benefits that differ",
    ),
    ('id = "pre"\n', 'id = "earlier"\n', "needs the stages pre and post"),
    (
        'id = "presence"',
        'id = "experience"',
        TWO.format("“Presence”", "“Experience”")
        + "the header “Experience” stands for both columns",
    ),
    (
        'label = "Presence"',
        'label = "Score"\naliases = ["benefits"]',
        TWO.format("“Score”", "“Benefits”") + "the header “Benefits” stands for both columns",
    ),
    (
        'label = "Presence"',
        'label = "Presence"\naliases = ["Total"]',
        TWO.format("“Presence”", "“Total”") + "the header “Total” stands for both columns",
    ),
    (
        'label = "Junior"',
        'label = "Junior"\naliases = ["Senior"]',
        TWO.format("“Junior”", "“Senior”") + "“Senior” stands for both in Role",
    ),
    (
        'label = "Trust"',
        'label = "None"',
        TWO.format("“None”", "“None of these”") + "“none” stands for both in Concerns",
    ),
]


@pytest.mark.parametrize(("good", "bad", "sentence"), REFUSED)
def test_a_file_that_would_make_wrong_figures_is_refused(
    tmp_path: Path, good: str, bad: str, sentence: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(FOUR_DOMAINS.replace(good, bad), "utf-8")
    with pytest.raises(InstrumentError) as refusal:
        load_instrument(file)
    assert str(refusal.value) == f"The instrument file {file} {sentence}."


def test_a_file_that_is_missing_or_no_toml_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    with pytest.raises(InstrumentError, match=r"own\.toml cannot be opened\.$"):
        load_instrument(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InstrumentError, match=r"own\.toml is not valid TOML: "):
        load_instrument(file)


def test_the_environment_names_the_instrument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RM_INSTRUMENT", str(Path(__file__).with_name("four_domains.toml")))
    assert load_instrument().title == "Four domains"
    monkeypatch.setenv("RM_INSTRUMENT", "")
    assert load_instrument().id == "raju2022"
