"""Reverse mentoring data: from spreadsheets to findings. Importing this imports nothing else."""
