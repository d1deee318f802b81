"""Hall checks: what would fail in front of an audience."""
