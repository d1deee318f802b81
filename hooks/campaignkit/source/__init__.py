"""YAML text becomes plain data with positions. The only room that imports yaml."""

from campaignkit.source.comments import Ignore, ignores
from campaignkit.source.document import Document, Path
from campaignkit.source.front_matter import FrontMatter, split_front_matter
from campaignkit.source.reader import parse, parse_section, read
from campaignkit.source.text import decode, read_bytes

__all__ = [
    "Document",
    "FrontMatter",
    "Ignore",
    "Path",
    "decode",
    "ignores",
    "parse",
    "parse_section",
    "read",
    "read_bytes",
    "split_front_matter",
]
