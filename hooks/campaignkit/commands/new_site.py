"""`campaignkit new site`: a small site of one's own, without a word of the example.

The templates stand in `commands/site_template/`. The generator itself stays where it is: the
settings of the new site name its hooks and its theme.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from campaignkit.base.errors import cause
from campaignkit.commands import schema
from campaignkit.commands.scaffold import ScaffoldError, write_files

_PACKAGE = Path(__file__).resolve().parents[1]
HOOKS = _PACKAGE.parent / "campaign_hooks.py"
_TEMPLATES = Path(__file__).with_name("site_template")
_FILES = {
    "mkdocs.yml": "mkdocs.yml.j2",
    "site_src/index.md": "site_src/index.md.j2",
    "site_src/about.md": "site_src/about.md.j2",
    "campaigns/organisations.yml": "campaigns/organisations.yml.j2",
    ".gitignore": "gitignore.txt",
    ".vscode/settings.json": "vscode/settings.json.j2",
}
"""What is written, and from which template."""


@dataclass(frozen=True, slots=True)
class SiteAnswers:
    """What is asked for: the site's name, who publishes it, and its address or nothing."""

    name: str
    publisher: str
    url: str = ""


def new_site(folder: Path, answers: SiteAnswers) -> list[str]:
    """Write a site into `folder`, all of it or nothing; the names of what an editor will open.

    Raises `ScaffoldError` where the folder holds something, and for a disk that refuses.
    """
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise ScaffoldError(f"“{folder}”里已经有东西，不会覆盖它", "换一个还没有的文件夹")
    if not HOOKS.is_file():
        raise ScaffoldError("找不到 campaign_hooks.py", "按 README 从源文件夹安装 campaignkit")
    there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder, [*_texts(folder, answers), *_schemas()])
    except OSError as error:
        if not there:
            shutil.rmtree(folder, ignore_errors=True)
        message = f"写不进 {folder}（{cause(error)}），什么也没有留下"
        raise ScaffoldError(message, "检查磁盘空间和文件夹权限，再试一次") from error
    return list(_FILES)


def _texts(folder: Path, answers: SiteAnswers) -> Iterator[tuple[str, str]]:
    """Each file with its text. JSON's texts are texts of YAML, too."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # YAML and Markdown; what stands in Markdown is escaped below
    )
    values = {
        **{key: json.dumps(value, ensure_ascii=False) for key, value in _values(folder, answers)},
        "schemas": json.dumps(_schema_files(), indent=4),
        "plain_name": escape(answers.name),
        "plain_publisher": escape(answers.publisher),
    }
    for name, template in _FILES.items():
        yield name, environment.get_template(template).render(values)


def _values(folder: Path, answers: SiteAnswers) -> Iterator[tuple[str, str]]:
    yield "name", answers.name
    yield "publisher", answers.publisher
    yield "url", f"{answers.url.rstrip('/')}/" if answers.url else ""
    yield "hooks", _way(folder, HOOKS)
    yield "theme", _way(folder, _PACKAGE / "theme")


def _way(folder: Path, target: Path) -> str:
    """How the settings in `folder` name a file of ours: with `/`, which every system reads."""
    try:
        return Path(os.path.relpath(target, folder.resolve())).as_posix()
    except ValueError:  # on another drive of Windows
        return target.as_posix()


def _schema_files() -> dict[str, str]:
    """Which files an editor's program checks by which schema."""
    return {f"./schemas/{key}.schema.json": glob for key, glob in schema.globs().items()}


def _schemas() -> Iterator[tuple[str, str]]:
    for key, made in schema.schemas().items():
        yield f"schemas/{key}.schema.json", schema.as_text(made)
