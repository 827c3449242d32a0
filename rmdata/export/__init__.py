"""What people take away: tables, the blank template, the data dictionary, their own file back."""
