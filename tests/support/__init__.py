"""What several test modules need; imported as `support`."""
