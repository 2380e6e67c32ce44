"""Wishes beside the questions: the format of the answer and the period asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.message.caseless import Caseless
from foibot.questions.lexicon import Sentence, Text, lexicon, plain_phrase
from foibot.questions.model import Item

FORMAT_PHRASES = (
    "excel", "csv", "spreadsheet*", "pdf", "word document/format/file", "electronic*",
    "machine readable", "by email/post", "hard copy", "paper copy", "large print", "braille",
    "easy read", "audio", "google sheets", "tab delimited", "json", "geojson", "shapefile*",
    "xlsx/xls", "open format", "editable", "in writing", "on a usb", "memory stick",
    "grid references", "as an attachment",
    "attached/this/our/following/below template", "template attached/below/enclosed/provided",
    "use/using/in/on/fill/complete ... template", "attached/this/our/enclosed form/table/sheet",
    "welsh language", "in welsh", "yn gymraeg",
)  # fmt: skip
WISH_PHRASES = (
    "please", "prefer*", "would be/suit/like/help", "ideal*", "if possible", "format",
    "send ... reply/response/answer/information", "reply/respond", "provide ... in",
    "supply ... in", "in ... form", "i would like", "grateful", "appreciat*", "welcome", "rather",
    "as a/an", "could", "can you", "hoffwn", "gwelwch", "if you can",
)  # fmt: skip
# What a wish names -> how an officer is told of it, without a word of the requester's (T20).
FORMS = (
    (r"excel|spread\s?sheet|\bxlsx?\b|google sheets", "a spreadsheet"),
    (r"\bcsv\b|tab delimited", "CSV"),
    (r"\bpdf\b", "PDF"),
    (r"\bword (?:document|format|file)|editable", "an editable document"),
    (r"\b(?:geo)?json\b|shapefile|machine.readable|open format", "machine-readable data"),
    (r"large print", "large print"),
    (r"braille", "braille"),
    (r"easy.read", "easy read"),
    (r"\baudio\b", "audio"),
    (r"hard cop|paper cop|by post|on paper", "a paper copy"),
    (r"usb|memory stick", "a memory stick"),
    (r"grid reference", "grid references"),
    (r"in welsh|welsh language|yn gymraeg", "Welsh"),
    (r"electronic|by e-?mail|as an attachment", "an electronic copy"),
)
FORM_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in FORMS)
FORMATS = lexicon(plain_phrase("format", source, {}) for source in FORMAT_PHRASES)
WISHES = lexicon(plain_phrase("wish", source, {}) for source in WISH_PHRASES)
# "Please contact us using this form" says where to write.
WHERE = re.compile(
    r"\bcontact (?:us|me)\b|https?://|\b(?:see|find) (?:[\w'’]+ ){0,4}(?:attached|enclosed)\b", re.I
)
LONGEST_WISH = 45  # words; a longer sentence is an ask that happens to name a format


def format_preference(part: Text) -> str | None:
    """Return the sentence in which a text says how the answer should come, or None."""
    text, spans = part.text, part.sentences
    found = FORMATS.find(spans)
    wishes = {hit.sentence for hit in WISHES.find(spans)} if found else set()
    for hit in found:
        span = spans[hit.sentence]
        if hit.sentence in wishes and len(span.small) <= LONGEST_WISH:
            wish = _whole(text, span)
            if WHERE.search(wish) is None:
                return wish
    return None


def first_wish(formats: Sequence[str]) -> str | None:
    """Return the first of the sentences about form that sends nobody elsewhere, if any."""
    return next((wish for wish in formats if WHERE.search(wish) is None), None)


def forms_wanted(wish: str) -> tuple[str, ...]:
    """Return the kinds of form that *wish* names (FOIA s.11(1), EIR reg 6), in plain words."""
    return tuple(said for pattern, said in FORM_PATTERNS if pattern.search(wish))


def _whole(text: str, span: Sentence) -> str:
    return " ".join(text[span.start : span.end].split())


MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
YEAR = r"(?:19|20)\d\d"
SPAN_YEAR = rf"{YEAR}\s?[/–-]\s?(?:{YEAR}|\d\d)"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?)?{MONTH}\s{YEAR}"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{SPAN_YEAR}|{YEAR}"
)
NOW = (
    r"date|today|now|present|(?:the )?present day"
    r"|the date of (?:this|your) (?:email|request|reply|response|answer)"
)
UNIT = r"(?:financial|calendar|academic|complete|full|tax|municipal|council|school)"
COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
PERIODS = (
    rf"(?:between|from)\s(?:the\s)?(?:{DAY})\s(?:and|to|until|up to|through to|-|–)"
    rf"\s(?:{DAY}|{NOW})",
    rf"(?:{DAY})\s?(?:to|until|-|–)\s?(?:{DAY}|{NOW})\b",
    rf"(?:for|in|over|during)\s(?:each\sof\s)?the\s(?:last|past|previous)\s{COUNT}"
    rf"\s(?:{UNIT}\s){{0,2}}(?:years|months|quarters)",
    rf"(?:last|past|previous)\s{COUNT}\s(?:{UNIT}\s){{0,2}}(?:years|months|quarters)",
    rf"(?:{UNIT}\s)?years?\s(?:{SPAN_YEAR})(?:(?:,\s?|\sand\s|,\sand\s|\sto\s)(?:{SPAN_YEAR}))*",
    rf"(?:{SPAN_YEAR})(?:(?:,\s?|\sand\s|,\sand\s|\sto\s)(?:{SPAN_YEAR}))+",
    rf"(?:calendar\syears\s)?{YEAR}(?:,\s{YEAR})*,?\s(?:and|to)\s{YEAR}",
    rf"since\s(?:the\s)?(?:{DAY})",
    rf"as at\s(?:{DAY})",
    rf"(?:{UNIT}\s)years?\s(?:ending\s)?(?:{DAY})",
    rf"in\s(?:the\s)?(?:{UNIT}\syear\s)?(?:{SPAN_YEAR}|{YEAR})",
)
# What some forms cannot be without, found far sooner than the whole form is missed.
HINTS = {
    2: r"\bthe\s(?:last|past|previous)\s",
    3: r"(?:last|past|previous)\s(?:\d|[tfsen])",
    6: r"(?:19|20)\d\d,?\s(?:and|to)\s(?:19|20)\d\d",
    1: r"\d\s?(?:to|until|-|–)\s?[\da-z]",
    4: r"\d\s?[/–-]\s?\d\d",
    9: r"years?\s(?:ending\s)?[\djfmasond]",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a period is written, and what it cannot be without, if that is known."""

    whole: Caseless
    hint: Caseless | None

    def search(self, text: str) -> str | None:
        """Return the first period of this form in *text*, or None."""
        if self.hint is not None and self.hint.search(text) is None:
            return None
        found = self.whole.search(text)
        return found[0] if found else None


def _form(number: int, pattern: str) -> Form:
    hint = HINTS.get(number)
    return Form(Caseless(pattern), Caseless(hint) if hint else None)


PERIOD = tuple(_form(number, pattern) for number, pattern in enumerate(PERIODS))
# Forms that name a whole period wherever they stand: from ... to ..., the years 2022/23 to 2024/25.
RANGES = (*PERIOD[:2], *PERIOD[4:7])
# One of these is part of every date or year that they are made of.
DATED = re.compile(r"(?:19|20)\d\d|\d[/.]\d")
PERIOD_LIMIT = 20_000


def period(part: Text, items: Sequence[Item], scopes: Sequence[str]) -> str | None:
    """
    Return the period that the whole request is about, or None.

    It stands in what scopes the questions, or in the only question; a year that one question of
    several names is no period of the request (guide R7).
    """
    asked = [item for item in items if not item.stem]
    texts = [*scopes, *(each for item in asked for each in item.context)]
    if len(asked) == 1:
        texts.append(asked[0].text)
    if not asked:
        texts.append(part.text[:PERIOD_LIMIT])
    folded = "\n".join(dict.fromkeys(" ".join(text.split()) for text in texts))[:PERIOD_LIMIT]
    named = _first(folded, PERIOD) if folded else None
    if named or DATED.search(part.text, 0, PERIOD_LIMIT) is None:
        return named
    return _first(" ".join(part.text[:PERIOD_LIMIT].split()), RANGES)


def _first(folded: str, forms: Sequence[Form]) -> str | None:
    """Return the first period in *folded*, the most exact form first."""
    return next((found for form in forms if (found := form.search(folded))), None)
