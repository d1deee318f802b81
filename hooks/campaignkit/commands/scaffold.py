"""`campaignkit new`: a commented campaign folder that passes `check`, to be overwritten.

The templates stand in each kind's folder (`kinds/<kind>/scaffold/`); files with the suffix `.j2`
are filled in, others copied, and what begins with `_` is only included by others.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from campaignkit import kinds
from campaignkit.base.errors import cause
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import CONTENT
from campaignkit.content.list_files import list_items
from campaignkit.content.load import Loaded, read_record
from campaignkit.kinds import Kind, kind_named
from campaignkit.model.card import Card
from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.nearest import as_id, did_you_mean
from campaignkit.model.ref_target import PERSON

COMMON = Path(__file__).parents[1] / "kinds" / "scaffold"
"""Parts that all kinds include, and the sample organisation and person."""

ORGANISATIONS = "organisations.yml"
SAMPLE_HOST = "sample-ftu"
SAMPLE_SPEAKER = "sample-speaker"


class ScaffoldError(Exception):
    """Why no folder was written, and the remedy, in Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}\n   改法：{hint}")
        self.message, self.hint = message, hint


@dataclass(slots=True)
class Scaffold:
    """The text of all files to write: `campaign` relative to its folder, `common` to campaigns/."""

    campaign: dict[str, str] = field(default_factory=dict)
    common: dict[str, str] = field(default_factory=dict)


def new(loaded: Loaded, kind_name: str, campaign_id: str, today: date, title: str = "") -> Scaffold:
    """Write a campaign folder, all of it or nothing, and return what was written.

    Raises `ScaffoldError` for an unknown kind, a bad or taken id, and a disk that refuses.
    """
    kind = _kind(kind_name)
    base = loaded.catalogue.root / CONTENT
    _refuse_bad_id(base, campaign_id)
    scaffold = render(loaded, kind, today, title)
    try:
        _write(base, campaign_id, scaffold)
    except OSError as error:
        message = f"写不进 {CONTENT}/{campaign_id}（{cause(error)}），什么也没有留下"
        raise ScaffoldError(message, "检查磁盘空间和文件夹权限，再试一次") from error
    return scaffold


def render(loaded: Loaded, kind: Kind, today: date, title: str = "") -> Scaffold:
    """Fill in the templates of a kind; nothing is written."""
    scaffold = Scaffold()
    words = _Words(loaded, today, scaffold)
    values = {
        "kind": kind.name,
        "kind_title": kind.title,
        "title": json.dumps(title, ensure_ascii=False) if title else _title(kind),
        "day": words.day,
        "host": words.host,
        "speaker": words.speaker,
        **kind.scaffold_functions(words),
    }
    scaffold.campaign.update(_render_folder(kind.scaffold, values))
    return scaffold


def _title(kind: Kind) -> str:
    """What a campaign is called until its editor has found a name."""
    return f"示例{kind.title.removesuffix('活动')}活动"


def _kind(name: str) -> Kind:
    known = {kind.name: kind for kind in kinds.KINDS}
    if name not in known:
        titles = {kind.title: kind.name for kind in kinds.KINDS}
        near = f"是不是想写 {titles[name]}？" if name in titles else did_you_mean(name, known)
        choices = "、".join(f"{kind.name}（{kind.title}）" for kind in kinds.KINDS)
        raise ScaffoldError(f"没有“{name}”这一类活动", f"{near}可以写：{choices}")
    return known[name]


def _refuse_bad_id(base: Path, campaign_id: str) -> None:
    if not re.fullmatch(ID_PATTERN, campaign_id):
        example = as_id(campaign_id, "2021-essay")
        hint = f"只用小写字母、数字和短横线，最多 64 个，例如 {example}"
        raise ScaffoldError(f"活动编号不能是“{campaign_id}”", hint)
    if campaign_id == "people":
        raise ScaffoldError("“people”是放人物的文件夹，不能作活动编号", "换一个编号")
    if os.path.lexists(base / campaign_id):
        message = f"{CONTENT}/{campaign_id} 已经有了，不会覆盖它"
        raise ScaffoldError(message, "换一个编号，或先把原来的文件夹移走")


class _Words:  # a ScaffoldContext
    """What the templates ask for. Asking for a host or a speaker that is not there creates it."""

    def __init__(self, loaded: Loaded, today: date, scaffold: Scaffold) -> None:
        self._loaded, self._today, self._scaffold = loaded, today, scaffold
        self._catalogue = loaded.catalogue

    def day(self, days: int) -> str:
        """The day so many days from today, in ISO 8601."""
        return (self._today + timedelta(days=days)).isoformat()

    def host(self) -> str:
        """The first organisation of the project."""
        if self._catalogue.organisations:
            return next(iter(self._catalogue.organisations))
        if (self._catalogue.root / CONTENT / ORGANISATIONS).exists():
            message = f"{CONTENT}/{ORGANISATIONS} 里没有可用的组织"
            hint = "运行 campaignkit check 改好它；它若是空的，删掉它，会建一份示例"
            raise ScaffoldError(message, hint)
        self._create(ORGANISATIONS)
        return SAMPLE_HOST

    def speaker(self) -> str:
        """The first person of the project who agrees to be shown."""
        people = self._catalogue.visible_people()
        if people:
            return people[0].id
        if SAMPLE_SPEAKER in self._catalogue.files[PERSON.name]:
            message = f"{CONTENT}/people/{SAMPLE_SPEAKER}.yml 不能用作主讲人"
            hint = "运行 campaignkit check 改好它，或写上 consent，或删掉它"
            raise ScaffoldError(message, hint)
        self._create(f"people/{SAMPLE_SPEAKER}.yml")
        return SAMPLE_SPEAKER

    def cards(self, collection: str) -> Iterator[Card]:
        """The cards of a collection in all campaigns; nothing but its records is read for it."""
        for batch in self._loaded.batches:
            campaign = self._catalogue.campaigns.get(batch.campaign)
            found = kind_named(batch.kind).collection(batch.collection)
            if batch.collection != collection or not campaign or not found:
                continue
            listed = batch.path("") if batch.list_file else ""
            items = list_items(self._catalogue, listed, found) if listed else {}
            for record_id in batch.ids:
                record, _ = read_record(
                    self._catalogue, found, campaign.id, record_id, Gathered(), items.get(record_id)
                )
                if record:
                    yield found.card(record, campaign, self._catalogue)

    def _create(self, name: str) -> None:
        environment = _environment(COMMON)
        template = environment.get_template(f"{name}.j2")
        self._scaffold.common[name] = template.render(day=self.day)


def _environment(*folders: Path) -> Environment:
    """Templates of YAML, where HTML's escapes would be wrong."""
    return Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,
    )


def _render_folder(folder: Path, values: Mapping[str, object]) -> dict[str, str]:
    environment = _environment(folder, COMMON)
    texts = {}
    for name in _names(folder):
        if name.endswith(".j2"):
            texts[name.removesuffix(".j2")] = environment.get_template(name).render(values)
        else:
            texts[name] = (folder / name).read_text("utf-8")
    return texts


def _names(folder: Path) -> list[str]:
    found = (file for file in folder.rglob("*") if file.is_file())
    names = (file.relative_to(folder).as_posix() for file in found)
    return sorted(name for name in names if not Path(name).name.startswith(("_", ".")))


def _write(base: Path, campaign_id: str, scaffold: Scaffold) -> None:
    """Write into a hidden folder, which `check` passes over, and rename it when it is complete."""
    base.mkdir(exist_ok=True)
    hidden = base / f".new-{campaign_id}-{os.getpid()}"
    made: list[Path] = []
    try:
        write_files(hidden, scaffold.campaign.items())
        made = write_files(base, scaffold.common.items())
        hidden.rename(base / campaign_id)
    except BaseException:
        shutil.rmtree(hidden, ignore_errors=True)
        for file in made:
            file.unlink(missing_ok=True)
        raise


def write_files(folder: Path, texts: Iterable[tuple[str, str]]) -> list[Path]:
    """Write files that must not exist yet; those written are taken back if one fails.

    Raises `OSError`.
    """
    made: list[Path] = []
    try:
        for name, text in texts:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                made.append(file)
                stream.write(text)
    except BaseException:
        for file in made:
            file.unlink(missing_ok=True)
        raise
    return made
