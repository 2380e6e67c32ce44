"""Each question finds the service that answers it, or a person who decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.questions.model import Item
from foibot.questions.routing import Route, Services, load_services, route, route_all

TABLE = Path(__file__).parent / "questions_to_services.txt"

SMALL = """
[[service]]
name = "Roads"
also = ["highways"]
officers = ["ann@council.example"]
deputy = "bob@council.example"
manager = "cy@council.example"
director = "dee@council.example"
covers = ["pothole", "road", "park and ride", "LTN"]
decides = ["winter gritting plan"]
hints = ["contract"]
not = ["abbey road studios"]

[[service]]
name = "Parks"
officers = ["eve@council.example", "fay@council.example"]
manager = "cy@council.example"
director = "dee@council.example"
covers = ["park", "bench", "IT"]
not = ["car park"]

[[absence]]
person = "ann@council.example"
from = 2026-08-03
until = 2026-08-07
"""


@cache
def council() -> Services:
    return load_services(shipped("rules/services.toml").read_text(encoding="utf-8"))


@cache
def small() -> Services:
    return load_services(SMALL)


def item(text: str, *context: str) -> Item:
    return Item(1, None, None, stem=False, text=text, context=context)


def name_of(found: Route) -> str | None:
    return found.service.name if found.service else None


def table() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            question, _, service = line.rpartition("|")
            yield question.strip(), service.strip()


@pytest.mark.parametrize(("question", "service"), table())
def test_a_question_goes_to_the_service_that_answers_it(question: str, service: str) -> None:
    found = route(item(question), council())

    assert ("-" if found.doubtful else name_of(found)) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("How many potholes?", "Roads"),
        ("The council's roads", "Roads"),
        ("Broadband for all", None),
        ("LTNs in the town", "Roads"),
        ("ltn", None),
        ("Is it open?", None),
        ("The cost of IT", "Parks"),
        ("WHAT DOES IT COST TO MEND A POTHOLE ON OUR STREET", "Roads"),
        ("The park-and-ride at Fable", "Roads"),
        ("Car parks", None),
        ("Abbey Road Studios", None),
    ],
)
def test_whole_words_only_and_abbreviations_by_their_capitals(text: str, service: str) -> None:
    assert name_of(route(item(text), small())) == service


def test_equal_scores_are_a_suggestion_to_a_person_and_always_the_same_one() -> None:
    found = route(item("A bench on the road"), small())

    assert (name_of(found), found.doubtful) == ("Roads", True)
    assert found.why == "Perhaps Roads, by “road”; or Parks."


def test_a_hint_alone_decides_nothing() -> None:
    assert route(item("What does the contract cost?"), small()).doubtful


def test_deciding_words_outweigh_all_others() -> None:
    found = route(item("The winter gritting plan for the park, its bench and IT"), small())

    assert (name_of(found), found.doubtful) == ("Roads", False)


def test_the_context_counts_half() -> None:
    found = route(item("How many were mended?", "Potholes"), small())

    assert (name_of(found), found.score) == ("Roads", 0.5)


def test_without_any_word_nobody_is_guessed() -> None:
    found = route(item("Who is on the board?"), small())

    assert found.service is None
    assert found.doubtful
    assert found.why == "No word of any service's rules is in the question."


def test_the_clear_questions_of_a_request_settle_the_doubtful_ones() -> None:
    asked = [item("Potholes on Mock Street"), item("A bench by the road"), item("Who paid?")]
    routes = route_all(asked, small())

    assert [name_of(found) for found in routes] == ["Roads", "Roads", "Roads"]
    assert [found.doubtful for found in routes] == [False, False, False]
    assert routes[2].why == "Roads, like the other questions of the request."


def test_a_service_named_in_a_question_decides_and_its_siblings_follow() -> None:
    asked = [
        item("How many agency social workers were working in children’s\n services on 31 March?"),
        item("What did the council spend on agency social workers?"),
    ]

    assert [name_of(found) for found in route_all(asked, council())] == ["Children's Services"] * 2


def test_colleagues_may_call_a_service_by_another_name() -> None:
    named = small().named("the Highways team")

    assert named is not None
    assert named.name == "Roads"


def test_an_absence_holds_on_its_first_and_last_day() -> None:
    days = [date(2026, 8, d) for d in (2, 3, 7, 8)]

    assert [bool(small().absent(day)) for day in days] == [False, True, True, False]


def test_a_gap_is_a_warning() -> None:
    text = SMALL.replace('deputy = "bob@council.example"\n', "")
    gaps = load_services(text).warnings

    assert gaps == ("Roads: nobody stands in for ann@council.example; add a deputy",)


def test_the_shipped_file_has_no_gap() -> None:
    assert council().warnings == ()


FAULTS = [
    ('covers = ["park", "bench"', 'covers = ["pothole", "bench"', "also claimed by"),
    ('name = "Parks"', 'name = "Highways"', "is the name of two services"),
    ('"eve@council.example"', '"eve at council"', "is not one e-mail address"),
    ('not = ["car park"]', 'not = ["bench"]', "is in covers too"),
    ('not = ["car park"]', 'nott = ["car park"]', "is not a key of this table"),
    ("until = 2026-08-07", "until = 2026-08-01", "is before from"),
    ("until = 2026-08-07", 'until = "7 August"', "is not a date"),
    ('person = "ann@', 'person = "zoe@', "is in no service"),
    ('officers = ["ann@council.example"]\n', "", "officers: is missing"),
    ('officers = ["ann@council.example"]', "officers = []", "names nobody"),
    ('"bench", "IT"', '"bench", "!"', "holds no word"),
    ("[[absence]]", "[[holiday]]", "holiday: is not a key"),
    ('name = "Parks"', 'name = "Parks', "cannot be read"),
]


@pytest.mark.parametrize(("before", "after", "problem"), FAULTS)
def test_a_fault_says_file_place_and_remedy(before: str, after: str, problem: str) -> None:
    assert before in SMALL
    with pytest.raises(ConfigError) as error:
        load_services(SMALL.replace(before, after))

    assert problem in str(error.value)
    assert all(fault.file == "rules/services.toml" for fault in error.value.faults)
    assert all(fault.remedy for fault in error.value.faults)


def test_all_faults_come_at_once() -> None:
    text = SMALL.replace('"eve@council.example"', '"eve"').replace("not = [", "no = [")
    with pytest.raises(ConfigError) as error:
        load_services(text)

    assert len(error.value.faults) == 3
