"""Rendering: a brief becomes a tagged PDF."""
