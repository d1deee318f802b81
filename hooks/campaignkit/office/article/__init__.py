"""A page of the site as an article elsewhere: an official account's editor, and a paper file."""
