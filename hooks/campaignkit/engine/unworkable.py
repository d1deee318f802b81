"""What is said of settings of the engine's under which no page of ours can be made."""

from __future__ import annotations

from pathlib import Path

from campaignkit.base.findings import Finding, Level
from campaignkit.engine.inputs import runs_only_us
from campaignkit.engine.protocol import EngineConfig

NO_FOLDERS = (
    "有插件（多半是 offline）关掉了 use_directory_urls，网站没有更新：活动的网址都以 / 结尾。\n"
    "   改法：从 mkdocs.yml 的 plugins 里删掉它"
)
"""Where a variable of the environment says so, which `content.engine_settings` cannot see."""


def settings_errors(config: EngineConfig) -> list[Finding]:
    """Errors in the settings of plugins and the theme, where there are any but our own.

    What it needs is imported only then: a site that is up to date is told so in a moment.
    """
    if runs_only_us(config):
        return []
    from campaignkit.content.engine_settings import RULE
    from campaignkit.content.project import open_project

    file = Path(config.config_file_path)
    found = open_project(file.parent, file.name).findings
    return [one for one in found if one.rule == RULE and one.level is Level.ERROR]


def unusable_theme(file: Path) -> str:
    """That no record can be stamped on the theme's pages, on the line that names the theme.

    `file` is the settings file.
    """
    from campaignkit.content.engine_settings import RULE, theme_position

    message = "活动和作品放不进页面：主题或插件没有给标题和正文留下位置，或者放了两处"
    hint = "换回本站的版式（custom_dir），或去掉改页面的插件"
    return f"{theme_position(file)} {message} [{RULE}]\n   改法：{hint}"
