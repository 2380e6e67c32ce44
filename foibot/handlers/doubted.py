"""A doubtful reading in plain words: what to look at, the questions, what puts it right."""

from __future__ import annotations

from collections.abc import Iterator

from foibot.case.blind import blind
from foibot.case.model import Case
from foibot.handlers.alerts import LIST_CHOICES
from foibot.request.model import Reading

# What each doubt means to the person who is asked to look; "{}" stands for what was found.
_PLAIN = {
    "check-the-questions": "Please look at the questions: {}.",
    "check-what-it-is": "It is not certain {}.",
    "attachment-not-read": "The file {} could not be read, and may ask for more.",
    "encrypted": "The message is encrypted, and nothing inside it was read: {}.",
    "too-long-to-read-whole": "It is too long to be read whole: {}.",
    "asked-besides": "It was asked {}.",
    "carried-by-a-reminder": (
        "It came below a reminder, and {}. If the first mail did arrive, please reply with its "
        "day, as in: received 3 March: it was in Junk."
    ),
    "own-data": "It may ask for the sender's own data: {}.",
    "environmental-words-in-part": "Part of it may be about the environment: {}.",
}
_ALARM = "urgent-"  # and then the name that rules/urgent.toml gives it
_NO_REASON = "Its words can be understood in more than one way."
ASSIGN = "assign Q2 to the name of the service"


def what_of(case: Case) -> str:
    """Return the one line that says what was done with the request."""
    count = len(case.counted)
    as_what = "as one question" if count == 1 else f"as {count} questions"
    return f"It was read {as_what}, and it is not certain that this is right"


def details_of(case: Case, reading: Reading) -> tuple[str, ...]:
    """Return why it is doubtful, and below that every question as it was read, with its service."""
    return (*_reasons(reading), *_questions(case))


def choices_of(case: Case) -> tuple[str, ...]:
    """Return what may be replied to put the list right; nothing need be done where it is right."""
    choices = LIST_CHOICES if len(case.counted) > 1 else tuple(map(_of_one, LIST_CHOICES))
    return (*(one for one in choices if one), ASSIGN if len(case.counted) > 1 else _of_one(ASSIGN))


def alarms_of(reading: Reading) -> tuple[str, ...]:
    """Return in plain words why a person must read the message now."""
    found = [one for one in reading.reasons if one.rule.startswith(_ALARM)]
    names = (one.rule.removeprefix(_ALARM).replace("-", " ").capitalize() for one in found)
    return tuple(
        dict.fromkeys(f"{name}: “{one.evidence}”" for name, one in zip(names, found, strict=True))
    )


def _of_one(choice: str) -> str:
    """Return *choice* for the only question of a request; two cannot be made one."""
    if "Q1" in choice or choice.startswith("drop"):
        return ""
    return choice.replace("Q2", "Q1").replace("Q3", "Q1")


def _reasons(reading: Reading) -> tuple[str, ...]:
    known = [one for one in reading.reasons if one.rule in _PLAIN]
    said = tuple(dict.fromkeys(_PLAIN[one.rule].format(one.evidence) for one in known))
    return said or (_NO_REASON,)


def _questions(case: Case) -> Iterator[str]:
    for item in case.items:
        text = blind(item.question.text, case.requester)
        if item.question.stem:
            yield f"The words above the next questions: {text}"
        else:
            yield f"Q{item.n} ({item.service or 'no service yet'}): {text}"
