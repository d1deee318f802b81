"""A Chromium that is already on the machine, run without a window and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "msedge", "chrome"),
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

TIMEOUT = 120
"""Seconds that one run may take: 200 slides with pictures take about ten."""


class ChromiumError(Exception):
    """No browser, or it failed. The message is for the editor."""


def find_chromium(environ: Mapping[str, str]) -> Path:
    """The browser named by CAMPAIGNKIT_CHROMIUM, or the first one found on the machine.

    Raises `ChromiumError` where there is none.
    """
    named = environ.get("CAMPAIGNKIT_CHROMIUM")
    if named:
        if Path(named).is_file():
            return Path(named)
        raise ChromiumError(f"CAMPAIGNKIT_CHROMIUM 写的 {named} 不存在")
    path = environ.get("PATH", "")
    found = next(filter(None, (shutil.which(name, path=path) for name in _NAMES)), None)
    found = found or next((place for place in _PLACES if Path(place).is_file()), None)
    if found is None:
        raise ChromiumError(
            "没有找到 Chromium、Chrome 或 Edge。装一个（Debian：apt install chromium），"
            "或在环境变量 CAMPAIGNKIT_CHROMIUM 里写明它的位置"
        )
    return Path(found)


def dump_dom(browser: Path, page: Path) -> str:
    """The page's HTML once its scripts have run, in a window of a projector's size."""
    return _run(browser, "--window-size=1280,720", "--dump-dom", page.resolve().as_uri())


def print_pdf(browser: Path, page: Path, target: Path) -> None:
    """Print a page to PDF, on paper of the size that the page asks for."""
    url = page.resolve().as_uri()
    _run(browser, f"--print-to-pdf={target.resolve()}", "--no-pdf-header-footer", url)
    if not target.is_file():
        raise ChromiumError("Chromium 没有写出 PDF")


def has_chinese_font(browser: Path) -> bool:
    """Whether Chinese is drawn as characters. Without a font, all are the same empty box."""
    with tempfile.TemporaryDirectory(prefix="campaignkit-font-") as folder:
        page = Path(folder) / "font.html"
        page.write_text(_FONT_PAGE, encoding="utf-8")
        return "drawn-apart" in dump_dom(browser, page).partition("<body")[2].partition(">")[0]


_FONT_PAGE = """<!doctype html><meta charset="utf-8"><body><script>
const draw = (text) => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  pen.font = "60px sans-serif";
  pen.fillText(text, 10, 80);
  return canvas.toDataURL();
};
document.body.className = draw("工") === draw("会") ? "boxes" : "drawn-apart";
</script></body>"""


def _run(browser: Path, *arguments: str) -> str:
    """Run once with a profile of its own, which is thrown away."""
    with tempfile.TemporaryDirectory(prefix="campaignkit-chromium-") as profile:
        command = [
            str(browser),
            *_FLAGS,
            *(["--no-sandbox"] if _is_root() else []),
            f"--user-data-dir={profile}",
            "--virtual-time-budget=20000",
            *arguments,
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            raise ChromiumError(f"Chromium 超过 {TIMEOUT} 秒没有完成") from None
        except OSError as error:
            raise ChromiumError(f"Chromium 启动不了（{error.strerror}）") from None
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ChromiumError(f"Chromium 出错了：{detail[-1] if detail else done.returncode}")
    return done.stdout.decode("utf-8", errors="replace")


def _is_root() -> bool:
    """Chromium's sandbox refuses to run as root, as in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
