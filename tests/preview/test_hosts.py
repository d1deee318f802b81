"""A preview answers to this machine's names and to its own address."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from campaignkit.engine import live_server
from campaignkit.preview.hosts import may_ask


@pytest.mark.parametrize(
    ("host", "given", "answered"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("a.localhost:8000", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        (None, "127.0.0.1", True),
        ("evil.example:8000", "127.0.0.1", False),
        ("localhost.evil.example", "127.0.0.1", False),
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("192.0.2.7:8000", "127.0.0.1", False),
        ("192.0.2.7:8000", "192.0.2.7", True),
        ("office:8000", "office", True),
        ("192.0.2.7:8000", "0.0.0.0", True),
        ("evil.example:8000", "0.0.0.0", False),
        ("", "127.0.0.1", False),
    ],
)
def test_names(host: str | None, given: str, *, answered: bool) -> None:
    assert may_ask(host, given) is answered


@pytest.mark.parametrize("path", ["/", "/_campaignkit/findings.json", "/livereload/1/2"])
def test_another_name_is_given_nothing(path: str) -> None:
    said: list[str] = []
    server: Any = SimpleNamespace(url="http://127.0.0.1:8000/")
    asked = {"PATH_INFO": path, "HTTP_HOST": "evil.example:8000"}
    nothing: Any = None
    body = live_server._answer(
        server, nothing, nothing, nothing, asked, lambda status, _: said.append(status)
    )
    assert said == ["403 Forbidden"]
    assert "127.0.0.1" in b"".join(body).decode()
