"""Stories of officers: who answers how, who is away, who is silent, and what the desk does."""

from __future__ import annotations

from tests.clients import Form, android, apple_mail, gmail, iphone, outlook_desktop, thunderbird
from tests.flows.post import absence_of, below, bounce_of
from tests.flows.stories.book import told
from tests.flows.town import ANN, Town, kinds

ROADS = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
PARKING = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act how many parking fines "
    "were issued in 2025.\n\nAnn Example"
)
REF = "FOI-2026-00001"
OFFICER = "highways@council.example"
DEPUTY = "highways.deputy@council.example"


def test_a_request_is_asked_answered_approved_and_sent(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest", OFFICER)
    # The officer answers in Outlook, between our lines, above the signature of the council.
    inline = below(digest, "How many potholes", "4,210 potholes were repaired in 2025.")
    town.reply(digest, "", client=outlook_desktop, form=Form.HTML, inline=inline)
    town.later(hours=1)
    # What was read beside a quoted question is shown back, and counts once it is confirmed.
    town.reply(town.last("confirmation"), "Yes, confirmed", client=iphone)
    town.later(hours=1)
    town.answer(digest, Q2="£310,000 was spent on repairs in 2025.")
    town.later(minutes=20)
    town.approve()

    letter = town.last("response")
    assert letter.to == "ann@example.org"
    assert "4,210 potholes" in letter.text
    assert "£310,000" in letter.text
    assert town.row(REF).status == "answered"
    assert told(town, "asked-and-answered")


def test_a_question_that_is_not_theirs_moves_to_the_service_that_they_name(town: Town) -> None:
    town.write(ANN, PARKING)
    town.until("Tue 3 Nov 2026 08:32")
    first = town.all("digest")[-1]
    town.reply(first, "Not ours, try Finance.", client=gmail)
    sent = town.until("Wed 4 Nov 2026 08:32")

    assert first.to == "parking@council.example"
    assert ("digest", "finance") in kinds(sent)
    town.answer(town.last("digest", "finance@council.example"), Q1="12,408 fines were issued.")
    town.approve()
    assert "12,408 fines" in town.last("response").text
    assert told(town, "not-ours")


def test_while_an_officer_is_away_the_deputy_answers_the_same_day(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    words = "I am on annual leave until 16 November 2026. Regards, Pat"
    sent = town.receive(absence_of(OFFICER, town.last("digest"), town.now, words))
    assert kinds(sent) == [("alert", "governance"), ("assignment", "highways.deputy")]

    town.later(hours=3)
    handed = town.last("assignment", DEPUTY)
    inline = below(handed, "How many potholes", "4,210 potholes.")
    town.reply(handed, "", client=android, inline=inline)
    town.reply(town.last("confirmation", DEPUTY), "confirm")
    town.answer(handed, Q2="£310,000.")
    town.approve()

    assert {item.officer for item in town.case(REF).items} == {DEPUTY}
    assert town.row(REF).status == "answered"
    assert told(town, "officer-away")


def test_a_leaver_is_replaced_in_the_rules_and_the_old_address_counts_no_more(town: Town) -> None:
    town.write(ANN, ROADS)
    town.until("Tue 3 Nov 2026 08:32")
    old = town.last("digest", OFFICER)
    town.receive(bounce_of(old, town.now))
    assert town.last("assignment").to == DEPUTY

    new = "new.roads@council.example"
    town.rules("services.toml", ('deputy = "highways.deputy@council.example"', f'deputy = "{new}"'))
    town.rules("services.toml", (f'officers = ["{OFFICER}"]', f'officers = ["{new}"]'))
    town.later(minutes=5)
    town.tick()
    assert {item.officer for item in town.case(REF).items} == {new}

    # Whoever left still has the old mail with its token: it is no answer any more.
    town.answer(town.last("assignment", DEPUTY), Q1="5,000 potholes.")
    assert all(item.answer is None for item in town.case(REF).items)
    town.until("Wed 4 Nov 2026 08:32")
    town.answer(town.last("digest", new), Q1="4,210 potholes.", Q2="£310,000.")
    town.approve()
    assert "4,210" in town.last("response").text
    assert told(town, "leaver")


def test_silence_climbs_the_ladder_and_a_late_letter_says_sorry(town: Town) -> None:
    town.write(ANN, PARKING)
    town.until("Thu 3 Dec 2026 09:00")

    about = [one for one in town.sent if one.kind != "weekly"]
    climbed = [(f"{one.at:%d %b}", one.kind, one.to.partition("@")[0]) for one in about]
    climbed.sort(key=lambda row: [row[0][3:] == "Dec", row])
    assert climbed == [
        ("02 Nov", "acknowledgement", "ann"),
        ("03 Nov", "digest", "parking"),  # the morning after it came
        ("09 Nov", "digest", "parking"),  # working day 5
        ("12 Nov", "digest", "highways.deputy"),  # working day 8: the deputy too
        ("12 Nov", "digest", "parking"),
        ("16 Nov", "digest", "parking"),  # working day 10
        ("18 Nov", "escalation", "head.highways"),  # working day 12
        ("23 Nov", "alert", "governance"),  # working day 15
        ("25 Nov", "alert", "governance"),  # working day 17: no draft can be made
        ("26 Nov", "alert", "governance"),  # working day 18, and the director
        ("26 Nov", "escalation", "director.place"),
        # St Andrew's Day is no working day of the Act: 1 December is the last lawful day.
        ("02 Dec", "alert", "governance"),
        ("02 Dec", "digest", "parking"),
        ("02 Dec", "escalation", "director.place"),
        ("02 Dec", "escalation", "head.highways"),
        ("03 Dec", "alert", "governance"),  # then daily
        ("03 Dec", "digest", "parking"),
        ("03 Dec", "escalation", "director.place"),
        ("03 Dec", "escalation", "head.highways"),
    ]
    town.answer(town.last("digest", "parking@council.example"), Q1="12,408 fines were issued.")
    town.approve()
    assert "sorry" in town.last("response").text.lower()
    assert told(town, "silence")


def test_a_welsh_request_is_acknowledged_in_welsh_and_answered_by_a_welsh_speaker(
    town: Town,
) -> None:
    words = (
        "Annwyl Gyngor,\n\nO dan y Ddeddf Rhyddid Gwybodaeth, faint o ddirwyon parcio a roddwyd "
        "yn 2025?\n\nDiolch yn fawr,\nRhys Morgan"
    )
    town.write("Rhys Morgan <rhys@example.org>", words, subject="Cais am wybodaeth")
    assert "cais" in town.last("acknowledgement").text
    town.reply(town.alerts("no service")[-1], "neilltuo C1 i Parking", client=thunderbird)
    town.until("Tue 3 Nov 2026 08:32")
    town.reply(town.last("digest"), "C1: Rhoddwyd 12,408 o ddirwyon.", client=apple_mail)
    town.reply(town.last("confirmation"), "cadarnhau")
    assert "put into Welsh before you approve" in " ".join(town.last("draft").text.split())
    town.approve()

    letter = town.last("response")
    assert "12,408 o ddirwyon" in letter.text
    assert "Ein hateb" in letter.text
    assert "o fewn 40 diwrnod gwaith" in " ".join(letter.text.split())
    town.later(hours=20)
    unhappy = "Nid wyf yn fodlon ar yr ateb hwn. Hoffwn adolygiad mewnol.\n\nRhys Morgan"
    town.reply(letter, unhappy, sender="Rhys Morgan <rhys@example.org>")
    assert "adolygiad" in town.last("review-acknowledgement").text
    assert told(town, "welsh")
