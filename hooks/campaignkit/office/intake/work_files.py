"""The bytes of works, and the files that they become; a file that was edited by hand stays."""

from __future__ import annotations

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.fingerprint import digest
from campaignkit.content.folders import CONTENT
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.intake.given_files import PICTURES, GivenFile
from campaignkit.office.intake.picture_work import PictureError, clean_picture
from campaignkit.office.intake.private_files import ImportedRecord
from campaignkit.office.intake.sheet_place import CONFLICT_RULE, WORK_RULE, file_finding
from campaignkit.office.intake.word_work import WordWork, WorkError, read_word

_TABLE_HINT = "看一看写出的 .md 文件；要表格的，照手册手工写"
MEDIA = "media"
"""Where pictures go, in the campaign's folder."""


class WorkFiles:
    """Files to write for a run, `files` by their paths from the project.

    Between `open` and `close` they belong to one record; `digests` are those of its files.
    """

    def __init__(self, subject: FormSubject) -> None:
        self.subject = subject
        self.base = f"{CONTENT}/{subject.campaign.id}"
        self.files: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._new: dict[str, bytes] = {}
        self._notes: list[Finding] = []

    def open(self, before: ImportedRecord | None) -> None:
        """Begin with a record, as it was imported before."""
        self._before = dict(before.files) if before else {}
        self.digests, self._new, self._notes = dict(self._before), {}, []

    def file(self, file: GivenFile, target: str, label: str, document: bool) -> str:
        """Read a file; its path in the campaign's folder. `document` says that it is the text.

        Raises `WorkError`.
        """
        if file.ending in PICTURES:
            try:
                ending, data = clean_picture(file.read())
            except PictureError as error:
                raise WorkError(str(error), "请作者再交一次，用 JPG 或 PNG") from None
            self._new[f"{MEDIA}/{target}.{ending}"] = data
            return f"{MEDIA}/{target}.{ending}"
        if not document:
            raise WorkError("不能填在这一项", "把文件放进活动文件夹，再在 YAML 里写它的名字")
        record = target.rpartition("-")[0]
        path = f"{self.subject.collection.name}/{record}.md"
        self._new[path] = self._word(file, record, label).text.encode()
        return path

    def prose(self, file: GivenFile, record: str, label: str) -> str:
        """The Markdown of a Word file that goes into the record itself. Raises `WorkError`."""
        return self._word(file, record, label).text.strip("\n")

    def _word(self, file: GivenFile, record: str, label: str) -> WordWork:
        work = read_word(file.name, file.read(), label, f"{record}-word")
        if work.has_table:
            message = "里面有表格，读成了一段一段的文字"
            told = Finding(Position(file.name), WORK_RULE, message, _TABLE_HINT, Level.WARNING)
            self._notes.append(told)
        self._new.update({f"{MEDIA}/{name}": data for name, data in work.pictures})
        return work

    def texts(self) -> list[str]:
        """The texts that were read for this record."""
        return [d.decode() for name, d in self._new.items() if name.endswith(".md")]

    def close(self) -> list[Finding]:
        """End with a record: keep what is new, tell what was also changed by hand."""
        findings = self._notes
        for name, data in self._new.items():
            path = f"{self.base}/{name}"
            new, old = digest(data).hex(), self._before.get(name)
            there = self._there(path)
            self.digests[name] = new
            if there in ("", old):
                if there != new:
                    self.files[path] = data
            elif there != new and new != old:
                self.digests[name] = old or ""
                message = "这个文件手工改过，新交来的没有写进去"
                hint = "把新交来的内容手工改进去；要全用新的，就删掉它再读一次"
                findings.append(file_finding(path, message, hint, CONFLICT_RULE))
        return findings

    def _there(self, path: str) -> str:
        """The digest of the file as it is; empty where there is none."""
        file = self.subject.catalogue.root / path
        return digest(file.read_bytes()).hex() if file.is_file() else ""
