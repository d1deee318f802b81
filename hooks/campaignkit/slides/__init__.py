"""Markdown becomes lecture-hall slides, and whatever else is made of them."""
