"""What Welsh needs that English does not: mutations, and how the checks read a Welsh letter."""

from __future__ import annotations

import re

SOFT = (
    ("Ll", "L"), ("Rh", "R"), ("B", "F"), ("C", "G"), ("D", "Dd"), ("M", "F"), ("P", "B"),
    ("T", "D"),
)  # fmt: skip
KEPT = ("Ch", "Dd", "Ph", "Th")
# What the letters of the law say in Welsh -> the English words that the checks look for.
TERMS = (
    (re.compile(r"\b[Aa]dran(?= \d)"), "section"),
    (re.compile(r"\b(?:[Rr]heoliad|reoliad)(?= \d)"), "regulation"),
    (re.compile(r"\bo fewn (\d+) diwrnod gwaith"), r"within \1 working days"),
    (re.compile(r"\bo fewn "), "within "),
    (re.compile(r"Os nad ydych yn fodlon: "), "If you are not satisfied: "),
    (re.compile(r"\b[Mm]ae'n ddrwg gennym"), "We are sorry"),
    (re.compile(r"\bhysbysiad gwrthod"), "refusal notice"),
    (
        re.compile(r"Rhyddid Gwybodaeth a Diogelu Data \(Terfyn Priodol a Ffioedd\) 2004"),
        "Data Protection (Appropriate Limit and Fees) Regulations 2004",
    ),
    (re.compile(r"\bni chadarnhawyd y gŵyn"), "not upheld"),
    (re.compile(r"\bcadarnhawyd y gŵyn yn rhannol"), "partly upheld"),
    (re.compile(r"\bcadarnhawyd y gŵyn"), "upheld"),
    # What a letter that neither confirms nor denies must say, and what it must not (LET-7, L5).
    (re.compile(r"\b[Nn]id ydym yn cadarnhau nac yn gwadu\b"), "We neither confirm nor deny"),
    (re.compile(r"\bNi ddylid cymryd bod dim yn yr ateb hwn"), "Nothing in this answer"),
    (re.compile(r"\b[Nn]id (?:ydym|oeddem) yn (?:ei )?dal\b"), "we do not hold"),
    (re.compile(r"\b[Rr]ydym yn dal(?! yn ôl)\b"), "we hold"),
    (re.compile(r"\b(?:dal|ddal|delir|dal) (?:\w+ ){0,3}yn ôl\b"), "withholding"),
    (re.compile(r"\begwyddor diogelu data gyntaf"), "first data protection principle"),
    (re.compile(r"\bbuddiant dilys"), "legitimate interest"),
    (re.compile(r"\b[Gg]wnaethom fethu â chydymffurfio"), "We failed to comply"),
)


def softened(text: str) -> str:
    """Return *text* as it stands behind "o" or "o dan": "o dan Ddeddf", "o Reoliadau"."""
    if text.startswith(KEPT):
        return text
    for first, soft in SOFT:
        if text.startswith(first):
            return soft + text[len(first) :]
    return text


# What a citation says in English -> in Welsh; "ynghyd" takes "ag" before a vowel.
CITED = (
    ("together with section", "ynghyd ag adran"), ("together with regulation", "ynghyd â rheoliad"),
    ("section", "adran"), ("regulation", "rheoliad"), ("because of", "oherwydd"),
    (" or (", " neu ("),
)  # fmt: skip


def provisions_in_welsh(cite: str) -> str:
    """Return a citation in Welsh: "section 31(3) together with section 31(1)(a)"."""
    for english, welsh in CITED:
        cite = cite.replace(english, welsh)
    return cite


def in_english_terms(text: str) -> str:
    """Return a Welsh letter with its provisions and times called as the checks know them."""
    for pattern, english in TERMS:
        text = pattern.sub(english, text)
    return text
