"""An HTML file of its own for paper and screen: no script, nothing loaded, one style sheet."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
body { font: 12pt/1.75 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #111;
  max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1, h2, h3, h4 { font-family: "Noto Sans CJK SC", "Source Han Sans SC", SimHei, sans-serif;
  line-height: 1.4; break-after: avoid; }
h1 { font-size: 20pt; text-align: center; }
h2 { font-size: 15pt; border-bottom: 1px solid #888; }
h3 { font-size: 13pt; } h4 { font-size: 12pt; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 10.5pt; }
th, td { border: 1px solid #777; padding: .3em .5em; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
img { max-width: 100%; max-height: 22cm; }
figure { margin: 1em 0; break-inside: avoid; } figcaption { font-size: 10.5pt; color: #444; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.work { break-before: page; }
.note { color: #444; font-size: 10.5pt; }
.sample { color: #a00; border: 1px solid #a00; padding: 0 .4em; font-size: 10.5pt; }
ins, .new { color: #c00; text-decoration: none; }
del { color: #777; text-decoration: line-through; }
.sign td { height: 3.2em; }
""".strip()

_PAGE = Markup(
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
)


def paper(title: str, body: Markup) -> str:
    """The whole file; its policy lets no browser run or fetch anything."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return str(_PAGE.format(policy=Markup(policy), title=title, style=Markup(_STYLE), body=body))
