"""Questions that cannot wait for the morning: sent at once to whoever has them now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foibot.case.blind import blind
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.digests import case_work
from foibot.letter.officer import Assignment, short_list
from foibot.letter.work import work_blocks
from foibot.trust.tokens import body_marker


def hand_over(
    person: str,
    wanted: Mapping[str, Collection[int]],
    why: str,
    desk: Desk,
    *,
    subject: str,
    instead_of: str = "",
) -> None:
    """Send *person* the questions *wanted* of each case; *subject* tells one such mail apart."""
    files = [file for name in wanted if (file := desk.files.load(name)) is not None]
    work = [case_work(file, set(wanted[file.reference]), desk) for file in files]
    work = [one for one in work if one.questions]
    if not work:
        return
    names = tuple(one.reference for one in work)
    reference = names[0] if len(names) == 1 else ""
    mail = desk.to_staff(person, f"assignment/{subject}", reference)
    context = Assignment(
        officer=desk.people.called(person),
        reference=short_list(names),
        questions=sum(len(one.questions) for one in work),
        why=why,
        standing_in_for=instead_of,
        work=work_blocks(sorted(work, key=lambda one: one.due_on), desk.today),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def send_back(file: CaseFile, ns: Collection[int], why: str, desk: Desk) -> tuple[str, ...]:
    """Give questions back to the officers who answered them; return whom."""
    said = f"the letter was not approved: {blind(why, file.case.requester)}"
    return _to_officers(file, ns, said, f"back/{file.reference}/{file.case.version}", desk)


def ask_anew(file: CaseFile, ns: Collection[int], why: str, desk: Desk) -> tuple[str, ...]:
    """Send officers the questions whose answers stand no more; return whom."""
    return _to_officers(file, ns, why, f"anew/{file.reference}/{file.case.version}", desk)


def _to_officers(
    file: CaseFile, ns: Collection[int], why: str, subject: str, desk: Desk
) -> tuple[str, ...]:
    by_officer: dict[str, set[int]] = {}
    for n in ns:
        item = file.case.item(n)
        if item is not None and item.officer:
            by_officer.setdefault(item.officer, set()).add(n)
    for officer, theirs in by_officer.items():
        hand_over(officer, {file.reference: theirs}, why, desk, subject=subject)
    return tuple(by_officer)
