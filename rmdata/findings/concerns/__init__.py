"""Concerns and benefits: what was feared, what happened, who gained. By role, never pooled."""
