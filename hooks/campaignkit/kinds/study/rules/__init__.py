"""Rules that hold for study programmes."""
