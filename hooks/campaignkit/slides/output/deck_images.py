"""Images of a deck: found inside the campaign's folder, scaled, and re-encoded without metadata."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from campaignkit.model.files import content_file
from campaignkit.pictures.encode_picture import encoded
from campaignkit.pictures.open_picture import UnreadableError, opened
from campaignkit.pictures.upright import base_of
from campaignkit.slides.context import DeckContext
from campaignkit.slides.parse.deck import Deck
from campaignkit.slides.parse.token_html import MEDIA, is_external, media_name

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
"""Published suffixes, and what Pillow calls them."""

_SOURCE = re.compile(r'(<img [^>]*?src=")' + re.escape(MEDIA) + r'([0-9a-f]{12}\.[a-z]+)"')


@dataclass(frozen=True, slots=True)
class MediaFolder:
    """The folder of a campaign, and the deck's place in it (`decks/01.md`)."""

    root: Path
    deck: str

    def find(self, ref: str) -> Path | None:
        """The file a reference means, or None where it leads out of the campaign's folder.

        References count from the campaign's folder, as everywhere in the YAML, or, with `../` or
        `./` in front, from the deck's own place, as in a Markdown editor's preview.
        """
        return content_file(self.root, self.resolve(ref)) if not is_external(ref) else None

    def resolve(self, ref: str) -> str:
        """A reference as a path from the campaign's folder; it may still lead outside."""
        if not ref.startswith(("./", "../")):
            return ref
        steps = list(PurePosixPath(self.deck).parent.parts)
        for step in ref.split("/"):
            if step == ".." and steps and steps[-1] != "..":
                steps.pop()
            elif step != ".":
                steps.append(step)
        return "/".join(steps)


def publish(refs: Iterable[str], folder: MediaFolder) -> dict[str, bytes]:
    """Published name and bytes of each picture that exists and can be decoded."""
    found: dict[str, bytes] = {}
    for ref in refs:
        file, name = folder.find(ref), media_name(ref)
        if file is None or not file.is_file() or name in found:
            continue
        content = prepare(file, PurePosixPath(name).suffix)
        if content is not None:
            found[name] = content
    return found


def portraits(deck: Deck, context: DeckContext) -> dict[str, bytes]:
    """Published name and bytes of the portraits that a deck's profile slides show."""
    found = {}
    for person in {person for slide in deck.slides for person in slide.settings.person}:
        card = context.people.get(person)
        if card and card.portrait:
            name = media_name(card.portrait.name)
            content = prepare(card.portrait, PurePosixPath(name).suffix)
            if content is not None:
                found[name] = content
    return found


def prepare(file: Path, suffix: str) -> bytes | None:
    """Encode a picture anew, upright, in sRGB, without EXIF, no larger than a projector shows.

    None where the format is not one of `FORMATS` or the file is damaged or a decompression bomb.
    """
    form = FORMATS.get(suffix)
    if form is None:
        return None
    try:
        state = file.stat()
    except OSError:
        return None
    return _prepared(file, form, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=64)
def _prepared(file: Path, form: str, size: int, modified: int) -> bytes | None:
    """Encode once for the check, the page and the next preview, as long as the file is the same."""
    del size, modified
    try:
        with opened(file, form) as picture:
            return encoded(base_of(picture), form)
    except (UnreadableError, OSError):
        return None


def at(markup: str, prefix: str) -> str:
    """Prefix the image addresses of a page, for a page in another folder."""
    return _replace(markup, lambda name: f"{prefix}{MEDIA}{name}")


def inlined(markup: str, media: Mapping[str, bytes]) -> str:
    """Replace image addresses by data URLs; a missing image keeps only its text alternative."""

    def source(name: str) -> str:
        if name not in media:
            return "data:,"
        kind = FORMATS[PurePosixPath(name).suffix].lower()
        return f"data:image/{kind};base64,{base64.b64encode(media[name]).decode()}"

    return _replace(markup, source)


def _replace(markup: str, source: Callable[[str], str]) -> str:
    """Rewrite picture sources. In cleaned HTML `<img` is always a tag and never text."""
    return _SOURCE.sub(lambda match: f'{match[1]}{source(match[2])}"', markup)
