"""The proof (送审稿): one HTML file to be read on paper, and signed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from campaignkit.base.findings import Finding, Level
from campaignkit.model.campaign import Campaign
from campaignkit.office.article.account_html import article_markup
from campaignkit.office.article.blocks import Article
from campaignkit.office.paper import paper
from campaignkit.office.proof.proof_facts import ConsentRow
from campaignkit.office.proof.signed_texts import TextChange

PROOFREADING = "校对"
_LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
_MARKS = {"old": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}


@dataclass(slots=True)
class ProofContent:
    """Everything that stands in a proof. `pages` are pairs of an address and the page's article.

    `changes` are None where the texts signed last are not here; `changed` then names the parts.
    `titles` are those of campaign.yml's fields, `steps` those of the review.
    """

    campaign: Campaign
    day: str
    pages: list[tuple[str, Article]] = field(default_factory=list)
    pictures: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    sources: Sequence[str] = ()
    consents: Sequence[ConsentRow] = ()
    changes: Sequence[TextChange] | None = None
    changed: Sequence[str] = ()
    signed_before: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)


def proof_page(proof: ProofContent) -> str:
    """The whole file."""
    title = f"送审稿：{proof.campaign.title}"
    parts = (
        Markup('<h1>{}</h1>\n<p class="note">{}　共 {} 页　{}</p>').format(
            title, proof.day, len(proof.pages), proof.campaign.document.path
        ),
        _signatures(proof),
        _changes(proof),
        _findings(proof.findings),
        _list("资料来源", proof.sources, "没有写资料来源。"),
        _consents(proof.consents),
        *(_page(uri, article, proof.pictures) for uri, article in proof.pages),
    )
    return paper(title, Markup("\n").join(parts))


def _signatures(proof: ProofContent) -> Markup:
    """Boxes for those who sign on paper, with what is signed already."""
    rows = [
        (title, [f"{s.by}，{s.date}" for s in proof.campaign.review if s.step == step])
        for step, title in proof.steps.items()
    ]
    rows.append((PROOFREADING, []))
    cells = Markup("\n").join(
        Markup("<tr><th>{}</th><td>{}</td><td></td><td></td><td></td></tr>").format(
            title, "；".join(signed[-1:])
        )
        for title, signed in rows
    )
    return Markup(
        '<h2>审校签字</h2>\n<table class="sign"><thead><tr><th>环节</th><th>网站上签过的</th>'
        "<th>意见</th><th>签名</th><th>日期</th></tr></thead>\n<tbody>\n{}\n</tbody></table>"
    ).format(cells)


def _changes(proof: ProofContent) -> Markup:
    head = Markup("<h2>上次签字以后的改动</h2>\n")
    if not proof.signed_before:
        return head + Markup('<p class="new">还没有用 campaignkit review 签过，全部是新的。</p>')
    if proof.changes is None:
        if not proof.changed:
            return head + Markup("<p>没有改动。</p>")
        told = Markup(
            '<p class="new">改过：{}。</p>\n'
            '<p class="note">上次签的文字不在这台电脑上（或者是手写的签字），看不出原来怎样写。</p>'
        )
        return head + told.format("、".join(_named(part, proof.titles) for part in proof.changed))
    others = _other_parts(proof.changes, proof.changed)
    if not proof.changes and not others:
        return head + Markup("<p>没有改动。</p>")
    legend = Markup('<p class="note">红字是加上的，灰色划掉的是删去的。</p>\n')
    each = (
        Markup("<h3>{}</h3>\n<pre>{}</pre>").format(
            _named(change.part, proof.titles),
            Markup("").join(_MARKS.get(sort, Markup("{}")).format(t) for sort, t in change.rows),
        )
        for change in proof.changes
    )
    told = Markup('<p class="new">另外换过的文件：{}。</p>\n').format("、".join(others))
    return head + (told if others else Markup("")) + legend + Markup("\n").join(each)


def _other_parts(changes: Sequence[TextChange], changed: Sequence[str]) -> list[str]:
    """Parts of the fingerprint that have changed and hold no text that has: pictures, data."""
    texts = [change.part for change in changes]
    return [part for part in changed if not any(text.startswith(part) for text in texts)]


def _named(part: str, titles: Mapping[str, str]) -> str:
    return f"{titles[part]}（{part}）" if part in titles else part


def _findings(findings: Sequence[Finding]) -> Markup:
    if not findings:
        return Markup("<h2>检查结果</h2>\n<p>没有发现问题。</p>")
    rows = (
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            _LEVELS[one.level], str(one.position), one.message, one.hint
        )
        for one in findings
    )
    return Markup(
        "<h2>检查结果</h2>\n<table><thead><tr><th>级别</th><th>位置</th><th>问题</th><th>改法</th>"
        "</tr></thead>\n<tbody>\n{}\n</tbody></table>"
    ).format(Markup("\n").join(rows))


def _list(head: str, lines: Iterable[str], none: str) -> Markup:
    items = Markup("\n").join(Markup("<li>{}</li>").format(line) for line in lines)
    body = Markup("<ol>\n{}\n</ol>").format(items) if items else Markup("<p>{}</p>").format(none)
    return Markup("<h2>{}</h2>\n{}").format(head, body)


def _consents(rows: Sequence[ConsentRow]) -> Markup:
    if not rows:
        return Markup("<h2>本人同意</h2>\n<p>没有写到个人。</p>")
    cells = (
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(row.name, row.agreed, row.place)
        for row in rows
    )
    return Markup(
        "<h2>本人同意</h2>\n<table><thead><tr><th>谁、哪一条</th><th>同意了什么</th><th>文件</th></tr>"
        "</thead>\n<tbody>\n{}\n</tbody></table>"
    ).format(Markup("\n").join(cells))


def _page(uri: str, article: Article, pictures: Mapping[str, str]) -> Markup:
    return Markup(
        '<section class="work">\n<p class="note">网页：{}　{}</p>\n{}\n</section>'
    ).format(uri, article.title, article_markup(article, pictures, {}))
