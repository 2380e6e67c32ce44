"""What the rules of the chain may ask about a message; gathered beforehand, so no rule does I/O."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foibot.request.kind import ThreadState
from foibot.request.model import Kind
from foibot.trust.authentication import Outcome


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known of a message before it is decided what to do with it."""

    kind: Kind
    received_on: date
    verdict: Outcome = Outcome.ABSENT
    own_signature: bool = False  # its own Message-ID is one that we signed
    from_desk: bool = False  # its From is the address of the desk
    staff: bool = False  # its From is on the roster or in the authority's own domain
    on_roster: bool = False  # officer, deputy, manager, director, lead, approver, reviewer
    lead: bool = False  # governance lead, approver or reviewer
    answers: str | None = None  # the kind of our mail that it answers with token and address
    to_staff: bool = False  # that mail was one to staff
    case: bool = False  # it belongs to a case of this very requester by our signed id
    case_state: ThreadState | None = None
    by_hand: bool = False  # a colleague's reply to us that has the words of an automatic one
    consultation: bool = False  # it is about what somebody was consulted on
    asked_name: bool = False  # it answers our mail that asked its sender for a name
    names_case: bool = False  # it only names a reference
    names_anothers: bool = False  # those that it names were all asked by somebody else
    carries_token: bool = False  # it carries a token, or our signed id, that is not its sender's
    enters_request: bool = False  # staff wrote that somebody asked by phone, post or form
    invitation: bool = False  # it carries the invitation to a meeting, or an answer to one
    forwarded: bool = False  # it passes on somebody's mail
    asks: bool = False  # questions were found in it
    repeats: bool = False  # a reminder carries the request that it speaks of
    asks_besides: bool = False  # it is of another kind, and plainly asks for something as well
    names_another: bool = False  # its words name another request, and not the one it belongs to
    in_doubt: bool = False  # the reading of its kind is one that a person should look at
    answer_from: date | None = None
    readable: bool = True
    copy: bool = False  # an earlier message says the same under the same Message-ID
    released: bool = False  # it was held, and a person said that it is a request
