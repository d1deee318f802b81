"""The Content-Security-Policy that every page carries itself, whatever the server sends."""

from __future__ import annotations

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""For pages in our frame, which have no inline script, style or handler (W3C CSP Level 3).

`frame-ancestors` has no effect in a `<meta>`: a server must send it, see the manual on publishing.
"""
