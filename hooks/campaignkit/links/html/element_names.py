"""Sets of element names that decide how a browser nests what it reads.

Source: HTML Standard, §13.2.4.2 (special, scopes), §13.2.6.4.7 ("in body"), §13.2.6.5 (foreign).
"""

from __future__ import annotations

from campaignkit.links.html.values import names

RAW_TEXT = names("script style xmp iframe noembed noframes")
NOT_MARKUP = RAW_TEXT | names("textarea title plaintext")
"""Elements whose content is text up to their own end tag."""

INTEGRATION = {
    "svg": names("foreignobject desc title"),
    "math": names("mi mo mn ms mtext annotation-xml"),
}
"""Elements of SVG and MathML in which HTML goes on."""

BREAKOUT = names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""HTML elements that end the SVG or MathML in which they are written."""
BREAKOUT_ENDS = names("p br")

HEADINGS = names("h1 h2 h3 h4 h5 h6")
FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
TABLE_PARTS = names("table caption tbody tfoot thead tr td th")
MARKED = names("applet marquee object template caption td th")
"""Formatting that was opened outside of these is not opened anew inside."""

CLOSES_P = HEADINGS | names(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form header hgroup hr li listing main menu nav ol p plaintext pre search "
    "section summary table ul xmp"
)
BLOCKS = (CLOSES_P | names("applet button dd dt li marquee object")) - names("hr plaintext xmp")
"""Elements whose end tag closes whatever is open in them."""

VOID = names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
NEVER_OPEN = NOT_MARKUP | names("html head body frameset")
"""Elements of which an end tag changes nothing: their content is no markup, or is all there is."""

SCOPE = names("applet caption marquee object table td template th")
SPECIAL = CLOSES_P | SCOPE | VOID - names("hr") | names("button select tbody tfoot thead tr hr")
"""No end tag of an ordinary element, such as `span`, reaches past these."""

NO_RECONSTRUCTION = (
    CLOSES_P | TABLE_PARTS | NOT_MARKUP | VOID | names("html head body template")
) - (names("area br embed img input keygen wbr xmp"))
"""Start tags before which formatting that was closed early is not opened anew."""
