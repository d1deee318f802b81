"""A local Chromium lays decks out: measured for the rules, printed to PDF."""
