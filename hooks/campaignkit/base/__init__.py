"""What every room may use: findings, reports, clock, fingerprints, processes, progress, errors."""
