"""Small sites that were built, keys and packs for the tests of hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from campaignkit.handover.manifest_files import signed_manifest
from campaignkit.handover.pack import PackResult, PublishedSite, pack
from campaignkit.handover.site_manifest import SiteManifest

MADE = datetime(2021, 9, 14, 12, 0, 1, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
SITE_URL = "https://example.org/gonghui/"

PAGE = (
    '<!doctype html><html><head><title>{title} - 示例网站</title><script src="{up}a.js"></script>'
    "</head><body><p>{title}</p></body></html>\n"
)
FILES = {
    "index.html": PAGE.format(title="首页", up="").encode(),
    "about/index.html": PAGE.format(title="关于", up="../").encode(),
    "404.html": PAGE.format(title="找不到", up="/gonghui/").encode(),
    "a.js": b"console.log(1)\n",
    "附件/报名表.txt": "表\n".encode(),
    "sitemap.xml": b"<urlset><url><loc>https://example.org/gonghui/</loc></url></urlset>\n",
    "empty.txt": b"",
}


@dataclass(frozen=True)
class Packed:
    """A site on the disk and its pack."""

    site: Path
    out: Path
    result: PackResult

    @property
    def folder(self) -> Path:
        return self.out.with_name(f"{self.out.stem}.manifest")

    def manifest(self) -> SiteManifest:
        return signed_manifest(self.folder, KEY.public_key())


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def published(site: Path) -> PublishedSite:
    """The site as if a build had just written what is there."""
    states = {
        file.relative_to(site).as_posix(): file.lstat()
        for file in site.rglob("*")
        if not file.is_dir()
    }
    expected = {path: (state.st_size, state.st_mtime_ns) for path, state in states.items()}
    return PublishedSite(site, SITE_URL, "示例网站", expected)


def packed(tmp_path: Path, files: dict[str, bytes] = FILES, key: Ed25519PrivateKey = KEY) -> Packed:
    site = write(tmp_path / "site", files)
    out = tmp_path / "网站.zip"
    return Packed(site, out, pack(published(site), out, key, MADE))
