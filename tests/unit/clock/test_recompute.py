"""What a new holiday or a corrected receipt moves, and who must be told."""

from __future__ import annotations

from dataclasses import replace

from foibot.clock.calendar import Calendars
from foibot.clock.holidays import calendars, with_changes
from foibot.clock.load import load_table, parse_changes
from foibot.clock.recompute import Moved, Setting, Tracked, recompute
from foibot.clock.regimes import RegimeCode
from tests.unit.clock.dates import day
from tests.unit.clock.desk import CALENDARS, RULES, event, received

START = received("Mon 05 Oct 2026")
DUE = day("Mon 02 Nov 2026")
OLD = Setting(CALENDARS, RULES)
TODAY = day("Fri 16 Oct 2026")


def changed(text: str) -> Calendars:
    added, removed = parse_changes(text)
    return calendars(with_changes(load_table(), added, removed))


FUNERAL = changed(
    """
    [[extra]]
    date = 2026-10-26
    divisions = ["scotland"]
    name = "A state funeral"
    basis = "a proclamation"
    source = "The Edinburgh Gazette"
    """
)
NEW = Setting(FUNERAL, RULES)


def test_a_new_holiday_lists_each_open_date_that_moves_with_its_reason() -> None:
    later = received("Mon 26 Oct 2026")
    (change,) = recompute(
        [Tracked("Q1", [START], [START]), Tracked("Q2", [later], [later])], TODAY, OLD, NEW
    )

    assert (change.item, change.old.due, change.new.due) == ("Q1", DUE, day("Tue 03 Nov 2026"))
    assert change.moved[0] == Moved("due", DUE, day("Tue 03 Nov 2026"))
    assert "pit_target_max" in {moved.key for moved in change.moved}
    assert change.reasons == ("Mon 26 Oct 2026 is now a bank holiday: A state funeral (Scotland)",)
    assert (change.tell_requester, change.urgent) == (False, False)
    assert str(change) == (
        "Q1: due Mon 2 Nov 2026 becomes Tue 3 Nov 2026 because Mon 26 Oct 2026 is now a bank "
        "holiday: A state funeral (Scotland)"
    )


def test_a_promised_date_never_moves_later_in_silence_and_the_desk_keeps_its_target() -> None:
    (change,) = recompute([Tracked("Q1", [START], [START], promised=DUE)], TODAY, OLD, NEW)

    assert change.tell_requester
    assert change.target == DUE
    assert str(change).endswith("; the requester must be told")
    assert not change.urgent


def test_a_holiday_taken_away_makes_dates_earlier_which_is_urgent() -> None:
    (change,) = recompute(
        [Tracked("Q1", [START], [START], promised=day("Tue 03 Nov 2026"))], TODAY, NEW, OLD
    )

    assert change.new.due == change.target == DUE
    assert (change.tell_requester, change.urgent) == (False, True)
    assert change.reasons == ("Mon 26 Oct 2026 is no longer a bank holiday",)


def test_a_date_that_has_passed_by_being_moved_is_urgent_also_unpromised() -> None:
    (change,) = recompute([Tracked("Q1", [START], [START])], day("Tue 03 Nov 2026"), NEW, OLD)

    assert change.urgent
    assert change.new.late


def test_a_corrected_receipt_and_a_changed_regime_give_their_own_reasons() -> None:
    corrected = event("receipt_corrected", "Tue 06 Oct 2026")
    regime = replace(event("regime_changed", "Thu 15 Oct 2026"), regime=RegimeCode.FOISA)
    (change,) = recompute(
        [Tracked("Q1", [START], [START, corrected], promised=DUE)], TODAY, OLD, OLD
    )
    (back,) = recompute([Tracked("Q1", [START, corrected], [START])], TODAY, OLD, OLD)
    at_easter = received("Mon 22 Mar 2027")
    scots = recompute(
        [Tracked("Q1", [at_easter], [at_easter, replace(regime, on=at_easter.on)])],
        at_easter.on, OLD, OLD,
    )  # fmt: skip

    assert change.reasons == ("receipt corrected on Tue 6 Oct 2026",)
    assert change.tell_requester
    assert back.reasons == ("receipt corrected on Tue 6 Oct 2026 no longer holds",)
    assert "the holidays of SCOTLAND count in place of UK_ANY" in scots[0].reasons
    assert scots[0].new.due == day("Tue 20 Apr 2027")


def test_a_suspended_item_has_no_date_and_a_closed_one_does_not_move() -> None:
    asked = event("clarification_asked", "Wed 07 Oct 2026")
    (change,) = recompute([Tracked("Q1", [START], [START, asked], DUE)], TODAY, OLD, OLD)

    assert (change.new.due, change.target) == (None, None)
    assert change.moved[0] == Moved("due", DUE, None)
    assert "due Mon 2 Nov 2026 becomes (none)" in str(change)
    assert not change.tell_requester
    assert not change.urgent
    done = event("answered", "Wed 07 Oct 2026")
    assert recompute([Tracked("Q1", [START, done], [START, done], DUE)], TODAY, OLD, NEW) == ()


def test_what_does_not_change_a_date_is_no_change() -> None:
    logged = event("logged", "Tue 06 Oct 2026")
    weekend = changed(
        '[[extra]]\ndate = 2026-10-24\ndivisions = ["scotland"]\nname = "A Saturday"\n'
        'basis = "b"\nsource = "s"'
    )

    assert recompute([Tracked("Q1", [START], [START, logged])], TODAY, OLD, OLD) == ()
    assert recompute([Tracked("Q1", [START], [START])], TODAY, OLD, Setting(weekend, RULES)) == ()


def test_other_dates_that_move_alone_are_listed_too() -> None:
    november = changed(
        '[[extra]]\ndate = 2026-11-11\ndivisions = ["scotland"]\nname = "Armistice"\n'
        'basis = "b"\nsource = "s"'
    )
    (change,) = recompute(
        [Tracked("Q1", [START], [START], DUE)], TODAY, OLD, Setting(november, RULES)
    )

    assert [moved.key for moved in change.moved] == ["pit_target_max"]
    assert change.reasons == ("the rules changed",)
    assert (change.tell_requester, change.urgent) == (False, False)
    assert str(change).startswith("Q1: other dates move")


def test_the_earliest_new_date_comes_first() -> None:
    items = [
        Tracked("A", [received("Tue 06 Oct 2026")], [received("Tue 06 Oct 2026")]),
        Tracked("Q1", [START], [START]),
        Tracked("Q0", [START], [START]),
    ]

    assert [change.item for change in recompute(items, TODAY, OLD, NEW)] == ["Q0", "Q1", "A"]


def test_what_stands_still_comes_after_what_runs() -> None:
    asked = event("clarification_asked", "Wed 07 Oct 2026")
    items = [Tracked("A", [START], [START, asked]), Tracked("B", [START], [START])]

    assert [change.item for change in recompute(items, TODAY, OLD, NEW)] == ["B", "A"]


def test_a_holiday_in_either_period_is_a_reason() -> None:
    holiday = "Mon 26 Oct 2026 is now a bank holiday: A state funeral (Scotland)"
    for other in ("Tue 27 Oct 2026", "Tue 01 Sep 2026"):
        corrected = event("receipt_corrected", other)
        (change,) = recompute([Tracked("Q1", [START], [START, corrected])], TODAY, OLD, NEW)

        assert holiday in change.reasons
