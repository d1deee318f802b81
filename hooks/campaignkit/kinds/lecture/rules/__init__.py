"""Rules that hold for lecture series alone."""
