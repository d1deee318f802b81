"""One manifest, one text; everything else is refused in words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.safe_paths import path_fault, shown
from campaignkit.handover.site_manifest import (
    Archive,
    PackedFile,
    SiteManifest,
    from_text,
    sorted_files,
    to_text,
)

DIGEST = "0" * 64


def manifest(*paths: str) -> SiteManifest:
    files = [PackedFile(path=path, sha256=DIGEST, size=1) for path in paths]
    archive = Archive(name="网站.zip", sha256=DIGEST, size=1)
    return SiteManifest(site="", made="", archive=archive, active=(), files=sorted_files(files))


def test_round_trip_and_one_file_a_line() -> None:
    made = manifest("b.html", "附件/表.txt", "a.html")
    text = to_text(made)
    assert from_text(text) == made
    assert [line for line in text.decode().split("\n") if '"path"' in line] == [
        f'{{"path": "a.html", "sha256": "{DIGEST}", "size": 1}},',
        f'{{"path": "b.html", "sha256": "{DIGEST}", "size": 1}},',
        f'{{"path": "附件/表.txt", "sha256": "{DIGEST}", "size": 1}}',
    ]
    assert json.loads(text)["format"] == "campaignkit manifest 1"


def test_a_manifest_of_no_files_is_one_too() -> None:
    assert from_text(to_text(manifest())).files == ()


@pytest.mark.parametrize("cut", [0, 1, 40, 150, -1, -2])
def test_a_truncated_manifest_is_refused(cut: int) -> None:
    with pytest.raises(HandoverError, match="改法"):
        from_text(to_text(manifest("a.html"))[:cut])


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "a/../../x",
        "/etc/passwd",
        "a//b",
        "./a",
        "a/.",
        "",
        "C:/x",
        "a\\..\\b",
        "a\x00b",
        "a\nb",
        "\u202egnp.exe",
        "a\u200b",
        "x" * 1025,
    ],
)
def test_a_hostile_path_is_refused(path: str) -> None:
    text = to_text(manifest("a.html")).decode().replace('"a.html"', json.dumps(path))
    with pytest.raises(HandoverError, match="第 1 个文件的 path"):
        from_text(text.encode())
    assert path_fault(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"size": 1}', '"size": 1, "size": 1}'),
        ('"size": 1}', '"size": -1}'),
        ('"size": 1}', '"size": "1"}'),
        ('"size": 1}', '"size": 1, "mode": 7}'),
        ('"site": ""', '"site":  ""'),
        ("]\n}\n", "]\n}\n "),
        (DIGEST, DIGEST[1:]),
        ("manifest 1", "manifest 2"),
    ],
)
def test_another_text_of_the_same_data_is_refused(old: str, new: str) -> None:
    text = to_text(manifest("a.html")).decode()
    assert old in text
    with pytest.raises(HandoverError, match="清单"):
        from_text(text.replace(old, new).encode())


def test_files_twice_or_unsorted_are_refused() -> None:
    text = to_text(manifest("a.html", "b.html")).decode()
    for other in (text.replace("b.html", "a.html"), text.replace("a.html", "c.html")):
        with pytest.raises(HandoverError, match="文件的次序"):
            from_text(other.encode())


@given(st.text())
def test_a_path_without_fault_stays_below_its_folder(path: str) -> None:
    if not path_fault(path):
        assert not path.startswith("/")
        assert not {"..", ".", ""} & set(path.split("/"))
        assert shown(path) == path


def test_hostile_names_are_shown_without_their_power() -> None:
    assert shown("a\x1b[2Jb\u202e\udcff") == "a\\x1b[2Jb\\u202e\\udcff"
