"""`# ignore:` 要写明规则和原因，用不着的要删掉。

行尾写 `# ignore: 规则名 原因`，这一行就不再报这条规则。没写原因的不起作用；问题已经改好、规则名
写错的，也会提示，免得它以后盖住真正的问题。

yaml- 开头的和读文件时的其他规则（unknown-key、missing-field、wrong-type、bad-value）不能忽略：有
这些问题的文件读不进来，网站上就悄悄少了一页。

错误（contest）：

    slogan: 劳动光荣  # ignore: weights-sum 分值待定

正确（contest）：

    judging:
      criteria:
        - {name: 主题, weight: 60}  # ignore: weights-sum 另有附加分
        - {name: 文字, weight: 50}
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from campaignkit.base.findings import Finding, Level
from campaignkit.model.nearest import did_you_mean
from campaignkit.source import Ignore

ID = "unused-ignore"


def apply(
    findings: Iterable[Finding],
    ignores: Iterable[Ignore],
    known: Collection[str],
    reading: Collection[str],
    later: Collection[str] = (),
) -> Iterator[Finding]:
    """Findings less those ignored with a reason, and what is wrong with the ignores themselves.

    Ignores of rules that run `later`, those on the links of the built site, are left to these.
    What keeps a file from being read (`reading`) cannot be ignored: it would vanish from the site
    without a word.
    """
    ignored = {(i.position.path, i.position.line, i.rule): i for i in ignores}
    used: set[Ignore] = set()
    for finding in findings:
        ignore = ignored.get((finding.position.path, finding.position.line, finding.rule))
        if ignore and ignore.reason and finding.rule not in reading:
            used.add(ignore)
        else:
            yield finding
    for ignore in ignored.values():
        if ignore not in used and ignore.rule not in later:
            yield _complaint(ignore, known, reading)


def _complaint(ignore: Ignore, known: Collection[str], reading: Collection[str]) -> Finding:
    if ignore.rule not in known:
        message = f"没有叫“{ignore.rule}”的规则"
        hint = did_you_mean(ignore.rule, known) or "写成 # ignore: 规则名 原因"
    elif ignore.rule in reading:
        message, hint = (
            f"{ignore.rule} 不能忽略：有这个问题的文件读不进来",
            "改好它，删掉这条 # ignore",
        )
    elif not ignore.reason:
        message, hint = "忽略一条规则要写明原因", f"写成 # ignore: {ignore.rule} 原因"
    else:
        message, hint = f"这一行没有 {ignore.rule} 的问题，不用忽略", "删掉这条 # ignore"
    return Finding(ignore.position, ID, message, hint, Level.WARNING)
