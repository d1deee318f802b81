"""The corpus: pages with one seed a line, each with its verdict, written out as real sites.

A file of `corpus/` holds pages, `=== path [charset] [base=URL]`, of lines `verdict :: text`. The
link of a seed stands between ⟦ and ⟧, which are taken away when the page is written; `\\n` and
`\\t` in the text are a line break and a tab. A verdict is a rule id, `ok`, or `none` for what must
not be taken for a link at all. `@files` lists further files, percent-encoded; `#html` and `#svg`
give one a little content.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).parent / "corpus"
BASE_URL = "http://portal.example.cn/gonghui/2026/"
_REFERENCE = re.compile(r"&#?\w+;")
_MARK = re.compile("⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True)
class Seed:
    """One line of the manifest: where a link stands, what it says, and the right verdict."""

    page: str
    line: int
    column: int
    link: str
    verdict: str

    @property
    def fault(self) -> tuple[str, int, int, str]:
        return (self.page, self.line, self.column, self.verdict)


@dataclass(frozen=True)
class Corpus:
    """The seeds of one site and where it was written."""

    root: Path
    seeds: list[Seed]
    base_url: str | None

    def faults(self) -> set[tuple[str, int, int, str]]:
        return {seed.fault for seed in self.seeds if seed.verdict not in {"ok", "none"}}


def write(name: str, root: Path) -> Corpus:
    """Write the site `name` (`root` or `sub`) under `root`."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    head, *pages = re.split(r"^=== ", text, flags=re.MULTILINE)
    for line in head.splitlines():
        for entry in line.removeprefix("@files").split() if line.startswith("@files") else ():
            _file(root, *entry.partition("#")[::2])
    seeds = [seed for page in pages for seed in _page(page, root)]
    return Corpus(root, seeds, BASE_URL if name == "sub" else None)


def _file(root: Path, name: str, kind: str) -> None:
    path = root / unquote(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "<!doctype html><meta charset=utf-8><title>x</title><p>x" if kind == "html" else "x"
    path.write_text(content, encoding="utf-8")


def _page(block: str, root: Path) -> list[Seed]:
    head, *lines = block.splitlines()
    path, charset, *more = [*head.split(), "utf-8"] if " " not in head else head.split()
    is_html = path.endswith(".html")
    start = ""
    if is_html:
        declared = {"utf-8-sig": "utf-8", "utf-16": "utf-8"}.get(charset, charset)
        base = "".join(f'<base href="{item[5:]}">' for item in more if item.startswith("base="))
        start = f'<!doctype html><html lang="zh"><meta charset="{declared}">{base}\n'
    text, seeds = start, []
    for line in filter(None, lines):
        verdict, _, body = line.partition(" :: ")
        body = body.replace("\\n", "\n").replace("\\t", "\t")
        marked = _MARK.search(body)
        if marked:
            before = text + body[: marked.start()]
            row, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            link = (
                _REFERENCE.sub(lambda m: html.unescape(m[0]), marked[1]) if is_html else marked[1]
            )
            seeds.append(Seed(path, row, column, link, verdict.strip()))
        elif verdict.strip() == "link-duplicate-id":
            raise ValueError(f"no mark in {line}")
        text += _MARK.sub(r"\1", body) + "\n"
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode(charset))
    return seeds
