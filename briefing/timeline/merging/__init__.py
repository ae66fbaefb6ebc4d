"""Tellings become events: one event once, with what names it, denies it or comes before it."""
