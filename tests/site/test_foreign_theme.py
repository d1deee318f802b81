"""A theme that knows nothing of shells gets what it lacks, and nothing lands where it may not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from campaignkit.site.assets import FOREIGN, asset, stronger
from campaignkit.site.foreign_theme import with_assets, with_holes
from campaignkit.site.shell import HOLES, Markers, cut

M = Markers.of("essay/entries")
PLAIN = (
    "<html><head><title>全部活动 - 站</title></head><body>"
    f'<div data-ck-page="{M["path"]}">{M["body"]}</div></body></html>'
)


def filled(html: str, **content: str) -> str:
    shell = cut(with_holes(html, M), M)
    return shell.fill({**dict.fromkeys(HOLES, ""), **content}).decode()


def test_a_page_with_nothing_but_a_body_gets_title_description_and_head() -> None:
    html = filled(PLAIN, title="夜班", description="一", head="<meta x>", body="正文", path="a/b")
    assert html == (
        '<html><head><title>夜班 - 站</title><meta name="description" content="一"><meta x></head>'
        '<body><div data-ck-page="a/b">正文</div></body></html>'
    )


@pytest.mark.parametrize("element", ["script", "style"])
def test_nothing_of_a_record_stands_in_a_script_or_style(element: str) -> None:
    code = f'<{element}>x = "{M["title"]}{M["path"]}"</{element}>'
    html = filled(PLAIN.replace("</body>", f"{code}</body>"), title='";alert(1);"', path="a")
    assert f'<{element}>x = ""</{element}>' in html


def test_a_value_without_quotation_marks_gets_them() -> None:
    bare = f"<meta name=description content={M['description']}><a href=/x/{M['path']}/{M['path']}/>"
    html = filled(PLAIN.replace("</head>", f"{bare}</head>"), description="x onload=y", path="a/b")
    assert '<meta name=description content="x onload=y"><a href="/x/a/b/">' in html


def test_an_address_with_a_query_stays_as_it_is() -> None:
    link = f'<a href="/login?to={M["path"]}">'
    assert '<a href="/login?to=a">' in filled(PLAIN.replace("<body>", f"<body>{link}"), path="a")


def test_a_foreign_page_loads_our_sheets_from_the_root() -> None:
    now = datetime(2021, 9, 14, tzinfo=UTC)
    html = with_assets(PLAIN, 2, search=True, now=now)
    head, _, _ = html.partition("</head>")
    assert f'href="../../{asset(FOREIGN).uri}"' in head
    assert f'src="../../{asset("search.js").uri}" defer' in head
    assert 'name="ck-now" content="2021-09-14' in head
    assert "search" not in with_assets(PLAIN, 0, search=False)


def test_a_column_that_a_template_replaces_is_still_where_the_skip_link_leads() -> None:
    ours = f'<head><link href="{asset("site.css").uri}"></head><a href="#ck-content"></a>'
    html = with_assets(f'{ours}<main class="x">', 0, search=True)
    assert html == f'{ours}<main id="ck-content" tabindex="-1" class="x">'
    whole = f'{ours}<main><article id="ck-content"></article></main>'
    assert with_assets(whole, 0, search=True) == whole


def test_selectors_of_records_win_over_a_theme_s() -> None:
    sheet = "body{x:y} .a, :is(b, c) d{x:y} @container (min-width: 3rem){.e{x:y}} @page{margin:0}"
    assert "".join(stronger(sheet).split("\n")) == (
        "body{x:y}:root:root:root .a,:root:root:root :is(b, c) d{x:y}"
        "@container (min-width: 3rem){:root:root:root .e{x:y}}@page{margin:0}"
    )
