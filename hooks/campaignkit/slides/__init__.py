"""Lecture slides: one Markdown file becomes a web deck, a text version, a handout, a file, a PDF.

    parse/    Markdown and its comments -> `Deck`, with a position for each slide, image and link
    rules/    `DeckView` -> findings, one rule a file
    output/   `Deck` and `DeckContext` -> HTML documents, images, the lecturer's ZIP; the player
    browser/  a local Chromium measures a deck or prints it; printed text is made searchable

`session.read_session` parses a session's deck and runs the rules; `deck_commands` is the command
line. Nothing here knows `campaign.yml` or the site's theme: see `context.DeckContext`.
"""
