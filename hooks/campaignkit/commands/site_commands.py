"""`campaignkit site` and `campaignkit serve`: the engine's own commands, the same on every system.

They do what `make site` and `make serve` do where there is no make.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from campaignkit.engine.start import MissingEngineError, run_engine

FindRoot = Callable[[Path], Path]


def site_command(find_root: FindRoot) -> click.Command:
    """`campaignkit site`; `find_root` finds the project of a folder or ends the command."""

    @click.command("site")
    @click.option("--strict", is_flag=True, help="有警告也算不通过。")
    def site(strict: bool) -> NoReturn:
        """检查内容，生成网站，放在 site 文件夹里。"""
        code = _run(find_root(Path()), "build", *(["--strict"] if strict else []))
        if code == 0:
            click.echo("\n网站在 site 文件夹里。运行 campaignkit serve，就能在浏览器里看到。")
        sys.exit(code)

    return site


def serve_command(find_root: FindRoot) -> click.Command:
    """`campaignkit serve`."""

    @click.command("serve")
    @click.option(
        "--address", default="127.0.0.1:8000", show_default=True, help="预览的地址和端口。"
    )
    def serve(address: str) -> NoReturn:
        """预览：草稿和编辑手册也能看到，保存文件就刷新。按 Ctrl+C 结束。"""
        sys.exit(_run(find_root(Path()), "serve", "--dev-addr", address))

    return serve


def _run(root: Path, *arguments: str) -> int:
    try:
        return run_engine(root, *arguments)
    except MissingEngineError as error:
        raise click.ClickException(str(error)) from None
