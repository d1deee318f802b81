"""作品的文字不能和更早的作品大半相同。

比较本网站所有征集活动的作品，标点、空格和小标题不算。相同的文字占三成以上的，在较晚的作品上提醒，
写出比例和相同的段落，是不是抄袭由人判断：也可能是重复报送、同一作者的修改稿，或者都引用了同一段话。
先后看活动的开始日期，同一活动里看编号。不到12个字的作品不比。

核对后认为没有问题的，在这一行末尾写 # ignore: near-duplicate 理由。

错误（contest/entries）：

    title: 第一篇
    body: 天还没亮，检修班的灯已经亮了，师傅把手套烤在炉边，说铁冷，手不能冷。
    ---
    title: 第二篇
    body: 清晨，天还没亮，检修班的灯已经亮了，师傅把手套烤在炉边。我想起了父亲。

正确（contest/entries）：

    title: 第一篇
    body: 天还没亮，检修班的灯已经亮了，师傅把手套烤在炉边，说铁冷，手不能冷。
    ---
    title: 第二篇
    body: 公交车开出站的时候，街上只有扫地的人。我数过，一圈下来要停三十一次。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import code_signature, digest
from campaignkit.base.store import FileStore
from campaignkit.kinds.contest.card import EntryFacts
from campaignkit.kinds.contest.copied import Overlap, likely_pairs, overlap
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.entry_text import markdown_of, text_digest, words_of
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "near-duplicate"

SHARE = 0.3
"""Part of a work's words from which it is told; below that quotations are too frequent."""

_SHOWN = 3
"""Passages that a finding shows."""

_LENGTH = 30
"""Characters that it shows of a passage."""

_STORE = "near-duplicates"

Compared = dict[tuple[bytes, bytes], Overlap]
"""What two texts share, by their digests, the later first."""


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding at each work of which a good part stands in an earlier one."""
    works = _works(catalogue)
    for later, earlier, found in _copies(catalogue, works):
        one, other = works[later][0], works[earlier][0]
        said = "、".join(_shown(words) for words in found.passages[:_SHOWN])
        more = len(found.passages) - _SHOWN
        rest = f"等 {len(found.passages)} 处" if more > 0 else ""
        message = f"{found.share:.0%} 的文字和《{other.title}》（{other.path}）相同：{said}{rest}"
        hint = "核对是否抄袭或重复报送；没有问题的，在这一行末尾写 # ignore: near-duplicate 理由"
        place = catalogue.position(one, works[later][1].text_key)
        yield Finding(place, ID, message, hint)


def _shown(words: str) -> str:
    cut = words if len(words) <= _LENGTH else f"{words[:_LENGTH]}…"
    return f"“{cut}”（{len(words)} 字）"


def _works(catalogue: Catalogue) -> list[tuple[Card, EntryFacts]]:
    """The entries of all contests that have words, from early to late."""
    contests = [one for one in catalogue.campaigns.values() if isinstance(one, Contest)]
    contests.sort(key=lambda one: (one.timeline.open.start, one.id))
    return [
        (card, card.extra)
        for campaign in contests
        for card in sorted(
            catalogue.records(campaign.id, Entry.collection).values(), key=lambda card: card.id
        )
        if card.public and isinstance(card.extra, EntryFacts) and card.extra.sketch
    ]


def _copies(
    catalogue: Catalogue, works: Sequence[tuple[Card, EntryFacts]]
) -> list[tuple[int, int, Overlap]]:
    """Places of a work and of the earlier one that it shares most with, and what they share.

    With a cache, nothing is compared twice, and nothing at all where no work has changed.
    """
    sketches = [facts.sketch for _, facts in works]
    key = digest(code_signature(), *sketches)
    kept = FileStore(catalogue.cache) if catalogue.cache else None
    known, compared, found = (kept and kept.load(_STORE, tuple)) or (b"", {}, [])
    if known == key:
        return list(found)
    new: Compared = {}
    best: dict[int, tuple[int, Overlap]] = {}
    for later, earlier in likely_pairs(sketches):
        pair = (text_digest(sketches[later]), text_digest(sketches[earlier]))
        new[pair] = result = _compare(catalogue, works, later, earlier, compared.get(pair))
        if result.share >= SHARE and (later not in best or result.share > best[later][1].share):
            best[later] = (earlier, result)
    found = [(later, earlier, result) for later, (earlier, result) in sorted(best.items())]
    if kept:
        with suppress(OSError):  # a disk that refuses costs time on the next run, and nothing else
            kept.dump(_STORE, (key, new, found))
    return found


def _compare(
    catalogue: Catalogue,
    works: Sequence[tuple[Card, EntryFacts]],
    later: int,
    earlier: int,
    known: Overlap | None,
) -> Overlap:
    if known is not None:
        return known
    return overlap(_words(catalogue, works[later][0]), _words(catalogue, works[earlier][0]))


def _words(catalogue: Catalogue, card: Card) -> str:
    """The words of a work, read again."""
    document = catalogue.document_of(card)
    data = document.data if document and isinstance(document.data, Mapping) else {}
    body, file = data.get("body"), data.get("file")
    home = catalogue.root / "campaigns" / card.campaign
    markdown = markdown_of(
        body if isinstance(body, str) else None, file if isinstance(file, str) else None, home
    )
    return words_of(markdown)
