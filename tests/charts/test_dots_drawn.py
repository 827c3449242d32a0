"""Medians as dots: which is before, which after, and which were published elsewhere."""

import pytest

from rmdata.charts import figures
from rmdata.charts.palette import Palette
from tests.charts.made_by_hand import MEDIANS, PUBLISHED, THEMES, facts, made

DOMAINS = ["Time management", "Use of technology"]
DOT = ("type", "mode", "x", "y", "marker.symbol", "marker.color")


@pytest.fixture
def colours(dark: bool) -> Palette:
    return THEMES[dark]


def test_an_open_dot_is_before_and_a_full_one_after(dark: bool, colours: Palette):
    line, before, after = figures.dumbbell(MEDIANS, dark=dark)["data"]
    dots = ("scatter", "markers")
    assert facts(before, *DOT) == (*dots, [4, 3], DOMAINS, "circle-open", colours.second)
    assert facts(after, *DOT) == (*dots, [2, 4.5], DOMAINS, "circle", colours.up)
    assert facts(line, "mode", "x", "line.color", "hoverinfo", "showlegend") == (
        ("lines", [4, 2, None, 3, 4.5, None], colours.second, "skip", False)
    )
    assert line["y"] == [DOMAINS[0], DOMAINS[0], None, DOMAINS[1], DOMAINS[1], None]


def test_the_dots_are_named_in_the_legend_and_under_the_pointer():
    figure = figures.dumbbell(MEDIANS)
    _, before, after = figure["data"]
    assert ("before" in before["name"].lower(), "after" in after["name"].lower()) == (True, True)
    for trace in (before, after):
        assert trace["hovertemplate"] == f"%{{y}}: %{{x}}<extra>{trace['name']}</extra>"
    assert figure["layout"]["showlegend"] is True


def test_published_medians_are_diamonds_on_the_rows_that_are_drawn(dark: bool, colours: Palette):
    *ours, before, after = figures.dumbbell(MEDIANS, PUBLISHED, dark=dark)["data"]
    assert len(ours) == 3
    dots, rows = ("scatter", "markers"), ["Use of technology", "Time management"]
    assert facts(before, *DOT) == (*dots, [2.5, 3], rows, "diamond-open", colours.down)
    assert facts(after, *DOT) == (*dots, [3.5, 5], rows, "diamond", colours.down)
    for trace, when in ((before, "before"), (after, "after")):
        assert "published" in trace["name"].lower() and when in trace["name"].lower()
        assert trace["hovertemplate"].endswith(f"<extra>{trace['name']}</extra>")


def test_published_medians_find_a_row_whose_name_is_escaped_and_broken():
    fields = {"label": "Domain", "pre_median": "Before", "post_median": "After"}
    finding = made(fields, ("Strengths & areas for improvement", 2, 4))
    elsewhere = made(fields, ("Strengths & areas for improvement", 1, 5))
    before = figures.dumbbell(finding, elsewhere)["data"][3]
    assert facts(before, "x", "y") == ([1], ["Strengths &amp; areas for<br>improvement"])


def test_medians_lie_on_a_named_axis_with_the_first_row_on_top(dark: bool, colours: Palette):
    layout = figures.dumbbell(MEDIANS, dark=dark)["layout"]
    ink = {"color": colours.text}
    assert layout["xaxis"]["title"] == {"text": "Median answer", "font": ink}
    assert "autorange" not in layout["xaxis"], "more lies to the right"
    assert layout["yaxis"]["autorange"] == "reversed"
