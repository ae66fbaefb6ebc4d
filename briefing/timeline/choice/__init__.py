"""What matters first, and how much of it is shown."""
