"""Checks of other sites' links: polite, bounded, and unable to reach a private address."""
