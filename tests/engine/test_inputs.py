"""What counts as an input of a site, and which settings of an engine make that untellable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from campaignkit.engine.inputs import site_inputs
from campaignkit.engine.run import Run
from campaignkit.publish.up_to_date import inputs_key
from support.site import REPOSITORY

HOOKS = str(REPOSITORY / "hooks" / "campaign_hooks.py")


@dataclass
class Config:
    """What the engine's configuration has of what we look at."""

    config_file_path: str
    docs_dir: str
    site_dir: str
    site_url: str | None = "https://example.org/"
    theme: SimpleNamespace = field(default_factory=SimpleNamespace)
    plugins: dict[str, object] = field(default_factory=dict)
    hooks: dict[str, object] = field(default_factory=lambda: {HOOKS: None})
    markdown_extensions: list[str] = field(default_factory=lambda: ["toc", "pymdownx.details"])
    use_directory_urls: bool = True


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for name in ("campaigns/essay/campaign.yml", "docs/index.md", "theme/main.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("甲", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例\n", "utf-8")
    return Config(
        str(tmp_path / "mkdocs.yml"),
        str(tmp_path / "docs"),
        str(tmp_path / "site"),
        theme=SimpleNamespace(name="material", dirs=[str(tmp_path / "theme")]),
    )


def key(config: Config) -> bytes | None:
    return inputs_key(site_inputs(config))


def touch(config: Config, name: str) -> None:
    file = Path(config.config_file_path).parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("site_name: 乙\n", "utf-8")


CHANGES: dict[str, Callable[[Config], object]] = {
    "content": lambda c: touch(c, "campaigns/essay/campaign.yml"),
    "new content": lambda c: touch(c, "campaigns/essay/entries/one.yml"),
    "picture": lambda c: touch(c, "campaigns/essay/media/a.jpg"),
    "prose": lambda c: touch(c, "docs/index.md"),
    "theme": lambda c: touch(c, "theme/main.html"),
    "settings": lambda c: touch(c, "mkdocs.yml"),
    "address": lambda c: setattr(c, "site_url", "https://example.org/neu/"),
    "place": lambda c: setattr(c, "site_dir", "elsewhere"),
    "gone": lambda c: Path(c.docs_dir, "index.md").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_input_counts(config: Config, change: str) -> None:
    before = key(config)
    assert before == key(config)
    CHANGES[change](config)
    assert key(config) not in (before, None)


UNKNOWN: dict[str, Callable[[Config], object]] = {
    "plugin": lambda c: c.plugins.update({"macros": None}),
    "another hook": lambda c: c.hooks.update({"more.py": None}),
    "snippets": lambda c: c.markdown_extensions.append("pymdownx.snippets"),
    "unknown extension": lambda c: c.markdown_extensions.append("mdx_include"),
    "inherited": lambda c: Path(c.config_file_path).write_text("INHERIT: ../base.yml\n", "utf-8"),
    "environment": lambda c: Path(c.config_file_path).write_text("a: !ENV B\n", "utf-8"),
    "link": lambda c: Path(c.docs_dir, "more").symlink_to(Path(c.docs_dir).parent),
    "no docs": lambda c: setattr(c, "docs_dir", "nowhere"),
}


@pytest.mark.parametrize("change", UNKNOWN)
def test_what_may_look_elsewhere_is_never_up_to_date(config: Config, change: str) -> None:
    UNKNOWN[change](config)
    assert key(config) is None


@pytest.mark.parametrize("command", ["gh-deploy", "serve", ""])
def test_only_a_build_may_be_left_out(config: Config, command: str) -> None:
    assert not Run(command, engine="engine").up_to_date(config)
