"""Web pages with a canary in them, as programs save them and as people hide things."""

from __future__ import annotations

from tests.hidden.places import Canary, held, place

BODY = "<p>We hold the figures for 2025.</p><table><tr><td>Bexford Road</td><td>1,250</td></tr></table>"


def page(more: str = "", head: str = "", *, body: str = "", html: str = "") -> bytes:
    """Return a page with a sentence, a table and what else stands on it."""
    top = f'<!DOCTYPE html><html{html}><head><meta charset="utf-8">{head}</head>'
    return f"{top}<body{body}>{BODY}{more}</body></html>".encode()


STYLES = {
    "not displayed": ("display:none", "not displayed"),
    "invisible": ("visibility:hidden", "not displayed"),
    "collapsed": ("visibility:collapse", "not displayed"),
    "without opacity": ("opacity:0.01", "transparent"),
    "letters of no size": ("font-size:0", "not displayed"),
    "letters of a point": ("font-size:1pt", "too small"),
    "letters of a share": ("font-size:5%", "too small"),
    "white on white": ("color:#fff", "colour of its background"),
    "white by name": ("color:snow", "colour of its background"),
    "white by hue": ("color:hsl(0, 0%, 100%)", "colour of its background"),
    "white by share": ("color:rgb(100%, 100%, 100%)", "colour of its background"),
    "black on black": ("background:black", "colour of its background"),
    "clear letters": ("color:transparent", "transparent"),
    "letters nearly clear": ("color:rgba(0,0,0,.02)", "transparent"),
    "off the page": ("margin-left:-9999px", "off the page"),
    "indented away": ("text-indent:-200em", "off the page"),
    "in no height": ("height:0;overflow:hidden", "not displayed"),
    "in no width": ("width:1px;overflow:hidden", "cut off"),
    "clipped": ("clip-path:inset(100%)", "cut off"),
    "lines of no height": ("line-height:0", "too small"),
    "hidden by Office": ("mso-hide:all", "not displayed"),
}
for _name, (_style, _told) in STYLES.items():

    def _inline(canary: Canary, style: str = _style) -> bytes:
        return page(f'<p style="{style}">{canary.word}</p>')

    def _sheet(canary: Canary, style: str = _style) -> bytes:
        return page(f'<p class="k">{canary.word}</p>', f"<style>p.k {{ {style} }}</style>")

    place("html", f"{_name}, in its style", _told)(_inline)
    place("html", f"{_name}, in a style sheet", _told)(_sheet)


@place("html", "hidden by the more exact rule", "colour of its background")
def _exact(canary: Canary) -> bytes:
    return page(f'<p id="k">{canary.word}</p>', "<style>#k{color:white} p{color:black}</style>")


@place("html", "hidden by an important rule", "not displayed")
def _important(canary: Canary) -> bytes:
    head = "<style>p.k{display:none !important}</style>"
    return page(f'<p class="k" style="display:block">{canary.word}</p>', head)


@place("html", "hidden on screens", "not displayed")
def _media(canary: Canary) -> bytes:
    head = "<style>@media screen { .k { display: none } }</style>"
    return page(f'<p class="k">{canary.word}</p>', head)


@place("html", "white letters of the whole page", "colour of its background")
def _font(canary: Canary) -> bytes:
    return page(f'<p><font color="#FFFFFF">{canary.word}</font></p>')


@place("html", "letters in the colour of their cell", "colour of its background")
def _cell(canary: Canary) -> bytes:
    cell = f'<td bgcolor="#000080" style="color:navy">{canary.word}</td>'
    return page(f"<table><tr>{cell}</tr></table>")


ELEMENTS = {
    "comment": ("<!-- {} -->", "comment"),
    "comment for Outlook": ("<!--[if gte mso 9]><p>{}</p><![endif]-->", "comment"),
    "element that is hidden": ("<p hidden>{}</p>", "not displayed"),
    "script": ("<script>var x = '{}';</script>", "script"),
    "words without scripts": ("<noscript>{}</noscript>", "scripts"),
    "template": ("<template><p>{}</p></template>", "template"),
    "hidden field": ('<input type="hidden" name="a" value="{}">', "field"),
    "choice that is not chosen": (
        "<select><option>x</option><option>{}</option></select>",
        "field",
    ),
    "folded away": ("<details><summary>More</summary><p>{}</p></details>", "folded"),
    "drawing": ("<svg><text>{}</text></svg>", "drawing"),
    "page within": ('<iframe srcdoc="{}"></iframe>', "page within"),
    "data of an attribute": ('<p data-owner="{}">x</p>', "data-owner"),
    "description of a picture": ('<img src="a.png" alt="{}">', "alt"),
    "title of a paragraph": ('<p title="{}">x</p>', "title"),
    "target of a link": ('<a href="https://example.org/{}">here</a>', "href"),
    "words of a film": ("<video>{}</video>", "film"),
    "script of a click": ("<p onclick=\"alert('{}')\">x</p>", "script"),
}
for _name, (_source, _told) in ELEMENTS.items():

    def _element(canary: Canary, source: str = _source) -> bytes:
        return page(source.replace("{}", canary.word))

    place("html", _name, _told)(_element)

HEADS = {
    "title of the page": ("<title>{}</title>", "title"),
    "author": ('<meta name="author" content="{}">', "meta"),
    "comment of the style": ("<style>/* {} */ p {{ margin: 1em }}</style>", "comment"),
    "words of the style": ("<style>p::after {{ content: '{}' }}</style>", "style"),
    "data of a script": ('<script type="application/json">{}</script>', "script"),
}
for _name, (_source, _told) in HEADS.items():

    def _head(canary: Canary, source: str = _source) -> bytes:
        return page(head=source.replace("{}", canary.word).replace("{{", "{").replace("}}", "}"))

    place("html", _name, _told)(_head)


@held("html", "under another element")
def _under(canary: Canary) -> bytes:
    box = (
        '<div style="position:absolute;top:0;left:0;width:900px;height:900px;background:red"></div>'
    )
    return page(f"<p>{canary.word}</p>{box}")


@held("html", "looks of another file")
def _fetched(canary: Canary) -> bytes:
    return page(f'<p class="k">{canary.word}</p>', '<link rel="stylesheet" href="a.css">')


@held("html", "colour that is worked out")
def _worked_out(canary: Canary) -> bytes:
    head = "<style>:root{--k:#fff} p.k{color:var(--k)}</style>"
    return page(f'<p class="k">{canary.word}</p>', head)
