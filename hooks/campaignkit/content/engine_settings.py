"""The rest of mkdocs.yml: settings of the engine and its theme under which our pages are not right.

Whoever knows them writes what their manuals say. What breaks our pages, or does nothing with them,
is told here on its line, before the engine's own words or silence. A test builds a site with each
plugin and writes the table of the manual from what happened (`tests/engine/test_habits.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.content.folders import CONTENT
from campaignkit.source import Document, parse_section

RULE = "engine-setting"
_FRAME = "assets/campaignkit/site.css"
"""A file by which our theme, or a copy of it, is known."""

_OFF = ("false", "no", "off")


@dataclass(frozen=True, slots=True)
class PluginAdvice:
    """What to say of a plugin. `own_frame`: only where the pages have our frame."""

    level: Level
    message: str
    hint: str
    own_frame: bool = False


_STOPS = "删掉这一项"
PLUGINS = {
    "offline": PluginAdvice(
        Level.ERROR,
        "offline 插件把网址改成以 .html 结尾，活动和作品的网址都以 / 结尾，链接会全部断开",
        f"{_STOPS}；没有外网也要看时，把 site 文件夹放到一台电脑上用任何网页服务器打开",
    ),
    "social": PluginAdvice(
        Level.ERROR,
        "social 插件给每个页面画一张卡片：活动和作品的页面不经过它，会共用同一张写错名字的卡片",
        f"{_STOPS}；活动和作品的页面已经写明转发时的标题和说明",
    ),
    "info": PluginAdvice(
        Level.ERROR,
        "info 插件只用来向 Material 报告问题：它打包以后就停下，不生成网站",
        _STOPS,
    ),
    "optimize": PluginAdvice(
        Level.ERROR,
        "optimize 插件要另装 pngquant，没有装就停下；活动的图片已经按大小做了副本，不需要它",
        _STOPS,
    ),
    "section-index": PluginAdvice(
        Level.WARNING,
        "section-index 插件用不上：本站的导航里，一组页面本来就点到第一页",
        _STOPS,
        own_frame=True,
    ),
    "mermaid2": PluginAdvice(
        Level.WARNING,
        "mermaid2 插件让页面从别的网站加载脚本：没有外网时没有图，也泄露读者的访问",
        f"{_STOPS}，把图另存为图片",
    ),
    "search": PluginAdvice(
        Level.INFO,
        "search 插件用不上：本站的搜索能查到活动、作品和人物，它只查得到 Markdown 页面",
        f"{_STOPS}；plugins 里没有别的，写成 plugins: []",
        own_frame=True,
    ),
}
"""By name, without the prefix that Material's have. What is not here works."""


def engine_findings(root: Path, text: str, config: str) -> Iterator[Finding]:
    """What `text`, the settings file called `config`, asks of the engine that goes wrong with us.

    The engine reads more into the file than can be seen here (variables of the environment, another
    file); what comes out of that is the engine's to say.
    """
    yield from _addresses(text, config)
    yield from _docs_folder(root, text, config)
    own = has_own_frame(root, text, config)
    yield from _plugins(text, config, own)
    yield from _theme(text, config, own)
    if not own:
        yield from _foot(text, config)


def has_own_frame(root: Path, text: str, config: str) -> bool:
    """Whether the pages have our frame: `theme.custom_dir` is our theme, or a copy of it."""
    folder = _section(text, config, "theme", "custom_dir")
    return bool(folder and isinstance(folder.data, str) and (root / folder.data / _FRAME).is_file())


def theme_position(config: Path) -> Position:
    """Where the settings file names the theme; its first line where it does not."""
    try:
        theme = _section(config.read_text("utf-8-sig"), config.name, "theme")
    except (OSError, ValueError):
        theme = None
    return theme.value_position(()) if theme else Position(config.name)


def _section(text: str, config: str, *keys: str) -> Document | None:
    """A part of the file, if it is there and can be parsed; faults in it are told elsewhere."""
    document, _ = parse_section(text, config, keys)
    return document if document is not None and document.data is not None else None


def _addresses(text: str, config: str) -> Iterator[Finding]:
    urls = _section(text, config, "use_directory_urls")
    if urls and str(urls.data).lower() in _OFF:
        message = "use_directory_urls 要是 true：活动和作品的网址都以 / 结尾"
        yield Finding(urls.value_position(()), "bad-value", message, "写 true，或删掉这一行")


def _docs_folder(root: Path, text: str, config: str) -> Iterator[Finding]:
    docs = _section(text, config, "docs_dir")
    if docs is None or not isinstance(docs.data, str):
        return
    folder, content = (root / docs.data).resolve(), (root / CONTENT).resolve()
    if content.is_relative_to(folder) or folder.is_relative_to(content):
        message = f"docs_dir 不能是 {CONTENT}：草稿和个人信息会原样放到网站上"
        hint = "写放首页等网页的文件夹，例如 site_src"
        yield Finding(docs.value_position(()), "bad-value", message, hint)


def _plugins(text: str, config: str, own: bool) -> Iterator[Finding]:
    section = _section(text, config, "plugins")
    if section is None:
        return
    for name, options, path in _named(section.data, ()):
        advice = PLUGINS.get(name.rpartition("/")[2])
        if advice and not _off(options) and (own or not advice.own_frame):
            place = section.key_position(path)
            yield Finding(place, RULE, advice.message, advice.hint, advice.level)


def _off(options: Any) -> bool:
    """Whether a plugin is switched off, or whether it is hangs on a variable of the environment."""
    enabled = options.get("enabled") if isinstance(options, dict) else None
    return isinstance(enabled, list) or str(enabled).lower() in _OFF


def _named(plugins: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, Any, Any]]:
    """Each plugin's name, options and place, those of a `group` among them."""
    items = enumerate(plugins) if isinstance(plugins, list) else [(None, plugins)]
    for number, item in items:
        here = path if number is None else (*path, number)
        if isinstance(item, str):
            yield item, None, here
        elif isinstance(item, dict):
            for name, options in item.items():
                yield str(name), options, (*here, name)
                inner = options.get("plugins") if isinstance(options, dict) else None
                if str(name).endswith("group") and inner:
                    yield from _named(inner, (*here, name, "plugins"))


def _theme(text: str, config: str, own: bool) -> Iterator[Finding]:
    """Settings of the theme that do nothing in our frame; fonts that come from a foreign host."""
    theme = _section(text, config, "theme")
    settings = theme.data if theme and isinstance(theme.data, dict) else {}
    if theme and own:
        yield from _unused(theme, settings)
    elif theme and "material" in (theme.data, settings.get("name")) and settings.get("font", True):
        message = "Material 的字体从别的网站加载：没有外网时很慢，也泄露读者的访问"
        hint = "theme 写成几行，加上 font: false"
        yield Finding(theme.value_position(()), RULE, message, hint, Level.WARNING)


def _foot(text: str, config: str) -> Iterator[Finding]:
    """What our frame has at the foot of each page, and another theme only in its copyright line."""
    if _section(text, config, "copyright"):
        return
    for key, title in (("icp", "备案号"), ("police_record", "公安备案号"), ("disclaimer", "声明")):
        setting = _section(text, config, "extra", "campaigns", key)
        if setting and _section(text, config, "theme"):
            message = f"{title}不会显示：这个主题没有本站的页脚"
            hint = "在 mkdocs.yml 里写 copyright，放上它；或用本站的版式（custom_dir）"
            yield Finding(setting.value_position(()), RULE, message, hint, Level.WARNING)


def _unused(theme: Document, settings: dict[str, Any]) -> Iterator[Finding]:
    """Features, colours, fonts and logos of Material, of which our frame has its own."""
    features = settings.get("features")
    for number, feature in enumerate(features if isinstance(features, list) else []):
        words = _INSTEAD.get(str(feature)) or _INSTEAD.get(str(feature).partition(".")[0], "")
        message = f"“{feature}”用不上：本站的版式有自己的页眉、导航和页脚"
        hint = f"删掉这一项{words}；一定要用，就去掉 custom_dir，用 Material 原来的版式"
        yield Finding(theme.value_position(("features", number)), RULE, message, hint, _UNUSED)
    if settings.get("palette"):
        message = "palette 用不上：本站的颜色是定好的，保证看得清，并随读者的系统变深浅"
        hint = "删掉 palette；一定要换颜色，就去掉 custom_dir，用 Material 原来的版式"
        yield Finding(theme.key_position(("palette",)), RULE, message, hint, _UNUSED)


_UNUSED = Level.WARNING
_INSTEAD = {
    "search": "，本站的搜索已经有输入提示，查询写在网址里",
    "toc": "，本页内容排在标题下面",
    "navigation.top": "，页脚有“回到页首”",
    "navigation.path": "，活动和作品的页面上有路径",
}
"""What our frame has in the place of a feature, by its name or the first part of it."""
