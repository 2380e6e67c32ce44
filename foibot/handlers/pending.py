"""Decisions that also need their code (fact D): kept until the code of exactly them comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import cast

from foibot.handlers.desk import Desk
from foibot.replies.decision_parts import Decision
from foibot.sandbox.values import decode, encode
from foibot.trust.codes import Content, Given, content_code, proves
from foibot.trust.permissions import Action


def _name(reference: str, action: Action, by: str) -> str:
    return f"pending/{reference}/{action.value}/{by.lower()}"


def _content(reference: str, version: int, stored: str, by: str) -> Content:
    return Content(reference, str(version), by, hashlib.sha256(stored.encode()).hexdigest())


def keep(asked: Sequence[Decision], reference: str, version: int, by: str, desk: Desk) -> str:
    """Keep decisions of one kind and return the code that carries them out."""
    action = asked[0].action
    stored = json.dumps([encode(one) for one in asked], sort_keys=True)
    desk.uow.state.set_own(_name(reference, action, by), f"{version}\n{stored}")
    content = _content(reference, version, stored, by)
    return content_code(action.value, content, desk.office.key)


def take(one: Decision, reference: str, version: int, by: str, desk: Desk) -> tuple[Decision, ...]:
    """Return the kept decisions that the code of *one* names, once; none when it names none."""
    name = _name(reference, one.action, by)
    kept = desk.uow.state.own(name)
    if kept is None:
        return ()
    number, _, stored = kept.partition("\n")
    content = _content(reference, int(number), stored, by)
    given = [Given(one.action.value.upper(), one.code)]
    if int(number) != version or not proves(given, one.action.value, content, desk.office.key):
        return ()
    desk.uow.state.set_own(name, None)
    read = json.loads(stored)
    # One that was kept by the version before stands alone.
    each = read if isinstance(read, list) else [read]
    return tuple(cast(Decision, decode(Decision, one)) for one in each)
