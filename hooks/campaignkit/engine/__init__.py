"""Everything that belongs to the engine that makes pages of Markdown: MkDocs, or ProperDocs.

`protocol` says what of theirs we use, and `running` which of them runs us. No other room knows.
"""
