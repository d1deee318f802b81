"""Keys that only their owner reads, and signatures that only they make."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.handover.packing import KEY, OTHER_KEY

from campaignkit.handover import signing
from campaignkit.handover.handover_errors import HandoverError

DATA = "清单\n".encode()


def test_a_new_key_is_private_and_signs(tmp_path: Path) -> None:
    private, public = tmp_path / "private" / "handover.key", tmp_path / "handover.pub"
    told = signing.new_key(private, public, [tmp_path / "site"])
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    key, half = signing.private_key(private, []), signing.public_key(public)
    signing.check_signature(half, signing.sign(key, DATA), DATA)
    assert told == signing.fingerprint(half)
    assert len(told) == 39


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    private, public = tmp_path / "a.key", tmp_path / "a.pub"
    signing.new_key(private, public, [])
    before = private.read_bytes(), public.read_bytes()
    for other in ((private, tmp_path / "b.pub"), (tmp_path / "b.key", public)):
        with pytest.raises(HandoverError, match="没有覆盖"):
            signing.new_key(*other, [])
    assert (private.read_bytes(), public.read_bytes()) == before
    assert not (tmp_path / "b.key").exists()


def test_a_key_in_a_published_folder_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(HandoverError, match="会发布的文件夹"):
        signing.new_key(site / "a.key", tmp_path / "a.pub", [site])
    assert not list(site.iterdir())
    signing.new_key(tmp_path / "a.key", tmp_path / "a.pub", [site])
    (tmp_path / "a.key").rename(site / "a.key")
    (tmp_path / "linked.key").symlink_to(site / "a.key")
    for file in (site / "a.key", tmp_path / "linked.key"):
        with pytest.raises(HandoverError, match="会发布的文件夹"):
            signing.private_key(file, [site])


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    private = tmp_path / "a.key"
    signing.new_key(private, tmp_path / "a.pub", [])
    private.chmod(0o640)
    with pytest.raises(HandoverError, match="chmod 600"):
        signing.private_key(private, [])


@pytest.mark.parametrize("content", ["", "no key\n", "-----BEGIN PRIVATE KEY-----\n"])
def test_what_is_no_key_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(HandoverError, match="私钥"):
        signing.private_key(file, [])
    with pytest.raises(HandoverError, match="公钥"):
        signing.public_key(file)
    with pytest.raises(HandoverError, match="没有公钥文件"):
        signing.public_key(tmp_path / "none")


def test_a_changed_text_or_signature_is_found() -> None:
    signature = signing.sign(KEY, DATA)
    half = KEY.public_key()
    with pytest.raises(HandoverError, match="被人改过"):
        signing.check_signature(half, signature, DATA + b" ")
    first, second, third = signature.decode().splitlines()
    swapped = "A" if third[0] != "A" else "B"
    forged = f"{first}\n{second}\n{swapped}{third[1:]}\n".encode()
    with pytest.raises(HandoverError, match="被人改过"):
        signing.check_signature(half, forged, DATA)
    for damaged in (b"", signature[:30], signature + b"x\n", b"\xff" * 90):
        with pytest.raises(HandoverError, match="签名文件坏了"):
            signing.check_signature(half, damaged, DATA)


def test_another_key_is_named_by_its_fingerprint() -> None:
    ours = signing.fingerprint(KEY.public_key())
    with pytest.raises(HandoverError, match=ours):
        signing.check_signature(KEY.public_key(), signing.sign(OTHER_KEY, DATA), DATA)
    claimed = signing.sign(OTHER_KEY, DATA).decode().splitlines()
    claimed[1] = ours
    with pytest.raises(HandoverError, match="被人改过"):
        signing.check_signature(KEY.public_key(), "\n".join(claimed).encode(), DATA)
