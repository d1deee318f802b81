"""A Word work becomes Markdown and pictures."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass, field
from typing import Any

import mammoth  # type: ignore[import-untyped]

from campaignkit.attachments import Fault, read
from campaignkit.office.intake.picture_work import PictureError, clean_picture
from campaignkit.office.intake.private_numbers import numbers_in, told

_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
_STRONG = re.compile(r"(?<!\\)__")
_NEEDLESS = re.compile(r"\\([(){}.!+#\-])")
_AT_START = re.compile(r"^(\s*)([#+>-]|\d+\.)(?=\s|-)", re.MULTILINE)
_HEADING = re.compile(r"^#+ ")

_FAULTS = {
    Fault.ENCRYPTED: ("设了密码，读不出来", "在 Word 里去掉密码，再存一次"),
    Fault.TOO_LARGE: ("太大", "把里面的图片压缩以后再交"),
    Fault.BROKEN: ("坏了，打不开", "请作者再交一次"),
    Fault.WRONG_TYPE: ("不是 Word 文档", "在 Word 里另存为“Word 文档（.docx）”"),
}
_OLD = ("是旧式的 Word 文档，读不了", "在 Word 或 WPS 里打开，另存为“Word 文档（.docx）”")


class WorkError(Exception):
    """Why a work is not taken, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(slots=True)
class WordWork:
    """Markdown in which picture number n is named by `names[n]`; its bytes are `pictures[n]`."""

    text: str
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    has_table: bool = False


def read_word(name: str, data: bytes, title: str, picture_stem: str) -> WordWork:
    """Read a .docx; a first line that only repeats `title` is left out. Raises `WorkError`.

    Pictures are named `picture_stem` and a number, with the folder `../media/` in the text.
    """
    extract = read(name, data)
    if extract.actual == "ole" and extract.fault is not Fault.ENCRYPTED:
        raise WorkError(*_OLD)
    if extract.fault:
        raise WorkError(*_FAULTS[extract.fault])
    if extract.actual != "docx":
        raise WorkError(*_FAULTS[Fault.WRONG_TYPE])
    work = WordWork(
        "", has_table=any("张表" in p.place or "表格" in p.place for p in extract.pieces)
    )
    work.text = _markdown(data, work, picture_stem)
    work.text = _without_title(work.text, title)
    hits = numbers_in(work.text)
    if hits:
        places = [piece.place for piece in extract.pieces if numbers_in(piece.text)]
        where = f"（{places[0]}）" if places else ""
        raise WorkError(f"里有{told(hits)}{where}，不能上网", "从文档里删掉，再交一次")
    if not work.text.strip():
        raise WorkError("里没有文字", "检查交来的是不是这个文件")
    return work


def _markdown(data: bytes, work: WordWork, stem: str) -> str:
    @mammoth.images.img_element  # type: ignore[untyped-decorator, unused-ignore]
    def keep(image: Any) -> dict[str, str]:
        number = len(work.pictures) + 1
        if not (image.alt_text or "").strip():
            message = f"里第 {number} 张图没有替代文字"
            raise WorkError(message, "在 Word 里右键图片，选“编辑替代文字”，写图上有什么")
        with image.open() as stream:
            try:
                ending, picture = clean_picture(stream.read())
            except PictureError as error:
                raise WorkError(f"里第 {number} 张图{error}", "换成 JPG 或 PNG 图片") from None
        name = f"{stem}-{number}.{ending}"
        work.pictures.append((name, picture))
        return {"src": f"../media/{name}"}

    try:
        with warnings.catch_warnings(action="ignore"):
            result = mammoth.convert_to_markdown(io.BytesIO(data), convert_image=keep)
    except WorkError:
        raise
    except Exception as error:  # a library met something that its authors had not thought of
        raise WorkError(*_FAULTS[Fault.BROKEN]) from error
    return tidy_markdown(str(result.value))


def tidy_markdown(text: str) -> str:
    """Mammoth's Markdown as an editor would write it: stars for bold, few backslashes."""
    text = _STRONG.sub("**", _ANCHOR.sub("", text))
    lines = []
    for line in text.replace("\t", "    ").split("\n"):
        is_prose = not re.match(r"\s*(?:[-#]|\d+\.) ", line)
        plain = _NEEDLESS.sub(r"\1", line)
        if is_prose:
            plain = _AT_START.sub(r"\1\\\2", plain)
        lines.append(plain.rstrip(" \u3000") if not line.endswith("  ") else plain)
    tidy = "\n".join(line.lstrip("\u3000") for line in lines)
    return re.sub("\n{3,}", "\n\n", tidy).strip("\n") + "\n"


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    bare = _HEADING.sub("", first).strip("*_ ")
    same = _plain(bare) in (_plain(title), _plain(f"《{title}》"))
    return rest.lstrip("\n") if same else text


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
