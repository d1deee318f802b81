"""Settings of a deck (front matter) and of a slide (its comments), as pydantic models.

`Appearance` can be set at three levels: front matter for the whole deck, `onward:` in a slide's
comment from that slide on, and the comment itself for that slide only.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from campaignkit.model.fields import Id, Model, Number, PersonId, Text

Layout = Literal[
    "content",
    "section",
    "statement",
    "columns",
    "side",
    "picture",
    "quote",
    "timeline",
    "quiz",
    "agenda",
    "profile",
]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Appearance(Model):
    """一页幻灯片的样子；没写的项沿用上一级。"""

    theme: Annotated[
        Literal["light", "dark"] | None, Field(title="底色", description="light 浅、dark 深")
    ] = None
    background: Annotated[
        Colour | None, Field(title="背景色", description="六位颜色，例如 #7A0008")
    ] = None
    ink: Annotated[Colour | None, Field(title="文字色", description="六位颜色")] = None
    transition: Annotated[
        Literal["none", "fade", "slide"] | None, Field(title="切换", description="切换效果")
    ] = None
    steps: Annotated[
        bool | None, Field(title="逐条出现", description="true 时列表一条一条出现")
    ] = None
    footer: Annotated[Text | None, Field(title="页脚", description="左下角的小字")] = None

    def over(self, lower: Appearance) -> Appearance:
        """The values set in `self`; those it leaves unset are taken from `lower`."""
        names = Appearance.model_fields
        own = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        return Appearance(**{name: getattr(lower, name) for name in names} | own)


class SlideSettings(Appearance):
    """一页的设置：写在这一页的注释里。"""

    layout: Annotated[Layout | None, Field(title="版式", description="不写时按内容自动选择")] = None
    minutes: Annotated[
        Number | None, Field(title="分钟", description="这一页讲几分钟", gt=0, le=240)
    ] = None
    id: Annotated[Id | None, Field(title="编号", description="给页内链接用")] = None
    ratio: Annotated[
        Literal["1:1", "2:1", "1:2"] | None, Field(title="两栏比例", description="左栏:右栏")
    ] = None
    person: Annotated[
        tuple[PersonId, ...],
        BeforeValidator(_as_list),
        Field(title="人物", description="人物编号，一个或几个"),
    ] = ()
    question: Annotated[Id | None, Field(title="题目", description="知识竞赛题目的编号")] = None
    onward: Annotated[
        Appearance | None, Field(title="从这一页起", description="下面缩进写底色、页脚等")
    ] = None


class DeckSettings(Appearance):
    """整套幻灯片的设置：写在文件开头两行 --- 之间。"""

    title: Annotated[Text | None, Field(title="标题", description="不写时用讲座的题目")] = None
    subtitle: Annotated[Text | None, Field(title="副标题")] = None
    opening: Annotated[bool, Field(title="封面", description="false 时不自动做封面")] = True
    closing: Annotated[bool, Field(title="封底", description="false 时不自动做封底")] = True
    thanks: Annotated[Text, Field(title="结束语", description="封底的大字")] = "谢谢大家"
    require: Annotated[
        tuple[Literal["notes", "minutes"], ...],
        Field(title="必须有", description="每页都必须有：notes 备注、minutes 分钟"),
    ] = ()
