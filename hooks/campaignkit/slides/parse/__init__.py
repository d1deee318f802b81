"""Parsing: a Markdown file becomes a `Deck` of safe HTML, and findings."""
