"""YAML text becomes plain data with positions. The only room that imports yaml."""

from campaignkit.source.document import Document, Path
from campaignkit.source.front_matter import split_front_matter
from campaignkit.source.reader import parse, read

__all__ = ["Document", "Path", "parse", "read", "split_front_matter"]
