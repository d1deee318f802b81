"""A search index that a browser reads in small pieces. Imports nothing of ours.

Chinese has no spaces, so what is indexed is every pair of neighbouring characters (a *gram*): any
part of a name, a unit or a sentence is found, without a dictionary that must know the word.

documents -> segment    pure: at most 256 documents become one file of postings and texts
segments  -> index      pure: postings of all segments, by hash, into shards of a few kilobytes

The browser fetches a manifest, one shard for each gram of the query, and the texts of the ten
documents that it shows; where a query finds nothing, a table of characters. Titles have keys by
pinyin too. `theme/assets/campaignkit/search.js` is the other half.
"""

from campaignkit.search.index import Index
from campaignkit.search.pinyin import name_order
from campaignkit.search.plain_text import plain_text
from campaignkit.search.search_document import Group, SearchDocument
from campaignkit.search.segment import SEGMENT_SIZE, Segment, write_segments

__all__ = [
    "SEGMENT_SIZE",
    "Group",
    "Index",
    "SearchDocument",
    "Segment",
    "name_order",
    "plain_text",
    "write_segments",
]
