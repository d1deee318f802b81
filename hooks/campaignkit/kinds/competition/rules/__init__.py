"""Rules that hold for competitions."""
