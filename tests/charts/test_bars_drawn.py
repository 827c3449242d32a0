"""What every bar stands for: its share, its printed count, its place, its colour and its name."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.charts import figures, traces
from rmdata.findings.finding import Finding
from tests.charts.made_by_hand import (
    ANSWERS,
    CHANGES,
    FEARED,
    PERIODS,
    STEPS,
    THEMES,
    facts,
    made,
)

LYING = ("bar", "h")


def drawn(figure: traces.Figure, *names: str) -> list[tuple[Any, ...]]:
    return [facts(trace, *names) for trace in figure["data"]]


def test_who_fell_stayed_and_rose_from_left_to_right(dark: bool):
    figure, colours = figures.rise_and_fall(CHANGES, dark=dark), THEMES[dark]
    assert drawn(figure, "name", "x", "text", "customdata") == [
        ("Fell", [0.1, 0.75, 0.625], ["1", "1,500", "5"], ["1 of 10", "1,500 of 2,000", "5 of 8"]),
        ("Stayed", [0.3, 0.25, 0.25], ["3", "500", "2"], ["3 of 10", "500 of 2,000", "2 of 8"]),
        ("Rose", [0.6, 0, 0.125], ["6", "", "1"], ["6 of 10", "0 of 2,000", "1 of 8"]),
    ]
    assert drawn(figure, "marker.color", "textfont.color") == [
        (colours.down, colours.ink_on_fill),
        (colours.same, colours.ink_on_same),
        (colours.up, colours.ink_on_fill),
    ]
    hovers = [
        f"%{{y}}: %{{customdata}}<extra>{name}</extra>" for name in ("Fell", "Stayed", "Rose")
    ]
    assert [trace["hovertemplate"] for trace in figure["data"]] == hovers


@pytest.mark.parametrize(
    ("label", "rows"),
    [
        ("label", ["Strengths", "Use of technology", "Time management"]),
        ("site", ["Leeds", "York", "Hull"]),
    ],
)
def test_rows_are_named_by_the_field_asked_for_and_stand_in_the_order_of_the_table(
    label: str, rows: list[str]
):
    figure = figures.rise_and_fall(CHANGES, label)
    assert [trace["y"] for trace in figure["data"]] == [rows] * 3
    assert figure["layout"]["yaxis"]["autorange"] == "reversed", "the first row is on top"


@pytest.mark.parametrize(
    ("draw", "finding"), [(figures.rise_and_fall, CHANGES), (figures.answers, ANSWERS)]
)
def test_bars_of_shares_lie_end_to_end_up_to_the_whole(
    draw: Callable[[Finding], traces.Figure], finding: Finding
):
    figure = draw(finding)
    layout = figure["layout"]
    assert {facts(trace, "type", "orientation") for trace in figure["data"]} == {LYING}
    assert {facts(t, "textposition", "insidetextanchor", "textangle") for t in figure["data"]} == {
        ("inside", "middle", 0)
    }
    assert facts(layout, "barmode", "xaxis.range", "xaxis.visible") == ("stack", [0, 1], False)
    assert facts(layout, "showlegend", "legend.traceorder", "yaxis.autorange") == (
        (True, "normal", "reversed")
    )


def test_answers_run_from_the_lowest_to_the_highest_of_those_who_answered(dark: bool):
    figure, ramp = figures.answers(ANSWERS, dark=dark), THEMES[dark].ramp
    assert drawn(figure, "name", "x", "text", "customdata", "marker.color") == [
        ("1 &lt;never&gt;", [0.1, 0], ["1", ""], ["1 of 10", "0 of 8"], ramp[0]),
        ("2", [0.2, 0.125], ["2", "1"], ["2 of 10", "1 of 8"], ramp[1]),
        ("3", [0.3, 0], ["3", ""], ["3 of 10", "0 of 8"], ramp[2]),
        ("4", [0.4, 0.25], ["4", "2"], ["4 of 10", "2 of 8"], ramp[3]),
        ("5 always", [0, 0.625], ["", "5"], ["0 of 10", "5 of 8"], ramp[4]),
    ]
    assert {tuple(t["y"]) for t in figure["data"]} == {("Strengths, before", "Strengths, after")}
    hover = "%{y}: %{customdata}<extra>1 &lt;never&gt;</extra>"
    assert figure["data"][0]["hovertemplate"] == hover


def test_groups_lie_beside_each_other_each_with_its_own_rows(dark: bool):
    figure, colours = figures.bars(STEPS, "label", "n", "role", dark=dark), THEMES[dark]
    steps = ["Agreed", "Met", "Answered after"]
    assert drawn(figure, "name", "y", "x", "text", "marker.color") == [
        ("Mentor &lt;b&gt;", steps, [6, 4, 3], ["6 of 9", "4 of 9", "3 of 9"], colours.accent),
        (
            "Mentee",
            ["Agreed", "Answered after"],
            [1_200, 700],
            ["1,200 of 1,500", "700 of 1,500"],
            colours.second,
        ),
    ]
    assert {facts(trace, "type", "orientation") for trace in figure["data"]} == {LYING}
    assert {facts(t, "textposition", "cliponaxis") for t in figure["data"]} == {("outside", False)}
    assert figure["data"][0]["hovertemplate"] == "%{y}: %{x}<extra>Mentor &lt;b&gt;</extra>"
    layout = figure["layout"]
    assert facts(layout, "barmode", "showlegend", "yaxis.autorange") == ("group", True, "reversed")
    assert facts(layout, "xaxis.visible", "xaxis.rangemode") == (False, "tozero")


def test_bars_without_groups_are_one_trace_named_by_the_field_asked_for():
    figure = figures.bars(STEPS, "step", "n_of")
    assert drawn(figure, "name", "y", "x") == [
        ("", ["agreed", "agreed", "met", "after", "after"], [9, 1_500, 9, 9, 1_500])
    ]
    assert figure["layout"]["showlegend"] is False


def test_the_colours_of_groups_come_round_again(dark: bool):
    rows = [(f"Stage {place}", place + 3) for place in range(5)]
    figure = figures.bars(
        made({"stage": "Stage", "n": "People"}, *rows), "stage", "n", "stage", dark
    )
    colours = THEMES[dark]
    fills = (colours.accent, colours.second, colours.down, colours.same, colours.accent)
    assert drawn(figure, "marker.color") == [(fill,) for fill in fills]


@pytest.mark.parametrize(
    ("wholes", "text"),
    [
        ({"n_of": 40}, "3 of 40"),
        ({"n_answered": 1_700}, "3 of 1,700"),
        ({"n_of": 40, "n_answered": 17}, "3 of 17"),
        ({"n_pairs": 12}, "3"),
    ],
    ids=["taking part", "answered", "both", "neither"],
)
def test_a_bar_says_of_how_many_those_who_answered_first(wholes: dict[str, int], text: str):
    fields = {"label": "Theme", "n": "People", **{name: name for name in wholes}}
    finding = made(fields, ("Lack of time", 3, *wholes.values()))
    assert figures.bars(finding, "label", "n")["data"][0]["text"] == [text]


def test_of_what_was_feared_what_happened_comes_first(dark: bool):
    figure, colours = figures.feared(FEARED, dark=dark), THEMES[dark]
    assert drawn(figure, "name", "x", "text", "marker.color", "textfont.color") == [
        (
            "Feared, and happened",
            [2, 700, 0],
            ["2", "700", ""],
            colours.down,
            colours.ink_on_fill,
        ),
        (
            "Feared, did not happen",
            [3, 1_100, 4],
            ["3", "1,100", "4"],
            colours.same,
            colours.ink_on_same,
        ),
    ]
    concerns = ("Lack of time", "Confidentiality", "Hierarchy")
    assert {tuple(trace["y"]) for trace in figure["data"]} == {concerns}, "nobody feared the other"
    assert {facts(trace, "type", "orientation") for trace in figure["data"]} == {LYING}
    layout = figure["layout"]
    assert facts(layout, "barmode", "showlegend", "yaxis.autorange") == ("stack", True, "reversed")
    assert layout["xaxis"]["title"] == {"text": "People", "font": {"color": colours.text}}
    assert "range" not in layout["xaxis"], "numbers of people have no common whole"
    hover = "%{y}: %{x}<extra>Feared, did not happen</extra>"
    assert figure["data"][1]["hovertemplate"] == hover


def test_columns_stand_over_their_days_coloured_by_what_became_of_them(dark: bool):
    figure, colours = figures.columns(PERIODS, "period", "n", "status", dark=dark), THEMES[dark]
    march, april, may = "2025-03-01", "2025-04-01", "2025-05-01"
    assert drawn(figure, "name", "x", "y", "text", "marker.color") == [
        ("Planned", [march], [2], ["2"], colours.second),
        ("Held", [march, april], [1_400, 7], ["1,400", "7"], colours.accent),
        ("Cancelled", [april], [3], ["3"], colours.down),
        ("Moved &lt;i&gt;", [may], [5], ["5"], colours.accent),
    ]
    assert {trace["type"] for trace in figure["data"]} == {"bar"}
    assert not any("orientation" in trace for trace in figure["data"]), "columns are upright"
    assert {t["outsidetextfont"]["color"] for t in figure["data"]} == {colours.text}


@pytest.mark.parametrize(("value", "title"), [("n", "Sessions"), ("minutes", "Minutes")])
def test_columns_have_both_axes_named_and_rise_from_nought(value: str, title: str, dark: bool):
    layout = figures.columns(PERIODS, "period", value, "status", dark=dark)["layout"]
    ink = {"color": THEMES[dark].text}
    assert layout["xaxis"]["title"] == {"text": "Month from", "font": ink}
    assert layout["yaxis"]["title"] == {"text": title, "font": ink}
    assert facts(layout["yaxis"], "autorange", "rangemode", "showgrid") == (True, "tozero", True)
    assert facts(layout, "barmode", "showlegend") == ("stack", True)


def test_columns_over_numbers_without_groups():
    finding = made({"days": "Days", "n": "Times"}, (7, 3), (0, 1), (21, 2))
    figure = figures.columns(finding, "days", "n")
    assert drawn(figure, "name", "x", "y") == [("", [7, 0, 21], [3, 1, 2])]
    assert figure["layout"]["showlegend"] is False


def test_a_median_lies_across_the_months(dark: bool):
    months = made(
        {"month": "Month from", "n": "Held sessions", "median": "Median of the months"},
        (date(2024, 11, 1), 4, 2.5),
        (date(2024, 12, 1), 0, 2.5),
        (date(2025, 1, 1), 3, 2.5),
    )
    figure, colours = figures.run_chart(months, "month", "n", dark=dark), THEMES[dark]
    days = ["2024-11-01", "2024-12-01", "2025-01-01"]
    assert drawn(figure, "name", "type", "x", "y") == [
        ("Held sessions", "bar", days, [4, 0, 3]),
        ("Median", "scatter", days, [2.5, 2.5, 2.5]),
    ]
    assert facts(figure["data"][1], "mode", "line.color") == ("lines", colours.down)
    assert figure["layout"]["showlegend"]
