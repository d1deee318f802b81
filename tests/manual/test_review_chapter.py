"""The chapter on repair and review: its settings, commands and lines for code hosts hold."""

from __future__ import annotations

import re
import tomllib

import yaml

from campaignkit.commands.cli import cli
from campaignkit.content.rule_set import rule_ids
from campaignkit.model.settings import Settings
from support.site import REPOSITORY

_TEXT = (REPOSITORY / "site_src/manual/review.md").read_text("utf-8")
_BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", _TEXT, re.DOTALL)]
_HOOKS = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))


def _command_holds(line: str) -> None:
    """Every command and option of a line is one of ours."""
    words = line.split()
    command = cli.commands[words[0]]
    known = {name for one in command.params for name in one.opts}
    assert {word for word in words if word.startswith("--")} <= known, line


def test_commands_have_the_options_that_they_are_given() -> None:
    lines = re.findall(r"\.venv/bin/campaignkit ([^\n#>]+)", _TEXT)
    assert len(lines) >= 7
    for line in lines:
        _command_holds(line)


def test_settings_are_valid() -> None:
    settings = [block["extra"]["campaigns"] for block in _BLOCKS if "extra" in block]
    assert len(settings) == 2
    publisher = {"publisher": {"name": "示例"}}
    for one in settings:
        Settings.model_validate({**publisher, **one})
        assert set(one.get("rules", {})) <= set(rule_ids())


def test_hooks_for_pre_commit_are_commands_of_ours() -> None:
    """What pre-commit demands of a hook: id, name, entry and language."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    for hook in _HOOKS:
        assert {"id", "name", "entry", "language"} <= set(hook)
        script, line = hook["entry"].split(" ", 1)
        assert script in project["scripts"]
        _command_holds(line)
        assert re.search(hook["files"], "campaigns/2021-essay/campaign.yml")
        assert not re.search(hook["files"], "hooks/campaign_hooks.py")
    named = next(block["repos"][0]["hooks"] for block in _BLOCKS if "repos" in block)
    assert {one["id"] for one in named} <= {hook["id"] for hook in _HOOKS}


def test_the_target_that_code_hosts_make_is_the_environment() -> None:
    assert "make .venv/.ready" in _TEXT
    assert "READY := $(VENV)/.ready" in (REPOSITORY / "Makefile").read_text("utf-8")
