"""Rules that hold for award campaigns."""
