"""征集评选：essays, photographs, singing, video, calligraphy."""

from pathlib import Path

from campaignkit.base.findings import Level
from campaignkit.kinds.contest.card import entry_card
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.judged_entry import JUDGED_ENTRIES
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.contest.pages import local, notice, structured
from campaignkit.kinds.contest.rules import (
    division_close,
    entry_limit,
    innovation_missing,
    near_duplicate,
    prize_division,
    statement_unsigned,
    weights_sum,
    word_count,
)
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.kind import Collection, ExtraPage, Kind
from campaignkit.kinds.notices import NOTICE_ASSETS
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.rule import Rule

CONTEST = Kind(
    name="contest",
    title="征集评选",
    icon="material/pencil-box-multiple-outline",
    model=Contest,
    folder=Path(__file__).parent,
    rules=(
        Rule(weights_sum.ID, each=weights_sum.each),
        Rule(word_count.ID, each=word_count.each, level=Level.WARNING),
        Rule(entry_limit.ID, whole=entry_limit.whole, level=Level.WARNING),
        Rule(near_duplicate.ID, whole=near_duplicate.whole, level=Level.WARNING),
        Rule(division_close.ID, each=division_close.each),
        Rule(prize_division.ID, each=prize_division.each),
        Rule(statement_unsigned.ID, each=statement_unsigned.each),
        Rule(innovation_missing.ID, each=innovation_missing.each),
    ),
    local=local,
    figures=(
        FigureField("entries", "category", "各类别的作品", "件"),
        FigureField("entries", "group", "各组别的作品", "件"),
        FigureField("entries", "unit", "各单位的作品", "件"),
    ),
    extra_pages=(ExtraPage("notice.html.j2", notice, assets=NOTICE_ASSETS),),
    collections=(
        Collection(
            name="entries",
            title="参评作品",
            noun="作品",
            model=Entry,
            card=entry_card,
            structured=structured,
            gallery=True,
            judging=JUDGED_ENTRIES,
            framed=True,
            form=RecordForm(
                omit=frozenset(
                    {"authors.person", "body", "consent.withdrawn", "video.url", "stage"}
                    | {"votes.count", "votes.as_of"}
                ),
                repeats={"authors": 3, "media": 2},
                synonyms={
                    "title": ("作品名称", "作品题目", "作品标题", "标题", "名称", "篇名"),
                    "category": ("类别", "作品类别", "组别", "体裁"),
                    "authors.name": ("作者", "作者姓名", "姓名", "参赛者", "投稿人"),
                    "authors.unit": ("单位", "工作单位", "作者单位", "所在单位", "选送单位"),
                    "award": ("奖项", "获奖等次", "等次"),
                    "file": ("文件名", "作品文件", "正文文件"),
                    "body": ("作品内容", "内容", "正文"),
                    "statement_signed": ("原创声明", "是否签原创声明"),
                },
                key=("authors",),
                document="file",
                pictures="media",
            ),
            facets=(
                FacetField("category", "类别"),
                FacetField("group", "组别"),
                FacetField("award", "奖项", as_listed),
                FacetField("unit", "单位"),
            ),
        ),
    ),
)
