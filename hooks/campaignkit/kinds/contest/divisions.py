"""How a contest is divided: by what is sent in (categories) and by who takes part (groups)."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from campaignkit.model.fields import Id, Model, Number, Positive, Text, When, bad_value
from campaignkit.model.ref_target import local_target

CATEGORY = local_target("category", "类别", "categories")
GROUP = local_target("group", "组别", "groups")


class FileRules(Model):
    """对投来的文件的要求。"""

    formats: Annotated[tuple[Text, ...], Field(title="格式", description="例如 [jpg, png]")] = ()
    max_files: Annotated[Positive | None, Field(title="每件作品最多几个文件")] = None
    max_mb: Annotated[Number | None, Field(title="每个文件最大", description="单位 MB")] = None
    long_side: Annotated[
        Positive | None, Field(title="长边像素", description="图片的长边不少于多少像素")
    ] = None
    note: Annotated[Text | None, Field(title="其他要求")] = None

    def __str__(self) -> str:
        """All of it in a line, for a cell of a table."""
        parts = (
            "、".join(self.formats).upper(),
            f"最多 {self.max_files} 个文件" if self.max_files else "",
            f"每个不超过 {self.max_mb:g} MB" if self.max_mb is not None else "",
            f"长边不少于 {self.long_side} 像素" if self.long_side else "",
            self.note or "",
        )
        return "，".join(filter(None, parts))


class Division(Model):
    """类别或组别：限报、截止时间和文件要求可以和别的不同。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]
    entry_limit: Annotated[
        Positive | None, Field(title="每人限报件数", description="只限这一类或这一组")
    ] = None
    close: Annotated[
        When | None,
        Field(title="截止", description="比活动的截止时间早的写；只写日期时，到当天结束"),
    ] = None
    files: Annotated[FileRules | None, Field(title="文件要求")] = None


_SECONDS = {"秒": 1, "分": 60, "分钟": 60}


class Category(Division):
    """作品类别及其篇幅。"""

    min: Annotated[Number | None, Field(title="下限")] = None
    max: Annotated[Number | None, Field(title="上限")] = None
    unit: Annotated[
        Literal["字", "行", "首", "张", "幅", "分钟", "秒"] | None,
        Field(title="单位", description="篇幅按什么算：字、行、首、张、幅、分钟 或 秒"),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _one_unit(cls, data: Any) -> Any:
        """Refuse `min: 15秒` beside `unit: 分钟`, with the number that is meant."""
        unit = str(data.get("unit")) if isinstance(data, dict) else ""
        for key in ("min", "max") if unit in _SECONDS else ():
            match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(秒|分钟|分)", str(data.get(key, "")))
            if match and _SECONDS[match[2]] != _SECONDS[unit]:
                number = float(match[1]) * _SECONDS[match[2]] / _SECONDS[unit]
                message = f"{key} 写的是{match[2]}，unit 写的是{unit}"
                other = f"或者把 unit 改成{match[2]}"
                hint = f"min 和 max 都按 unit 算：写成 {key}: {number:.4g}，{other}"
                raise bad_value(message, hint)
        return data

    @model_validator(mode="after")
    def _min_below_max(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise bad_value(f"下限 {self.min:g} 大于上限 {self.max:g}", "把 min 和 max 对调")
        return self


class EntrantGroup(Division):
    """组别：按参加的人分，例如成人组、学生组。"""

    audience: Annotated[Text | None, Field(title="谁可以参加")] = None
