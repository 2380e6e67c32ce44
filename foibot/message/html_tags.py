"""The elements of HTML, sorted by what they do to the lines of a text."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNSEEN = _names("head script style title template object svg select noframes")
BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul "
    "caption legend summary td th"
)
SPACED = _names("p h1 h2 h3 h4 h5 h6 ul ol pre blockquote dl table")
FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
# Their end tags may be left out, or they have none.
IMPLIED = _names(
    "br img hr meta link input col area base embed wbr param source p li td tr th dd dt option "
    "tbody thead tfoot html body"
)
