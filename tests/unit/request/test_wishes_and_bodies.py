"""What is no wish about the form of the answer, and no body for whom anybody asks."""

from __future__ import annotations

from tests.unit.request.test_read import read


def test_a_template_that_is_asked_for_is_no_wish_about_the_form() -> None:
    assert read("Please supply the template for the warning letter.").format_preference is None
    assert read("How many? Please answer in the attached template.").format_preference


def test_where_to_write_is_no_wish_about_the_form() -> None:
    reading = read(
        "Please send me the number of reviews.\n\nIs this the wrong address? If so, please contact "
        "us using this form: https://www.example.org/new\n"
    )

    assert reading.format_preference is None


def test_neither_a_person_nor_a_minister_is_an_organisation() -> None:
    assert read("We act for Mr A. Client. Please send the lease.").requester_org is None
    asked = read("Please give the date of Secretary of State consent for each sale.")
    assert asked.requester_org is None


def test_an_attached_request_is_no_wish_about_the_form() -> None:
    reading = read("Please see my request attached, in Word format. How many lights are out?")

    assert reading.format_preference is None


def test_an_empty_field_names_no_organisation() -> None:
    reading = read("Please complete for each:\n\nCompany name:\nCompany number:\nOwned by:\n")

    assert reading.requester_org is None
