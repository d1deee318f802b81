"""The HTML documents of a deck: public page, lecturer's file, text version, handout, print file.

Pure functions: the only files read are the player's and the templates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from campaignkit.model.addresses import to_root
from campaignkit.slides.context import DeckContext
from campaignkit.slides.output import deck_images, player
from campaignkit.slides.output.sheets import Sheet, make_sheets, qr_code
from campaignkit.slides.parse.deck import Deck
from campaignkit.slides.parse.page_links import resolve_page_links
from campaignkit.slides.parse.token_html import MEDIA, first_paragraph, media_name, plain

ASSETS = "assets/slides/"
"""Where a site keeps what all its decks share, below its root."""

_PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; media-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Of a deck's public pages. Styles inline carry the colours that authors choose for a slide."""

_USUAL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class TextVersion:
    """The words of a deck for a page in the site's theme.

    `html` is a safe fragment whose headings begin at level two; `words` are all of
    them on one line, for a search index.
    """

    title: str
    description: str
    html: str
    words: str


def render_session(
    deck: Deck, context: DeckContext, pictures: Mapping[str, bytes], root: str
) -> dict[str, str | bytes]:
    """The public files of a deck, by their address below the session's `slides/`.

    `pictures` are those of `deck_images.publish`; `root` leads from the deck's page to the
    site's root (`../../../../../`). Without the text version: it belongs in the site's theme.
    """
    files: dict[str, str | bytes] = {f"{MEDIA}{name}": raw for name, raw in pictures.items()}
    files["index.html"] = public_deck(deck, context, root)
    files["handout/index.html"] = handout(deck, context, f"../{root}")
    return files


def public_deck(deck: Deck, context: DeckContext, root: str) -> str:
    """The deck for everybody. It holds no speaker's notes and no plan of minutes.

    `root` leads from the deck's page to the site's root.
    """
    assets = root + ASSETS
    sheet = Markup('<link rel="stylesheet" href="{}{}">')
    head = _Head(
        policy="" if context.reloads else _PUBLIC_POLICY,
        style=sheet.format(assets, player.asset_name("slides.css")),
        script=Markup('<script src="{}{}"></script>').format(
            assets, player.asset_name("slides.js")
        ),
        icon=assets + player.asset_name("icon.svg"),
        without_script=sheet.format(assets, player.asset_name("noscript.css")),
        links=(("文字版", "text/"), ("讲义", "handout/"), ("讲座页面", "../")),
        playable=True,
    )
    return resolve_page_links(_deck(deck, context, head, lecturer=False), context, root)


def single_file(
    deck: Deck, context: DeckContext, pictures: Mapping[str, bytes], *, lecturer: bool = True
) -> str:
    """The deck as one HTML file that needs nothing else; with notes where `lecturer` is true."""
    licence = player.reveal_files()["LICENSE"].replace("--", "- -")
    code = player.script(lecturer).replace("</script", "<\\/script").replace("<!--", "\\x3C!--")
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src 'self' file:; "
        "base-uri 'none'; form-action 'none'\">\n"
    )
    head = _Head(
        style=f"{policy}<style>\n{player.stylesheet()}\n</style>",
        script=f"<!--\nreveal.js\n{licence}-->\n<script>\n{code}\n</script>",
        icon=_inline_icon(),
        without_script=f"<style>\n{player.noscript_stylesheet()}\n</style>",
        playable=True,
    )
    page = _deck(deck, context, head, lecturer=lecturer)
    return resolve_page_links(deck_images.inlined(page, pictures), context, context.site_url)


def measuring_file(deck: Deck, context: DeckContext, pictures: Mapping[str, bytes]) -> str:
    """The deck as one file that measures itself instead of being shown."""
    return _without_player(deck, context, pictures, player.stylesheet(), "measure.js")


def printing_file(deck: Deck, context: DeckContext, pictures: Mapping[str, bytes]) -> str:
    """The deck as one file to print, a page a slide, without notes."""
    style = "\n".join(map(player.theme_file, (*player.STYLES[:3], "print.css")))
    return _without_player(deck, context, pictures, style, "print.js")


def _without_player(
    deck: Deck, context: DeckContext, pictures: Mapping[str, bytes], style: str, last: str
) -> str:
    """A page that only fits its slides, and then does what the script `last` says."""
    code = "\n".join(map(player.theme_file, ("fit.js", last)))
    head = _Head(
        style=f"<style>\n{style}\n</style>", script=f"<script>\n{code}\n</script>", icon="data:,"
    )
    page = _deck(deck, context, head, lecturer=False)
    return resolve_page_links(deck_images.inlined(page, pictures), context, context.site_url)


def text_version(deck: Deck, context: DeckContext) -> TextVersion:
    """Every word of the slides as a fragment; pictures stand one folder up."""
    sheets = make_sheets(deck, context)
    markup = _template("text.html.j2").render(sheets=sheets, context=context)
    body = resolve_page_links(
        deck_images.at(markup, "../"), context, to_root(f"{context.page}slides/text/")
    )
    title = deck.settings.title or context.session
    return TextVersion(
        title=f"{title}（文字版）",
        description=f"{context.campaign}“{context.session}”幻灯片的全部文字",
        html=body,
        words=plain(body),
    )


def handout(deck: Deck, context: DeckContext, root: str) -> str:
    """Small slides beside ruled lines, to print."""
    markup = _template("handout.html.j2").render(
        title=deck.settings.title or context.session,
        description=_description(context, "讲义：缩小的幻灯片和记笔记的横线"),
        policy="" if context.reloads else _PUBLIC_POLICY,
        sheets=make_sheets(deck, context),
        context=context,
        colours=_colours(make_sheets(deck, context)),
        asset=lambda name: root + ASSETS + player.asset_name(name),
        code=qr_code(context.page_url),
        links=[("幻灯片", "../"), ("文字版", "../text/"), ("讲座页面", "../../")],
    )
    return resolve_page_links(deck_images.at(markup, "../"), context, root)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the documents of a deck differ in: trusted HTML of the head, and links to the others.

    `without_script` is put into `noscript`; `playable` adds the black slide at the end.
    """

    style: str
    script: str
    icon: str
    policy: str = ""
    without_script: str = ""
    links: Sequence[tuple[str, str]] = ()
    playable: bool = False


def _deck(deck: Deck, context: DeckContext, head: _Head, *, lecturer: bool) -> str:
    sheets = make_sheets(deck, context)
    timed = any(sheet.timing is not None for sheet in sheets)
    options: dict[str, object] = {"hall": lecturer, "transition": deck.settings.transition}
    if lecturer and timed:
        options["timing"] = _USUAL_SECONDS
    return _template("deck.html.j2").render(
        title=deck.settings.title or context.session,
        description=_description(context, "幻灯片"),
        sheets=sheets,
        context=context,
        **{field.name: getattr(head, field.name) for field in fields(head)},
        lecturer=lecturer,
        colours=_colours(sheets),
        options=json.dumps(options),
        reveal_version=player.REVEAL_VERSION,
    )


def _description(context: DeckContext, what: str) -> str:
    """One sentence for search engines and chat apps."""
    where = f"，{context.venue}" if context.venue else ""
    return f"{context.campaign}“{context.session}”的{what}。{context.when}{where}。"


def _inline_icon() -> str:
    return f"data:image/svg+xml,{quote(player.theme_file('icon.svg').strip())}"


def _colours(sheets: Sequence[Sheet]) -> str:
    """Rules for slides with colours of their own; both are checked to be `#` and six digits."""
    rules = []
    for sheet in sheets:
        if sheet.is_custom:
            paper, ink = sheet.appearance.background, sheet.appearance.ink
            said = (f"background:{paper};--paper:{paper};" if paper else "") + (
                f"color:{ink};--ink:{ink};--accent:{ink};--muted:{ink};" if ink else ""
            )
            rules.append(f"body .sheet.sheet.custom-{sheet.number}{{{said}}}")
    return "".join(rules)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
    environment.filters["portrait"] = lambda file: f"{MEDIA}{media_name(file.name)}"
    environment.filters["first_words"] = first_paragraph
    environment.filters["initial"] = _initial
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _initial(name: str) -> str:
    """The character that stands for a person without a portrait: the family name's."""
    return name.rpartition("·")[2][:1] or name[:1]
