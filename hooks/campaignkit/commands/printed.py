"""Pages of an office on paper: HTML that Chromium prints to PDF, where there is a Chromium."""

from __future__ import annotations

import os
from pathlib import Path

import click

from campaignkit.slides.browser import chromium, pdf_text


def print_beside(pages: list[Path]) -> list[Path]:
    """A PDF beside each HTML file, and a line for what could not be printed. Raises `OSError`."""
    made: list[Path] = []
    try:
        browser = chromium.find_chromium(os.environ)
        if not chromium.has_chinese_font(browser):
            raise chromium.ChromiumError("这台电脑没有中文字体")
        for page in pages:
            target = page.with_suffix(".pdf")
            chromium.print_pdf(browser, page, target)
            pdf_text.replace_radicals(target)
            made.append(target)
    except chromium.ChromiumError as error:
        click.echo(f"没有做 PDF：{error}。HTML 文件可以在浏览器里打印。", err=True)
    return made


def new_folder(to: Path, forbidden: Path) -> Path:
    """The folder `to`, made where it is not there.

    Raises `UsageError` where it is below `forbidden` (the content, which gets published), is no
    folder, or cannot be made.
    """
    if to.resolve().is_relative_to(forbidden.resolve()):
        raise click.UsageError(f"--to 不能在 {forbidden.name} 里\n   改法：写项目外面的文件夹")
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"文件夹“{to}”建不了（{error.strerror}）") from None
    return to


def refuse_existing(files: list[Path]) -> None:
    """Raises `UsageError` where one of the files is there already."""
    for file in files:
        if file.exists():
            raise click.UsageError(
                f"{file} 已经有了，不会覆盖它\n   改法：换一个文件夹，或先移走它"
            )
