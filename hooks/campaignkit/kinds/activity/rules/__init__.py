"""Rules that hold for activities and services alone."""
