"""Imports run one way (DESIGN §2); a new room has to be given its place here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from campaignkit.kinds import KINDS

HOOKS = Path(__file__).parent.parent / "hooks"

LAYERS = (
    {"base"},
    {"source"},
    {"model"},
    {"kinds", "rules", "slides"},
    {"content"},
    {"publish", "manual", "office"},
    {"site"},
    {"preview", "forget"},
    {"engine"},
    {"commands", "campaign_hooks"},
)
"""Rooms from the ground up: each may import rooms of the layers below its own, and no other."""

APART: dict[str, set[str]] = {
    "links": {"base"},
    "search": set(),
    "personal": {"base"},
    "attachments": {"base", "pictures"},
    "handover": {"base"},
    "dialect": set(),
    "pictures": set(),
}
"""Rooms that work on any site, and so know next to nothing of ours."""

PRIVATE = {
    "yaml": {"source"},
    "yaml_rs": {"source"},
    "openpyxl": {"office"},
    "python_calamine": {"office"},
    "mammoth": {"office"},
    "docx": {"office"},
    "css_inline": {"office"},
    "mkdocs": set[str](),
    "properdocs": set[str](),
    "material": set[str](),
}
"""Libraries, and the only rooms that may import them."""

FILES = sorted(HOOKS.rglob("*.py"))


def _room(module: str) -> str:
    """The room of one of our modules: `campaignkit.model.messages` is in `model`."""
    parts = module.split(".")
    return parts[1] if parts[0] == "campaignkit" and len(parts) > 1 else parts[0]


def _module(file: Path) -> str:
    return ".".join(file.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def _imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: import by full name"
            if node.module == "campaignkit":
                yield from (f"campaignkit.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def _ours() -> Iterator[tuple[str, str, str]]:
    """Each import of ours that leaves its room: file, its room, the other room."""
    for file in FILES:
        room = _room(_module(file))
        for module in _imports(file):
            other = _room(module)
            if module.startswith("campaignkit.") and other not in (room, "__version__"):
                yield file.relative_to(HOOKS).as_posix(), room, other


def _height(room: str) -> int:
    return next(height for height, rooms in enumerate(LAYERS) if room in rooms)


def test_every_room_has_a_place() -> None:
    rooms = {_room(_module(file)) for file in FILES} - {"campaignkit"}
    assert rooms <= set().union(*LAYERS) | set(APART)


def test_imports_run_one_way() -> None:
    wrong = [
        f"{file} imports {other}"
        for file, room, other in _ours()
        if room not in APART and other not in APART and _height(other) >= _height(room)
    ]
    assert wrong == []


def test_rooms_apart_import_only_what_they_may() -> None:
    wrong = [
        f"{file} imports {other}"
        for file, room, other in _ours()
        if room in APART and other not in APART[room]
    ]
    assert wrong == []


def test_links_is_known_to_the_edge_only() -> None:
    users = {room for _, room, other in _ours() if other == "links"}
    assert users <= {"commands", "campaign_hooks", "publish", "manual", "content"}


def test_office_knows_content_and_is_known_to_commands_only() -> None:
    known = {other for _, room, other in _ours() if room == "office"}
    assert known <= {
        *("content", "kinds", "model", "source", "base"),
        *("attachments", "personal"),
    }
    assert {room for _, room, other in _ours() if other == "office"} == {"commands"}


@pytest.mark.parametrize("library", PRIVATE)
def test_private_libraries(library: str) -> None:
    users = {
        _room(_module(file))
        for file in FILES
        for module in _imports(file)
        if module.split(".")[0] == library
    }
    assert users <= PRIVATE[library]


def test_the_design_s_own_line_of_rooms() -> None:
    line = ("base", "source", "model", "kinds", "content", "publish", "site", "preview", "engine")
    assert all(_height(low) < _height(high) for low, high in pairwise(line))


def test_campaignkit_imports_without_mkdocs() -> None:
    """Every module, in a process where MkDocs and Material cannot be imported."""
    modules = [_module(file) for file in FILES if _module(file).startswith("campaignkit")]
    modules = [module for module in modules if not module.endswith("__main__")]
    code = (
        "import importlib, sys\n"
        "for name in ('mkdocs', 'material', 'properdocs'): sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "assert not [n for n, m in sys.modules.items() if n.startswith('mkdocs') and m]\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=600
    )
    assert result.returncode == 0, result.stderr


KIND_WORDS = {
    *(kind.name for kind in KINDS),
    *(collection.name for kind in KINDS for collection in kind.collections),
    *("quiz", "competition", "activity"),
}
"""Words that only a kind's own folder may say, as whole words or as segments of a path."""

NAMED_DELIBERATELY = {
    ("slides", "quiz"): "a slide's layout with a question, whatever the deck is shown at",
    ("base", "results"): "a key of SARIF, the format that code scanners read",
}
"""A room and a word that means something else there, with the reason."""

SAME_MODULE_NAME = {
    "card": "each kind's cards, and what a card is",
    "model": "each kind's fields, and what all kinds share",
    "pages": "each kind's pages",
    "rules": "each kind's rules, those of all kinds, those of decks",
    "output": "what a room writes: the site's folder, a deck's documents",
    "messages": "each room's words for what it found",
    "file_outside": "a rule id that content and decks share",
    "missing_file": "a rule id that content and decks share",
    "unknown_id": "a rule id that content and decks share",
    "link_broken": "a rule id that content and links share",
    "unused_ignore": "a rule id that content and links share",
}
"""Base names that several modules have, with the reason."""

_PATH = re.compile(r"[\w./*-]+")
_QUOTED = re.compile(r"""["']([\w./*-]+)["']""")


def _words(text: str) -> set[str]:
    return set(re.split(r"[./]", text)) if _PATH.fullmatch(text) else set()


def _kind_words(file: Path) -> set[str]:
    """Words of kinds that a file's code says: in a text constant, or in the name of a module."""
    text = file.read_text("utf-8")
    if file.suffix != ".py":
        found = {word for quoted in _QUOTED.findall(text) for word in _words(quoted)}
        return found & KIND_WORDS
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= _words(node.value)
    modules = (m.split(".") for m in _imports(file) if m.startswith("campaignkit.kinds."))
    return (found | {parts[2] for parts in modules}) & KIND_WORDS


def test_no_kind_is_named_outside_its_folder() -> None:
    """Texts for readers, such as a rule's example, may; see NAMED_DELIBERATELY for the rest."""
    templates = (HOOKS / "campaignkit" / "site" / "templates").glob("*.j2")
    files = [file for file in FILES if _room(_module(file)) != "kinds"]
    wrong = [
        f"{file.relative_to(HOOKS).as_posix()}: {word}"
        for file in (*files, *templates)
        for word in sorted(_kind_words(file))
        if (_room(_module(file)), word) not in NAMED_DELIBERATELY
    ]
    assert wrong == []


def test_no_class_name_means_two_things() -> None:
    names = Counter(
        node.name
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_no_module_name_means_two_things() -> None:
    modules = {_module(file).removesuffix(".__main__") for file in FILES}
    names = Counter(module.rpartition(".")[2] for module in modules)
    assert {name for name, number in names.items() if number > 1} == set(SAME_MODULE_NAME)


TEXTS = {".py", ".j2", ".html", ".xml", ".js", ".css", ".yml", ".md", ".txt"}
"""Suffixes of files that we have written."""

ENGINE_ROOMS = {"campaign_hooks", "engine"}
"""Who may name an engine, its modules, log sentences, private attributes and flags."""

ENGINE_WORDS = {
    "an engine's name": re.compile(r"mkdocs(?!\.yml)|properdocs|zensical", re.IGNORECASE),
    "its server": re.compile(r"LiveReload|/livereload/|_inject_js|_(visible|wanted)_epoch|_epoch_"),
    "its log": re.compile(r"Page skipped|generated empty output", re.IGNORECASE),
    "its flags": re.compile(r"--no-livereload|--dirty\b|gh-deploy"),
    "its plugins": re.compile(r"\bmaterial/(?:search|blog|social|tags|meta|group|info|offline)\b"),
    "its files": re.compile(r"\bInclusionLevel\b|\bsrc_uri\b|\bget_plugin_logger\b"),
}
"""What only those rooms may say, as code, comment or text; `mkdocs.yml` is the project's file."""

ENGINE_NAMED_DELIBERATELY = {
    ("links/command.py", "mkdocs build"): "the command that the message tells an editor to run",
    ("theme/partials/javascripts/base.html", "material/search"): "the same",
}
"""A file and words that it may say, with the reason."""


def _engine_words(text: str) -> list[str]:
    return [f"{what}: {m[0]}" for what, words in ENGINE_WORDS.items() for m in words.finditer(text)]


def _engine_words_of(name: str, text: str) -> list[str]:
    for file, words in ENGINE_NAMED_DELIBERATELY:
        text = text.replace(words, "") if file == name else text
    return _engine_words(text)


def test_nobody_but_its_room_names_the_engine() -> None:
    """Whatever a file says counts, in code, comments or templates, and not only what it imports."""
    package = HOOKS / "campaignkit"
    wrong = []
    for file in sorted(package.rglob("*")):
        name = file.relative_to(package).as_posix()
        if file.suffix in TEXTS and name.split("/")[0] not in ENGINE_ROOMS:
            wrong += [f"{name}: {w}" for w in _engine_words_of(name, file.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(("file", "words"), ENGINE_NAMED_DELIBERATELY)
def test_what_is_listed_of_the_engine_is_said(file: str, words: str) -> None:
    text = (HOOKS / "campaignkit" / file).read_text("utf-8")
    assert words in text
    assert _engine_words(words)


@pytest.mark.parametrize(
    "text",
    [
        *("import mkdocs.config", "as MkDocs does", "from properdocs.livereload import x"),
        *(
            "server._visible_epoch",
            '"Page skipped: x"',
            'plugins["material/search"]',
            "a --dirty b",
        ),
    ],
)
def test_the_search_for_the_engine_finds(text: str) -> None:
    assert _engine_words(text)


@pytest.mark.parametrize("text", ["mkdocs.yml", 'icon="material/medal-outline"', "epoch"])
def test_the_search_for_the_engine_leaves_alone(text: str) -> None:
    assert not _engine_words(text)
