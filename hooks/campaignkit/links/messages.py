"""Every sentence that a link finding can say, by code; rule ids are those of the manual."""

from __future__ import annotations

import re
from typing import NamedTuple

from campaignkit.base.findings import Level


class Fault(NamedTuple):
    """What is wrong with a link, before it is known where it stands."""

    rule: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR


E, W, I = Level.ERROR, Level.WARNING, Level.INFO  # noqa: E741

_MESSAGES: dict[str, tuple[str, Level, str, str]] = {
    # code: rule, level, message, hint. {0} is the link or name as written, {1} a detail.
    "missing": ("link-broken", E, "链接指向的“{0}”不存在", ""),
    "missing-asset": ("link-asset", E, "要加载的文件“{0}”不存在", ""),
    "not-image": ("link-asset", E, "这里应当是图片，“{0}”却是一个网页", "换成图片文件的地址"),
    "empty": ("link-asset", E, "{1} 的地址是空的", "填上文件地址，或删去这个元素"),
    "anchor": ("link-anchor", E, "“{0}”页上没有锚点“#{1}”", ""),
    "anchor-numbered": (
        "link-anchor",
        E,
        "“{0}”页上没有编号锚点“#{1}”：这种编号随标题增减而变",
        "给那个标题写上固定的锚点，如 {{#plan}}，再链接到它",
    ),
    "case": (
        "link-case",
        E,
        "“{0}”的大小写与文件“{1}”不一致：本机（Mac、Windows）能打开，服务器上打不开",
        "改成“{1}”",
    ),
    "unicode-form": (
        "link-case",
        E,
        "“{0}”与文件“{1}”看上去一样，但 Unicode 编码形式（NFC/NFD）不同："
        "Mac 上能打开，服务器上打不开",
        "把文件改名为 NFC 形式，或从文件名复制链接",
    ),
    "slash": (
        "link-slash",
        W,
        "“{0}”少了末尾的斜杠，服务器要多跳转一次",
        "改成“{0}/”",
    ),
    "above": (
        "link-outside",
        W,
        "“{0}”里的 .. 比所在的目录层数多：网站放进子目录后这个链接会断",
        "去掉多余的 ..",
    ),
    "above-missing": ("link-outside", E, "“{0}”用 .. 走出了网站", "按页面所在目录重新数 .. 的层数"),
    "outside": (
        "link-outside",
        E,
        "“{0}”不在本站的地址 {1} 之下",
        "以 / 开头的链接从域名算起；改成相对链接，或补上 {1}",
    ),
    "outside-up": ("link-outside", E, "“{0}”用 .. 走出了本站的地址 {1}", "去掉多余的 .."),
    "double-encoded": (
        "link-encoding",
        E,
        "“{0}”被编码了两次（%25），服务器找不到它",
        "改成“{1}”",
    ),
    "gbk-encoded": (
        "link-encoding",
        E,
        "“{0}”是按 GBK 编码的，网址要用 UTF-8",
        "改成“{1}”",
    ),
    "not-utf8": ("link-encoding", E, "“{0}”解码后不是 UTF-8，服务器找不到它", "直接写汉字"),
    "disk-path": (
        "link-local",
        E,
        "“{0}”是某台电脑上的文件，别人打不开",
        "把文件放进网站目录，再写相对链接",
    ),
    "share-path": (
        "link-local",
        E,
        "“{0}”是局域网共享文件夹，外面打不开",
        "把文件放进网站目录，再写相对链接",
    ),
    "local-host": (
        "link-local",
        E,
        "“{0}”指向本机或内网，读者打不开",
        "预览时的地址不要复制进正文；改成相对链接",
    ),
    "bare-host": ("link-local", E, "“{0}”里的主机名不完整，读者打不开", "写上完整的域名"),
    "wide-colon": ("link-typo", E, "“{0}”里的冒号是全角“：”", "改成半角“:”，如 https://"),
    "wide-host": (
        "link-typo",
        W,
        "“{0}”的域名里有全角标点：浏览器会改正，聊天软件不一定",
        "改成半角标点",
    ),
    "wide": ("link-typo", E, "“{0}”里有全角符号，应当是“{1}”", "改成“{1}”"),
    "invisible": (
        "link-typo",
        E,
        "“{0}”里有看不见的字符（如零宽空格），多半是复制时带来的",
        "删去重新键入",
    ),
    "two-schemes": ("link-typo", E, "“{0}”的 http:// 写了两遍", "删去一个"),
    "glued": ("link-typo", E, "网址末尾粘上了正文的标点或文字：“{0}”", "链接到标点之前为止"),
    "scheme-typo": (
        "link-typo",
        E,
        "“{0}”的开头写错了",
        "网址以 https:// 开头，邮箱以 mailto: 开头，电话以 tel: 开头",
    ),
    "scheme-slashes": ("link-typo", E, "“{0}”的冒号后面少了 //", "写成 https://"),
    "no-scheme": ("link-typo", E, "“{0}”少了开头的 https://，被当成了本站的文件", "补上 https://"),
    "no-mailto": ("link-typo", E, "“{0}”是邮箱地址，少了开头的 mailto:", "改成 mailto:{0}"),
    "unknown-scheme": ("link-typo", W, "“{0}”的开头不是浏览器认识的协议", "检查冒号前面的部分"),
    "bad-url": ("link-typo", E, "“{0}”不是合法的网址，浏览器不会打开它", "检查域名和端口"),
    "credentials": ("link-typo", W, "“{0}”里写了用户名或密码", "删去 @ 之前的部分"),
    "mail-wide": ("link-mail", E, "邮箱“{0}”里有全角符号", "改成半角的 @ . ,"),
    "mail-bad": ("link-mail", E, "“{0}”不是完整的邮箱地址", "写成 mailto:名字@域名"),
    "mail-empty": ("link-mail", E, "“{0}”没有写邮箱地址", "写成 mailto:名字@域名"),
    "phone-wide": ("link-mail", E, "电话“{0}”里有全角数字或符号", "改成半角，如 tel:0856-0000000"),
    "phone-bad": ("link-mail", E, "“{0}”不是电话号码", "只写数字、空格、- 和开头的 +"),
    "phone-empty": ("link-mail", E, "“{0}”没有写电话号码", "写成 tel:号码"),
    "unwritten": (
        "link-unwritten",
        E,
        "“{0}”没有变成链接，读者看到的是这些符号",
        "链接写成 [文字](地址)，括号和地址用半角",
    ),
    "unwritten-label": (
        "link-unwritten",
        E,
        "“{0}”没有变成链接，读者看到的是这些符号",
        "另写一行 [编号]: 地址；本来就是方括号里的字，就写成【】",
    ),
    "duplicate-id": (
        "link-duplicate-id",
        W,
        "锚点“{0}”在同一页上出现了不止一次，链接只会到第一处",
        "给后面的换一个名字",
    ),
    "id-reference": ("link-id", W, "{1} 指的“{0}”在本页上不存在", "写成本页某个元素的 id"),
    "foreign-host": (
        "link-foreign-host",
        W,
        "页面从别的网站“{0}”加载内容：没有外网时缺失，也泄露读者的访问",
        "把文件放进本站",
    ),
    "undecodable": (
        "link-page",
        E,
        "这个文件按声明的 {0} 编码读不出来（按 {1} 读了）",
        "存成 UTF-8",
    ),
    "huge": ("link-page", W, "这个文件有 {0} 字节，手机很难打开", "把它拆成几页"),
    "unreadable": ("link-page", E, "这个文件读不了：{0}", "检查文件的权限"),
    "bad-data": ("link-data", E, "{0} 的格式不对，别的程序读不了", "检查引号、括号和转义"),
    "refresh-loop": ("link-redirect", E, "跳转页转回了自己：{0}", "让其中一页指向真正的内容"),
    "web-broken": ("link-external", E, "“{0}”打不开：{1}", "换成现在的地址，或删去这个链接"),
    "web-broken-once": (
        "link-external",
        W,
        "“{0}”这次打不开：{1}。下次检查还这样才算断链",
        "点开看看；确实没了就换一个地址",
    ),
    "web-unknown": ("link-external", I, "“{0}”不能自动判断：{1}", "用浏览器点开看看"),
    "web-moved": ("link-external", I, "“{0}”已经永久搬到“{1}”", "改成“{1}”"),
    "web-soft": ("link-external", I, "“{0}”能打开，但可能已不是原来的内容：{1}", "点开看看"),
    "web-anchor": ("link-external", E, "“{0}”打得开，但页上没有锚点“#{1}”", "点开看看锚点的新名字"),
    "unused-ignore": ("unused-ignore", W, "这条忽略没有用到：{0}", "删去它"),
    "ignore-reason": ("unused-ignore", E, "忽略要写明原因：{0}", "在规则名后面写一句原因"),
    "unused-baseline": (
        "unused-ignore",
        W,
        "基线里的这一条已经不存在：{0}",
        "用 --update-baseline 更新",
    ),
}

RULES = tuple(sorted({rule for rule, *_ in _MESSAGES.values()}))
"""Every rule id that a link finding can have."""


def fault(code: str, text: str = "", detail: str = "", hint: str = "") -> Fault:
    """The sentence for `code` about `text`; `hint` takes the place of the table's own."""
    rule, level, message, usual = _MESSAGES[code]
    shown = _short(printable(text))
    return Fault(
        rule,
        message.format(shown, printable(detail)),
        hint or usual.format(shown, printable(detail)),
        level,
    )


def printable(text: str) -> str:
    """Text that can be written anywhere: bytes that are not UTF-8 as in a URL, `%B1`."""
    text = re.sub("[\udc80-\udcff]", lambda found: f"%{ord(found[0]) - 0xDC00:02X}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:120] + "…" + text[-40:]
