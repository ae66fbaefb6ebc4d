"""Reading: files of any kind become documents whose text is never edited."""
