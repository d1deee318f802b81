"""A site is exchanged whole, and what a crash left is mended."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaignkit.publish import swap as module
from campaignkit.publish.kept_files import carry_kept
from campaignkit.publish.output import OutputFile, save_manifest
from campaignkit.publish.swap import (
    BusyError,
    ForeignError,
    Stage,
    give_up,
    open_stage,
    publish,
    published,
)

OURS = (".site.lock", ".site.stage", ".site.manifest-")


def staged(site: Path, **files: str) -> Stage:
    stage = open_stage(site)
    for name, text in files.items():
        stage.tree.put(f"{name}/index.html", text.encode())
    return stage


def shown(site: Path) -> dict[str, str]:
    return {file.parent.name: file.read_text() for file in site.rglob("index.html")}


def strange(folder: Path) -> set[str]:
    """What lies beside the site and should not."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(OURS)} - {"site"}


def test_a_first_site_and_its_successors(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for files in ({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"b": "1", "c": "3"}, {"a": "1"}):
        publish(staged(site, **files))
        assert shown(site) == files
        assert {path.name for path in site.iterdir()} == set(files)
        assert not strange(tmp_path)


def test_unchanged_files_are_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        publish(staged(site, a="1", b="1"))
    written = []
    write = module.Tree.write
    monkeypatch.setattr(
        module.Tree,
        "write",
        lambda tree, path, *rest: (written.append(path), write(tree, path, *rest)),
    )
    publish(staged(site, a="1", b="2"))
    assert written == ["b/index.html"]
    assert shown(site) == {"a": "1", "b": "2"}


def test_a_file_that_somebody_changed_is_written_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for _ in range(3):
        publish(staged(site, a="1"))
        (site / "a" / "index.html").write_text("meddled with")
    publish(staged(site, a="1"))
    assert shown(site) == {"a": "1"}


def test_a_file_replaced_with_its_size_and_time_restored_is_written_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        stage = open_stage(site)
        stage.tree.put("index.html", b"one")
        publish(stage)
    file, other = site / "index.html", tmp_path / "other"
    state = file.stat()
    other.write_bytes(b"eno")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(file)
    stage = open_stage(site)
    stage.tree.put("index.html", b"one")
    publish(stage)
    assert file.read_bytes() == b"one"


def test_a_stage_given_up_leaves_the_site_and_serves_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    give_up(staged(site, a="2", b="2"))
    assert shown(site) == {"a": "1"}
    publish(staged(site, a="3"))
    assert shown(site) == {"a": "3"}
    assert not strange(tmp_path)


def test_a_second_build_is_told_to_wait(tmp_path: Path) -> None:
    stage = open_stage(tmp_path / "site")
    with pytest.raises(BusyError, match="另一个构建"):
        open_stage(tmp_path / "site")
    give_up(stage)
    give_up(open_stage(tmp_path / "site"))


def test_where_nothing_can_be_exchanged_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    for text in "123":
        publish(staged(site, a=text))
        assert shown(site) == {"a": text}
    assert not strange(tmp_path)


def test_a_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    site.rename(tmp_path / ".site.old")
    give_up(open_stage(site))
    assert shown(site) == {"a": "1"}


def test_what_a_killed_build_left_is_not_trusted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in "12":
        publish(staged(site, a=text, b="1"))
    killed = open_stage(site)
    (killed.tree.folder / "half.html").write_text("x")
    killed.lock.release()  # as the system does for a process that is gone
    publish(staged(site, a="3"))
    assert shown(site) == {"a": "3"}
    assert not (site / "half.html").exists()


@pytest.mark.parametrize("damage", [b"", b"\x80\x05.", b"not a pickle"])
def test_a_damaged_manifest_knows_nothing(tmp_path: Path, damage: bytes) -> None:
    site = tmp_path / "site"
    for text in "12":
        stage = staged(site, a=text)
        stage.tree.put("404.html", b"")
        publish(stage)
    for file in tmp_path.glob(".site.manifest-*"):
        file.write_bytes(damage)
    publish(staged(site, a="3"))
    assert shown(site) == {"a": "3"}


def test_a_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    web, site = tmp_path / "www" / "html", tmp_path / "project" / "site"
    web.mkdir(parents=True)
    site.parent.mkdir()
    site.symlink_to(web)
    for number in "123":
        publish(staged(site, a=number))
        assert site.is_symlink()
        assert shown(web) == {"a": number}
    assert not strange(site.parent)


def test_a_folder_that_is_no_site_is_not_replaced(tmp_path: Path) -> None:
    content = tmp_path / "campaigns"
    (content / "essay").mkdir(parents=True)
    (content / "essay" / "campaign.yml").write_text("kind: contest\n")
    with pytest.raises(ForeignError, match="site_dir"):
        open_stage(content)
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(ForeignError, match="是一个文件"):
        open_stage(tmp_path / "notes.txt")
    assert (content / "essay" / "campaign.yml").read_text() == "kind: contest\n"


def test_the_manifest_of_a_folder_that_is_gone_proves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "thesis.doc").write_text("x")
    manifest = tmp_path / f".folder.manifest-{folder.stat().st_ino}"  # numbers are used again
    save_manifest(manifest, {"a/index.html": OutputFile(b"", 1, 1)})
    with pytest.raises(ForeignError):
        open_stage(folder)


@pytest.mark.parametrize("before", [(), ("index.html",), ("404.html", "a.css")])
def test_an_empty_folder_and_another_engines_site_are_replaced(
    tmp_path: Path, before: tuple[str, ...]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in before:
        (site / name).write_text("x")
    publish(staged(site, a="1"))
    assert shown(site) == {"a": "1"}
    assert {path.name for path in site.iterdir()} == {"a"}


def test_a_second_rename_that_fails_takes_back_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    stage = staged(site, a="2")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == stage.tree.folder:
            raise PermissionError(13, "no")
        return rename(self, target)

    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        publish(stage)
    assert shown(site) == {"a": "1"}
    assert not strange(tmp_path)


def test_where_no_manifest_can_be_written_a_build_is_given_up_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    stage = staged(site, a="2")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(module, "save_manifest", full)
        give_up(stage)
    assert not strange(tmp_path)  # what the engine wrote takes no room on a full disk
    publish(staged(site, a="3"))
    assert shown(site) == {"a": "3"}


@pytest.mark.parametrize("name", [".site.engine", ".site.stage", ".site.old"])
@pytest.mark.parametrize("link", [True, False])
def test_files_and_links_where_our_folders_stand_are_replaced(
    tmp_path: Path, name: str, link: bool
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("x")
    site = tmp_path / "in" / "site"
    site.parent.mkdir()
    if link:
        (site.parent / name).symlink_to(elsewhere)
    else:
        (site.parent / name).write_text("x")
    for text in "12":
        publish(staged(site, a=text))
        assert shown(site) == {"a": text}
    assert (elsewhere / "kept.txt").read_text() == "x"


def test_the_old_site_keeps_nothing_that_the_new_one_has_not(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1", b="1", gone="CANARY"))
    publish(staged(site, a="1", b="2"))
    stage = tmp_path / ".site.stage"
    assert stage.stat().st_mode & 0o777 == 0o700
    assert shown(stage) == {"a": "1"}
    assert not (stage / "gone").exists()
    publish(staged(site, a="1", b="2"))
    assert shown(site) == {"a": "1", "b": "2"}


def test_an_interrupted_build_leaves_nothing_to_publish(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    stage = staged(site, a="1", b="1")
    (stage.tree.folder / "stamped").mkdir()
    (stage.tree.folder / "stamped" / "index.html").write_text("by a worker")
    give_up(stage)
    assert not list(tmp_path.glob(".site.stage/**/*.html"))
    publish(staged(site, a="1"))
    assert shown(site) == {"a": "1"}


def test_what_the_manifest_does_not_name_is_not_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    stage = staged(site, a="1")
    (stage.tree.folder / "stray").mkdir()
    (stage.tree.folder / "stray" / "index.html").write_text("by a late worker")
    publish(stage)
    assert shown(site) == {"a": "1"}
    assert not (site / "stray").exists()


def test_others_can_read_the_site_but_not_the_stage(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir(mode=0o755)
    for text in "12":
        stage = staged(site, a=text)
        assert stage.tree.folder.stat().st_mode & 0o077 == 0
        publish(stage)
        assert site.stat().st_mode & 0o777 == 0o755


def test_a_mount_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_is_mount", lambda file: file == tmp_path / "site")
    for _ in range(2):  # and the lock is free again
        with pytest.raises(ForeignError, match="挂载点"):
            open_stage(tmp_path / "site")


@pytest.mark.parametrize("keep", [("verify.txt",), ("*.txt",), ()])
def test_files_of_others_are_told_and_carried_where_named(
    tmp_path: Path, keep: tuple[str, ...]
) -> None:
    site = tmp_path / "site"
    publish(staged(site, a="1"))
    (site / "verify.txt").write_text("proof")
    for _ in range(3):
        stage = staged(site, a="1")
        found = carry_kept(stage.tree, keep, "mkdocs.yml")
        if keep:
            assert not found
        elif (site / "verify.txt").exists():
            assert "verify.txt" in found[0].message
        publish(stage)
        assert (site / "verify.txt").exists() is bool(keep)


def test_who_reads_the_published_site_keeps_builds_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with published(site) as manifest:
        assert manifest == {}
    publish(staged(site, a="1"))
    with published(site) as manifest:
        assert set(manifest) == {"a/index.html"}
        with pytest.raises(BusyError, match="另一个构建"):
            open_stage(site)
    stage = staged(site, a="2")
    with pytest.raises(BusyError, match="另一个构建"), published(site):
        pass
    publish(stage)
    assert shown(site) == {"a": "2"}
