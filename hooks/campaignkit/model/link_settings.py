"""The settings of the link check, `extra.campaigns.links` in mkdocs.yml."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from campaignkit.model.fields import Model, Text, bad_value

_Seconds = Annotated[float, Field(gt=0, le=3600)]


class LinkIgnore(Model):
    """一批链接的忽略：三项都符合的不报。可以用 * 代替任意文字。"""

    reason: Annotated[Text, Field(title="原因", description="为什么先不改")]
    rule: Annotated[Text, Field(title="规则", description="例如 link-external")] = "*"
    link: Annotated[Text, Field(title="链接", description="写的链接，或它指向的地址")] = "*"
    page: Annotated[Text, Field(title="网页", description="例如 about/index.html")] = "*"


class LinkRewrite(Model):
    """联网检查时换一个地址去问，例如镜像。"""

    pattern: Annotated[Text, Field(title="原来的网址", description="正则表达式")]
    to: Annotated[Text, Field(title="换成")]
    reason: Annotated[Text, Field(title="原因")]

    @model_validator(mode="after")
    def _is_usable(self) -> Self:
        try:
            re.sub(self.pattern, self.to, "")
        except (re.error, IndexError) as error:
            message = f"“{self.pattern}”或“{self.to}”不是正则表达式的写法：{error}"
            raise bad_value(message, r"例如 ^https://www\.example\.org/") from None
        return self


class ExternalLinkSettings(Model):
    """联网检查的限度，只在 campaignkit links --external 时用到。"""

    timeout: Annotated[_Seconds, Field(title="等几秒", description="一个网址最多等几秒")] = 20.0
    gap: Annotated[_Seconds, Field(title="间隔秒数", description="同一网站两次之间")] = 1.0
    retries: Annotated[int, Field(ge=0, le=10, title="重试次数")] = 2
    fresh_days: Annotated[
        float, Field(ge=0, le=365, title="几天内不再问", description="上次正常的")
    ] = 3.0
    anchors: Annotated[bool, Field(title="看锚点", description="true 时也看对方页面上的锚点")] = (
        False
    )


class LinkSettings(Model):
    """检查链接的设置；各条规则的级别写在 rules。"""

    ignore: Annotated[tuple[LinkIgnore, ...], Field(title="忽略")] = ()
    rewrite: Annotated[tuple[LinkRewrite, ...], Field(title="换址")] = ()
    external: Annotated[ExternalLinkSettings, Field(title="联网检查")] = ExternalLinkSettings()
