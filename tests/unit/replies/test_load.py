"""rules/replies.toml as an officer edits it: words in, and every fault told at once."""

from __future__ import annotations

import pytest

from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.replies.load import FILE, load_reply_rules, parse_reply_rules
from foibot.replies.words import phrases, plain, sentences, spelt

TEXT = shipped(FILE).read_text("utf-8")


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        parse_reply_rules(text)
    return [str(fault) for fault in raised.value.faults]


def test_the_shipped_words_are_right() -> None:
    rules = load_reply_rules()

    assert rules.answers.not_held.within("I'm afraid we DON\u2019T hold this")
    assert rules.answers.not_ours.within("Nid ein t\u00eem ni")
    assert rules.fences.kind("R\u00e9ponse") is not None


def test_a_new_phrase_counts_at_once() -> None:
    rules = parse_reply_rules(TEXT.replace('"nil return",', '"nil return", "we drew a * blank",'))

    assert rules.answers.not_held.within("We drew a complete and utter blank")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"nil return",', '"nil return", "completed",', '"completed" stands in [not_held] too'),
        ("[done]", "[doen]", "[doen]: is not a known table"),
        ("in_order = [", "inorder = [", "[labels] inorder: is not a known key"),
        ('"nil return",', '"nil return", "***",', '[not_held] phrases: "***" '),
        ('"nil return",', '"nil return", 7,', "[not_held] phrases: is a list, not a list of texts"),
        ('"third party data" = "s.40(2)"', '"third party data" = 40', "[exemption] said: is not"),
        ('["december", "dec", "rhagfyr"],', "", "[dates] months: does not list 12 names"),
    ],
)  # fmt: skip
def test_a_fault_names_its_table_and_key(old: str, new: str, said: str) -> None:
    assert old in TEXT

    found = faults(TEXT.replace(old, new, 1))

    assert [one for one in found if said in one and one.startswith(FILE)], found


def test_all_faults_are_told_at_once() -> None:
    broken = TEXT.replace("[done]", "[doen]", 1).replace("in_order = [", "inorder = [", 1)

    assert len(faults(broken)) >= 4


def test_what_is_no_toml_is_said_with_its_line() -> None:
    assert "line" in faults("[not_held\n")[0]


def test_a_star_stands_for_up_to_three_words() -> None:
    found = phrases(["hold * information"])

    assert [found.within(text) for text in (
        "we hold information", "hold any such old information", "hold 1 2 3 4 information"
    )] == [True, True, False]  # fmt: skip
    assert spelt("can't  *  DO") == (("can", "not", "*", "do"),)
    assert spelt("not hold/held") == (("not", "hold"), ("not", "held"))


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Exempt under s. 43(2). See reg. 12 of 2004. It is closed."

    assert sentences(text) == ("Exempt under s. 43(2).", "See reg. 12 of 2004.", "It is closed.")
    assert plain("It\u2019s caf\u00e9") == ("it's", "cafe")
