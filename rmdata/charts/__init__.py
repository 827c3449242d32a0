"""A Finding in, a Plotly figure out. The only room that picks a colour."""
