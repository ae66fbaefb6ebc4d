"""Many briefs at once: parallel, only what changed, one report."""
