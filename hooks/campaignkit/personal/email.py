"""E-mail addresses at providers where private persons have theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.personal.hit import EMAIL, Hit

_PROVIDERS = (
    *("qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "188.com", "139.com", "189.cn"),
    *("wo.cn", "wo.com.cn", "sina.com", "sina.cn", "sina.com.cn", "sohu.com", "aliyun.com"),
    *("tom.com", "21cn.com", "263.net", "gmail.com", "outlook.com", "hotmail.com", "live.com"),
    *("live.cn", "msn.com", "msn.cn", "yahoo.com", "yahoo.com.cn", "yahoo.cn", "icloud.com"),
    *("me.com", "mac.com", "proton.me", "protonmail.com", "vip.qq.com", "vip.163.com", "gmx.com"),
    *("vip.126.com", "vip.sina.com", "aol.com", "mail.ru", "88.com", "eyou.com", "googlemail.com"),
)
"""Mailboxes that anybody can have. A work unit's own domain is not among them."""

_DOMAIN = "|".join(
    re.escape(name).replace(r"\.", r"\s?(?:\.|点|[\[(]?dot[\])]?)\s?")
    for name in sorted(_PROVIDERS, key=len, reverse=True)
)
_AT = r"(?:\s?@\s?|\s?[\[(<]\s?(?:at|@|艾特)\s?[\])>]\s?|\s(?:at|AT)\s|#|艾特)"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9._%+-])(?<![A-Za-z0-9]\*)(?<![A-Za-z0-9]\*\*)(?<!\*\*\*)([A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}){_AT}({_DOMAIN})"
    r"(?![A-Za-z0-9-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"x+|\.+|(?:your|user)_?-?(?:name|id|mail)|example|abc|name", re.IGNORECASE
)


def find_emails(plain: str) -> Iterator[Hit]:
    """Addresses in a text of half-width letters; placeholders such as `xxx@qq.com` are none."""
    for match in _ADDRESS.finditer(plain):
        if _PLACEHOLDER.fullmatch(match[1]):
            continue
        domain = re.sub(r"\s?(?:点|[\[(]?dot[\])]?)\s?|\s", ".", match[2].lower())
        value = f"{match[1].lower()}@{re.sub('[.]+', '.', domain)}"
        yield Hit(EMAIL, match.start(), match.end(), value)
