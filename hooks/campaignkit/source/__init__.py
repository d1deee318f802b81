"""YAML text becomes plain data with positions. The only room that imports yaml."""

from campaignkit.source.comments import Ignore, ignores
from campaignkit.source.document import Document, Path
from campaignkit.source.front_matter import FrontMatter, split_front_matter
from campaignkit.source.list_file import ListFile, ListItem, read_list
from campaignkit.source.reader import parse, parse_section, read
from campaignkit.source.table import Columns
from campaignkit.source.text import decode, read_bytes

__all__ = [
    "Columns",
    "Document",
    "FrontMatter",
    "Ignore",
    "ListFile",
    "ListItem",
    "Path",
    "decode",
    "ignores",
    "parse",
    "parse_section",
    "read",
    "read_bytes",
    "read_list",
    "split_front_matter",
]
