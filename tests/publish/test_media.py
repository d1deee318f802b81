"""What of the content's files gets onto the site, whatever became of the findings on them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from campaignkit.base.findings import Finding
from campaignkit.base.store import FileStore
from campaignkit.pictures import encode_picture, open_picture
from campaignkit.publish.media import MediaPublisher, publish_files
from campaignkit.publish.output import Tree


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("form.txt", True),
        ("FORM.PDF", True),
        ("page.html", False),
        ("drawing.svg", False),
        ("drawing.SVG", False),
        ("script.js", False),
        ("readme", False),
        ("x.pdf/readme", False),
    ],
)
def test_nothing_that_can_hold_a_script_is_published(
    tmp_path: Path, name: str, published: bool
) -> None:
    source = tmp_path / "campaigns/essay/files" / name
    source.parent.mkdir(parents=True)
    source.write_text("<script>alert(1)</script>")
    site = tmp_path / "site"
    publish = MediaPublisher(tmp_path, site, FileStore(tmp_path / "cache"))
    path = f"campaigns/essay/files/{name}"
    assert bool(publish((path, ("",)))) == published
    assert (publish.key(path) is not None) == published
    assert (site / path).is_file() == published


def _publish(root: Path, name: str, content: bytes) -> Finding | bytes:
    source = root / "campaigns/essay/media" / name
    source.parent.mkdir(parents=True)
    source.write_bytes(content)
    publish = MediaPublisher(root, root / "site", FileStore(root / "cache"))
    made = publish((f"campaigns/essay/media/{name}", ("",)))
    if isinstance(made, Finding):
        return made
    return (root / "site/campaigns/essay/media" / name).read_bytes()


def test_a_moving_picture_moves_and_says_nothing_else(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    raw = io.BytesIO()
    frames[0].save(raw, "GIF", save_all=True, append_images=frames[1:], comment=b"WHO-AND-WHERE")
    assert b"WHO-AND-WHERE" in raw.getvalue()
    published = _publish(tmp_path, "a.gif", raw.getvalue())
    assert isinstance(published, bytes)
    assert b"WHO-AND-WHERE" not in published
    with Image.open(io.BytesIO(published)) as picture:
        assert (picture.format, picture.size) == ("GIF", (60, 40))
        assert getattr(picture, "n_frames", 1) == 3


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"GIF89a\x01\x00"])
def test_a_gif_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    told = _publish(tmp_path, "a.gif", content)
    assert isinstance(told, Finding)
    assert "打不开" in told.message


def test_a_gif_that_would_take_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = [Image.new("L", (60, 40), grey) for grey in (0, 90)]
    raw = io.BytesIO()
    frames[0].save(raw, "GIF", save_all=True, append_images=frames[1:])
    monkeypatch.setattr(encode_picture, "MAX_MOVING", 2 * 60 * 40 - 1)
    assert isinstance(_publish(tmp_path, "a.gif", raw.getvalue()), Finding)


def test_a_picture_of_too_many_pixels_is_told_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    Image.new("L", (300, 200)).save(raw, "PNG")
    monkeypatch.setattr(open_picture, "MAX_PIXELS", 300 * 200 - 1)
    told = _publish(tmp_path, "a.png", raw.getvalue())
    assert isinstance(told, Finding)
    assert "300×200" in told.message


def test_pictures_are_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout gives every file a new time and inode; nothing is encoded again for that."""
    source = tmp_path / "campaigns/essay/media/a.png"
    source.parent.mkdir(parents=True)
    Image.new("RGB", (700, 500), "red").save(source)
    path = "campaigns/essay/media/a.png"
    assets = [path, f"{path}//320.webp", f"{path}//160x160.webp"]
    publish = MediaPublisher(tmp_path, tmp_path / "site", FileStore(tmp_path / "cache"))
    tree = Tree(tmp_path / "site")
    assert publish_files(assets, publish, tree) == []
    names = {"a.png", "a.png.320.webp", "a.png.160x160.webp"}
    assert {file.name for file in (tmp_path / "site/campaigns/essay/media").iterdir()} == names
    first = {file: (tmp_path / "site" / file).read_bytes() for file in tree.entries}

    content = source.read_bytes()
    source.unlink()
    source.write_bytes(content)
    monkeypatch.setattr(Image, "open", None)
    again = Tree(tmp_path / "again")
    publish = MediaPublisher(tmp_path, tmp_path / "again", FileStore(tmp_path / "cache"))
    assert publish_files(assets, publish, again) == []
    assert {file: (tmp_path / "again" / file).read_bytes() for file in again.entries} == first


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.pdf"])
def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Image, "open", refuse)
    found = _publish(tmp_path, name, b"x")
    assert isinstance(found, Finding)
    assert "权限" in found.message
    assert found.position.path.endswith(name)
