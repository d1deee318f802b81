"""Rules that hold for contests alone."""
