"""A project with a live quiz whose final is held in a hall."""

from __future__ import annotations

from pathlib import Path

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63606060000000040001f61738550000000049454e44ae426082"
)

SECRETS = ("zxprompt", "zxoption", "zxexplained", "zxsource", "zxlisted")
"""Words of questions that are kept secret."""

CAMPAIGN = """\
kind: quiz
title: 知识竞赛
summary: 一百道题。
state: published
hosts: [ftu]
timeline: {open: 2021-04-01, close: 2021-06-30}
bank: live
topics: [{id: law, title: 工会法}]
tie_break: [加答一题]
teams: [{name: 甲队}, {name: 乙队}, {name: 丙队}]
rounds:
  - title: 决赛
    start: 2021-06-10
    place: 礼堂
    parts:
      - {title: 必答题, kind: required, pick: [{difficulty: 1, count: 3, score: 10}], seconds: 7}
      - title: 风险题
        kind: risk
        pick:
          - {difficulty: 2, count: 1, score: 20}
          - {difficulty: 3, count: 1, score: 30}
"""

_WHY = """\
explanation: 因为 zxexplained。
source: {title: zxsource, article: 第二条}
topic: law
"""

QUESTIONS = {
    "plain": f"""\
type: single
prompt: 谁是 zxprompt？![焊工在平台上焊接钢梁](../media/a.png)
options: [zxoption, 乙, 丙]
answer: 1
picture: {{file: media/a.png, alt: 车工在机床旁看图纸}}
{_WHY}""",
    "hostile": f"""\
type: multiple
prompt: |
  哪些 </script><script>alert(1)</script> 是 <img src=x onerror=alert(2)>
  [对的](javascript:alert(3))？
options: ['</style><b>甲</b>', '</section>乙', '"><script>alert(1)</script>']
answer: [1, 3]
{_WHY}""",
    "judge": f"""\
type: judge
prompt: 工会是职工自愿结合的群众组织。
answer: true
difficulty: 2
{_WHY}""",
    "blank": f"""\
type: blank
prompt: 俱乐部成立于____年。
answer: [1922年, 1922]
difficulty: 3
{_WHY}""",
}

LISTED = f"""\
- id: listed
  type: single
  prompt: zxlisted 在哪里？
  options: [这里, 那里]
  answer: 2
  {_WHY.replace(chr(10), chr(10) + "  ").rstrip()}
"""


def night_project(root: Path) -> Path:
    """Write the project below `root`; its prose is in `pages/`, as mkdocs.yml says."""
    home = root / "campaigns/night"
    for folder in (home / "questions", home / "media", root / "pages"):
        folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\ndocs_dir: pages\n", "utf-8")
    (root / "pages/index.md").write_text("# 首页\n", "utf-8")
    organisation = "ftu: {name: 示例·市总工会, region: 铜仁市}\n"
    (root / "campaigns/organisations.yml").write_text(organisation, "utf-8")
    (home / "campaign.yml").write_text(CAMPAIGN, "utf-8")
    (home / "media/a.png").write_bytes(PICTURE)
    for name, text in QUESTIONS.items():
        (home / f"questions/{name}.yml").write_text(text, "utf-8")
    (home / "questions.yml").write_text(LISTED, "utf-8")
    return root
