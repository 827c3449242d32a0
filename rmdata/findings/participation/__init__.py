"""Who took part, how they met, who left, who is missing, who still owes an answer."""
