"""Dates in words, for the page: the brief words every date, the renderer none."""

from briefing.dates.wording import date_phrase, deadline_phrase, weekday_name

__all__ = ["date_phrase", "deadline_phrase", "weekday_name"]
