"""Whether somebody who was consulted only says that the answer comes later."""

from __future__ import annotations

import re

from foibot.message.model import Message
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

# What a view on disclosing has in it: with one of these it is an answer, whatever else it says.
VIEW = re.compile(
    r"\b(?:object\w*|confiden\w*|sensitiv\w*|disclos\w*|releas\w*|publish\w*|agree\w*|opinion"
    r"|prejudic\w*|harm\w*|consent\w*|content with|exempt\w*|withh\w*|shar(?:e|ed|ing)|undercut"
    r"|fine|happy|redact\w*|secret|competit\w*|refus\w*|rather not|comfortable|persuaded"
    r"|engaged)\b",
    re.IGNORECASE,
)
# "We will come back to you by Friday", "I'll look at it on Monday".
LATER = re.compile(
    r"\b(?:will|'ll|shall|hope to|aim to|need to|going to|can)\s(?:\w{1,12}\s){0,3}"
    r"(?:look|come back|get back|revert|respond|reply|answer|let you (?:know|have)|be in touch)\b"
    r"|\b(?:needs?|wants?|have|has)\s(?:\w{1,12}\s){0,3}(?:until|till|time)\b",
    re.IGNORECASE,
)
LONGEST = 80  # words


def answers_later(message: Message, rules: ReplyRules) -> bool:
    """Return whether a reply asks for time or promises an answer, and says nothing else."""
    text = message.reply_text.strip()
    if message.attachments or len(plain(text)) > LONGEST or VIEW.search(text):
        return False
    return rules.answers.more_time.within(text) or LATER.search(text) is not None
