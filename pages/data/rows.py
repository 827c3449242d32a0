"""Rows: the filtered rows of each table, paged, and their downloads. For the team."""

from datetime import date, datetime

import streamlit as st

from pages.parts import downloads, filters, session
from pages.parts.card import show_table
from pages.parts.told import plain
from rmdata.export.tables import csv_bytes, file_name, workbook_bytes
from rmdata.findings.data import rows
from rmdata.findings.finding import Finding

PAGE_SIZE = 50

st.title("Rows", anchor=False)
selection, names = filters.selection(), session.ask(rows.table_names)
table = st.segmented_control("Table", list(names), format_func=names.__getitem__,
                             default="questionnaires", key="table", required=True)  # fmt: skip
n = session.ask(rows.n_rows, selection, table)
free_text = st.checkbox("With free text", key="free-text", help="What people wrote themselves.")
pages = max(1, -(-n // PAGE_SIZE))
number = st.pagination(pages, key=f"page-{table}") if pages > 1 else 1
found = session.ask(rows.rows, selection, table, rows.Page(PAGE_SIZE, number), free_text)
st.subheader(plain(found.title), anchor=False)
if n:
    st.caption(f"Rows {(number - 1) * PAGE_SIZE + 1:,} to {min(number * PAGE_SIZE, n):,}.")
    show_table(found.table, found.title, as_grid=True)


def everything() -> Finding:
    """All rows of the selection, not only this page of them."""
    return session.ask(rows.rows, selection, table, rows.Page(), free_text)


about = [
    ("Programme", selection.programme),
    ("Filters", "; ".join(selection.words()) or "none"),
    ("Made on", f"{datetime.now():%d/%m/%Y %H:%M}"),
]
with st.container(horizontal=True):
    downloads.offer(
        "CSV", lambda: csv_bytes(everything().table),
        file_name(table, selection.words(), date.today(), "csv"), "rows-csv",
    )  # fmt: skip
    downloads.offer(
        "Excel", lambda: workbook_bytes({names[table]: everything().table}, about),
        file_name(table, selection.words(), date.today(), "xlsx"), "rows-xlsx",
    )  # fmt: skip
