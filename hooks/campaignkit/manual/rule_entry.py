"""A rule's docstring is its entry in the manual; here it is taken apart.

An entry is a sentence, paragraphs, and examples, each behind a line such as `错误（contest）：`
or `正确（honour/profiles，2021-05-05 检查）：`. The YAML below it is what an editor changes in
the folder that `campaignkit new` writes: its top-level keys stand in the place of the file's own.
Several records are divided by `---`; one that begins with `# campaign.yml` changes that file, one
that begins with another path from the project, such as `# campaigns/terms.yml`, is that file.
An example of another sort, such as a slide or a line of HTML, has no brackets in its heading, or
a remark on what it is checked with, such as `错误（讲座 90 分钟）：`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(
    r"^(?P<sort>错误|正确)(?:（(?P<kind>[a-z]+)(?:/(?P<collection>[a-z]+))?"
    r"(?:，(?P<as_of>\d{4}-\d\d-\d\d) 检查)?）|（(?P<remark>讲座 \d+ 分钟)）)?：$",
    re.MULTILINE,
)
_LINE_BREAK = re.compile(r"(?<=[^\x00-\x7f])\n(?=\S)|(?<=\S)\n(?=[^\x00-\x7f])")
"""A line break inside a Chinese sentence, which a browser would show as a blank."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what to change in the files of a new campaign of `kind`, if it is of one.

    `collection` is empty where the change is in campaign.yml; `as_of` is the day on which it is
    checked, or empty where that makes no difference. `remark` is what else it is checked with.
    """

    good: bool
    kind: str
    collection: str
    as_of: str
    yaml: str
    heading: str
    remark: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The texts of its files, in the order in which they are written."""
        return tuple(part.strip("\n") + "\n" for part in re.split(r"^---\n", self.yaml, flags=re.M))


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule in the manual."""

    id: str
    prose: str
    examples: tuple[Example, ...]


def entry(rule_id: str, text: str) -> RuleEntry:
    """Take a rule's docstring apart."""
    headings = list(_HEADING.finditer(text))
    prose = text[: headings[0].start()] if headings else text
    return RuleEntry(rule_id, _LINE_BREAK.sub("", prose.strip()), tuple(_examples(text, headings)))


def _examples(text: str, headings: list[re.Match[str]]) -> Iterator[Example]:
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=False):
        yaml = textwrap.dedent(text[heading.end() : end]).strip("\n") + "\n"
        good = heading["sort"] == "正确"
        where = (heading["kind"] or "", heading["collection"] or "", heading["as_of"] or "")
        yield Example(good, *where, yaml, heading[0], heading["remark"] or "")
