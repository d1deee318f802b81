"""The example with a large collection added, built for real and served on loopback."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from support.site import REPOSITORY, example_settings, run_mkdocs
from support.whole_site import once_per_run

MANY = 130
"""Profiles in the added collection: three pages of a list, and no full last one."""

_SURNAMES = "赵钱孙周吴郑冯褚卫蒋沈韩朱秦尤许吕施曹严"
_GIVEN = "安邦博超丹东峰刚光国涵浩恒宏辉慧佳建杰静"
_REGIONS = ("碧江区", "万山区", "江口县")
_CAMPAIGN = """\
kind: honour
title: 年度工匠名册
summary: 用来试验长名单的活动，人名和单位都是程序写的。
state: published
hosts: [tongren-ftu]
sample: true
timeline: {open: 2020-04-01, close: 2020-05-20, award: 2020-07-01}
notice:
  start: 2020-06-01
  end: 2020-06-10
  objection: {name: 宣传教育部, phone: 0856-0000000, email: xj@example.org, address: 示例路1号}
awards:
  - {id: gold, title: 金锤奖, level: city, count: 1000}
  - {id: silver, title: 银锤奖, level: city, count: 1000}
"""
_DRAFT = "2020-secret-draft"


def name_of(number: int) -> str:
    """The name of a profile in the added collection; the first 400 are all different."""
    if number == 7:
        return "张三丰"
    first, last = divmod(number, len(_GIVEN))
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[last] + _GIVEN[first % len(_GIVEN)]


def copy_example(root: Path) -> Path:
    """The example with a collection of `MANY` profiles and a draft campaign added."""
    for folder in ("campaigns", "site_src"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    (root / "mkdocs.yml").write_text(example_settings(), "utf-8")
    add_profiles(root, "2020-craftsmen", MANY)
    add_profiles(root, _DRAFT, 1, state="draft", title="保密的草稿活动")
    return root


def add_profiles(root: Path, campaign: str, count: int, **changes: str) -> None:
    """Write a campaign with `count` profiles."""
    folder = root / "campaigns" / campaign / "profiles"
    folder.mkdir(parents=True)
    text = _CAMPAIGN
    for key, value in changes.items():
        old = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(old, f"{key}: {value}", 1)
    (folder.parent / "campaign.yml").write_text(text, "utf-8")
    for number in range(count):
        (folder / f"n{number:03}.yml").write_text(_profile(number, campaign), "utf-8")


def _profile(number: int, campaign: str) -> str:
    secret = "只在草稿里的词" if campaign == _DRAFT else "先量准"
    return f"""\
name: {name_of(number)}
unit: 第{number % 50 + 1}机床厂
occupation: {("钳工", "焊工", "电工")[number % 3]}
region: {_REGIONS[number % 7 % 3]}
stage: awarded
award: {"gold" if number < 10 else "silver"}
labels: [{"一线, 青年" if number % 2 else "一线"}]
honours: [{{title: 技术能手, year: {1990 + number % 30}, level: county}}]
consent: {{profile: true, portrait: false, date: 2020-04-01, scope: 网站}}
citation: 第{number}号{secret}
deeds: 他在第{number}工段管着编号 ZX-{number:04} 的“老铣床”。
"""


def build(root: Path, site: Path, **environment: str) -> None:
    """Build a project; `AssertionError` with what was printed where that fails."""
    fixed = {"SOURCE_DATE_EPOCH": "1767225600", **environment}
    result = run_mkdocs(root, "build", "-q", "--site-dir", str(site), **fixed)
    assert result.returncode == 0, result.stdout + result.stderr


def example_site(factory: pytest.TempPathFactory) -> Path:
    """The site of `copy_example`, built once for all workers of a run; to be read only."""

    def make(root: Path) -> None:
        copy_example(root)
        build(root, root / "www")

    return once_per_run(factory, "large-example", make) / "www"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing; a browser that leaves early is no error."""

    def __init__(
        self, *args: Any, headers: Mapping[str, str], spoilt: Collection[str], **more: Any
    ) -> None:
        self._headers, self._spoilt = headers, spoilt
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        if any(part in self.path for part in self._spoilt):
            self._send_nonsense()
        else:
            super().do_GET()

    def _send_nonsense(self) -> None:
        self.send_response(200)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"{")

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Keep the test's output to the test."""

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        try:
            super().copyfile(source, outputfile)
        except ConnectionError:
            self.close_connection = True


@contextmanager
def served(
    folder: Path, headers: Mapping[str, str] | None = None, spoilt: Collection[str] = ()
) -> Iterator[str]:
    """Serve a folder on a free port; the address ends with a slash.

    `headers` come with every answer. A path that holds one of `spoilt` is answered with text that
    is no JSON; the collection may change while the server runs. Tests say here what they would
    else do by `page.route`, whose handlers may still be under way when their page has closed.
    """
    handler = functools.partial(
        _Handler, directory=str(folder), headers=headers or {}, spoilt=spoilt
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
