"""Files that pages show are published without what they need not tell.

Pictures are written anew: upright, no larger than a screen, without EXIF (place, camera, names).
Other files are copied. A written picture is kept in a cache that may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from campaignkit.findings import Finding, Position
from campaignkit.model.files import content_file
from campaignkit.parallel import spread

MAX_SIDE = 1600
"""Longest side of a published picture, in pixels: sharp on a 4K projector at half its width."""

QUALITY = 82
"""Of JPEG and WebP."""

_VERSION = "1"
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes files of the content below `site`; runs in any process."""

    root: Path
    site: Path
    cache: Path

    def __call__(self, path: str) -> Finding | None:
        """Publish one file by its source path; a picture that cannot be read is a finding."""
        folder, _, name = path.partition("/")[2].partition("/")
        file = content_file(self.root / "campaigns" / folder, name)
        if file is None or not file.is_file():
            return None  # `missing-file` and `file-outside` have told
        target = self.site / path
        if folder == "people":
            target = self.site / "campaigns" / "people" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        form = _FORMATS.get(file.suffix.lower())
        if form is None:
            shutil.copyfile(file, target)
            return None
        return self._picture(file, target, form, path)

    def _picture(self, file: Path, target: Path, form: str, path: str) -> Finding | None:
        state = file.stat()
        key = f"{_VERSION}:{path}:{state.st_size}:{state.st_mtime_ns}"
        kept = self.cache / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{file.suffix.lower()}"
        try:
            if not kept.is_file():
                _rewrite(file, kept, form)
        except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
            return _unreadable(path)
        except OSError as error:
            if error.errno is not None:
                raise
            return _unreadable(path)
        shutil.copyfile(kept, target)
        return None


def publish_files(
    paths: Iterable[str], publisher: Publisher, workers: int | None = None
) -> list[Finding]:
    """Publish files, over the cores where there are many."""
    publisher.cache.mkdir(parents=True, exist_ok=True)
    results = spread(publisher, sorted(set(paths)), workers)
    return [finding for finding in results if finding]


def _rewrite(file: Path, kept: Path, form: str) -> None:
    with Image.open(file, formats=[form]) as picture:
        upright = ImageOps.exif_transpose(picture) or picture
        upright.thumbnail((MAX_SIDE, MAX_SIDE))
        if form == "JPEG" and upright.mode not in ("RGB", "L"):
            upright = upright.convert("RGB")
        clean = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            upright = upright.convert("RGBA")
            clean = Image.new("RGBA", upright.size)
        clean.paste(upright)
        unfinished = kept.with_suffix(f".{hashlib.sha256(str(file).encode()).hexdigest()[:8]}.tmp")
        clean.save(unfinished, form, quality=QUALITY, optimize=True)
        unfinished.replace(kept)


def _unreadable(path: str) -> Finding:
    message = "这张图片打不开：文件损坏、太大，或扩展名和内容不符"
    return Finding(Position(path), "bad-value", message, "用看图软件打开后另存为 JPG 或 PNG")
