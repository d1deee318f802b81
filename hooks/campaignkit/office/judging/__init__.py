"""Works without names to the judges, and their score sheets back: a ranking, and prizes."""
