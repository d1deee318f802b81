"""Everything that belongs to MkDocs or a fork of it."""
