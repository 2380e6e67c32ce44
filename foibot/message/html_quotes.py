"""What the containers of mail programs mean: quote, attribution, header block, signature."""

from __future__ import annotations

import re
from collections.abc import Mapping

from foibot.message.draft import Hint
from foibot.message.html_style import declarations

# class or id (in lower case) -> what stands inside
_BY_CLASS = {
    "gmail_attr": Hint.ATTRIBUTION,
    "moz-cite-prefix": Hint.ATTRIBUTION,
    "moz-email-headers-table": Hint.HEADER,
    "outlookmessageheader": Hint.HEADER,
    "yahoo_quoted": Hint.QUOTE,
    "yahoo-quoted": Hint.QUOTE,
    "yahooquoted": Hint.QUOTE,
    "protonmail_quote": Hint.QUOTE,
    "tutanota_quote": Hint.QUOTE,
    "zmail_extra": Hint.QUOTE,
    "zoho_quote": Hint.QUOTE,
    "mail_android_quote": Hint.QUOTE,
    "bloop_original_html": Hint.QUOTE,
    "freddy_quote": Hint.QUOTE,
    "front-blockquote": Hint.QUOTE,
    "mailspring-quote": Hint.QUOTE,
    "nylas-quote": Hint.QUOTE,
    "gmail_signature": Hint.SIGNATURE,
    "gmail_signature_prefix": Hint.SIGNATURE,
    "moz-signature": Hint.SIGNATURE,
    "protonmail_signature_block": Hint.SIGNATURE,
    "bloop_sign": Hint.SIGNATURE,
}
_BY_ID = {
    "divrplyfwdmsg": Hint.HEADER,
    "olk_src_body_section": Hint.QUOTE,
    "mail-editor-reference-message-container": Hint.QUOTE,
    "isreplycontent": Hint.QUOTE,
    "replywithquote": Hint.QUOTE,
    "yahoo_quoted": Hint.QUOTE,
    "signature": Hint.SIGNATURE,
    "applemailsignature": Hint.SIGNATURE,
    "linebreakatbeginningofsignature": Hint.SIGNATURE,
    "ms-outlook-mobile-signature": Hint.SIGNATURE,
}
# Outlook and others prefix the names of the mail that they quote.
_PREFIX = re.compile(r"(?:x_|m_-?\d+|yiv\d+|gmail-|ydp[0-9a-f]+)+")
_LIST_OF_WORDS = re.compile(r"[^\s]{1,80}")


def container(tag: str, attributes: Mapping[str, str | None]) -> Hint:
    """Return what the element says about all that stands in it."""
    name = attributes.get("id")
    if name:
        hint = _BY_ID.get(_PREFIX.sub("", name.lower(), count=1)) or _BY_ID.get(name.lower())
        if hint:
            return hint
    classes = attributes.get("class")
    if classes:
        for each in _LIST_OF_WORDS.findall(classes.lower()[:400]):
            hint = _BY_CLASS.get(_PREFIX.sub("", each, count=1)) or _BY_CLASS.get(each)
            if hint:
                return hint
    return Hint.HEADER if tag == "div" and _outlook_rule(attributes.get("style")) else Hint.NONE


def quotes(attributes: Mapping[str, str | None]) -> bool:
    """Return whether a blockquote quotes a mail, rather than only being moved to the right."""
    if (attributes.get("type") or "").lower() == "cite" or attributes.get("cite"):
        return True
    if "quote" in (attributes.get("class") or "").lower():
        return True
    said = declarations(attributes.get("style") or "")
    moved = said.get("border", "").startswith(("none", "medium none"))
    return not (moved and "border-left" not in said)


def _outlook_rule(style: str | None) -> bool:
    """Return whether *style* draws the line that Outlook draws above an earlier message."""
    if not style or "border-top" not in style:
        return False
    said = declarations(style)
    line = said.get("border-top", "")
    return said.get("border", "").startswith(("none", "medium none")) and (
        "solid" in line and ("e1e1e1" in line or "b5c4df" in line or "1.0pt" in line)
    )
