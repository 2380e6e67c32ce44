"""The rule files of a reading: documented, and faulty in words that say what to do."""

from __future__ import annotations

import pytest

from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.questions.lexicon import parsed
from foibot.request.cues import Act, load_kinds
from foibot.request.language import load_languages
from foibot.request.load import load_reading_rules
from foibot.request.regime import load_topics, weigh
from foibot.request.urgent import load_urgent

CUE = '[[cue]]\nact = "thanks"\nname = "t"\nwhere = "body"\nweight = 1\nphrases = ["thank you"]\n'
SENDERS = '[senders]\nregulator_domains = ["ico.org.uk"]\nregulator_names = ["ico"]\n'


def test_every_act_is_explained_in_the_readme() -> None:
    text = shipped("rules/README.md").read_text(encoding="utf-8")

    assert [act for act in Act if f"| `{act}` |" not in text] == []


def test_every_act_has_words() -> None:
    rules = load_kinds(shipped("rules/kinds.toml").read_text(encoding="utf-8"))

    assert {cue.act for cue in rules.cues.values()} == set(Act)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('"thanks"', '"gratitude"', '"gratitude" is not an act'),
        ('"body"', '"footer"', '"footer" is not a place'),
        ('"thank you"', '"... you"', "must begin with a word"),
        ('"thank you"', '"please? thank"', "must begin with a word that is always there"),
        ('"thank you"', '"@nobody"', "names a list that does not exist"),
        ('"thank you"', '"re-use/keep"', 'holds both "-" and "/"'),
        ("weight = 1", 'weight = "much"', "is not a number"),
        ("weight = 1", "wieght = 1", "is not a key of this table"),
        ('name = "t"\n', "", "name: is missing"),
    ],
)
def test_a_fault_of_kinds_says_where_it_is(before: str, after: str, problem: str) -> None:
    assert before in CUE
    with pytest.raises(ConfigError) as error:
        load_kinds(CUE.replace(before, after) + SENDERS)

    assert problem in str(error.value)
    assert str(error.value).startswith("rules/kinds.toml: ")


def test_faults_of_the_other_files_are_told_too() -> None:
    with pytest.raises(ConfigError, match="is not a law"):
        load_topics('[names]\neir=["eir"]\nfoi=["foi"]\n[[topic]]\nname="x"\nlaw="gdpr"\n')
    with pytest.raises(ConfigError, match="why: is missing"):
        load_urgent('[[alarm]]\nname="x"\nphrases=["kill myself"]\n')
    with pytest.raises(ConfigError, match="list the commonest English words"):
        load_languages('[words]\ncy=["yr"]\n')


@pytest.mark.parametrize(
    ("text", "environmental"),
    [
        ("How many tenants of Riverside Court are in arrears?", False),
        ("Who called off the show on Bonfire Night?", False),
        ("How many bonfires were reported?", True),
        ("How often does the river by the court house flood?", True),
        ("How many pupils were excluded from Trees Primary?", False),
        ("How many trees were felled at the primary school?", True),
        ("What did this waste of money cost?", False),
        ("Please send the results of the staff climate survey.", False),
    ],
)
def test_a_word_in_a_name_or_a_saying_is_no_topic(text: str, environmental: bool) -> None:
    assert (weigh(parsed(text), load_reading_rules().topics).eir > 0) is environmental
