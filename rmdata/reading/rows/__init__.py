"""The rows of a sheet: values that know their cells, whose they are, and what comes twice."""
