"""What somebody who decided gets back: what was done, what needs a code, what is unclear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foibot.case.model import CaseKind
from foibot.handlers import pending
from foibot.handlers.allowing import time_in, wishes_of
from foibot.handlers.casefile import CaseFile
from foibot.handlers.doing import Bench, named
from foibot.handlers.replied import called
from foibot.letter.blocks import Blocks, Heading, Listing, ListItem, Quote, words
from foibot.letter.dates import short_date
from foibot.letter.governance import CodeNeeded, DecisionConfirmation
from foibot.letter.officer import Unclear
from foibot.letter.plain import blocks_of_text
from foibot.replies.decision_parts import Decision
from foibot.replies.model import AskedQuestion
from foibot.trust.permissions import Action
from foibot.trust.tokens import body_marker


@dataclass(slots=True)
class Carried:
    """What came of the decisions in one reply; *coded*, by case and kind, wait for a code."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    coded: dict[tuple[str, Action], list[Decision]] = field(default_factory=dict)
    open_to_undo: set[str] = field(default_factory=set)  # the cases of what may be taken back
    gone: set[str] = field(default_factory=set)  # whose letter goes: "undo" takes nothing back
    changed: dict[str, None] = field(default_factory=dict)  # the cases, in their order

    def did(self, said: str, case: str = "", *, can_undo: bool) -> None:
        """Note what was done, and of which case it may be taken back; nothing for no words."""
        self.done += [said] if said else []
        if said and can_undo:
            self.open_to_undo.add(case)

    @property
    def can_undo(self) -> bool:
        """Return whether the word undo would take anything back."""
        return not self.open_to_undo <= self.gone


def ask_for_codes(carried: Carried, bench: Bench) -> None:
    """Show what would be done, and ask for the code of exactly that: one a case and a kind."""
    for (reference, action), asked in carried.coded.items():
        file = bench.desk.files.load(reference)
        if file is not None:
            _ask_for_code(action, asked, file, bench)


def _ask_for_code(action: Action, asked: Sequence[Decision], file: CaseFile, bench: Bench) -> None:
    code = pending.keep(asked, file.reference, file.case.version, bench.who.by, bench.desk)
    mail = bench.desk.to_staff(
        bench.who.by,
        f"code-needed/{bench.arrival.identity}/{file.reference}/{action.value}",
        file.reference,
        bench.arrival.message.message_id or "",
    )
    context = CodeNeeded(
        reference=file.reference,
        decision=". ".join(whole(one).rstrip(" .") for one in asked),
        code=f"{action.value.upper()} {code}",
        token=body_marker(bench.desk.post.token_of(mail)),
    )
    bench.desk.post.send(context, mail)


GROUNDS = {"pit": "public interest", "eir": "complex and voluminous"}


def whole(one: Decision) -> str:
    """Return everything that a decision would do, so that its code says yes to just that."""
    when = short_date(one.until) if one.until else ""
    parts = [
        named(one),
        f"{one.to} <{one.address}>" if one.address else one.to,
        "received on" if when and one.action is Action.REDATE else "until" if when else "",
        when,
    ]
    more = [GROUNDS.get(one.basis, one.basis), ", ".join(one.exemptions)]
    head = ", ".join(filter(None, [" ".join(filter(None, parts)), *more]))
    return f"{head}: {one.text}" if one.text else head


def say_back(
    carried: Carried, unclear: Sequence[str], asked: Sequence[AskedQuestion], bench: Bench
) -> None:
    """Confirm what was done; ask back what was refused or not understood, with the choices."""
    if carried.done:
        _confirm(carried, bench)
    if carried.refused or unclear or not (carried.done or carried.coded):
        _ask_back(carried.refused, unclear, asked, bench)


def _confirm(carried: Carried, bench: Bench) -> None:
    mail = bench.desk.to_staff(
        bench.who.by,
        "/".join(filter(None, ("decision", bench.arrival.identity, time_in(bench.row.key)))),
        bench.row.case_ref or "",
        bench.arrival.message.message_id or "",
    )
    context = DecisionConfirmation(
        reference=bench.row.case_ref or "",
        decision=carried.done[0],
        effect=listed(carried.done[1:]),
        undo=carried.can_undo,
        token=body_marker(bench.desk.post.token_of(mail)),
    )
    bench.desk.post.send(context, mail)


def _ask_back(
    refused: Sequence[str],
    unclear: Sequence[str],
    asked: Sequence[AskedQuestion],
    bench: Bench,
) -> None:
    written = bench.arrival.message.reply_text[:1000] or "(nothing new was written)"
    reference = bench.row.case_ref or ""
    answers = bench.arrival.message.message_id or ""
    # What is asked back about more time is answered as the mail about it was: "Friday then".
    key = "/".join(filter(None, ("query", bench.arrival.identity, time_in(bench.row.key))))
    mail = bench.desk.to_staff(bench.who.by, key, reference, answers)
    read = bool(unclear) or not refused
    named = {one.key for one in wishes_of(bench.row.key, bench.desk)}
    about = tuple(
        block for one in asked[:20] if not named or one.key in named for block in _question(one)
    )
    context = Unclear(
        officer=called(bench.arrival),
        reference=reference,
        not_done=listed(refused),
        read=(Quote(blocks_of_text("\n".join(unclear) or written)),) if read else (),
        choices=(*about, *listed(_choices(bench))),
        token=body_marker(bench.desk.post.token_of(mail)),
    )
    bench.desk.post.send(context, mail)


def _choices(bench: Bench) -> tuple[str, ...]:
    if time_in(bench.row.key):
        rest = (one for one in CHOICES if not one.startswith(("approve", "no:", "allow")))
        return (*TIME_CHOICES, *rest)
    file = bench.desk.files.load(bench.row.case_ref) if bench.row.case_ref else None
    review = file is not None and file.case.kind is CaseKind.REVIEW
    if file is not None and review and not file.case.status.is_open:
        return REVIEW_OVER_CHOICES
    if bench.about_review:
        return REVIEW_CHOICES
    return REVIEW_DRAFT_CHOICES if review and bench.about_draft else CHOICES


def _question(one: AskedQuestion) -> Blocks:
    return (Heading(words(f"{one.reference} Q{one.n}"), 3), Quote(blocks_of_text(one.text)))


CHOICES = (
    "approve and the code, alone on a line",
    "no: and the reason",
    "Q2: and the new words of its answer",
    "assign Q2 to the name of a service",
    "allow Q2 until 4 December: and the reason (the officer's day; the legal deadline stays)",
    "clarify Q2 genuine: and the question to the requester (the clock stops)",
    "clarify Q2 advice: and the question to the requester (the clock runs on)",
    "clarified Q2 on 3 March: and what the requester answered (by phone, or in another mailbox)",
    "extend all until 12 January 2027, complex and voluminous: and the reason",
    "extend all until 12 January 2027, public interest, section 36: and the reason",
    "transfer Q2 to the name of another authority: and the reason",
    "fee £25: copying 250 sheets; pay: how to pay; schedule: https://... (environmental only)",
    "fee paid 3 March",
    "consult Q2 Acme Ltd <bids@acme.example>: what you would like to know",
    "opinion Q2 Ann Lee <chief.executive@council.example> section 36(2)(c): the arguments",
    "refuse Q2 s.43(2): the reason, and on lines of their own Harm:, For disclosure:, "
    "For withholding:, Balance:",
    "drop file 1: and the reason (or safe file 1, or original file 1: and the reason)",
    "split Q2: first question / second question",
    "merge Q1 and Q2",
    "reword Q2: the new words of the question",
    "redate 3 March: and the reason",
    "close: and the reason",
    "undo",
)

TIME_CHOICES = (
    "yes (they get the day that they asked for)",
    "until 4 December (or any other day before the legal deadline)",
    "no: and the reason (the day stands)",
    "Q1 until 4 December; Q2 no (where they differ)",
)

REVIEW_CHOICES = (
    "Q1: upheld. and the reasons (or partly upheld, or not upheld); one finding a line",
    "extend until 12 January 2027: and the reason (FOI only, and before the first date)",
)
REVIEW_DRAFT_CHOICES = (*CHOICES[:2], *REVIEW_CHOICES)
REVIEW_OVER_CHOICES = (
    "reopen: and the reason (governance decides whether the review is looked at again)",
)


def listed(lines: Sequence[str]) -> Blocks:
    """Return lines as a list, or nothing."""
    return (Listing(tuple(ListItem(words(line)) for line in lines)),) if lines else ()
