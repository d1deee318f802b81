"""The preview: records on demand, checks behind the pages, reloads."""
