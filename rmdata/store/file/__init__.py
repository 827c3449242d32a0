"""What lies on the disk: opening, connecting, backups, restoring."""
