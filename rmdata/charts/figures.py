"""A Finding to a Plotly figure, as a plain specification: no arithmetic beyond shares of n."""

from html import escape
from itertools import cycle
from typing import Any

from rmdata.charts.palette import Palette, ink_on, palette, ramp
from rmdata.charts.traces import (
    Figure,
    counted,
    dots,
    framed,
    hidden,
    label_of,
    labels_of,
    part,
    plain_value,
    shares,
    titled,
    with_number,
)
from rmdata.findings.finding import Finding


def rise_and_fall(finding: Finding, label: str = "label", dark: bool = False) -> Figure:
    """Who fell, stayed and rose, one bar a row, the best first; counts stand in the bars."""
    colours = palette(dark)
    records = finding.table.records()
    parts = (
        ("n_down", "Fell", colours.down, colours.ink_on_fill),
        ("n_same", "Stayed", colours.same, colours.ink_on_same),
        ("n_up", "Rose", colours.up, colours.ink_on_fill),
    )
    traces = [
        part(records, label, (field, "n_pairs"), name, (fill, ink))
        for field, name, fill, ink in parts
    ]
    return framed(colours, traces, len(records), shares(), legend=True)


def dumbbell(finding: Finding, published: Finding | None = None, dark: bool = False) -> Figure:
    """Median before and after, joined: the length of the line is the change.

    Medians that were published elsewhere lie over them as diamonds.
    """
    colours = palette(dark)
    records = [record for record in finding.table.records() if record["pre_median"] is not None]
    records = [record for record in records if not record["label"].startswith("Total (of ")]
    labels = labels_of(records, "label")
    before = [record["pre_median"] for record in records]
    after = [record["post_median"] for record in records]
    lines = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in zip(before, after, strict=True) for x in (*pair, None)],
        "y": [y for text in labels for y in (text, text, None)],
        "line": {"color": colours.second, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    traces = [
        lines,
        dots(before, labels, _stage(finding, "pre_median"), colours.second, "circle-open"),
        dots(after, labels, _stage(finding, "post_median"), colours.up, "circle"),
    ]
    if published:
        traces += _published(published, set(labels), colours)
    axis = {"title": titled("Median answer", colours), "fixedrange": True, "zeroline": False}
    return framed(colours, traces, len(records), axis, legend=True)


def _stage(finding: Finding, field: str) -> str:
    """The stage that a median is of, from its column's label: Median before."""
    labels = {field.name: field.label for field in finding.table.fields}
    stage = labels[field].removeprefix("Median ")
    return escape(stage[:1].upper() + stage[1:])


def _published(published: Finding, labels: set[str], colours: Palette) -> list[dict[str, Any]]:
    records = [r for r in published.table.records() if label_of(r["label"]) in labels]
    places = labels_of(records, "label")
    return [
        dots([r["pre_median"] for r in records], places, "Published, before", colours.down,
              "diamond-open"),
        dots([r["post_median"] for r in records], places, "Published, after", colours.down,
              "diamond"),
    ]  # fmt: skip


def answers(finding: Finding, dark: bool = False) -> Figure:
    """How the answers spread over the scale, a bar for each domain and stage."""
    colours = palette(dark)
    points = [field for field in finding.table.fields if field.name.startswith("score_")]
    records = [
        {**record, "row": f"{record['label']}, {record['stage'].lower()}"}
        for record in finding.table.records()
    ]
    traces = [
        part(records, "row", (field.name, "n"), field.label, shade)
        for field, shade in zip(points, ramp(colours, len(points)), strict=True)
    ]
    return framed(colours, traces, len(records), shares(), legend=True)


def bars(
    finding: Finding, label: str, value: str, group: str | None = None, dark: bool = False
) -> Figure:
    """Horizontal bars with their number at the end, beside each other by group."""
    colours = palette(dark)
    records = finding.table.records()
    groups = list(dict.fromkeys(record[group] for record in records)) if group else [""]
    fills = (colours.accent, colours.second, colours.down, colours.same)
    traces = []
    for name, fill in zip(groups, cycle(fills), strict=False):
        mine = [record for record in records if not group or record[group] == name]
        traces.append(with_number(mine, label, value, str(name), fill))
    rows = len({record[label] for record in records}) * max(1, len(traces) * 0.6)
    return framed(colours, traces, rows, hidden(), legend=len(traces) > 1, barmode="group")


def columns(
    finding: Finding, x: str, value: str, group: str | None = None, dark: bool = False
) -> Figure:
    """Upright bars over dates or numbers, stacked by group."""
    colours = palette(dark)
    records = finding.table.records()
    groups = list(dict.fromkeys(record[group] for record in records)) if group else [""]
    fills = {"Held": colours.accent, "Cancelled": colours.down, "Planned": colours.second}
    traces = []
    for name in groups:
        mine = [record for record in records if not group or record[group] == name]
        fill = fills.get(name, colours.accent)
        traces.append(
            {
                "type": "bar",
                "name": escape(str(name)),
                "x": [plain_value(record[x]) for record in mine],
                "y": [record[value] for record in mine],
                "text": [f"{record[value]:,}" for record in mine],
                "textangle": 0,
                "insidetextfont": {"color": ink_on(colours, fill)},
                "outsidetextfont": {"color": colours.text},
                "marker": {"color": fill},
            }
        )
    titles = {field.name: field.label for field in finding.table.fields}
    figure = framed(
        colours, traces, 7, {"title": titled(titles[x], colours)}, legend=len(groups) > 1
    )
    figure["layout"]["yaxis"] |= {
        "title": titled(titles[value], colours),
        "rangemode": "tozero",
        "autorange": True,
        "showgrid": True,
    }
    figure["layout"]["bargap"] = 0.15
    return figure


def run_chart(finding: Finding, x: str, value: str, dark: bool = False) -> Figure:
    """Upright bars over months, and the median of all of them as a line across."""
    colours = palette(dark)
    records = finding.table.records()
    figure = columns(finding, x, value, dark=dark)
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": "Median",
        "x": [plain_value(record[x]) for record in records],
        "y": [record["median"] for record in records],
        "line": {"color": colours.down, "width": 3, "dash": "dash"},
        "hovertemplate": "Median %{y}<extra></extra>",
    }
    named = {field.name: field.label for field in finding.table.fields}
    figure["data"][0]["name"] = escape(named[value])
    figure["data"].append(line)
    figure["layout"]["showlegend"] = True
    return figure


def feared(finding: Finding, dark: bool = False) -> Figure:
    """Of those who feared each concern: who saw it happen, who did not."""
    colours = palette(dark)
    records = [
        {**record, "n_not": record["n_feared"] - record["n_feared_and_happened"]}
        for record in finding.table.records()
        if record["n_feared"]
    ]
    labels = labels_of(records, "label")
    happened = counted(records, labels, "n_feared_and_happened", "Feared, and happened")
    happened["marker"] = {"color": colours.down}
    happened["textfont"] = {"color": colours.ink_on_fill}
    spared = counted(records, labels, "n_not", "Feared, did not happen")
    spared["marker"] = {"color": colours.same}
    spared["textfont"] = {"color": colours.ink_on_same}
    axis = {"title": titled("People", colours), "fixedrange": True}
    return framed(colours, [happened, spared], len(records), axis, legend=True)
