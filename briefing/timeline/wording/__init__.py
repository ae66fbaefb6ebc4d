"""What is printed of an event: its headline, its passages, and where its sources differ."""
