"""Numbers that an office needs and a website must never hold: they go to `private/` only."""

from __future__ import annotations

from dataclasses import dataclass

from campaignkit.personal import BANK_CARD, ID_NUMBER, MOBILE


@dataclass(frozen=True, slots=True)
class PrivateColumn:
    """A column whose values stay out of `campaigns/`.

    `key` names it in a form's identity; `sort` is the sort of number (see `personal.Hit`), empty
    for text. `synonyms` are heads that offices write.
    """

    key: str
    head: str
    sort: str
    description: str
    synonyms: tuple[str, ...]


PRIVATE_COLUMNS = (
    PrivateColumn(
        "private.id_number",
        "身份证号",
        ID_NUMBER,
        "18 位。只存进 private 文件夹，不上网",
        ("身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "居民身份证号"),
    ),
    PrivateColumn(
        "private.mobile",
        "手机号",
        MOBILE,
        "11 位。只存进 private 文件夹，不上网",
        (
            *("手机", "手机号码", "移动电话", "联系电话", "联系手机", "电话", "电话号码"),
            *("联系方式", "本人电话", "本人手机", "作者电话", "作者手机"),
        ),
    ),
    PrivateColumn(
        "private.bank_card",
        "银行卡号",
        BANK_CARD,
        "发奖金用。只存进 private 文件夹，不上网",
        ("银行账号", "银行帐号", "卡号", "银行卡", "收款账号", "账号", "帐号"),
    ),
    PrivateColumn(
        "private.bank",
        "开户行",
        "",
        "发奖金用。只存进 private 文件夹，不上网",
        ("开户银行", "开户网点", "开户行名称"),
    ),
)
"""Known as private wherever they stand, in our form or in an office's own sheet."""
