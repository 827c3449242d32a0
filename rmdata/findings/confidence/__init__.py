"""Did people's answers change, and what stands beside such a change."""
