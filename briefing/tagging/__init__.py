"""Time expressions of files and of whole corpora, for their own sake."""
