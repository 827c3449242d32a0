"""A Finding in, a Plotly figure out. The only room that picks a colour."""

from rmdata.charts.figures import (
    answers,
    bars,
    columns,
    dumbbell,
    feared,
    rise_and_fall,
    run_chart,
)
from rmdata.charts.traces import Figure

__all__ = [
    "Figure",
    "answers",
    "bars",
    "columns",
    "dumbbell",
    "feared",
    "rise_and_fall",
    "run_chart",
]
