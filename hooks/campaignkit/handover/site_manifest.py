"""The manifest of a pack: each file with SHA-256 and size, in one canonical JSON text.

There is exactly one text for a manifest: keys in the order of the model, files sorted by path, one
file a line, UTF-8, a line break at the end. Whatever is not that text is refused, so duplicate
keys, trailing text and other spellings of the same data have no meaning here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.safe_paths import path_fault

MAX_MANIFEST_BYTES = 256_000_000
"""Bytes of a manifest that is read: about a million files."""

_DAMAGED = "找交接网站的人重新要一份清单，整个文件夹一起拷贝"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hexadecimal."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PackedFile(_Strict):
    """A file of a site: its path with `/`, its SHA-256, its size in bytes, a page's title."""

    path: str
    sha256: Sha256
    size: Annotated[int, Field(ge=0)]
    title: str = ""

    @field_validator("path")
    @classmethod
    def _is_safe(cls, path: str) -> str:
        fault = path_fault(path)
        if fault:
            raise ValueError(fault)
        return path

    @property
    def is_page(self) -> bool:
        """Whether it is an HTML page."""
        return is_page(self.path)


class Archive(_Strict):
    """The ZIP file that was made with the manifest: its name, SHA-256, size in bytes."""

    name: str
    sha256: Sha256
    size: Annotated[int, Field(ge=0)]


class SiteManifest(_Strict):
    """What a pack holds.

    `site` is the address that the site is built for, empty where the settings have none; `made` the
    instant of the pack (ISO 8601). `active` are the scripts, frames and handlers of the site's own
    pages, as `page_parts.ActiveElement.key` writes them: what else a page runs is foreign.
    """

    format: Literal["campaignkit manifest 1"] = "campaignkit manifest 1"
    site: str
    made: str
    archive: Archive
    active: tuple[str, ...]
    files: tuple[PackedFile, ...]

    @model_validator(mode="after")
    def _is_sorted(self) -> Self:
        for one, other in pairwise(file.path for file in self.files):
            if one >= other:
                raise ValueError("not sorted, or twice")
        return self

    def by_path(self) -> dict[str, PackedFile]:
        """The files by their path."""
        return {file.path: file for file in self.files}


def is_page(path: str) -> bool:
    """Whether a path is that of an HTML page."""
    return path.lower().endswith((".html", ".htm", ".xhtml"))


def sorted_files(files: Iterable[PackedFile]) -> tuple[PackedFile, ...]:
    """Files in the order of a manifest."""
    return tuple(sorted(files, key=lambda file: file.path))


def to_text(manifest: SiteManifest) -> bytes:
    """The one text of a manifest."""
    head = manifest.model_dump(exclude={"files"})
    rows = [f"{_json(key)}: {_json(value)}," for key, value in head.items()]
    files = ",\n".join(_json(_row(file)) for file in manifest.files)
    listed = f"[\n{files}\n]" if files else "[]"
    return "\n".join(["{", *rows, f'"files": {listed}', "}", ""]).encode()


def from_text(raw: bytes) -> SiteManifest:
    """The manifest of a text. Raises `HandoverError` for any other text than `to_text` writes."""
    if len(raw) > MAX_MANIFEST_BYTES:
        raise HandoverError("清单太大，没有读", _DAMAGED)
    try:
        manifest = SiteManifest.model_validate_json(raw)
    except ValidationError as error:
        raise HandoverError(f"清单读不了：{_place(error)}", _DAMAGED) from None
    if to_text(manifest) != raw:
        raise HandoverError("清单不是 campaignkit 写的样子：被改过，或多了内容", _DAMAGED)
    return manifest


def _row(file: PackedFile) -> dict[str, str | int]:
    row: dict[str, str | int] = {"path": file.path, "sha256": file.sha256, "size": file.size}
    return {**row, "title": file.title} if file.title else row


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _place(error: ValidationError) -> str:
    """Where the first error is, in words that need no pydantic."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "内容不完整，可能只拷贝了一半"
    place = first["loc"]
    if len(place) > 2 and place[0] == "files" and isinstance(place[1], int):
        reason = str(first.get("ctx", {}).get("error", "")) or "不是应有的样子"
        return f"第 {place[1] + 1} 个文件的 {place[2]} {reason}"
    return f"{'.'.join(map(str, place)) or '文件的次序'} 不是应有的样子"
