"""One function per question that someone would say aloud; each returns a frozen Finding."""
