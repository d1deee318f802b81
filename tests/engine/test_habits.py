"""What users of MkDocs and Material write in mkdocs.yml works, or is told on its line.

One small site is built with each theme and plugin; the table of the manual is what came of it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from campaignkit.content.engine_settings import RULE
from campaignkit.content.project import open_project
from support import whole_site
from support.preview import previewing, until
from support.site import REPOSITORY, mkdocs_environment, site_case, write_site

pytestmark = pytest.mark.site

PLAIN = "{name: material, language: zh, font: false}"
OWN = PLAIN.replace("}", f", custom_dir: {REPOSITORY}/hooks/campaignkit/theme}}")
ENTRY = "campaigns/essay/entries/one/index.html"
PAGE = "site_src/notes/a.md"
MANUAL = REPOSITORY / "site_src" / "manual" / "engine.md"
MARK = re.compile(r"(<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Variant:
    """A setting to try. `shows` is found on the page of `PAGE`, or on `page`, if the setting works.

    `note` is what the manual says of one that works; of another, what the finding says.
    `ours` is written into `extra: campaigns`: what the note asks for there.
    """

    id: str
    plugins: str = "[]"
    theme: str = OWN
    files: dict[str, str] = field(default_factory=dict)
    shows: str = ""
    page: str = "notes/a/index.html"
    note: str = ""
    told: bool = False
    nav: bool = True
    ours: str = ""


POST = "---\ndate: 2021-05-01\ncategories: [通知]\n---\n\n# 一篇\n\n摘要\n\n<!-- more -->\n\n全文\n"
BLOG = {"site_src/blog/index.md": "# 动态\n", "site_src/blog/posts/a.md": POST}
TAGS = {
    PAGE: "---\ntags: [甲组]\n---\n# 记事\n",
    "site_src/tags.md": "# 标签\n\n<!-- material/tags -->\n",
}
UNMEASURED = 'rules 里写 page-budget: "off"'
API = '{"openapi": "3.0.0", "info": {"title": "x", "version": "1"}, "paths": {}}'

VARIANTS = (
    Variant("主题 material（本站的版式）", note="一切都全，推荐"),
    Variant("主题 material（不写 custom_dir）", theme=PLAIN, note="写 font: false"),
    Variant(
        "主题 material 的 features、palette（不写 custom_dir）",
        theme=PLAIN.replace("}", ", palette: {scheme: slate}, features: [navigation.tabs]}"),
        shows='md-color-scheme="slate"',
        note="照 Material 的手册写",
    ),
    Variant(
        "主题 material 的 features、palette（本站的版式）",
        theme=OWN.replace("}", ", palette: {scheme: slate}, features: [navigation.tabs]}"),
        told=True,
    ),
    Variant(
        "主题 mkdocs",
        theme="{name: mkdocs, highlightjs: false}",
        note=f"写 highlightjs: false；它装载字体，脚本也大，{UNMEASURED}",
        ours='rules: {page-budget: "off"}',
    ),
    Variant(
        "主题 readthedocs",
        theme="{name: readthedocs, highlightjs: false}",
        note=f"写 highlightjs: false；它装载字体，{UNMEASURED}",
        ours='rules: {page-budget: "off"}',
    ),
    Variant("blog", "[blog]", files=BLOG, page="blog/index.html", shows="摘要"),
    Variant("search", "[search]", told=True),
    Variant("tags", "[tags]", files=TAGS, page="tags/index.html", shows="甲组"),
    Variant(
        "meta",
        "[meta]",
        files={"site_src/notes/.meta.yml": "description: 这一组的说明\n"},
        shows='content="这一组的说明"',
    ),
    Variant("social", "[social]", told=True),
    Variant("offline", "[offline]", told=True),
    Variant("privacy", "[privacy]", note="本站的版式不从别的网站加载内容，不需要它"),
    Variant("info", "[info]", told=True),
    Variant("optimize", "[optimize]", told=True),
    Variant("projects", "[projects]"),
    Variant("typeset", "[typeset]"),
    Variant(
        "group",
        "[group: {enabled: true, plugins: [tags]}]",
        files=TAGS,
        page="tags/index.html",
        shows="甲组",
        note="里面的插件和单独写一样",
    ),
    Variant(
        "glightbox",
        "[glightbox]",
        files={PAGE: "# 记事\n\n![一块红色](../red.png)\n"},
        shows='class="glightbox"',
        note="只管 Markdown 页面里的图",
    ),
    Variant(
        "macros",
        "[macros]",
        files={PAGE: "# 记事\n\n得数{{ 40 + 2 }}\n"},
        shows="得数42",
        note="只管 Markdown 页面",
    ),
    Variant(
        "awesome-nav",
        "[awesome-nav]",
        files={"site_src/.nav.yml": "nav:\n  - 头一页: index.md\n  - 记事本: notes/a.md\n"},
        shows="记事本</a>",
        note="mkdocs.yml 里不写 nav",
        nav=False,
    ),
    Variant(
        "awesome-pages",
        "[awesome-pages]",
        files={"site_src/.pages": "nav:\n  - 头一页: index.md\n  - 记事本: notes\n"},
        shows="记事本</a>",
        note="mkdocs.yml 里不写 nav",
        nav=False,
    ),
    Variant(
        "literate-nav",
        "[literate-nav]",
        files={"site_src/SUMMARY.md": "- [头一页](index.md)\n- [记事本](notes/a.md)\n"},
        shows="记事本</a>",
        note="mkdocs.yml 里不写 nav；会另装 ProperDocs",
        nav=False,
    ),
    Variant(
        "git-revision-date-localized",
        "[git-revision-date-localized: {fallback_to_build_date: true, strict: false}]",
        files={PAGE: "# 记事\n\n改于{{ git_revision_date_localized }}\n"},
        shows="改于<span",
        note="不在 Git 里时写 fallback_to_build_date: true 和 strict: false",
    ),
    Variant("section-index", "[section-index]", told=True),
    Variant(
        "include-markdown",
        "[include-markdown]",
        files={
            PAGE: '# 记事\n\n{% include-markdown "../part.md" %}\n',
            "site_src/part.md": "另一份\n",
        },
        shows="另一份",
    ),
    Variant("mermaid2", "[mermaid2]", told=True),
    Variant(
        "swagger-ui-tag",
        "[swagger-ui-tag]",
        files={PAGE: '# 接口\n\n<swagger-ui src="api.json"/>\n', "site_src/notes/api.json": API},
        shows="<iframe",
        note="它在页面里写脚本，网站的内容安全策略要放行；脚本有 520 KB，budget 写 assets: 600",
        ours="budget: {assets: 600}",
    ),
)
IDS = [variant.id for variant in VARIANTS]
FAULTS = (
    Variant(
        "a theme that shows no content",
        theme=PLAIN.replace("}", ", custom_dir: over}"),
        files={"over/main.html": "<html><head><title>x</title></head><body></body></html>"},
        note="mkdocs.yml:5:8 活动和作品放不进页面",
    ),
    Variant(
        "a theme whose template is wrong",
        theme=PLAIN.replace("}", ", custom_dir: over}"),
        files={"over/main.html": "{{ page.nothing.at_all }}"},
        note="主题模板 main.html 出错了，网站没有更新",
    ),
    Variant(
        "a plugin that fails",
        "[git-revision-date-localized]",
        note="插件 mkdocs_git_revision_date_localized_plugin 出错了，网站没有更新",
    ),
    Variant(
        "an environment that switches offline on",
        "[offline: {enabled: !ENV [HABITS_OFFLINE, false]}]",
        note="有插件（多半是 offline）关掉了 use_directory_urls",
    ),
)
"""Ends with exit 1; `note` is said."""


@dataclass(frozen=True)
class Result:
    """What came of a variant."""

    root: Path
    code: int
    said: list[str]

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")


def _write(variant: Variant, root: Path) -> Path:
    write_site(site_case("good"), root)
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8").replace("plugins: []", f"plugins: {variant.plugins}")
    text = re.sub(r"(?m)^theme: .*$", f"theme: {variant.theme}", text)
    if variant.ours:
        assert text.count("campaigns: {") == 1
        text = text.replace("campaigns: {", f"campaigns: {{{variant.ours}, ")
    if not variant.nav:
        text = re.sub(r"(?m)^nav: .*\n", "", text)
    file.write_text(text.replace("tables]", f"tables, {SLUGS}]"), "utf-8")
    for path, content in {PAGE: "# 记事\n", **variant.files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, "utf-8")
    Image.new("RGB", (40, 30), "red").save(root / "site_src" / "red.png")
    return root


SLUGS = "{toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}}"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    whole_site.asked_for()
    base = tmp_path_factory.mktemp("habits")
    every = (*VARIANTS, *FAULTS)
    roots = [_write(variant, base / str(n)) for n, variant in enumerate(every)]
    done = subprocess.run(
        [sys.executable, "-m", "support.build_variants", *map(str, roots)],
        cwd=REPOSITORY / "tests",
        env=mkdocs_environment(
            PYTHONUTF8="1",
            PYTHONPATH=os.fspath(REPOSITORY / "tests"),
            HABITS_OFFLINE="true",
            TMPDIR=str(base),
        ),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    return {
        variant.id: Result(root, *found[str(root)])
        for variant, root in zip(every, roots, strict=True)
    }


@pytest.mark.parametrize("variant", VARIANTS, ids=IDS)
def test_a_setting_works_or_is_told(variant: Variant, results: dict[str, Result]) -> None:
    """Never a fault of ours, and no dead link; what is told, is told on a line of mkdocs.yml."""
    result = results[variant.id]
    ours = [one for one in result.said if f"[{RULE}]" in one]
    checked = [one for one in open_project(result.root).findings if one.rule == RULE]
    assert bool(checked) is variant.told, result.said
    for finding in checked:
        assert finding.hint
        assert finding.position.line > 1
        if finding.level != "info":
            assert any(finding.message in one for one in ours), result.said
    assert result.code == int(any(one.level == "error" for one in checked)), result.said
    if not variant.told:
        assert result.said == []


@pytest.mark.parametrize("variant", VARIANTS, ids=IDS)
def test_records_are_whole_in_it(variant: Variant, results: dict[str, Result]) -> None:
    result = results[variant.id]
    if result.code:
        assert not (result.root / "site").exists()
        return
    html = result.page(ENTRY)
    tree = HTMLParser(html)
    assert tree.css_first("title").text() == "夜班 · 职工征文 - 测试站"
    described = tree.css_first("meta[name=description]").attributes["content"]
    assert described == "第一段写到下一篇。换行的中文应当连起来。"
    assert tree.css_first("#ck-content h1").text() == "夜班"
    assert len(tree.css("h1")) == 1
    assert tree.css("link[href*='campaignkit/'][href$='.css']")
    assert not re.search(r"ck[0-9a-f]{16}", html)
    assert variant.shows in result.page(variant.page)
    sitemap = result.page("sitemap.xml")
    assert sitemap.count("/campaigns/essay/entries/one/</loc>") == 1
    assert "ck" not in sitemap.replace("campaignkit", "")


@pytest.mark.parametrize("variant", FAULTS, ids=lambda variant: variant.id)
def test_a_fault_of_others_is_never_called_ours(
    variant: Variant, results: dict[str, Result]
) -> None:
    result = results[variant.id]
    assert result.code == 1
    assert variant.note in "\n".join(result.said)
    assert "campaignkit 自己出错了" not in "\n".join(result.said)
    assert not (result.root / "site").exists()


def test_records_are_previewed_in_another_theme(tmp_path: Path) -> None:
    theme = "{name: readthedocs, highlightjs: false}"
    root, page = _write(Variant("x", theme=theme), tmp_path / "x"), "campaigns/essay/entries/one/"
    with previewing(root, tmp_path / "log") as server:
        html = server.get(page)
        assert "第一段写到" in html
        assert "preview." in html
        assert "rst-content" in html
        server.edit("campaigns/essay/entries/one.yml", "第一段写到", "改过的段落写到")
        until(lambda: server.shows(page, "改过的段落写到"))


def test_the_table_of_the_manual_is_what_came_of_it(
    results: dict[str, Result], update_golden: bool
) -> None:
    rows = ["| 设置 | 结果 | 说明 |", "|---|---|---|"]
    for variant in VARIANTS:
        result = results[variant.id]
        found = [one for one in open_project(result.root).findings if one.rule == RULE]
        outcome = "不能用" if result.code else "用不上" if found else "能用"
        note = "；".join(dict.fromkeys(one.message for one in found)) or variant.note
        rows.append(f"| {variant.id} | {outcome} | {note} |")
    table = "\n".join(rows) + "\n\n"
    text = MANUAL.read_text("utf-8")
    made = MARK.sub(lambda mark: f"{mark[1]}\n{table}", text)
    if update_golden:
        MANUAL.write_text(made, "utf-8")
    assert made == text or update_golden
