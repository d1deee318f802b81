"""An exception is a plugin's or a theme's only where none of our own code was running."""

from __future__ import annotations

from pathlib import Path

from campaignkit.engine.foreign_fault import culprit, in_words


def raised(code: str, file: str, name: str) -> Exception:
    try:
        exec(compile(code, file, "exec"), {"__name__": name})
    except Exception as error:
        error.__traceback__ = error.__traceback__.tb_next if error.__traceback__ else None
        return error
    raise AssertionError("nothing was raised")


def test_a_plugin_is_named() -> None:
    error = raised("raise KeyError('page')", "/x/plugin.py", "mkdocs_example.plugin")
    assert culprit(error) == "插件 mkdocs_example"
    told = in_words("插件 x", error)
    assert told.startswith("插件 x 出错了，网站没有更新：'page'。详情在 ")
    log = Path(told.partition("详情在 ")[2].partition("，")[0])
    assert "KeyError: 'page'" in log.read_text("utf-8")
    log.unlink()


def test_a_template_is_named() -> None:
    assert culprit(raised("1/0", "/over/main.html", "<template>")) == "主题模板 main.html"


def test_what_is_ours_stays_ours(tmp_path: Path) -> None:
    assert culprit(raised("1/0", "/x/y.py", "campaignkit.site.build")) is None
    hooks = str(tmp_path / "campaign_hooks.py")
    assert culprit(raised("1/0", hooks, "campaign_hooks")) is None
    assert culprit(raised("1/0", "/x/y.py", "mkdocs.commands.build")) is None
