"""Addresses as people write them, and the files that URLs stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.safe_paths import path_fault
from campaignkit.handover.site_address import SiteAddress

SITE = SiteAddress("https://example.org/a/")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("https://EXAMPLE.org", "https://example.org/"),
        ("HTTP://example.org:80/gonghui", "http://example.org/gonghui/"),
        ("http://127.0.0.1:8000/index.html", "http://127.0.0.1:8000/"),
        ("https://example.org/工会/", "https://example.org/%E5%B7%A5%E4%BC%9A/"),
        ("https://工会.example/", "https://xn--6oq837a.example/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_an_address_is_brought_into_one_form(text: str, root: str) -> None:
    assert SiteAddress.parse(text).root == root


@pytest.mark.parametrize(
    "text",
    ["example.org", "ftp://example.org/", "http://u:p@example.org/", "http://e/?x", "http://", "x"],
)
def test_what_is_no_address_of_a_site_is_told(text: str) -> None:
    with pytest.raises(HandoverError, match="改法"):
        SiteAddress.parse(text)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://example.org/a/", "index.html"),
        ("https://example.org/a", "index.html"),
        ("https://EXAMPLE.ORG/a/x/?y#z", "x/index.html"),
        ("https://example.org/a/%E9%99%84/%e8%a1%a8.txt", "附/表.txt"),
        ("https://example.org/ab/", ""),
        ("https://example.org/", ""),
        ("https://example.org:8080/a/x", ""),
        ("http://example.org/a/x", ""),
        ("https://example.org/a/../x", ""),
        ("https://example.org/a/%2e%2e/x", ""),
        ("https://example.org/a/%ff", ""),
        ("https://e.example/a/x", ""),
        ("javascript:alert(1)", ""),
        ("https://[x/a/", ""),
    ],
)
def test_the_file_of_a_url(url: str, path: str) -> None:
    assert SITE.path_of(url) == path


@given(st.text(min_size=1, max_size=20))
def test_a_path_and_its_url_belong_together(path: str) -> None:
    if not path_fault(path):
        assert SITE.path_of(SITE.url_of(path)) == path


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert not (found := SITE.path_of(text)) or not path_fault(found)
