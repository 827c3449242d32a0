"""Upload: drop the workbooks, see what was understood, load with a click; undo, keep, erase."""

import streamlit as st

from pages.parts import session, told
from pages.parts.notices import template_button
from pages.uploading import asking, dropping, erasing, history, importing

st.title("Upload", anchor=False)
st.markdown(
    "Drop the exports of one programme: questionnaires before and after, sessions, participants. "
    "Nothing is stored before you click Load."
)
template_button()
with st.container(key="done"):
    importing.say_done()
    told.say_done()
files = dropping.drop_zone()
if files:
    loaded = importing.already_loaded(files)
    files = [file for file in files if file.name not in loaded]
if files:
    choices = asking.choices_of(files)
    reading = importing.understood(files, choices)
    # A key without its answers is no fault where the answers are loaded already.
    if reading.sources or not loaded:
        asking.ask_more(files, reading)
        dropping.show(reading)
        dropping.files_back(files, choices, reading)
        importing.show_understood(reading, session.store().compare(reading))
        importing.load_button(files, choices, reading)
history.list_of_imports()
st.header("Keeping and erasing", anchor=False)
history.remove_programme()
history.keep_until()
history.backups()
erasing.one_person()
erasing.programmes()
