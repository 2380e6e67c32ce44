"""What a cell shows of a number, by its number format: dates, money, percentages (SEC-1, T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from foibot.enclosures.date_format import is_date, shown_date

GENERAL = "General"
# A section, its quoted words, escaped signs and brackets.
_PIECE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]|[#0?.,%/@;]|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_COLOUR = re.compile(
    r"\[(black|blue|cyan|green|magenta|red|white|yellow|colou?r ?[0-9]{1,2})\]", re.IGNORECASE
)
_MOST = 1e15


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a cell; *whole* says whether they tell all that is stored."""

    text: str
    whole: bool = True
    colour: str = ""  # that its section gives it: White, Color2


def shown_number(value: float, code: str, *, since_1904: bool = False) -> Shown:
    """Return what the format *code* shows of *value*; an empty text is a cell that looks empty."""
    section, magnitude = _chosen(value, code)
    return replace(_number(value, magnitude, section, since_1904), colour=_colour(section))


def _number(value: float, magnitude: float, section: str, since_1904: bool) -> Shown:
    if is_date(section):
        return Shown(shown_date(value, section, since_1904=since_1904))
    pieces = [piece for piece in _PIECE.findall(section) if not _is_dressing(piece)]
    if not any(piece in "#0?" or piece == GENERAL for piece in pieces):
        text = "".join(map(_literal, pieces)).strip()
        return Shown(general(value) if "@" in pieces else text, whole="@" in pieces)
    if GENERAL in pieces:
        said = [general(magnitude) if one == GENERAL else _literal(one) for one in pieces]
        return Shown("".join(said).strip())
    text, kept = _digits(magnitude, pieces)
    return Shown(" ".join(text.split()), whole=kept)


def shown_words(text: str, code: str) -> Shown:
    """Return what the format *code* shows of words."""
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else next((one for one in parts if "@" in one), "@")
    pieces = _PIECE.findall(section)
    if "@" not in pieces:
        pieces = pieces if len(parts) > 3 else ["@"]
    said = [text if piece == "@" else _literal(piece) for piece in pieces]
    shown = "".join(said) if "@" in pieces else "".join(said).strip()
    return Shown(shown, whole="@" in pieces, colour=_colour(section))


def _colour(section: str) -> str:
    """Return the colour that a section of a format gives, "" when none."""
    found = _COLOUR.search(section)
    return found[1].lower().replace(" ", "") if found else ""


def general(value: float) -> str:
    """Return a number without a format, as a cell that is wide enough shows it."""
    if value == int(value) and abs(value) < _MOST:
        return str(int(value))
    return f"{value:.10g}".replace("e", "E")


def sections(code: str) -> list[str]:
    """Return the parts of a format: for positive, negative, zero, words."""
    found = [""]
    for piece in _PIECE.findall(code or GENERAL):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece
    return found


def words_in(code: str) -> str:
    """Return the quoted words of a format."""
    return " ".join(piece.strip('"') for piece in _PIECE.findall(code) if piece.startswith('"'))


def _chosen(value: float, code: str) -> tuple[str, float]:
    """Return the section for *value*, and the number that it shows (without a sign of its own)."""
    parts = sections(code)[:3]
    conditions = [_CONDITION.search(part) for part in parts]
    if any(conditions):
        for part, condition in zip(parts, conditions, strict=True):
            if condition is None or _holds(value, condition[1], float(condition[2])):
                return part, value
        return parts[-1], value
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    if value == 0 and len(parts) > 2:
        return parts[2], value
    return parts[0], value


def _holds(value: float, sign: str, other: float) -> bool:
    return {
        "<": value < other, ">": value > other, "=": value == other,
        "<=": value <= other, ">=": value >= other, "<>": value != other,
    }[sign]  # fmt: skip


def _is_dressing(piece: str) -> bool:
    """Return whether a piece is a colour, a condition or a filling, which is no word."""
    return piece.startswith("*") or (piece.startswith("[") and not _CURRENCY.fullmatch(piece))


def _literal(piece: str) -> str:
    currency = _CURRENCY.fullmatch(piece)
    if currency:
        return currency[1]
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("_"):
        return " "
    if piece.startswith(("*", "[")):
        return ""
    return piece[1:] if piece.startswith("\\") and len(piece) > 1 else piece


def _digits(value: float, pieces: list[str]) -> tuple[str, bool]:
    """Return the number in its picture of digits, and whether no digit of it was lost."""
    at = [n for n, piece in enumerate(pieces) if piece in "#0?.,"]
    first, last = at[0], at[-1]
    before = "".join(map(_literal, pieces[:first]))
    picture = [piece for piece in pieces[first : last + 1] if piece in "#0?.,"]
    behind = pieces[last + 1 :]
    between = [piece for piece in pieces[first : last + 1] if piece not in "#0?.,"]
    if any(piece == "/" for piece in between):
        return before + _fraction(value, pieces[first : last + 1]), True
    if any(piece in ("E+", "E-") for piece in between):
        mantissa = pieces[first : next(n for n, one in enumerate(pieces) if one in ("E+", "E-"))]
        return before + f"{value:.{_decimals(mantissa)}E}", False
    if "." not in picture and any(piece not in ("%", "@") for piece in between):
        return before + _spread(value, pieces[first : last + 1]) + "".join(
            map(_literal, behind)
        ), True
    scaled = value * 100 ** pieces.count("%")
    while picture and picture[-1] == ",":
        picture.pop()
        scaled /= 1000
    text, kept = _rounded(scaled, picture)
    extra = "".join(_literal(one) for one in between if one != "%")
    tail = ("%" if "%" in between else "") + "".join(map(_literal, behind))
    sign = "-" if value < 0 and text.strip("0.,") else ""
    return f"{sign}{before}{text}{extra}{tail}", kept


def _spread(value: float, pieces: list[str]) -> str:
    """Return a whole number with words between its digits, as telephone numbers have them."""
    digits = list(str(round(abs(value))))
    out: list[str] = []
    for piece in reversed(pieces):
        if piece not in "#0?":
            out.append(_literal(piece))
        elif digits:
            out.append(digits.pop())
        elif piece == "0":
            out.append("0")
    sign = "-" if value < 0 else ""
    return sign + "".join(digits) + "".join(reversed(out)).lstrip(" ")


def _decimals(picture: list[str]) -> int:
    return sum(one in "#0?" for one in picture[picture.index(".") :]) if "." in picture else 0


def _rounded(value: float, picture: list[str]) -> tuple[str, bool]:
    places = _decimals(picture)
    try:
        exact = Decimal(repr(abs(value)))
        number = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return general(abs(value)), True
    kept = abs(number - exact) <= Decimal("1e-9") * max(Decimal(1), exact)
    whole, _, rest = f"{number:f}".partition(".")
    front = picture[: picture.index(".")] if "." in picture else picture
    least = sum(one == "0" for one in front)
    whole = whole.lstrip("0").rjust(least, "0")
    if "," in front:
        whole = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", whole)
    needed = sum(one == "0" for one in picture[len(front) :])
    while len(rest) > needed and rest.endswith("0"):
        rest = rest[:-1]
    return whole + ("." + rest if "." in picture and (rest or needed) else ""), kept


def _fraction(value: float, pieces: list[str]) -> str:
    slash = pieces.index("/")
    given = "".join(piece for piece in pieces[slash + 1 :] if piece.isdigit() and piece != "0")
    width = sum(piece in "#0?" for piece in pieces[slash + 1 :])
    exact = Fraction(value)
    found = (
        Fraction(round(exact * int(given)), int(given))
        if given
        else exact.limit_denominator(10 ** max(1, width) - 1)
    )
    whole, rest = divmod(abs(found), 1)
    sign = "-" if value < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    low = f"{rest.numerator}/{rest.denominator}"
    return f"{sign}{whole} {low}" if whole else f"{sign}{low}"
