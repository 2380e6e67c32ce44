"""
CONTEXT -> LETTER: one template a kind of mail, rendered once into blocks, then text and HTML.

Templates come from disk alone and run in Jinja's sandbox; an unknown name is an error, a value is
never markup (T8, T9).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, pass_context
from jinja2.runtime import Context as JinjaContext
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from foibot.letter import layout
from foibot.letter.as_html import as_html
from foibot.letter.as_text import as_text
from foibot.letter.blocks import Blocks
from foibot.letter.dates import count, listed, long_date, opened, sentence, short_date
from foibot.letter.desk import Desk
from foibot.letter.markup import PRIVATE, Link, Slots, blocks_of, line_of
from foibot.letter.model import Envelope, Letter, LetterError
from foibot.letter.welsh import softened

LARGEST = 1_000_000
BY_POST = "response-parts/by-post"  # the box above what a colleague is to print and post
REQUESTER_SUPPRESS = "OOF, AutoReply, RN, NRN"


class Context:
    """
    What a mail says: each mail is a frozen dataclass below this one, with a field a fact.

    *template* is its folder, *kind* its X-Foibot-Kind, *automatic* its Auto-Submitted value, empty
    where a person decided that it goes (RFC 3834).
    """

    __slots__ = ()
    template: ClassVar[str]
    kind: ClassVar[str]
    automatic: ClassVar[str] = "auto-generated"
    to_requester: ClassVar[bool] = False

    @property
    def language(self) -> str:
        """Return the language that the mail is wanted in."""
        return "en"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail in blocks, before it becomes text and HTML."""

    subject: str
    blocks: Blocks
    language: str


class Templates:
    """The templates of one desk, read once; *override* is searched before what is shipped."""

    def __init__(self, shipped: Path, desk: Desk, override: Path | None = None) -> None:
        self.desk = desk
        self.folders = [folder for folder in (override, shipped) if folder is not None]
        self.env = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self.folders, encoding="utf-8-sig"),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            finalize=_slot,
        )
        self.env.filters.update(
            long_date=long_date,
            short_date=short_date,
            count=count,
            listed=listed,
            sentence=sentence,
            opened=opened,
            softened=softened,
        )
        found = (folder / "layout.html" for folder in self.folders)
        self.layout = layout.load(next(path for path in found if path.exists()))

    def letter(self, context: Context, envelope: Envelope) -> Letter:
        """Return the mail that *context* says, addressed as *envelope*."""
        rendered = self.render(context, envelope.language)
        if envelope.post_to:
            box = self.part(BY_POST, post_to=envelope.post_to, files=bool(envelope.attachments))
            rendered = replace(rendered, blocks=(*box, *rendered.blocks))
        html = "" if envelope.plain else self.html(rendered)
        return Letter(
            key=envelope.key,
            kind=context.kind,
            recipient=envelope.recipient,
            subject=rendered.subject,
            text=as_text(rendered.blocks),
            html=html,
            headers=tuple(_headers(context, envelope, rendered.language)),
            attachments=envelope.attachments,
            in_reply_to=envelope.in_reply_to,
            references=envelope.references,
        )

    def html(self, rendered: Rendered) -> str:
        """Return the page of a rendered mail."""
        return self.layout.page(
            lang=rendered.language,
            title=rendered.subject,
            banner=self.desk.said_in(rendered.language).name,
            body=as_html(rendered.blocks, self.layout.opening),
        )

    def render(self, context: Context, language: str = "") -> Rendered:
        """Return the subject and the blocks of *context*, in its language where there is one."""
        language = language or context.language
        body, tag = self._pick(context.template, "body", language)
        subject, _ = self._pick(context.template, "subject", language if tag == language else "en")
        values = _values(context) | {"desk": self.desk.said_in(tag), "language": tag}
        slots = Slots()
        text = _run(subject, values, slots)
        return Rendered(
            subject=line_of(text, slots),
            blocks=blocks_of(_run(body, values, slots), slots),
            language="en-GB" if tag == "en" else tag,
        )

    def part(self, name: str, language: str = "en", **values: object) -> Blocks:
        """Return the blocks of a part of a letter, such as "outcomes/foia-not_held"."""
        slots = Slots()
        folder, _, part = name.rpartition("/")
        template, tag = self._pick(folder, part, language)
        known = {"desk": self.desk.said_in(tag), "language": tag}
        return blocks_of(_run(template, known | values, slots), slots)

    def within(self, context: Context) -> Blocks:
        """Return what *context* says, as it stands within another mail (within.txt)."""
        return self.part(f"{context.template}/within", context.language, **_values(context))

    def said_in(self, name: str, language: str) -> str:
        """Return the language in which the part *name* is there: the one wanted, else English."""
        folder, _, part = name.rpartition("/")
        return self._pick(folder, part, language)[1]

    def has(self, name: str) -> bool:
        """Return whether there is a template called *name*."""
        return any((folder / f"{name}.txt").exists() for folder in self.folders)

    def file(self, name: str) -> Path:
        """Return where the template *name* (letter.docx) is: the council's own, else ours."""
        return next(path for folder in self.folders if (path := folder / name).exists())

    def _pick(self, folder: str, part: str, language: str) -> tuple[Template, str]:
        """Return the template in *language*, else the English one, and which it is."""
        wanted = f"{folder}/{part}.{language}.txt"
        if language != "en" and any((place / wanted).exists() for place in self.folders):
            return self._template(wanted), language
        return self._template(f"{folder}/{part}.txt"), "en"

    def _template(self, name: str) -> Template:
        try:
            return self.env.get_template(name)
        except TemplateError as error:
            line = getattr(error, "lineno", 0) or 0
            raise LetterError(
                f"templates/{name}, line {line}: {error}; correct it, or delete the file to use "
                "the one that foibot brings"
            ) from error


def _values(context: Context) -> dict[str, object]:
    if not is_dataclass(context):
        raise TypeError(type(context).__name__)
    return {field.name: getattr(context, field.name) for field in fields(context)}


def _run(template: Template, values: dict[str, object], slots: Slots) -> str:
    """Return the rendered text with a mark for each value."""
    out: list[str] = []
    size = 0
    try:
        for piece in template.generate(**values, slots=slots):
            size += len(piece)
            if size > LARGEST:
                raise LetterError(
                    f"templates/{template.name}: makes more than {LARGEST} characters"
                )
            out.append(piece)
    except (TemplateError, TypeError, ValueError, AttributeError) as error:
        raise LetterError(
            f"templates/{template.name}: {error}; the names that it may use are in "
            "templates/README.md"
        ) from error
    return "".join(out)


@pass_context
def _slot(context: JinjaContext, value: object) -> str:
    """Return the mark that stands for *value* in the text."""
    slots = context["slots"]
    if not isinstance(slots, Slots):
        raise LetterError("templates: the name 'slots' is taken")
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, date):
        return slots.add(long_date(value, str(context["language"])))
    if isinstance(value, (Link, tuple)):
        return slots.add(value)
    if value is None or isinstance(value, bool):
        raise LetterError(f"templates: a value is {value}; ask with {{% if %}} before it is said")
    words = str(value.unescape() if isinstance(value, Markup) else value)
    return slots.add(PRIVATE.sub("", words).strip()) if words.strip() else ""


def _headers(context: Context, envelope: Envelope, language: str) -> Iterator[tuple[str, str]]:
    if envelope.reply_to:
        yield "Reply-To", envelope.reply_to
    if context.automatic:
        yield "Auto-Submitted", context.automatic
    if context.to_requester:
        yield "X-Auto-Response-Suppress", REQUESTER_SUPPRESS
    if envelope.reference:
        yield "X-Foibot-Ref", envelope.reference
    yield "Content-Language", language
