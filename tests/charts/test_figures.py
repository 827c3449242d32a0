"""Figures are plain specifications: coloured, counted, and safe whatever the data say."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rmdata.charts import figures, traces
from rmdata.charts.palette import DARK, LIGHT, Palette, contrast, ramp
from rmdata.findings.finding import Field, Finding, Form, Table

PAYLOADS = ('<a href="https://x">click</a>', "<b>bold</b>", "<span onclick=x()>s</span>")
BEHIND = {"light": "#FFFFFF", "dark": "#12181D"}


def finding(*rows: dict[str, Any]) -> Finding:
    fields = tuple(Field(name, name.capitalize(), Form.COUNT) for name in rows[0])
    return Finding("made", "Made by hand", Table(fields, tuple(tuple(r.values()) for r in rows)))


def changed(label: str) -> dict[str, Any]:
    counts = {"n_pairs": 6, "n_up": 3, "n_same": 2, "n_down": 1}
    return {"label": label, **counts, "pre_median": 3, "post_median": 4.5}


def told(label: str) -> dict[str, Any]:
    feared = {"n_feared": 5, "n_feared_and_happened": 2}
    return {"label": label, "stage": label, "n": 4, "n_answered": 6, **feared}


def answered(label: str) -> dict[str, Any]:
    return {"label": label, "stage": label, "n": 4, "score_1": 1, "score_2": 3}


FIGURES: dict[str, Callable[[str, bool], traces.Figure]] = {
    "rise_and_fall": lambda label, dark: figures.rise_and_fall(finding(changed(label)), dark=dark),
    "dumbbell": lambda label, dark: figures.dumbbell(finding(changed(label)), dark=dark),
    "published": lambda label, dark: figures.dumbbell(
        finding(changed(label)), finding(changed(label)), dark=dark
    ),
    "answers": lambda label, dark: figures.answers(finding(answered(label)), dark=dark),
    "bars": lambda label, dark: figures.bars(
        finding(told(label)), "label", "n", "stage", dark=dark
    ),
    "columns": lambda label, dark: figures.columns(
        finding(told(label)), "n_answered", "n", "stage", dark=dark
    ),
    "run_chart": lambda label, dark: figures.run_chart(
        finding(told(label) | {"median": 3}), "n_answered", "n", dark=dark
    ),
    "feared": lambda label, dark: figures.feared(finding(told(label)), dark=dark),
}


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


def colour(trace: dict[str, Any]) -> str:
    return trace["line"]["color"] if trace.get("mode") == "lines" else trace["marker"]["color"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_plain_and_every_trace_has_its_colour(name: str, dark: bool):
    figure = FIGURES[name]("Strengths", dark)
    assert json.loads(json.dumps(figure)) == figure
    assert all(re.fullmatch("#[0-9A-F]{6}", colour(trace)) for trace in figure["data"])


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_labels_from_data_are_no_markup(name: str, payload: str):
    ours = re.compile(r"<br>|</?extra>")
    for text in strings(FIGURES[name](payload, False)):
        assert "<" not in ours.sub("", text), text


def test_the_dumbbell_leaves_out_the_total_and_what_has_no_median():
    rows = [changed("Strengths"), changed("Total (of 35)"), changed("Total patience")]
    none = changed("Approachability") | {"pre_median": None, "post_median": None}
    before = figures.dumbbell(finding(*rows, none))["data"][1]
    assert before["y"] == ["Strengths", "Total patience"]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=BEHIND)
def test_ink_can_be_read_on_every_fill(palette: Palette):
    pairs = [
        (palette.ink_on_fill, palette.up),
        (palette.ink_on_fill, palette.down),
        (palette.ink_on_same, palette.same),
        (palette.text, BEHIND["light" if palette is LIGHT else "dark"]),
        *((ink, fill) for n in range(2, 12) for fill, ink in ramp(palette, n)),
    ]
    figure = figures.columns(
        finding(*(told("x") | {"stage": s} for s in ("Held", "Cancelled", "Planned"))),
        "n_answered", "n", "stage", dark=palette is DARK,
    )  # fmt: skip
    pairs += [(t["insidetextfont"]["color"], t["marker"]["color"]) for t in figure["data"]]
    assert min(contrast(ink, fill) for ink, fill in pairs) >= 4.5


def test_every_point_of_a_scale_has_its_own_fill():
    for palette in (LIGHT, DARK):
        assert [fill for fill, _ in ramp(palette, 5)] == list(palette.ramp)
        for points in range(2, 12):
            assert len({fill for fill, _ in ramp(palette, points)}) == points


def test_contrast_of_black_on_white():
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == 21
