"""One built file: what it refers to, and what that means to a browser."""
