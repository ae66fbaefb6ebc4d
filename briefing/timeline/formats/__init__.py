"""A timeline for other programs: tables, calendars, text."""
