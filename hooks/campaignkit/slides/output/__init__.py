"""Output: a `Deck` and its session become HTML documents, images and the lecturer's ZIP."""
