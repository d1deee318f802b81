"""A golden case: one text file that holds a whole project and the report it must get.

    What the case is about.
    -- options --
    as-of: 2021-05-01
    -- campaigns/x/campaign.yml --
    kind: study
    -- campaigns/people/li-si.yml (gbk) --
    name: 李四
    -- report --
    没有发现问题。

A section's name may end in an encoding of Python's, in `(escaped)` for text with backslash
escapes such as `\\x00`, in `(base64)` for bytes, or in `(absent)` to take away a file that every
case has. Everything before the first section says what the case is for.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

_SECTION = re.compile(r"^-- (?P<name>\S.*?)(?: \((?P<how>[a-z0-9_-]+)\))? --$")

ORGANISATIONS = "ftu: {name: 市总工会, short_name: 市总}\n"
PERSON = """\
name: 张三
unit: ftu
occupation: 钳工
bio: 班长。
consent: {profile: true, date: 2021-01-01, scope: 网站}
"""
ALWAYS = {
    "campaigns/organisations.yml": ORGANISATIONS.encode(),
    "campaigns/people/zhang-san.yml": PERSON.encode(),
}
"""Files that every case has unless it says otherwise."""


@dataclass(slots=True)
class Case:
    """A parsed case; `head` is all of it before the report."""

    head: str
    files: dict[str, bytes] = field(default_factory=lambda: dict(ALWAYS))
    options: dict[str, str] = field(default_factory=dict)
    report: str = ""

    def write(self, root: Path) -> None:
        """Make the project in `root`."""
        for name, content in self.files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def parse(text: str) -> Case:
    """Cut a case into its sections. Raises `ValueError` on one that is misspelt."""
    head, _, report = text.partition("-- report --\n")
    case = Case(head, report=report)
    name, how, lines = "", "", []
    for line in [*head.removesuffix("\n").split("\n"), "-- end --"]:
        match = _SECTION.match(line)
        if not match:
            lines.append(line)
            continue
        if name:
            _add(case, name, how, "\n".join([*lines, ""]))
        name, how, lines = match["name"], match["how"] or "utf-8", []
    return case


def _add(case: Case, name: str, how: str, text: str) -> None:
    if name == "options":
        pairs = (line.split(": ", 1) for line in text.splitlines() if line)
        case.options.update(dict(pairs))
    elif how == "absent":
        del case.files[name]
    elif how == "base64":
        case.files[name] = base64.b64decode(text)
    elif how == "escaped":
        escaped = text.encode("latin-1", "backslashreplace").decode("unicode_escape")
        case.files[name] = escaped.encode("utf-8", "surrogatepass")
    else:
        case.files[name] = text.encode(how)
