"""Time expressions: found, anchored and explained."""
