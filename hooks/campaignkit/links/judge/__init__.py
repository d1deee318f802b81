"""What a page wants and what the site has: faults and hints."""
