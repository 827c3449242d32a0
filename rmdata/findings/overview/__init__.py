"""The whole at a glance: for a board, for a paper, against criteria."""
