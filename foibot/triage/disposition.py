"""The closed list of what the desk does with a message."""

from __future__ import annotations

from enum import StrEnum


class Disposition(StrEnum):
    """Each has one handler; a test states that none is missing."""

    NEW_REQUEST = "new_request"
    STAFF_ENTRY = "staff_entry"  # a member of staff enters, or passes on, somebody's request
    REVIEW_REQUEST = "review_request"
    CLARIFICATION = "clarification"
    CHASER = "chaser"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"  # the requester corrects what we understood
    THANKS = "thanks"
    CHARGE = "charge"  # what is written while a charge waits to be paid
    NAMED = "named"  # a requester without a usable name gives one
    OPINION = "opinion"  # a third party or the qualified person, who were consulted
    OPINION_OTHERWISE = "opinion_otherwise"  # about a consultation, and no reply to our mail
    CONSULTED_AWAY = "consulted_away"  # a machine answers for whoever was consulted
    REGULATOR = "regulator"
    OFFICER_REPLY = "officer_reply"
    DECISION = "decision"  # governance, an approver or a reviewer answers one of our mails
    BOUNCE = "bounce"
    ABSENCE = "absence"  # an out-of-office of one of ours
    OWN_MAIL = "own_mail"  # our own mail, come back or kept as proof
    AUTOMATIC = "automatic"  # nothing to do but to know that it came
    BEFORE_START = "before_start"  # older than the day from which mail is answered
    HOLD = "hold"
