"""How the cells of an Excel workbook of before 2007 look (MS-XLS 2.4.122, 2.4.353, 2.4.355)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foibot.enclosures.biff import Letters, Record
from foibot.enclosures.cell_styles import BLACK, WHITE, Colour, Look, alike, tinted
from foibot.enclosures.date_format import BRITISH
from foibot.enclosures.number_format import GENERAL, words_in

FONT, FORMAT, XF, PALETTE, XF_EXTENSION = 0x0031, 0x041E, 0x00E0, 0x0092, 0x087D
_AUTOMATIC_INK, _FIRST_OF_PALETTE = 0x7FFF, 8
_SHRINKS, _INDENT = 0x10, 0x0F
_A_WORD = 4
_AS_SUCH = 2
_OF_INK, _OF_PAPER = 0x0D, 0x04
# Of the parts of a conditional format (2.5.91) those before the colours, and their sizes.
_HAS_NUMBER, _HAS_FONT, _HAS_PATTERN = 1 << 25, 1 << 26, 1 << 29
_BEFORE_PATTERN = ((1 << 27, 8), (1 << 28, 8))
_FONT_SIZE, _INK_AT = 118, 80


@dataclass(frozen=True, slots=True)
class Font:
    """A font: its size in points and the number of its colour."""

    size: float
    ink: int


@dataclass(slots=True)
class OldLooks:
    """The fonts, formats and colours of one workbook."""

    palette: list[Colour] = field(default_factory=list)
    fonts: list[Font] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    cells: list[Record] = field(default_factory=list)
    later: dict[int, dict[int, Colour]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: list[Record]) -> OldLooks:
        """Return the looks that the records of a workbook say."""
        found = cls(_usual_palette())
        for record in records:
            step = _STEPS.get(record.kind)
            if step is not None:
                step(found, record)
        return found

    @property
    def worded(self) -> bool:
        """Return whether a number format of the workbook holds words."""
        texts = map(words_in, self.codes.values())
        return any(sum(map(str.isalpha, text)) >= _A_WORD for text in texts)

    def cell(self, number: int) -> Look:
        """Return the format *number* of cells."""
        if not 0 <= number < len(self.cells):
            return Look()
        record = self.cells[number]
        font, code = record.numbers("HH")
        indent = record.numbers("B", 8)[0]
        pattern = record.numbers("I", 14)[0] >> 26 & 0x3F
        papers = record.numbers("H", 18)[0]
        later = self.later.get(number, {})
        paper = self.colour(papers & 0x7F, WHITE) if pattern else WHITE
        look = Look(
            code=self._code(code),
            paper=later.get(_OF_PAPER, paper) if pattern else WHITE,
            away=False,
            shrunk=bool(indent & _SHRINKS),
        )
        look = self.inked(look, font)
        return replace(look, ink=later.get(_OF_INK, look.ink))

    def inked(self, look: Look, number: int) -> Look:
        """Return *look* in the font *number*; there is no fourth one (2.5.129)."""
        at = number - (number > 3)
        if not 0 <= at < len(self.fonts):
            return look
        font = self.fonts[at]
        return replace(look, size=font.size, ink=self.colour(font.ink, BLACK))

    def colour(self, number: int, usual: Colour) -> Colour:
        """Return a colour of the palette; what the system chooses is *usual*."""
        return self.palette[number] if 0 <= number < len(self.palette) else usual

    def hides(self, rule: Record) -> bool:
        """Return whether a conditional format (CF, 2.4.42) can make a text invisible."""
        flags = rule.numbers("I", 6)[0]
        if flags & _HAS_NUMBER:
            return True
        at, ink, paper = 12, BLACK, WHITE
        if flags & _HAS_FONT:
            number = rule.numbers("i", at + _INK_AT)[0]
            ink = self.colour(number, BLACK) if number >= 0 else BLACK
            at += _FONT_SIZE
        at += sum(size for bit, size in _BEFORE_PATTERN if flags & bit)
        if flags & _HAS_PATTERN:
            # Of a plain pattern the back is what one sees (2.5.97).
            paper = self.colour(rule.numbers("H", at + 2)[0] >> 7 & 0x7F, WHITE)
        return bool(flags & (_HAS_FONT | _HAS_PATTERN)) and alike(ink, paper)

    def _code(self, number: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        own = self.codes.get(number) or BRITISH.get(number)
        return own or str(BUILTIN_FORMATS.get(number, GENERAL)).replace('"$"', "£")

    def _font(self, record: Record) -> None:
        height, _, ink = record.numbers("HHH")
        self.fonts.append(Font(height / 20, ink if ink != _AUTOMATIC_INK else -1))

    def _format(self, record: Record) -> None:
        self.codes[record.numbers("H")[0]] = Letters(record.parts, 2).text()[0]

    def _cell(self, record: Record) -> None:
        self.cells.append(record)

    def _palette(self, record: Record) -> None:
        count = record.numbers("H")[0]
        for number in range(min(count, 56)):
            red, green, blue = record.numbers("BBB", 2 + 4 * number)
            self.palette[_FIRST_OF_PALETTE + number] = (red, green, blue)

    def _later(self, record: Record) -> None:
        """Keep the colours that Excel of 2007 writes beside those of the palette (2.4.355)."""
        number, _, count = record.numbers("HHH", 14)
        at = 20
        for _ in range(min(count, 50)):
            kind, size = record.numbers("HH", at)
            if kind in (_OF_INK, _OF_PAPER) and size >= 20:
                way, tint, red, green, blue = record.numbers("HhBBB", at + 4)
                if way == _AS_SUCH:
                    named = tinted((red, green, blue), tint / 32767)
                    self.later.setdefault(number, {})[kind] = named
            at += max(size, 4)


def _usual_palette() -> list[Colour]:
    from openpyxl.styles.colors import COLOR_INDEX

    return [_rgb(int(text, 16)) for text in COLOR_INDEX[:64]]


def _rgb(value: int) -> Colour:
    return value >> 16 & 255, value >> 8 & 255, value & 255


_STEPS = {
    FONT: OldLooks._font,
    FORMAT: OldLooks._format,
    XF: OldLooks._cell,
    PALETTE: OldLooks._palette,
    XF_EXTENSION: OldLooks._later,
}
