"""An ask for a paper by its kind: "We would like to see the tree survey" (guide R6, R9)."""

from __future__ import annotations

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence

HAVE = r"(?:see|have|get|receive|obtain|read|inspect|view)"
# However it is put, what is asked for comes right behind.
ASKED = (
    rf"(?:(?:i|we)(?:['’]d| would| should)? (?:also |therefore |very much )?"
    rf"(?:(?:like|want|need|wish|hope|be (?:glad|pleased)) to {HAVE}|need|want|request|like"
    rf"|find it \w+ to {HAVE})"
    rf"|it(?:['’]d| would)(?: also| really)? (?:(?:be (?:very |most |really )?\w+|help|assist)"
    rf"(?: (?:me|us))?(?: greatly)? to {HAVE})"
    r"|(?:please |kindly |do |can you |could you |would you |will you )+"
    rf"(?:let (?:me|us) {HAVE}|send|supply|provide|enclose|attach|include|forward|share|release"
    r"|disclose|show)(?: (?:me|us))?(?: with)?"
    rf"|(?:please )?(?:can|could|may|might) (?:i|we) (?:please |also )?{HAVE})"
)
PAPER = (
    r"(?:surveys?|registers?|logs?|charts?|structures?|maps?|plans?|drawings?|minutes|reports?"
    r"|polic(?:y|ies)|contracts?|leases?|deeds?|licen[cs]es?|schedules?|budgets?|forecasts?"
    r"|assessments?|valuations?|specifications?|agreements?|files?|records|accounts|figures"
    r"|costs?|fees?|bye-?laws|rules|procedures?|protocols?|strateg(?:y|ies)|stud(?:y|ies)|audits?"
    r"|diar(?:y|ies)|letters?|e-?mails?|photographs?|photos?|invoices?|receipts?|certificates?"
    r"|timetables?|rotas?|agendas?|briefings?|business case|terms of reference|risk register"
    r"|guidance|manual|handbook|tender|bids?|scores?|results|readings|data ?set|appraisal)"
)
# Of the words before it none speaks of the reply: "your full response to my letter".
WORD = r"(?!(?:response|reply|answers?|to|in|as|by)\b)[\w’'&-]+"
NAMED = Caseless(
    rf"(?:and |but |also |finally |lastly |in addition |,|\s)*{ASKED}"
    r" (?:sight of |a copy of |copies of )?(?:the|an?|any|all|your|its|each|every|both)"
    rf" (?:(?:{WORD} ){{1,4}}?{PAPER}|{PAPER} (?:of|for|from|about|between)|bye-?laws)\b"
    r"(?! (?:as (?!well)|in|by|on|to be)\b| (?:format|form)\b)"
    # "A map of the sites would be useful too."
    rf"|(?:an?|the|any) (?:{WORD} ){{0,4}}?{PAPER}\b[^.?!,;:]{{0,80}}? would(?: also| really)?"
    r" (?:help|be (?:very )?(?:useful|helpful|welcome|good|appreciated|of (?:use|interest)))"
    r"(?: too| as well| also)?\W*$",
)


def asks_for_paper(each: Sentence) -> bool:
    """Return whether a sentence asks for a paper or figure that it names by its kind."""
    return not each.refused and NAMED.match(each.text) is not None
