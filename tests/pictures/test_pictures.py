"""Pictures as they are published: upright, in sRGB, without metadata, at the sizes asked for."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from campaignkit.pictures import open_picture
from campaignkit.pictures.encode_picture import encoded
from campaignkit.pictures.open_picture import TooManyPixelsError, UnreadableError, opened
from campaignkit.pictures.renditions import published_name, rendition, split_asset, widths
from campaignkit.pictures.upright import base_of
from campaignkit.publish.media import encode_all


def _bytes(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def _shown(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


def _photo(width: int, height: int) -> Image.Image:
    """A picture with many colours."""
    across = Image.linear_gradient("L").resize((width, height))
    down = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, across.transpose(Image.Transpose.ROTATE_180)))


def test_upright_small_and_silent() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "CAMERA-MAKER"
    raw = _bytes(_photo(3000, 1500), "JPEG", exif=exif, comment=b"WHO-AND-WHERE")
    made = encode_all(raw, "JPEG", ["", "320.webp", "640.jpg", "160x160.webp"])
    sizes = {name: _shown(data).size for name, data in made.items()}
    assert sizes == {
        "": (800, 1600),
        "320.webp": (320, 640),
        "640.jpg": (640, 1280),
        "160x160.webp": (160, 160),
    }
    for data in made.values():
        assert b"CAMERA-MAKER" not in data
        assert b"WHO-AND-WHERE" not in data
        assert not _shown(data).getexif()


def test_what_is_made_does_not_depend_on_what_else_is_made() -> None:
    raw = _bytes(_photo(2500, 1700), "JPEG", quality=90)
    names = ["", "320.webp", "1280.webp", "320x320.webp", "640.jpg"]
    together = encode_all(raw, "JPEG", names)
    assert together == {name: encode_all(raw, "JPEG", [name])[name] for name in names}


def test_a_profile_is_converted_and_not_dropped() -> None:
    """A profile that swaps nothing but the primaries' gamma: mid grey must change its number."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey = Image.new("RGB", (64, 64), (120, 120, 120))
    plain = encode_all(_bytes(grey, "PNG"), "PNG", [""])[""]
    same = encode_all(_bytes(grey, "PNG", icc_profile=srgb), "PNG", [""])[""]
    assert _shown(same).getpixel((9, 9)) == _shown(plain).getpixel((9, 9))
    for profile in (lab, b"no profile at all", srgb):
        made = encode_all(_bytes(grey, "PNG", icc_profile=profile), "PNG", [""])[""]
        assert "icc_profile" not in _shown(made).info
        assert _shown(made).getpixel((9, 9)) == _shown(plain).getpixel((9, 9))


def test_colours_of_another_space_stay_what_they_look_like() -> None:
    """sRGB's own curves at half the value's place: a linear profile, made by hand from sRGB's."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    linear = _with_linear_curves(bytes(srgb))
    grey = _bytes(Image.new("RGB", (64, 64), (55, 55, 55)), "PNG", icc_profile=linear)
    value = _shown(encode_all(grey, "PNG", [""])[""]).convert("RGB").getpixel((9, 9))
    assert isinstance(value, tuple)
    assert all(abs(one - 128) <= 2 for one in value)  # 55/255 of the light is sRGB's 128


def _with_linear_curves(profile: bytes) -> bytes:
    """The profile with every tone curve a straight line, and another name."""
    data = bytearray(profile.replace(b"s\0R\0G\0B", b"L\0i\0n\0e").replace(b"sRGB", b"Line"))
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = 132 + 12 * number
        if data[entry : entry + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            start = int.from_bytes(data[entry + 4 : entry + 8], "big")
            data[start : start + 12] = b"curv" + bytes(8)  # no points: the identity
            data[entry + 8 : entry + 12] = (12).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "RGBA", "I;16"])
def test_every_mode_is_made(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    raw = _bytes(Image.new(mode, (700, 700)), form)
    made = encode_all(raw, form, ["", "320.webp", "160x160.jpg", "160x160.png", "160x160.webp"])
    assert [_shown(data).size[0] for data in made.values()] == [700, 320, 160, 160, 160]


def test_transparency_stays_where_a_format_has_it() -> None:
    raw = _bytes(Image.new("RGBA", (400, 400), (200, 0, 0, 0)), "PNG")
    made = encode_all(raw, "PNG", ["", "320.webp", "160x160.jpg"])
    for name, clear in (("", 0), ("320.webp", 0)):
        assert _shown(made[name]).convert("RGBA").getpixel((9, 9))[3] == clear  # type: ignore[index]
    corner = _shown(made["160x160.jpg"]).getpixel((9, 9))
    assert isinstance(corner, tuple)
    assert min(corner) > 250  # on white


def test_a_palette_stays_small() -> None:
    raw = _bytes(_photo(600, 600).quantize(64), "PNG")
    made = encode_all(raw, "PNG", [""])[""]
    assert _shown(made).mode == "P"


def test_a_moving_webp_moves_and_its_square_stands_still() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    raw = _bytes(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=[50, 90, 70])
    made = encode_all(raw, "WEBP", ["", "160x160.webp"])
    assert getattr(_shown(made[""]), "n_frames", 1) == 3
    assert getattr(_shown(made["160x160.webp"]), "n_frames", 1) == 1
    assert _shown(made["160x160.webp"]).size == (40, 40)


def test_nothing_is_decoded_before_its_size_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = _bytes(Image.new("L", (300, 300)), "PNG")
    monkeypatch.setattr(open_picture, "MAX_PIXELS", 300 * 299)
    monkeypatch.setattr(Image.Image, "load", None)
    with pytest.raises(TooManyPixelsError) as told, opened(raw, "PNG"):
        pass
    assert told.value.size == (300, 300)


@pytest.mark.parametrize("raw", [b"", b"\xff\xd8\xff no picture", b"GIF89a\x01\x00"])
def test_what_is_no_picture_is_told(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        encode_all(raw, "JPEG", [""])


def test_a_truncated_picture_is_told() -> None:
    raw = _bytes(_photo(800, 800), "JPEG")
    with pytest.raises(UnreadableError):
        encode_all(raw[: len(raw) // 2], "JPEG", ["320.webp"])


def test_widths_never_exceed_the_picture() -> None:
    assert widths(200, 100) == (200,)
    assert widths(1200, 630) == (320, 640, 1200)
    assert widths(4000, 3000) == (320, 640, 960, 1280, 1920)
    assert widths(3000, 4000) == (320, 640, 960, 1440)
    assert widths(600, 800, 640) == (320, 600)
    assert widths(1200, 1600, 640) == (640,)


def test_names_of_renditions() -> None:
    assert published_name("campaigns/a/media/b.jpg//640.webp") == "campaigns/a/media/b.jpg.640.webp"
    assert split_asset("campaigns/a/media/b.jpg") == ("campaigns/a/media/b.jpg", "")
    assert rendition("../../etc") is None


def test_a_cut_is_never_larger_than_the_picture() -> None:
    with opened(_bytes(_photo(100, 50), "PNG"), "PNG") as picture:
        assert _shown(encoded(base_of(picture), "WEBP", 160, 160)).size == (50, 50)
