"""Small sites of other generators, with the same faults seeded into their sources."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from support import whole_site

HEALTHY = [
    ("../b/", "page"),
    ("#own", "page"),
    ("https://example.org/", "page"),
    ("mailto:xj@example.org", "page"),
    ("../b/?q=%E5%8A%B3#there", "page"),
]
FAULTY = {
    "gone/": "link-broken",
    "../b/gone.html": "link-broken",
    "../b/#nowhere": "link-anchor",
    "#没有": "link-anchor",
    "../B/": "link-case",
    "../b": "link-slash",
    "https：//example.org/": "link-typo",
    "htp://example.org/": "link-typo",
    "C:\\a.doc": "link-local",
    "http://localhost:1313/": "link-local",
    "mailto:xj＠example.org": "link-mail",
    "../%C0%CD%B6%AF/": "link-encoding",
}
_LINKS = "\n".join(f'<p><a href="{link}">x</a></p>' for link in [*FAULTY, *dict(HEALTHY)])
BODY = f'<p id="own"></p>\n{_LINKS}\n<p><img alt="" src="../img/gone.png"></p>\n'
THERE = '<p id="there"></p>\n'


def expected() -> set[tuple[str, str]]:
    """Rule and link of every seeded fault."""
    return {(rule, link) for link, rule in FAULTY.items()} | {("link-asset", "../img/gone.png")}


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _run(*command: str, folder: Path) -> None:
    whole_site.asked_for()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def mkdocs(root: Path) -> Path:
    """MkDocs with its default theme."""
    _write(
        root,
        {
            "mkdocs.yml": "site_name: 示例\ntheme: mkdocs\nplugins: []\n",
            "docs/index.md": "# 首页\n\n[甲](a.md)\n",
            "docs/a.md": f"# 甲\n\n{BODY}",
            "docs/b.md": f"# 乙\n\n{THERE}",
        },
    )
    _run(sys.executable, "-m", "mkdocs", "build", "--quiet", folder=root)
    return root / "site"


def sphinx(root: Path) -> Path:
    """Sphinx with `dirhtml` pages and its default theme."""
    raw = "\n".join("   " + line for line in BODY.splitlines())
    there = "\n".join("   " + line for line in THERE.splitlines())
    _write(
        root,
        {
            "conf.py": "project = '示例'\nlanguage = 'zh_CN'\nextensions = []\n",
            "index.rst": "首页\n====\n\n.. toctree::\n\n   a\n   b\n",
            "a.rst": f"甲\n==\n\n.. raw:: html\n\n{raw}\n",
            "b.rst": f"乙\n==\n\n.. raw:: html\n\n{there}\n",
        },
    )
    _run(sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", ".", "site", folder=root)
    return root / "site"


def hugo(root: Path) -> Path:
    """Hugo with layouts of our own, a feed and a sitemap."""
    page = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<link rel="canonical" href="{{ .Permalink }}"></head><body><nav>'
        '{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        "</nav>{{ .Content }}</body></html>\n"
    )
    _write(
        root,
        {
            "hugo.toml": (
                'baseURL = "https://portal.example.cn/gonghui/"\nlanguageCode = "zh"\n'
                'title = "示例"\ndisableKinds = ["taxonomy", "term"]\n'
                "[markup.goldmark.renderer]\nunsafe = true\n"
            ),
            "layouts/_default/single.html": page,
            "layouts/_default/list.html": page,
            "content/_index.md": "---\ntitle: 首页\n---\n",
            "content/a.md": f"---\ntitle: 甲\n---\n\n{BODY}",
            "content/b.md": f"---\ntitle: 乙\n---\n\n{THERE}",
        },
    )
    _run(str(Path(sys.executable).parent / "hugo"), "--quiet", "-d", "site", folder=root)
    return root / "site"


GENERATORS: dict[str, tuple[Callable[[Path], Path], str | None]] = {
    "mkdocs": (mkdocs, None),
    "sphinx": (sphinx, None),
    "hugo": (hugo, "https://portal.example.cn/gonghui/"),
}
"""Each generator and the address that its site was built for."""
