"""The handlers of one desk, loaded when there is work for them: who waits holds little memory."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from foibot.config.model import Desk
from foibot.config.rule_files import newest_change, program_mark
from foibot.errors import FoibotError
from foibot.handlers.at_rest import is_at_rest
from foibot.handlers.nothing_due import LETTERS
from foibot.outbox.protocol import Go
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import UnitOfWork, reading

log = logging.getLogger(__name__)
# Two verbs of one process, of whichever desk, do not load the same modules at once.
ONE_AT_A_TIME = threading.Lock()


class ProgramChangedError(FoibotError):
    """Another version was installed under a process at work: it must start anew."""


@dataclass(slots=True)
class WhenNeeded:
    """
    One desk that waits for work.

    Once it is loaded every call goes straight to it.  Until then a verb is called only where there
    is something to do for it; in any doubt there is.
    """

    store: OpenStore
    desk: Desk
    newest: int  # the newest change of the rules, as they were checked
    mark: str  # what stands for all that the desk decides by
    program: str  # what stands for this program
    load: Callable[[], Handlers]
    _loaded: Handlers | None = None

    @property
    def handlers(self) -> Handlers:
        """Return what the service calls."""
        return Handlers(
            process=self._process,
            remind=self._remind,
            on_sent=self._on_sent,
            on_failed=lambda *what: self.loaded("mail failed").on_failed(*what),
            on_barred=self._on_barred,
            trouble=lambda at, words: self.loaded("trouble").trouble(at, words),
            before_delivery=self._before_delivery,
            close=self._close,
        )

    def loaded(self, why: str) -> Handlers:
        """Return the handlers themselves, loaded now if they were not."""
        if self._loaded is not None:
            return self._loaded
        with ONE_AT_A_TIME:
            if self._loaded is None:
                self._refuse_another_program()
                began = time.monotonic()
                self._loaded = self.load()
                seconds = round(time.monotonic() - began, 3)
                said = {"authority": self.desk.key, "why": why, "seconds": seconds}
                log.info("desk_loaded", extra=said)
            return self._loaded

    def _refuse_another_program(self) -> None:
        """Half of one version and half of another decide nothing."""
        if program_mark() != self.program:
            raise ProgramChangedError("another version was installed meanwhile: it starts anew")

    def _process(self, at: datetime, worker: str) -> int:
        if self._loaded is None and not self._asked(lambda uow: uow.underway.any_message):
            return 0
        return self.loaded("message").process(at, worker)

    def _remind(self, at: datetime, go: Go) -> int:
        if self._loaded is None and self._is_at_rest(at):
            return 0
        return self.loaded("reminders").remind(at, go)

    def _is_at_rest(self, at: datetime) -> bool:
        if newest_change(self.store.config.directory) != self.newest:
            return False
        return self._asked(lambda uow: is_at_rest(uow, self.mark, at))

    def _before_delivery(self) -> None:
        # What follows from a mail is kept in the transaction that records it: nobody is to wait
        # meanwhile until all is loaded.
        if self._loaded is None and self._asked(lambda uow: uow.underway.any_mail):
            self.loaded("mail to send")

    def _on_sent(self, uow: UnitOfWork, row: OutboxRow, reply: str, at: datetime) -> None:
        if self._loaded is not None or row.kind in LETTERS:
            self.loaded("letter sent").on_sent(uow, row, reply, at)

    def _on_barred(
        self, uow: UnitOfWork, told: Sequence[tuple[str, str]], why: str, at: datetime
    ) -> None:
        self.loaded("barred").on_barred(uow, told, why, at)

    def _close(self) -> None:
        if self._loaded is not None:
            self._loaded.close()

    def _asked(self, what: Callable[[UnitOfWork], bool]) -> bool:
        with self._reading() as uow:
            return what(uow)

    def _reading(self) -> AbstractContextManager[UnitOfWork]:
        return reading(self.store.engine, self.desk.key, self.store.config.store.files)
