"""The HTML of pictures: sizes to choose from for the browser, and which files that takes.

WebP in the widths that a picture has, and for browsers that do not know it a JPEG, or the file
under its own name. Moving pictures are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from campaignkit.model.addresses import file_uri
from campaignkit.pictures.renditions import (
    FRAMES,
    OLD_WIDTH,
    SIDE,
    SQUARES,
    PictureHeader,
    asset_name,
    fallback_form,
    main_size,
    published_name,
    widths,
)

PLACES = {
    "article": "(min-width: 1064px) 980px, 92vw",
    "cover": "(min-width: 960px) 500px, 92vw",
    "card": "(min-width: 640px) 360px, 92vw",
    "small-card": "(min-width: 640px) 280px, 130px",
    "portrait": "220px",
    "square": "80px",
    "frame": "(min-width: 640px) 360px, 92vw",
}
"""How wide a picture stands where, for `sizes`; follows the style sheets `parts` and `pages`."""

_MOST = {"portrait": 640}
"""The largest width in pixels that a place can use, where it is always small."""

_IMAGE = Markup('<img src="{}"{} alt="{}"{}{} decoding="async">')
_PICTURE = Markup('<picture><source type="image/webp" srcset="{}" sizes="{}">{}</picture>')


@dataclass(frozen=True, slots=True)
class PictureHtml:
    """A picture on a page, and what has to be published for it, see `pictures.renditions`."""

    html: Markup
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where a picture stands: the way to the site's root, one of `PLACES`, its classes.

    One that is not `lazy` is seen at once when the page opens.
    """

    root: str
    place: str
    css: str = ""
    lazy: bool = True

    def attributes(self) -> Markup:
        """The attributes that no file has a part in."""
        css = Markup(' class="{}"').format(self.css) if self.css else Markup("")
        return css + Markup(' loading="lazy"' if self.lazy else ' fetchpriority="high"')

    def uri(self, asset: str) -> str:
        """The relative address of an asset."""
        return self.root + file_uri(published_name(asset))


def whole_picture(
    path: str, header: PictureHeader | None, alt: str, place: PicturePlace
) -> PictureHtml:
    """A picture with its proportions; `header` is None where the file is no picture."""
    if header is None or header.moving or path.lower().endswith(".gif"):
        size = (header.width, header.height) if header else None
        return PictureHtml(_image(path, "", size, alt, place), (path,))
    shown = widths(header.width, header.height, _MOST.get(place.place, SIDE))
    webp = {f"{width}.webp": width for width in shown}
    size = main_size(header.width, header.height)
    old = {}
    if fallback_form(path) == "jpg" and size[0] > OLD_WIDTH:
        old = {f"{OLD_WIDTH}.jpg": OLD_WIDTH, "": size[0]}
    srcset = Markup("")
    if old:
        offered = _srcset(path, old, place)
        srcset = Markup(' srcset="{}" sizes="{}"').format(offered, PLACES[place.place])
    image = _image(path, srcset, size, alt, place)
    html = _PICTURE.format(_srcset(path, webp, place), PLACES[place.place], image)
    names = dict.fromkeys(("", *webp, *old))
    return PictureHtml(html, tuple(asset_name(path, name) for name in names))


def cut_picture(path: str, alt: str, place: PicturePlace) -> PictureHtml:
    """A picture cut to the shape of its place, `square` or `frame`; its file is not looked at."""
    shapes = FRAMES if place.place == "frame" else SQUARES
    webp, fallback = _cut_names(path, shapes)
    image = _image(asset_name(path, fallback), "", shapes[0], alt, place)
    html = _PICTURE.format(_srcset(path, webp, place), PLACES[place.place], image)
    return PictureHtml(html, cut_assets(path, place.place))


def cut_assets(path: str, place: str) -> tuple[str, ...]:
    """What `cut_picture` takes."""
    webp, fallback = _cut_names(path, FRAMES if place == "frame" else SQUARES)
    return tuple(asset_name(path, name) for name in (*webp, fallback))


def square_uri(path: str) -> str:
    """Where the small square of a picture lies below the site's root, for scripts.

    One address, which every browser can show; lists and the page of people publish it.
    """
    return file_uri(published_name(asset_name(path, _cut_names(path, SQUARES)[1])))


def _cut_names(path: str, shapes: Sequence[tuple[int, int]]) -> tuple[dict[str, int], str]:
    small = f"{shapes[0][0]}x{shapes[0][1]}"
    webp = {f"{width}x{height}.webp": width for width, height in shapes}
    return webp, f"{small}.{fallback_form(path)}"


def _srcset(path: str, names: dict[str, int], place: PicturePlace) -> str:
    """Names with their widths, as `srcset` wants them."""
    offered: Iterable[str] = (
        f"{place.uri(asset_name(path, name))} {width}w" for name, width in names.items()
    )
    return ", ".join(offered)


def _image(
    asset: str, srcset: str, size: tuple[int, int] | None, alt: str, place: PicturePlace
) -> Markup:
    """An `<img>` that keeps its place on the page until it comes."""
    space = Markup(' width="{}" height="{}"').format(*size) if size else Markup("")
    return _IMAGE.format(place.uri(asset), srcset, alt, space, place.attributes())
