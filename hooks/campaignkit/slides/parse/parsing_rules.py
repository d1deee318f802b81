"""What parsing a deck can find before any rule looks at it, with its entries in the manual."""

from __future__ import annotations

from collections.abc import Mapping

PARSING: Mapping[str, str] = {
    "deck-block": """
`:::` 后面只能写 `column`，没有别的块。

错误：

    ::: box
    甲
    :::

正确：

    ::: column
    甲
    :::
    ::: column
    乙
    :::
""",
    "deck-unclosed": """
注释、代码块和分栏都要写完，不然后面的内容会被吞进去。

注释以 `-->` 结束，代码块以三个反引号结束，分栏以单独一行 `:::` 结束。写在分栏里面的 `---` 不分页。

错误：

    ## 五天

    <!-- 先问大家

正确：

    ## 五天

    <!-- 先问大家 -->
""",
}
"""Entries by rule id."""
