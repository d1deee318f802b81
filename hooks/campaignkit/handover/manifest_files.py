"""Read a manifest that came with a pack: nothing of it is looked at before its signature."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.pack_files import MANIFEST, SIGNATURE
from campaignkit.handover.signing import check_signature
from campaignkit.handover.site_manifest import MAX_MANIFEST_BYTES, SiteManifest, from_text

_MOST_SIGNATURE = 10_000


def signed_manifest(path: Path, key: Ed25519PublicKey) -> SiteManifest:
    """The manifest in a folder of a pack, or in the file itself, if `key` signed it.

    The signature lies beside the manifest as `manifest.sig`. Raises `HandoverError`.
    """
    file = path / MANIFEST if path.is_dir() else path
    if not file.is_file():
        raise HandoverError(f"没有清单 {file}", "写打包时得到的文件夹，例如 网站.manifest")
    signature = file.with_name(SIGNATURE)
    if not signature.is_file():
        raise HandoverError(f"没有签名文件 {signature}", "把打包时得到的文件夹整个拷贝过来")
    raw = _read(file, MAX_MANIFEST_BYTES + 1)
    check_signature(key, _read(signature, _MOST_SIGNATURE), raw)
    return from_text(raw)


def _read(file: Path, most: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(most)
