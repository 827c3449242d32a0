"""The frame around a figure, the labels in it, and the colours it may take."""

import pytest

from rmdata.charts import figures
from rmdata.charts.palette import DARK, LIGHT, Palette, contrast, ink_on, palette, ramp
from rmdata.charts.traces import label_of
from tests.charts.made_by_hand import CHANGES, FEARED, PERIODS, STEPS, THEMES, facts, made


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_that_is_written_is_in_the_ink_of_the_theme(dark: bool):
    layout, colours = figures.feared(FEARED, dark=dark)["layout"], THEMES[dark]
    inks = ("font.color", "legend.font.color", "xaxis.tickfont.color", "yaxis.tickfont.color")
    assert facts(layout, *inks) == (colours.text,) * 4
    assert facts(layout, "xaxis.gridcolor", "yaxis.gridcolor") == (colours.grid,) * 2


def test_a_figure_grows_with_its_rows():
    nothing = made({"label": "", "n_feared": "", "n_feared_and_happened": ""})
    heights = {
        "three rows": (figures.rise_and_fall(CHANGES), 70 + 3 * 38),
        "no rows take the room of two": (figures.feared(nothing), 70 + 2 * 38),
        "two groups of three labels": (figures.bars(STEPS, "label", "n", "role"), 206),
        "three labels": (figures.bars(STEPS, "label", "n"), 70 + 3 * 38),
        "columns": (figures.columns(PERIODS, "period", "n"), 70 + 7 * 38),
    }
    for name, (figure, height) in heights.items():
        assert figure["layout"]["height"] == height, name


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Strengths", "Strengths"),
        # 22 letters stay in one line, 23 do not.
        ("Receiving feedback for all", "Receiving feedback for<br>all"),
        ("Receiving feedback from all", "Receiving feedback<br>from all"),
        ("one two three four five six seven", "one two three four<br>five six seven"),
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("x" * 200, "x" * 102),
        ("", ""),
    ],
    ids=["short", "22 letters", "23 letters", "several words", "markup", "endless", "empty"],
)
def test_a_label_is_broken_cut_and_escaped(text: str, label: str):
    assert label_of(text) == label


def test_the_palette_is_that_of_the_theme():
    assert (palette(False), palette(True)) == (LIGHT, DARK)
    assert contrast(LIGHT.text, "#FFFFFF") > 10 > contrast(DARK.text, "#FFFFFF")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_rise_is_blue_a_fall_orange_and_the_ramp_leads_from_the_one_to_the_other(
    colours: Palette,
):
    red, blue = slice(1, 3), slice(5, 7)
    assert int(colours.up[blue], 16) > 2 * int(colours.up[red], 16)
    assert int(colours.down[red], 16) > 2 * int(colours.down[blue], 16)
    assert (colours.ramp[0], colours.ramp[-1]) == (colours.down, colours.up)


def test_a_longer_or_shorter_scale_blends_the_ramp():
    """The second of four lies a third of the way from #F0B98D to #E3E7EA."""
    fills = [fill for fill, _ in ramp(LIGHT, 4)]
    assert (fills[0], fills[1], fills[3]) == (LIGHT.ramp[0], "#ECC8AC", LIGHT.ramp[4])
    assert [fill for fill, _ in ramp(DARK, 3)] == [DARK.ramp[0], DARK.ramp[2], DARK.ramp[4]]
    assert [fill for fill, _ in ramp(LIGHT, 1)] == [LIGHT.ramp[0]]


@pytest.mark.parametrize(
    ("ink", "ratio"), [("#767676", 4.54), ("#FF0000", 4.0), ("#008000", 5.14), ("#0000FF", 8.59)]
)
def test_contrast_on_white_as_it_is_printed_elsewhere(ink: str, ratio: float):
    assert contrast(ink, "#FFFFFF") == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("colours", "fill", "ink"),
    [
        (LIGHT, LIGHT.up, "#FFFFFF"),
        (LIGHT, LIGHT.same, "#212B32"),
        (DARK, DARK.up, "#12181D"),
        (DARK, DARK.same, "#F0F4F5"),
    ],
    ids=["light up", "light same", "dark up", "dark same"],
)
def test_the_ink_on_a_fill_is_the_one_that_reads_best(colours: Palette, fill: str, ink: str):
    assert ink_on(colours, fill) == ink
