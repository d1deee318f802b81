"""The words that all kinds of campaign share, and the Catalogue that holds them."""
