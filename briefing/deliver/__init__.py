"""Delivery: files and messages that arrive whole, or not at all."""
