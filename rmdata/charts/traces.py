"""The parts of a figure: bars, dots, labels, axes and the frame around them."""

from collections.abc import Sequence
from html import escape
from typing import Any

from rmdata.charts.palette import Palette

Figure = dict[str, Any]
ROW_HEIGHT, FRAME = 38, 70
MOST_TEXT = 34


def counted(
    records: Sequence[dict[str, Any]], labels: list[str], field: str, name: str
) -> dict[str, Any]:
    """Horizontal bars with their count printed in them; the caller picks the colours."""
    numbers = [record[field] for record in records]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": numbers,
        "y": labels,
        "text": [f"{n:,}" if n else "" for n in numbers],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "hovertemplate": "%{y}: %{x}<extra>" + name + "</extra>",
    }


def part(
    records: Sequence[dict[str, Any]],
    label: str,
    fields: tuple[str, str],
    name: str,
    shade: tuple[str, str],
) -> dict[str, Any]:
    """One part of bars that all end at 100%: its share is drawn, its count is printed."""
    field, whole = fields
    numbers = [record[field] for record in records]
    trace = counted(records, labels_of(records, label), field, escape(name))
    trace["x"] = [n / record[whole] for n, record in zip(numbers, records, strict=True)]
    trace["customdata"] = [
        f"{n:,} of {record[whole]:,}" for n, record in zip(numbers, records, strict=True)
    ]
    trace["hovertemplate"] = "%{y}: %{customdata}<extra>" + escape(name) + "</extra>"
    trace["marker"] = {"color": shade[0]}
    trace["textfont"] = {"color": shade[1]}
    return trace


def with_number(
    records: Sequence[dict[str, Any]], label: str, value: str, name: str, fill: str
) -> dict[str, Any]:
    """Horizontal bars with their number, and of how many, at the end."""
    trace = counted(records, labels_of(records, label), value, escape(name))
    whole = "n_answered" if records and "n_answered" in records[0] else "n_of"
    trace["text"] = [
        f"{record[value]:,} of {record[whole]:,}" if whole in record else f"{record[value]:,}"
        for record in records
    ]
    trace["textposition"] = "outside"
    trace["cliponaxis"] = False
    trace["marker"] = {"color": fill}
    return trace


def dots(
    values: list[float], labels: list[str], name: str, colour: str, symbol: str
) -> dict[str, Any]:
    """One dot a row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": values,
        "y": labels,
        "marker": {"color": colour, "size": 14, "symbol": symbol, "line": {"width": 3}},
        "hovertemplate": "%{y}: %{x}<extra>" + name + "</extra>",
    }


def labels_of(records: Sequence[dict[str, Any]], field: str) -> list[str]:
    """Axis labels from data: escaped, broken into lines, never markup."""
    return [label_of(str(record[field])) for record in records]


def label_of(text: str, width: int = 22) -> str:
    """One label from data: escaped, broken into lines, never markup."""
    lines = [""]
    for word in text[: 3 * MOST_TEXT].split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(escape(line) for line in lines)


def plain_value(value: Any) -> Any:
    """A date as text, anything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def shares() -> dict[str, Any]:
    """The axis of bars that all end at 100%: it needs no numbers."""
    return {"range": [0, 1], "visible": False, "fixedrange": True}


def hidden() -> dict[str, Any]:
    """An axis that the printed counts make needless."""
    return {"visible": False, "fixedrange": True, "rangemode": "tozero"}


def titled(text: str, colours: Palette) -> dict[str, Any]:
    """An axis title in the ink of the theme; Streamlit's own grey is too pale to read."""
    return {"text": text, "font": {"color": colours.text}}


def framed(
    colours: Palette,
    traces: list[dict[str, Any]],
    rows: float,
    xaxis: dict[str, Any],
    *,
    legend: bool,
    barmode: str = "stack",
) -> Figure:
    """The traces in the frame that all figures share."""
    axis = {"automargin": True, "gridcolor": colours.grid, "tickfont": {"color": colours.text}}
    layout = {
        "font": {"size": 13, "color": colours.text},
        "barmode": barmode,
        "bargap": 0.3,
        "height": int(FRAME + max(rows, 2) * ROW_HEIGHT),
        "margin": {"l": 8, "r": 64 if barmode == "group" else 16, "t": 8, "b": 8},
        "xaxis": {**axis, **xaxis},
        "yaxis": {**axis, "autorange": "reversed", "fixedrange": True, "showgrid": False},
        "showlegend": legend,
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            "font": {"color": colours.text},
        },
        "hoverlabel": {"namelength": -1},
        "uniformtext": {"mode": "hide", "minsize": 10},
    }
    return {"data": traces, "layout": layout}
