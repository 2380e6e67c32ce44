"""Stories of governance: what its people decide by reply, and who else is asked."""

from __future__ import annotations

import re

from foibot.demo.world import Sent
from tests.clients import Form, gmail, outlook_web
from tests.flows.stories.book import told
from tests.flows.stories.test_answers import OFFICER, REF, ROADS
from tests.flows.town import ANN, GOVERNANCE, Town, kinds, subject

CODE = re.compile(r"\b[A-Z]{5,8} [0-9A-Z]{4}-[0-9A-Z]{4}\b")
RATES = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many parking fines were issued in 2025?\n"
    "2. How much does the parking enforcement contractor charge an hour?\n\nAnn Example"
)
PARKING = "parking@council.example"


def decide(town: Town, to: Sent, text: str) -> list[Sent]:
    """Let the addressee of a mail decide something, and give the code that is asked for."""
    town.later(minutes=10)
    out = town.reply(to, text)
    asked = [one for one in out if one.kind == "code-needed"]
    if not asked:
        return out
    found = CODE.search(asked[-1].text)
    assert found is not None
    town.later(minutes=5)
    return town.reply(asked[-1], found[0])


def about(town: Town, words: str) -> Sent:
    """Return the newest alert whose subject holds *words*."""
    found = [one for one in town.all("alert") if words in subject(one)]
    assert found, [subject(one) for one in town.all("alert")]
    return found[-1]


def test_the_contractor_is_consulted_and_the_refusal_goes_complete(town: Town) -> None:
    town.write(ANN, RATES)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(
        town.last("digest", PARKING),
        Q1="12,408 fines were issued.",
        Q2="Section 43(2): it would be likely to prejudice the contractor, whom rivals undercut.",
    )
    draft = town.last("draft")
    assert "This letter cannot go yet" in draft.text

    words = "consult Q2 Acme Parking Ltd <bids@acme.example>: the hourly rate in your contract"
    decide(town, draft, words)
    asked = town.last("consultation")
    assert "Ann" not in asked.text
    assert "ann@example.org" not in asked.text
    # They are silent: reminded once, and then governance hears of it.
    town.until("Tue 17 Nov 2026 09:00")
    assert [f"{one.at:%d %b}" for one in town.all("consultation")] == ["03 Nov", "11 Nov"]
    assert f"{about(town, 'consultation').at:%d %b}" == "13 Nov"
    town.reply(asked, "The rate is confidential. Rivals would undercut us.", client=gmail)
    heard = about(town, "consultation")
    assert "Rivals would undercut us." in heard.text

    whole = (
        "refuse Q2 s.43(2): the contractor gave its rate in confidence\n"
        "harm: rivals would be likely to undercut the contractor at the next tender\n"
        "for disclosure: the public can see how the council spends\n"
        "for withholding: a fair tender gets the council a better price\n"
        "balance: withholding outweighs disclosure until the tender in 2027"
    )
    decide(town, heard, whole)
    town.approve()
    letter = town.last("response").text
    assert "12,408 fines" in letter
    assert "rivals undercut" not in letter
    assert "a fair tender gets the council a better price" in letter
    assert told(town, "third-party")


def test_section_36_waits_for_the_opinion_of_the_qualified_person(town: Town) -> None:
    town.write(ANN, RATES)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest", PARKING), Q1="12,408.", Q2="Need more time because of legal")
    wanted = town.alerts("more time")[-1]
    refusal = (
        "refuse Q2 s.36(2)(c): bidders speak freely to the council\n"
        "harm: bidders would be likely to hold back\nfor disclosure: openness\n"
        "for withholding: frank bids\nbalance: withholding outweighs openness"
    )
    decide(town, wanted, refusal)
    assert "no opinion of a qualified person" in " ".join(town.last("draft").text.split())

    chief = "chief.executive@council.example"
    decide(town, wanted, f"opinion Q2 Jane Chief <{chief}> section 36(2)(c): bids may dry up")
    asked = town.last("qualified-person")
    assert asked.to == chief
    assert "Ann" not in asked.text
    town.later(hours=26)
    words = "In my opinion it would be likely to prejudice the conduct of public affairs, 36(2)(c)."
    town.reply(asked, words, client=outlook_web)
    heard = about(town, "consultation")
    decide(town, heard, "opinion Q2 given 4 November: would be likely to prejudice, limb (c)")
    assert "who the qualified person is" in " ".join(town.last("draft").text.split())
    by_whom = "opinion Q2 given 4 November by the Chief Executive: would be likely to, limb (c)"
    decide(town, heard, by_whom)
    town.approve()

    letter = " ".join(town.last("response").text.split())
    assert "The qualified person under section 36(5) of the Act is the Chief Executive." in letter
    assert "opinion that disclosure would be likely to otherwise prejudice the effective" in letter
    assert told(town, "qualified-person")


def test_time_is_extended_by_code_and_the_extension_is_undone(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 24 Nov 2026 09:00")
    alert = about(town, "at risk")
    words = "extend all until 31 December 2026, complex and voluminous: 40,000 job sheets on paper"
    decide(town, alert, words)

    assert str(town.row(REF).due) == "2026-12-31"
    assert "31 December 2026" in town.last("extension").text
    decide(town, town.last("decision"), "undo")
    assert str(town.row(REF).due) == "2026-12-01"
    assert "please tell them" in town.last("decision").text
    # A day that the law does not give is refused, in words.
    out = decide(town, alert, "extend all until 30 June 2027, complex and voluminous: more paper")
    assert str(town.row(REF).due) == "2026-12-01"
    assert [one.kind for one in out] == ["unclear"]
    assert told(town, "extension")


def test_a_fee_is_asked_for_paid_and_the_clock_waits_meanwhile(town: Town) -> None:
    town.write(ANN, RATES)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest", PARKING), Q2="Need more time because it is on 900 sheets")
    alert = town.alerts("more time")[-1]
    out = decide(town, alert, "fee £18: copying 900 sheets")
    assert "how to pay" in out[-1].text
    decide(town, alert, "fee £18: copying 900 sheets; pay: by card on 01234 567890")

    notice = town.last("fee-notice")
    assert "£18.00" in notice.text
    assert "by card on 01234 567890" in notice.text
    assert town.row(REF).status == "awaiting_fee"
    town.until("Mon 16 Nov 2026 09:00")
    decide(town, alert, "fee paid 13 November")
    # Nine working days, 3 to 13 November, do not count (FOIA 2000 s.10(2)).
    assert str(town.row(REF).due) == "2026-12-14"
    town.until("Tue 17 Nov 2026 08:32")
    town.answer(town.last("digest", PARKING), Q1="12,408.", Q2="£31.50.")
    town.approve()
    assert "£31.50" in town.last("response").text
    assert told(town, "fee")


def test_the_list_of_questions_is_corrected_and_each_step_can_be_undone(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 24 Nov 2026 09:00")
    alert = about(town, "at risk")
    decide(town, alert, "split Q2: What did repairs cost? / What did materials cost?")
    assert [i.question.text for i in town.case(REF).counted][1:] == [
        "What did repairs cost?",
        "What did materials cost?",
    ]
    assert {item.officer for item in town.case(REF).items} == {OFFICER}
    decide(town, town.last("decision"), "undo")
    assert len(town.case(REF).counted) == 2
    decide(town, alert, "merge Q1 and Q2")
    assert len(town.case(REF).counted) == 1
    decide(town, town.last("decision"), "undo")
    decide(town, alert, "reword Q1: How many potholes did the council repair in 2025?")
    decide(town, alert, "assign Q2 to Finance")
    assert town.case(REF).items[1].officer == "finance@council.example"
    decide(town, alert, "transfer Q2 to Ashshire County Council: it runs the main roads")
    assert "Ashshire County Council" in town.last("transfer").text
    decide(town, alert, "redate 30 October 2026: it lay in a shared mailbox")
    assert str(town.row(REF).due) == "2026-11-27"
    assert "Friday 27 November 2026" in town.last("date-changed").text
    # The correction is undone: a promised date never moves later in silence (WD-9).
    decide(town, town.last("decision"), "undo")
    assert str(town.row(REF).due) == "2026-12-01"
    assert len(town.all("date-changed")) == 2
    assert told(town, "corrections")


def test_a_refused_draft_goes_back_once_and_a_leaver_decides_nothing(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210.", Q2="£310,000.")
    sent = town.reply(town.last("draft"), "no: the figure in Q2 is that of last year")
    assert kinds(sent) == [
        ("alert", "governance"),
        ("assignment", "highways"),
        ("decision", "approver"),
    ]
    town.later(hours=2)
    town.answer(town.last("assignment", OFFICER), Q2="£290,000.")
    town.reply(town.last("draft"), _code_of(town.last("draft")), client=outlook_web, form=Form.HTML)
    assert "£290,000" in town.last("response").text
    # An officer who writes to a mail that was sent to governance decides nothing.
    stolen = town.last("alert", GOVERNANCE)
    town.reply(stolen, "close: nobody needs this", sender=OFFICER)
    assert town.row(REF).status == "answered"
    assert told(town, "refused-draft")


def _code_of(draft: Sent) -> str:
    found = CODE.search(draft.text)
    assert found is not None
    return found[0]
