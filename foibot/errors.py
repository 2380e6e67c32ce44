"""
The tree of all errors; each specific error lives beside the code that raises it.

FoibotError
├── config.ConfigError          the configuration or a rule file is at fault: says file, key, remedy
├── clock.CalendarError         a date lies outside the years for which bank holidays are known
├── sandbox.ChildError          the limited child process gave no result (time, memory, crash)
├── store.StoreError            the database is busy, older, newer or broken
└── PassingError                what may be over by itself
    ├── mailbox.MailboxError    the mailbox cannot be read now; tried again at the next poll
    └── outbox.RelayError       the relay cannot take mail now; tried again with back-off
"""

from __future__ import annotations


class FoibotError(Exception):
    """Whatever foibot itself reports: the message says what, where, and what to do."""


class PassingError(FoibotError):
    """
    What may be over by itself: *later* says what the service does about it.

    Who tries once, such as `foibot check`, tells the *fault* alone.
    """

    def __init__(self, fault: str, later: str = "") -> None:
        super().__init__(f"{fault}; {later}" if later else fault)
        self.fault = fault
