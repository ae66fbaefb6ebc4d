"""The timeline: sentences and times become events, each told once."""
