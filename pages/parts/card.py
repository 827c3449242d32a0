"""A card: a finding's title in words, its chart, its table, its n, its CSV."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from pages.parts import downloads, filters, session
from pages.parts.told import plain
from rmdata.charts import figures
from rmdata.charts.traces import Figure
from rmdata.export.tables import csv_bytes, file_name
from rmdata.findings.catalogue import catalogue
from rmdata.findings.finding import Finding, Table
from rmdata.findings.wording import written

# A table of figures is real HTML; a long list of people scrolls in a grid.
MOST_ROWS_AS_HTML = 60


def asked(name: str, **about: Any) -> Finding:
    """A finding of the catalogue about what is chosen on the page.

    ``about`` holds what else it must be told, such as a role.
    """
    entry = catalogue()[name]
    chosen = {"selection": filters.selection(), "as_of": filters.as_of(), **about}
    return session.ask(entry.function, *entry.arguments(chosen))


def shown(name: str, **about: Any) -> None:
    """Show a finding of the catalogue as a card, drawn as it says there; as :func:`asked`."""
    chart, *how = catalogue()[name].chart or ("",)
    card(asked(name, **about), getattr(figures, chart) if chart else None, *how)


def card(finding: Finding, draw: Callable[..., Figure] | None = None, *how: Any) -> None:
    """Show one finding; ``draw`` makes its chart from the finding and what is in ``how``."""
    with st.container(border=True, key=f"card-{finding.name}"):
        st.subheader(plain(finding.title), anchor=False)
        if finding.is_empty:
            _lines(finding)
            return
        if draw:
            chart, table = st.tabs(["Chart", "Table"], key=f"tabs-{finding.name}")
            with chart:
                _chart(finding, draw, *how)
            with table:
                show_table(finding.table, finding.alt)
        else:
            show_table(finding.table, finding.alt)
        _lines(finding)
        if finding.details.rows:
            with st.expander("For statisticians"):
                show_table(finding.details, f"Details for statisticians. {finding.alt}")
                _download(finding.name + "-details", finding.details)
        _download(finding.name, finding.table)


def metrics(finding: Finding) -> None:
    """The finding's figures in a row, each with where it comes from."""
    if not finding.metrics:
        return
    with st.grid(4, min_column_width=200):
        for metric in finding.metrics:
            source = metric.source or None
            st.metric(
                plain(metric.label), metric.value, border=True, height="stretch",
                delta=source, delta_color="off", delta_arrow="off",
            )  # fmt: skip


def show_table(table: Table, alt: str, as_grid: bool = False) -> None:
    """A table as it is read aloud: figures as HTML, long lists in a scrolling grid."""
    columns = {
        field.label: [written(row[i], field.form) for row in table.rows]
        for i, field in enumerate(table.fields)
    }
    if as_grid or len(table.rows) > MOST_ROWS_AS_HTML:
        st.dataframe(columns, hide_index=True, alt=alt)
        return
    safe = {plain(name): [plain(cell) for cell in cells] for name, cells in columns.items()}
    st.table(safe, hide_index=True, border="horizontal", alt=alt)


def _chart(finding: Finding, draw: Callable[..., Figure], *how: Any) -> None:
    dark = st.context.theme.type == "dark"
    st.plotly_chart(
        draw(finding, *how, dark=dark),
        key=f"chart-{finding.name}",
        alt=finding.alt,
        config={
            "displaylogo": False,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"filename": finding.name, "scale": 2},
        },
    )


def _lines(finding: Finding) -> None:
    """n, the sentences in a closed list, and what must be said besides."""
    if finding.basis:
        st.caption(plain(finding.basis))
    for note in finding.notes:
        st.caption(plain(note))
    if len(finding.sentences) > 1:
        with st.expander("In words"):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in finding.sentences))
    elif finding.sentences:
        st.caption(plain(finding.sentences[0]))


def _download(name: str, table: Table) -> None:
    downloads.offer(
        "CSV",
        csv_bytes(table),
        file_name(name, filters.selection().words(), date.today(), "csv"),
        f"csv-{name}",
        about="The rows of this table, with the filters in force.",
    )
