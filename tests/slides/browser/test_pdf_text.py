from __future__ import annotations

import unicodedata

import pytest

from campaignkit.slides.browser.pdf_text import ideographs, replace_radicals_in_cmap

CMAP = """/CIDInit /ProcSet findresource begin
begincmap
1 begincodespacerange
<00> <FF>
endcodespacerange
1 beginbfchar
<01> <2F08>
endbfchar
2 beginbfrange
<02> <04> <2F2F>
<05> <05> <4E2D>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
"""


def test_radicals_become_the_characters_they_look_like() -> None:
    assert ideographs("⼯⼈⻰⻚中ABC") == "工人龙页中ABC"


@pytest.mark.parametrize("code", range(0x2F00, 0x2FD6))
def test_every_kangxi_radical_is_replaced(code: int) -> None:
    assert ideographs(chr(code)) == unicodedata.normalize("NFKC", chr(code)) != chr(code)


def test_a_table_keeps_its_codes_and_its_other_entries() -> None:
    mended = replace_radicals_in_cmap(CMAP)
    assert "<00> <FF>" in mended
    assert mended.count("beginbfchar") == 1
    assert "5 beginbfchar" in mended
    assert "beginbfrange" not in mended
    for line in ("<01> <4EBA>", "<02> <5DE5>", "<03> <5DF1>", "<04> <5DFE>", "<05> <4E2D>"):
        assert line in mended
    assert mended.endswith("defineresource pop\n")


def test_a_table_without_radicals_stays_as_it_is() -> None:
    plain = CMAP.replace("2F08", "4EBA").replace("2F2F", "5DE5")
    assert replace_radicals_in_cmap(plain) == plain
