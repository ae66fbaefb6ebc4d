"""Who and where: one name for each actor and place, and what a stretch of words is about."""
