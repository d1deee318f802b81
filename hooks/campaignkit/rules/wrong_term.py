"""名称和词语按本站的规范用语写。

campaigns/terms.yml 里写了错的和对的写法、理由和例外。跨行的、夹着加粗符号的也查；网址、代码、
《》里的书名和篇名、资料来源的标题不查。

错误（contest）：

    about: 由中华总工会**宣传部**指导。
    ---
    # campaigns/terms.yml
    terms:
      - {wrong: 中华总工会, right: 中华全国总工会, reason: 全称}

正确（contest）：

    about: 由中华全国总工会指导，见《中华总工会旧闻》。
    ---
    # campaigns/terms.yml
    terms:
      - {wrong: 中华总工会, right: 中华全国总工会, reason: 全称}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.passages import Passage, entity_passages, source_passage
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource

ID = "wrong-term"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Wrong spellings in the texts of a YAML file."""
    if context.catalogue.term_finder.may_hold(entity.document.text):
        yield from _findings(entity_passages(entity), context.catalogue)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Wrong spellings in a Markdown file."""
    if context.catalogue.term_finder.may_hold(source.text):
        yield from _findings([source_passage(source)], context.catalogue)


def _findings(passages: Iterable[Passage], catalogue: Catalogue) -> Iterator[Finding]:
    for passage in passages:
        if passage.names_work:
            continue
        for start, end, term in catalogue.term_finder.find(passage.text):
            if not passage.protected(start, end):
                whole = passage.text[start:end] == term.wrong
                reason = f"（{term.reason}）" if term.reason else ""
                message = f"“{term.wrong}”应写成“{term.right}”{reason}"
                new = term.right if whole else None
                yield passage.finding(start, end, ID, message, f"写成 {term.right}", new)
