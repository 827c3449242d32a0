"""The survey tools: one module each, and what they share."""
