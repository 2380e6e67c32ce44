"""What somebody writes above a quotation about answers in it: "see my answers below in red"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from foibot.message.wording import said

_LOOKED_AT = 4000


class Force(IntEnum):
    """How surely a text says that answers stand in what is quoted below it."""

    NONE = 0
    POINTS = 1  # "please see below": at the mail, or at answers in it
    SAYS = 2  # "my answers are below in red"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was announced: how surely, and in which colours or emphasis ("red", "bold")."""

    force: Force = Force.NONE
    looks: frozenset[str] = frozenset()
    rest: str = ""  # what the sender wrote below the announcement


_ANSWER = (
    r"(?:answer|response|repl(?:y|ie)|comment|feedback|input|annotation|note|update|addition|"
    r"clarification|explanation|figure|detail|ateb(?:ion)?|ymateb(?:ion)?|sylw(?:adau)?|antwort|"
    r"réponse|respuesta|risposta|antwoord|svar|odpowied[zź])\w{0,3}"
)
_DONE = (
    r"(?:answered|responded|replied|commented|annotated|inserted|added|typed|written|filled|"
    r"completed|populated|marked|noted|interspersed|embedded|put|ateb(?:ais|wyd)?|ymateb(?:ais)?|"
    r"geantwortet|beantwortet|répondu|respondido)"
)
_LOOK = {
    "red": "red|coch|rot|rouge|rojo|rood",
    "blue": "blue|glas|blau|bleu|azul|blauw",
    "green": "green|gwyrdd|grün|vert|verde|groen",
    "purple": "purple|violet|mauve|porffor|lila",
    "orange": "orange|oren",
    "yellow": "yellow|melyn|gelb|jaune|amarillo|geel",
    "pink": "pink|pinc|magenta",
    "brown": "brown|brown",
    "grey": "gr[ea]y|llwyd|grau|gris|grijs|shaded|shading",
    "bold": "bold|trwm|fett|gras|negrita|vet",
    "italic": r"italic\w{0,4}|italig|kursiv|cursi\w{1,3}",
    "underlined": r"underlin\w{2,3}|tanlinell\w{1,4}",
    "marked": r"highlight\w{0,5}|amlyg\w{1,5}|turquoise|aqua|cyan",
    "capitals": r"capitals?|caps|upper[ -]?case|priflythrennau",
}
_LOOKS = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in _LOOK.items()}
_LOOK_WORDS = "|".join(words for name, words in _LOOK.items() if name != "grey")
# A thing that stands below is no answer that does: "the request below", "the questions below".
_THING = (
    r"(?:requests?|e-?mails?|messages?|mails?|questions?|enquir(?:y|ies)|quer(?:y|ies)|chain|"
    r"thread|correspondence|letter|team|people|person|link|form|address(?:es)?|number|deadline|"
    r"foi|eir|sar|case|issues?|points?|cais|cwestiyn(?:au)?|neges|e-?bost|anfrage|demande)"
)
_BELOW = (
    r"(?:below|underneath|beneath|inline|in-line|in line(?! with)|isod|embedded|interspersed|"
    r"alongside|oddi tano|unten|ci-dessous|hieronder|abajo|nedan|nedenfor)"
)
_PLACE = (
    rf"(?:{_BELOW}|(?:in|mewn|en|auf|op)\s(?:[\w-]{{1,12}},?\s){{0,2}}"
    rf"(?:{_LOOK_WORDS}|gr[ea]y|colou?rs?|lliw)\b|highlighted|underlined|shaded|"
    r"(?:under|against|beside|beneath|below|after|next to|following)\s(?:each|every|the relevant|"
    r"your|the (?:individual|original)|(?:y|pob)\s)|"
    r"(?:in|within|into|among)\s(?:the|your|their|her|his|this|yr?|eich)\s(?:body|text|original|"
    r"e-?mail|message|mail|request|table|chain|thread|quoted|neges|e-?bost))"
)
_GAP = r"[^.!?\n]{0,70}?"
_SAYS = re.compile(
    rf"\b{_ANSWER}\b{_GAP}\b{_PLACE}"
    rf"|\b{_DONE}\b{_GAP}\b{_PLACE}"
    rf"|\b(?:below|beneath|isod|unten|ci-dessous)\b,?\s"
    rf"(?:for\s|are\s|is\s|please find\s|in\s\w+\s)?(?:the\s|my\s|our\s|her\s|his\s|"
    rf"their\s|some\s|a few\s|few\s|yr\s|fy\s|ein\s|meine\s|nos\s|"
    rf"quick\s|brief\s|initial\s|full\s|updated\s|further\s)*{_ANSWER}\b"
    rf"|(?:^|\s)(?:in-?line|in\s(?:[\w-]{{1,12}}\s){{0,2}}(?:{_LOOK_WORDS})|mewn\s"
    rf"(?:[\w-]{{1,12}}\s){{0,2}}(?:{_LOOK_WORDS})|interspersed|highlighted\s(?:below|text|in)|"
    rf"(?:under|against)\s(?:each|every)(?:\sof\s\w+)?(?:\s(?:question|point|item|one))?)\b",
    re.I,
)
# Somebody else is to answer, or what is below is a thing.
_ASKED = re.compile(
    r"\b(?:please|pls|kindly|can|could|would|will|to|should|must|allwch|fedrwch|cofiwch)\s"
    r"(?:you\s|we\s|chi\s|kindly\s|please\s|also\s|both\s|all\s)*(?:provide|send|let|give|add|put|"
    r"insert|type|write|complete|fill|answer|respond|reply|comment|return|confirm|enter|supply|"
    r"forward|draft|prepare|get|obtain|collate|deal|look|help|assist|action|mark|highlight|"
    r"annotate|work|consider|review|check|ateb|ymateb|rhoi|ychwanegu|anfon)\b"
    rf"|\byour\s(?:\w+\s)?{_ANSWER}"
    rf"|\b(?:need|needs|require|requires|want|wants|await|awaiting|waiting for|due|expecting|"
    rf"asking for|asked for|chasing|looking for|look forward to|request for|"
    rf"requesting)\b[^.!?\n]{{0,40}}?\b{_ANSWER}",
    re.I,
)
_OWN = re.compile(
    rf"\b(?:my|our|her|his|their|{_ANSWER}\sfrom|fy|ein)\s(?:\w+\s){{0,2}}{_ANSWER}"
    rf"|\b(?:i|we|i['’]ve|we['’]ve|has|have|been)\s(?:\w+\s){{0,2}}{_DONE}\b"
    rf"|\b(?:see|find)\s(?:below\s)?(?:for\s)?(?:the\s)?{_ANSWER}",
    re.I,
)
_AT_A_THING = re.compile(
    rf"\b{_THING}\s(?:as\s|set out\s|listed\s|copied\s|from \w+\s|shown\s)?{_BELOW}\b"
    rf"|\b(?:below|underneath|isod|unten|hieronder)\s(?:\w+\s){{0,2}}{_THING}\b",
    re.I,
)
_INSIDE = re.compile(rf"\b(?:in|into|within|mewn)\s(?:the|your|their)\s(?:\w+\s)?{_THING}\b", re.I)
_UNDER_EACH = re.compile(
    r"\b(?:under|below|beneath|underneath|after|against|beside|next to|following)\s"
    r"(?:each|every)\b",
    re.I,
)
_LATER = re.compile(
    rf"\b(?:will|shall|going to|to) be\s(?:\w+\s)?(?:{_DONE}|highlighted|marked)\b", re.I
)
_NAMES_ANSWERS = re.compile(rf"\b(?:{_ANSWER}|{_DONE})\b", re.I)
_PICTURED = re.compile(
    r"\b(?:ringed|circled|outlined|shaded|edged|hatched|drawn|map|plan|photo\w{0,6}|pictures?|"
    r"drawing|sketch|diagram|aerial)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:see|as|per|find|and|noted|info|information)\s(?:\w+\s)?(?:below|beneath|isod|"
    r"underneath)\b|^\W*(?:below|isod)\b|\bhope (?:this|that|these|it) (?:all )?(?:helps?|assists?|"
    r"answers?)|\bas (?:requested|discussed)\b|\bhere (?:you go|they are|it is|are the)\b|"
    r"^\W*(?:done|completed)\b|\b(?:below|isod)\W*$",
    re.I,
)
_PLACES = (
    "below", "line", "neath", "in ", "mewn ", "isod", "embedded", "interspersed", "alongside",
    "tano", "highlight", "shade", "under", "against", "beside", "each", "after", "following",
    "next to", "unten", "dessous", "hieronder", "abajo", "nedan", "nedenfor", "auf ", "op ", "en ",
    "within ", "into ", "among ",
)  # fmt: skip
_POINTERS = ("below", "neath", "isod", "hope", "as ", "here", "done", "completed")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_HARD = re.compile(r"\n[ \t]*\n")


def notice(text: str) -> Notice:
    """Return what *text*, newly written above a quotation, says about answers inside it."""
    folded = _HARD.sub("\0", text[:_LOOKED_AT].replace("\u00a0", " "))
    sentences = [
        " ".join(one.split())
        for part in folded.split("\0")
        for one in _SENTENCE.split(_unwrapped(part))
        if one.strip()
    ]
    points = Notice()
    for place, sentence in enumerate(sentences):
        sentence = sentence[:400]
        rest = " ".join(sentences[place + 1 :])
        if _says(sentence):
            return Notice(Force.SAYS, _looks(sentence), rest)
        if not points.force and _points(sentence):
            points = Notice(Force.POINTS, frozenset(), rest)
    return points


def _points(sentence: str) -> bool:
    if not said(sentence.lower(), _POINTERS):
        return False
    return bool(_POINTS.search(sentence)) and not _AT_A_THING.search(sentence)


def _unwrapped(part: str) -> str:
    """Return *part* with the lines joined that a program wrapped: they are long."""
    lines = part.split("\n")
    joined = lines[0]
    for above, line in pairwise(lines):
        joined += (" " if len(above.rstrip()) > 50 else "\n") + line
    return joined


def _says(sentence: str) -> bool:
    # Most sentences have none of the words: to see that costs less than the pattern.
    if not said(sentence.lower(), _PLACES) or not _SAYS.search(sentence):
        return False
    if _ASKED.search(sentence) and not _OWN.search(sentence):
        return False
    if _PICTURED.search(sentence) and not _NAMES_ANSWERS.search(sentence):
        return False  # "the one that I've ringed in red on the map"
    if _LATER.search(sentence) or (sentence.endswith("?") and not _OWN.search(sentence)):
        return False
    under_each = _UNDER_EACH.search(sentence)
    if not _AT_A_THING.search(sentence) or _INSIDE.search(sentence) or under_each:
        return True
    # "My answers to the questions below are in red": the colour says it, not the place.
    return bool(_looks(sentence)) and bool(_NAMES_ANSWERS.search(sentence))


def _looks(sentence: str) -> frozenset[str]:
    return frozenset(name for name, words in _LOOKS.items() if words.search(sentence))
