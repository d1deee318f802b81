"""The office's key: an ed25519 pair (RFC 8032) that signs manifests.

Both keys are PEM files that OpenSSL reads. The signature file has three lines: its format, the
fingerprint of the key, the signature over the manifest's bytes in base64. The public key is never
read from beside a manifest: whoever can change the one can change the other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from campaignkit.handover.handover_errors import HandoverError

_FORMAT = "campaignkit signature 1"
_PRIVATE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST = 10_000
"""Bytes of a key or signature file that are read: the real ones have some hundred."""


def new_key(private: Path, public: Path, published: Iterable[Path]) -> str:
    """Make a key pair and return the public key's fingerprint.

    `private` is written with mode 0600, `public` beside it or elsewhere; neither may exist.
    `published` are folders whose content readers may come to see. Raises `HandoverError` and
    `OSError`.
    """
    refuse_published(private, published)
    for file in (private, public):
        if os.path.lexists(file):
            raise HandoverError(
                f"已经有 {file} 了，没有覆盖它：旧钥匙没了，旧清单就没有人能再签",
                "要换钥匙，先把旧的两个文件收好，再运行",
            )
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    private.parent.mkdir(parents=True, exist_ok=True)
    public.parent.mkdir(parents=True, exist_ok=True)
    _write_new(private, pem, _PRIVATE)
    try:
        _write_new(public, _pem(key.public_key()), 0o644)
    except OSError:
        with suppress(OSError):
            private.unlink()
        raise
    return fingerprint(key.public_key())


def private_key(file: Path, published: Iterable[Path]) -> Ed25519PrivateKey:
    """The private key of a file that only its owner can read. Raises `HandoverError`."""
    refuse_published(file, published)
    raw = _read(file, "私钥")
    if sys.platform != "win32" and file.stat().st_mode & _OTHERS:
        raise HandoverError(f"私钥 {file} 别人也能读", f"运行 chmod 600 {file}")
    try:
        key = load_pem_private_key(raw, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise HandoverError(
            f"{file} 不是没有密码的 ed25519 私钥", "用 campaignkit pack --new-key 做一对"
        )
    return key


def public_key(file: Path) -> Ed25519PublicKey:
    """The public key of a file. Raises `HandoverError`."""
    raw = _read(file, "公钥")
    try:
        key = load_pem_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise HandoverError(f"{file} 不是 ed25519 公钥", "用打包的人给的 .pub 文件")
    return key


def fingerprint(key: Ed25519PublicKey) -> str:
    """128 bits of the key's SHA-256 in groups of four: short enough to compare on the telephone."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digits = hashlib.sha256(der).hexdigest()[:32]
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def sign(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """The signature file for `data`."""
    signature = base64.b64encode(key.sign(data)).decode()
    return f"{_FORMAT}\n{fingerprint(key.public_key())}\n{signature}\n".encode()


def check_signature(key: Ed25519PublicKey, signature: bytes, data: bytes) -> None:
    """Raise `HandoverError` unless `signature` comes from `sign` with the other half of the key."""
    try:
        form, signer, encoded = signature.decode("ascii").removesuffix("\n").split("\n")
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        form, signer, raw = "", "", b""
    if form != _FORMAT:
        raise HandoverError("签名文件坏了，不能用", "找交接网站的人重新要一份清单")
    ours = fingerprint(key)
    if signer != ours:
        raise HandoverError(
            f"清单不是用这把钥匙签的：公钥的指纹是 {ours}，签名写的是 {signer[:39]!r}",
            "打电话核对指纹；对不上的清单不要用",
        )
    try:
        key.verify(raw, data)
    except InvalidSignature:
        raise HandoverError(
            "清单的签名不对：清单签好以后被人改过，或者没有拷贝完整", "不要用它，重新要一份"
        ) from None


def refuse_published(file: Path, published: Iterable[Path]) -> None:
    """Raise `HandoverError` where a private key lies, or would lie, where readers may see it."""
    real = file.resolve()
    for folder in published:
        if real.is_relative_to(folder.resolve()):
            raise HandoverError(
                f"私钥不能放在会发布的文件夹 {folder} 里：{file}",
                "放在网站外面，例如 private/handover.key",
            )


def _pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _read(file: Path, what: str) -> bytes:
    if not file.is_file():
        raise HandoverError(
            f"没有{what}文件 {file}", "写对路径，或用 campaignkit pack --new-key 做一对"
        )
    with file.open("rb") as stream:
        return stream.read(_MOST)


def _write_new(file: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet; where the disk is full, none is left."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags, mode)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123  a file descriptor
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            file.unlink()
        raise
