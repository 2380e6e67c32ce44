"""
Lots of officers' replies, labelled blind: what was read right, asked back, wrong or lost.

`python -m tests.replies.blind [FILE]` prints the figures and every fault; the answers at the
right question are counted apart, whatever was made of their meaning (tests/replies/standing.py).
Of kept_back.toml, unseen.toml and unseen2.toml only the figures are printed: nobody looks there.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foibot.replies.model import AskedQuestion, Proposal, QuestionReply, ReplyReading
from tests.replies.programs import place
from tests.replies.standing import Stands, standings
from tests.replies.test_programs import MAILS, Labelled, faults, read

HERE = Path(__file__).parent
KEPT_BACK = HERE / "kept_back.toml"
UNSEEN = HERE / "unseen.toml"
UNSEEN_TOO = HERE / "unseen2.toml"
LOTS = tuple(HERE / name for name in ("blind.toml", "blind2.toml", "blind3.toml"))
FIELDS = ("open", "either", "loosely")
FULL_NAME = re.compile(r"(?:FOI|EIR)-\d{4}-(?P<case>\d+)\.(?P<number>\d+)")


def _questions(reference: str, *texts: str) -> list[AskedQuestion]:
    return [AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)]


MAILS |= {
    "trees": _questions(
        "EIR-2026-00140",
        "How many street trees were felled in 2025?",
        "Why were they felled?",
        "How many trees were planted in their place?",
        "What did the felling and planting cost?",
    ),
    "trio": [
        *_questions(
            "FOI-2026-00201",
            "How much was spent on agency staff in 2024/25?",
            "How many agency staff are there at present?",
        ),
        *_questions("FOI-2026-00202", "How many laptops were bought in 2025?"),
        *_questions(
            "FOI-2026-00203",
            "What was the average number of days lost to sickness per employee in 2024/25?",
            "What were the three commonest causes?",
            "How many of the days were put down to long Covid?",
        ),
    ],
    "yesno": _questions("FOI-2026-00160", "Does the council own a helicopter?"),
    "plan": _questions(
        "FOI-2026-00155",
        "How many planning enforcement notices were served in 2025?",
        "How many were appealed?",
    ),
    "hr": _questions(
        "FOI-2026-00210",
        "How many members of staff were dismissed for gross misconduct in each of the last three "
        "financial years?",
        "How many employees are currently suspended on full pay?",
        "What was the total cost of settlement agreements in 2024/25?",
        "Please provide a copy of the current disciplinary policy.",
    ),
    "housing": _questions(
        "FOI-2026-00215",
        "How many households are on the housing register as at 1 January 2026?",
        "What is the average waiting time for a three-bedroom property?",
        "How many homes were let in 2025, broken down by number of bedrooms?",
        "Which contractor carries out void repairs and when does the contract end?",
    ),
    "revs": _questions(
        "FOI-2026-00219",
        "How many business properties received small business rate relief on 31 March 2025?",
        "Please supply a list of all properties liable for business rates with credits on their "
        "accounts, showing address, ratepayer and amount.",
        "How much council tax was written off in 2024/25?",
    ),
    "taxi": _questions(
        "FOI-2026-00222",
        "How many taxi and private hire driver licences were revoked in 2025?",
        "For what reasons were they revoked?",
    ),
    "highways": [
        *_questions(
            "FOI-2026-00230",
            "How many insurance claims for pothole damage were received in 2025?",
            "How many were paid, and how much in total?",
            "When was Station Road last inspected?",
        ),
        *_questions(
            "FOI-2026-00231",
            "Please provide the drainage survey for Mill Lane.",
            "How many times did the Mill Lane gully flood between 2023 and 2025?",
        ),
    ],
}


@dataclass(slots=True)
class Score:
    """
    The answers of some replies, by what became of them.

    *right*: at the right question with the right words; *asked*: put back to the officer;
    *wrong*: recorded or shown back as what they are not; *lost*: none of these.
    """

    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Return whether everything was read as a fair reader would."""
        return not (self.asked or self.wrong or self.lost)


def replies(path: Path = HERE / "blind.toml") -> Iterator[tuple[Labelled, dict[str, object]]]:
    """Yield each labelled reply, with the labels that programs.toml does not know."""
    lot = tomllib.loads(path.read_text("utf-8"))
    for mail in lot.get("mail", ()):
        asked = [_questions(case["reference"], *case["questions"]) for case in mail["case"]]
        MAILS[mail["name"]] = [question for each in asked for question in each]
    for entry in lot["reply"]:
        named = _with_places(entry)
        more = {name: named.pop(name) for name in FIELDS if name in named}
        yield Labelled(**named), more


def _with_places(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a reply whose questions are named as place() does: "FOI-2026-00201.1" may be typed."""
    several = len({question.reference for question in MAILS[entry["mail"]]}) > 1

    def name(value: object) -> object:
        full = FULL_NAME.fullmatch(str(value))
        if full is None:
            return value
        case, number = int(full["case"]), full["number"]
        return f"{case}/{number}" if several else number

    return {
        field: {name(key): each for key, each in value.items()}
        if isinstance(value, dict)
        else [name(each) for each in value]
        if isinstance(value, list)
        else value
        for field, value in entry.items()
    }


def scored(one: Labelled, more: dict[str, object]) -> Score:
    """Return what became of the answers of one reply."""
    reading = read(one)
    found = faults(one, reading)
    several = len({question.reference for question in MAILS[one.mail]}) > 1
    keys = {place(each, several=several): each.key for each in MAILS[one.mail]}
    score = Score()
    for name in one.expect:
        bad = [each for each in found if each.startswith(f"Q{name}")]
        reply = reading.to(keys[name])
        if not bad or _is_fair(reply, name, more):
            score.right += 1
        elif reply is not None:
            score.wrong += bad
        elif reading.unclear or not reading.replies:
            score.asked += 1  # a reply of which nothing was taken is asked back whole
        else:
            score.lost += bad
    names = {str(key): name for name, key in keys.items()}
    score.wrong += [each for each in found if _is_wrong(each, reading, names, more)]
    score.lost += [each for each in found if each.startswith("lost")]
    return score


def stands(one: Labelled, more: dict[str, object]) -> list[tuple[str, Stands]]:
    """Return where each labelled answer of a reply stands, and each that nobody gave."""
    several = len({question.reference for question in MAILS[one.mail]}) > 1
    keys = {place(each, several=several): each.key for each in MAILS[one.mail]}
    reading, still, either = read(one), more.get("open", ()), more.get("either", {})
    assert isinstance(still, list | tuple)
    assert isinstance(either, dict)
    free = {str(name) for name in (*still, *either)}
    return list(
        standings(
            {keys[name]: words for name, words in one.expect.items()},
            reading,
            free={keys[name] for name in free},
        )
    )


def _is_fair(reply: QuestionReply | None, name: str, more: dict[str, object]) -> bool:
    either = more.get("either", {})
    assert isinstance(either, dict)
    return reply is not None and reply.proposal in either.get(name, ())


def _is_wrong(
    fault: str, reading: ReplyReading, names: dict[str, str], more: dict[str, object]
) -> bool:
    """Return whether a fault is more than a question that was not read as labelled."""
    if fault.startswith("not asked back"):
        shown = reading.discarded or reading.unclear
        return not (more.get("loosely") and shown) and not (more.get("either") and reading.replies)
    if not fault.startswith("nothing was said of"):
        return fault.startswith("in an answer")
    reply = next(one for one in reading.replies if f"{one.key}:" in fault)
    still = more.get("open", ())
    assert isinstance(still, list | tuple)
    name = names[str(reply.key)]
    if _is_fair(reply, name, more):
        return False
    return not (name in map(str, still) and reply.proposal is Proposal.MORE_TIME)


def main() -> None:
    """Print how a file of labelled replies is read, and what is not as labelled."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path, default=HERE / "blind.toml")
    path = parser.parse_args().path
    every = list(replies(path))
    scores = [scored(*each) for each in every]
    places = [stands(*each) for each in every]
    if path.resolve() not in (KEPT_BACK, UNSEEN, UNSEEN_TOO):
        _print_faults([one for one, _ in every], scores, places)
    right, asked = sum(each.right for each in scores), sum(each.asked for each in scores)
    wrong, lost = sum(len(each.wrong) for each in scores), sum(len(each.lost) for each in scores)
    print(f"{len(every)} replies, {sum(each.whole for each in scores)} wholly as labelled")
    print(f"answers: {right} right, {asked} asked back, {wrong} faults recorded, {lost} lost")
    print(f"right of those that were taken: {100 * right / max(1, right + wrong + lost):.1f} %")
    _print_places([where for answers in places for _, where in answers])


def _print_faults(
    every: Sequence[Labelled],
    scores: Sequence[Score],
    places: Sequence[Sequence[tuple[str, Stands]]],
) -> None:
    for one, score, answers in zip(every, scores, places, strict=True):
        for fault in [f"wrong: {each}" for each in score.wrong] + score.lost:
            print(f"{one.name}: {fault[:300]}")
        if score.asked:
            print(f"{one.name}: {score.asked} asked back")
        for name, where in answers:
            if where in {Stands.ELSEWHERE, Stands.NOWHERE}:
                print(f"{one.name}: the answer to {name} stands {where}")


def _print_places(every: Sequence[Stands]) -> None:
    count = Counter(every)
    share = 100 * count[Stands.RIGHT] / max(1, len(every))
    rest = ", ".join(f"{count[one]} {one}" for one in Stands if one is not Stands.RIGHT)
    print(f"answers at the right question: {count[Stands.RIGHT]} of {len(every)}, {share:.1f} %")
    print(f"the others: {rest}")


if __name__ == "__main__":
    main()
