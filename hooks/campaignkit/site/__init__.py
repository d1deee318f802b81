"""Content becomes pages: Markdown for the engine, shells, records, lists, search, decks."""
