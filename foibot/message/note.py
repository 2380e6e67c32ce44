"""Tell a note that nobody wrote for this mail from a letter, sentence by sentence.

A note says that its writer is away or gone, that his mailbox or office is closed, or that a mail
was received; what else it says is stock.  One sentence that asks, or that says anything else, was
written by a person for this mail: then it is no note, because a letter that was thrown away
breaks the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from foibot.message.absence import says_away
from foibot.message.automatic_rules import AutomaticRules
from foibot.message.note_words import (
    ADDRESSED,
    ASKING,
    AWAY,
    CASES,
    CHALLENGE,
    FIGURES,
    HELP_WANTED,
    HINTS,
    HOUSE,
    LEAVING,
    MAILBOX,
    OF_MAIL,
    OFFICE,
    OPENS_QUESTION,
    POST,
    RECEIVED,
    REDIRECT,
    RHETORICAL,
    STOCK,
    TO_SENDER,
)
from foibot.message.wording import fold, said

_LONGEST = 1_500
_MOST_SENTENCES = 40
# A full stop behind a short word or a digit ("01632 960 000. Ext. 4") may end a sentence too.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n[ \t]*\n|\n(?=[ \t]*[-*•])|;\s|\s[-–—]\s")
_TURN = re.compile(r",?\s(?:but|although|though|however|nevertheless)\s", re.I)
_SHORT_LINE = 50
_PERSON = re.compile(r"(?<!\w)(?:i|i'm|i've|i'll|i'd|my|me|mine|rwy|rwyf|fy)(?!\w)")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_WHILE_I = re.compile(r"(?<!\w)(?:while|whilst|when|until|till|before|if|once|after|that) i(?!\w)")
_I = re.compile(r"(?<!\w)(?:i|i'm|i've|i'd)(?!\w)")
# Stock words that a person's request has as well: these need to name whom to turn to instead.
_PLEASE = ("please ", "contact ", "contattare", "reach out")


class Sense(Enum):
    """What a sentence does."""

    STATE = auto()  # the writer is away or gone, or his mailbox is closed
    CLOSED = auto()  # an office is: people say so too
    RECEIVED = auto()  # a mail was: people say so too
    ELSEWHERE = auto()  # whom to turn to instead
    STOCK = auto()
    ASKS = auto()
    OTHER = auto()


TELLING = (Sense.STATE, Sense.CLOSED, Sense.RECEIVED)


@dataclass(frozen=True, slots=True)
class Note:
    """How many sentences of each sense a text has, and the first that says what it is."""

    senses: tuple[Sense, ...]
    telling: str
    of_mail: bool  # it speaks of mail, or of when somebody is back
    figures: bool  # a sentence that is neither stock nor a state gives a figure

    def count(self, *wanted: Sense) -> int:
        """Return how many sentences have one of the senses *wanted*."""
        return sum(sense in wanted for sense in self.senses)

    @property
    def asks(self) -> bool:
        """Return whether a sentence asks."""
        return Sense.ASKS in self.senses

    @property
    def is_whole(self) -> bool:
        """Return whether there is nothing in it but what a note says."""
        if self.asks or Sense.OTHER in self.senses:
            return False
        received = self.count(Sense.RECEIVED) and self.count(Sense.STOCK)
        closed = self.count(Sense.CLOSED) and self.of_mail
        return bool(self.count(Sense.STATE) or received or closed)

    @property
    def is_mostly(self) -> bool:
        """Return whether at most one sentence in three is anything else, and gives no figure."""
        others = self.count(Sense.OTHER)
        return bool(self.senses) and not (
            self.asks or self.figures or 3 * others > len(self.senses)
        )


def read_note(
    text: str, title: str, name: str, rules: AutomaticRules, *, whole: bool = False
) -> Note:
    """Return what the sentences of *text* do, written by somebody shown as *name*.

    A *title* of its own that says that somebody is away or that a mail was received counts too.

    Where only a *whole* note is looked for, reading ends at the first sentence that is of none.
    """
    names = {word for word in re.split(r"\W+", fold(name)) if len(word) > 1}
    found: list[Sense] = []
    telling, figures, of_mail = "", False, False
    for sentence in [*_titles(title, names, rules), *_sentences(text)]:
        sense = sense_of(sentence, names, rules)
        found.append(sense)
        figures = figures or (sense is Sense.OTHER and any(map(str.isdigit, sentence)))
        of_mail = of_mail or OF_MAIL.search(sentence) is not None
        if not telling and sense in TELLING:
            telling = sentence[:120]
        if whole and sense in (Sense.ASKS, Sense.OTHER):
            break
    return Note(tuple(found), telling, of_mail, figures)


def _titles(title: str, names: set[str], rules: AutomaticRules) -> list[str]:
    folded = fold(title)
    return [folded] if sense_of(folded, names, rules) in TELLING else []


def may_be_note(words: str, rules: AutomaticRules) -> bool:
    """Return whether the folded *words* of a text, at a glance, may be all a note.

    Most mail is none, and to see that costs less than to read it sentence by sentence.
    """
    asked = "?" in words and "?" in _LINK.sub("", words)
    if len(words) > _LONGEST or (asked and not HELP_WANTED.search(words)):
        return False
    if not (said(words, HINTS) or said(words, rules.words("absence.away"))):
        return False
    return not ASKING.search(words)


def sense_of(sentence: str, names: set[str], rules: AutomaticRules) -> Sense:
    """Return what the folded *sentence* does; the sender bears *names*."""
    if _asks(sentence):
        return Sense.ASKS
    redirects = REDIRECT.search(sentence) is not None
    if TO_SENDER.search(sentence) and not redirects:
        return Sense.OTHER
    if _is_state(sentence, names, rules):
        return Sense.OTHER if FIGURES.search(sentence) else Sense.STATE
    if OFFICE.search(sentence):
        return Sense.CLOSED
    if RECEIVED.search(sentence):
        return Sense.RECEIVED
    if redirects and not _says_more(sentence):
        return Sense.ELSEWHERE
    stock = STOCK.search(sentence) or HOUSE.search(sentence)
    if stock or _is_stock(sentence, rules) or _is_trimming(sentence, names):
        return Sense.STOCK
    return Sense.OTHER


def _asks(sentence: str) -> bool:
    question = "?" in sentence and "?" in _LINK.sub("", sentence)
    if question and not HELP_WANTED.search(sentence) and not RHETORICAL.match(sentence):
        return True
    if OPENS_QUESTION.match(sentence):
        return True
    # "If it is a new request under the Freedom of Information Act, you will be given a number."
    told = CASES.match(sentence) and not _PERSON.search(sentence)
    return not told and ASKING.search(sentence) is not None


def _is_state(sentence: str, names: set[str], rules: AutomaticRules) -> bool:
    gone = LEAVING.search(sentence)
    if gone and (gone["who"] or names & set(re.split(r"\W+", sentence[: gone.start() + 30]))):
        return True
    away = (
        AWAY.search(sentence)
        or CHALLENGE.search(sentence)
        or MAILBOX.search(sentence)
        or says_away(sentence, rules)
    )
    return bool(away) and not OFFICE.search(sentence)


def _says_more(sentence: str) -> bool:
    """Return whether a sentence that names another also tells what its writer thinks or does."""
    return _I.search(_WHILE_I.sub(" ", sentence)) is not None


def _is_trimming(sentence: str, names: set[str]) -> bool:
    """Return whether *sentence* is the sender's name, office or post, or "Did you know that"."""
    if set(re.findall(r"\w+", sentence)) <= names | {"and"}:
        return True
    return bool(RHETORICAL.match(sentence) or POST.fullmatch(sentence))


def _is_stock(sentence: str, rules: AutomaticRules) -> bool:
    if said(sentence, rules.words("auto_reply.thanks")):
        return True
    back = [one for one in rules.words("absence.back") if " " in one.strip()]
    if said(sentence, back):
        return True
    promises = [one for one in rules.words("absence.promises") if not one.startswith(_PLEASE)]
    if said(sentence, promises):
        return True
    if _PERSON.search(sentence):
        return False
    keys = ("received", "service", "standard", "phrases")
    stock = [one for key in keys for one in rules.words(f"auto_reply.{key}")]
    return said(sentence, [one for one in stock if not one.startswith(_PLEASE)]) is not None


def _sentences(text: str) -> list[str]:
    """Return the folded sentences of *text* but greetings and closings, or none if too long."""
    if len(text) > 2 * _LONGEST or len(fold(text)) > _LONGEST:
        return []
    found = [
        clause.strip(" ,.!:*_=-–—")
        for one in _SENTENCE.split(_unwrapped(text))
        for clause in _TURN.split(fold(one))
    ]
    kept = [one for one in found if len(one) > 2 and not ADDRESSED.match(one)]
    return kept if len(kept) <= _MOST_SENTENCES else []


def _unwrapped(text: str) -> str:
    """Return *text* with an empty line behind each line too short to have been wrapped."""
    lines = text.splitlines()
    return "\n".join(line + ("\n" if len(line.rstrip()) < _SHORT_LINE else "") for line in lines)
