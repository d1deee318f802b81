"""The folder of an article: HTML, .docx, and pictures with QR codes beside them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import segno

from campaignkit.base.store import write_whole
from campaignkit.office.article.account_html import PICTURE_LIMIT, account_html, article_file
from campaignkit.office.article.blocks import Article, ArticlePicture
from campaignkit.office.article.paper_docx import paper_docx
from campaignkit.office.bare_picture import bare_jpeg

HTML_NAME, DOCX_NAME, PICTURES = "公众号.html", "归档.docx", "图片"
MOST_CODES = 20
"""QR codes that an article may have; more addresses are written out only."""


@dataclass(slots=True)
class WrittenArticle:
    """What was written, and what an editor should know of it."""

    files: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def write_article(
    article: Article, root: Path, folder: Path, publisher: str, made: datetime
) -> WrittenArticle:
    """Write everything into a folder that is there. Raises `OSError`."""
    written = WrittenArticle()
    pictures = _pictures(article, root, written)
    names = {path: f"{PICTURES}/{number:02}.jpg" for number, path in enumerate(pictures, start=1)}
    addresses = list(dict.fromkeys(filter(None, (article.address, *article.links))))[:MOST_CODES]
    codes = {one: f"{PICTURES}/二维码-{n:02}.png" for n, one in enumerate(addresses, start=1)}
    fragment, over = account_html(article, names, codes)
    written.told += over
    if names or codes:
        (folder / PICTURES).mkdir(exist_ok=True)
    files = {names[path]: data for path, data in pictures.items()}
    files |= {name: _code(address) for address, name in codes.items()}
    files[HTML_NAME] = article_file(article, fragment).encode()
    files[DOCX_NAME] = paper_docx(article, pictures, publisher, made)
    for name, data in files.items():
        write_whole(folder / name, data)
        written.files.append(name)
    return written


def _pictures(article: Article, root: Path, written: WrittenArticle) -> dict[str, bytes]:
    """Each picture once, made anew, by its source path."""
    found: dict[str, bytes] = {}
    paths = [block.path for block in article.blocks if isinstance(block, ArticlePicture)]
    for path in dict.fromkeys(paths):
        file = root / path
        data = bare_jpeg(file.read_bytes()) if file.is_file() else None
        if data is None:
            written.told.append(f"图片 {path} 读不出来，没有放进去")
        elif len(data) > PICTURE_LIMIT:
            written.told.append(f"图片 {path} 太大，公众号每张最多 5 MB：没有放进去")
        else:
            found[path] = data
    return found


def _code(address: str) -> bytes:
    stream = io.BytesIO()
    segno.make(address, micro=False).save(stream, kind="png", scale=6)
    return stream.getvalue()
