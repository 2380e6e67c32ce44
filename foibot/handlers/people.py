"""Who does what at the authority: roster, absences, deputies; from services.toml, governance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from foibot.handlers.office import Office
from foibot.questions.services import Service
from foibot.replies.words import plain

# How many different people approve what SEC-2 names.
ENOUGH = 2
MOST_WORDS = 12
ELSEWHERE = frozenset({"county", "district", "national", "council's", "not", "or", "either"})


class People:
    """The people of one authority on one day."""

    def __init__(self, office: Office, absent: Mapping[str, date | None], today: date) -> None:
        self.office = office
        self.governance = office.config.governance
        self.away = {address.lower(): until for address, until in absent.items()}
        self.away |= office.services.absent(today)
        self._roster: frozenset[str] | None = None

    def is_away(self, address: str) -> bool:
        """Return whether somebody is away today."""
        return address.lower() in self.away

    def officer(self, service: Service) -> str:
        """Return who gets a service's questions: the first officer who is here, else the deputy."""
        present = [one for one in service.officers if not self.is_away(one)]
        if present:
            return present[0]
        deputy = service.deputy or ""
        return (
            deputy if deputy and not self.is_away(deputy) else next(iter(service.officers), deputy)
        )

    def deputy(self, service: Service, instead_of: str) -> str | None:
        """Return who stands in for an officer: another officer of the service, else the deputy."""
        others = [*service.officers, service.deputy or ""]
        for one in others:
            if one and one.lower() != instead_of.lower() and not self.is_away(one):
                return one
        return None

    def called(self, address: str) -> str:
        """Return the first name under which services.toml knows somebody, "" for none."""
        return self.office.services.called.get(address.lower(), "").split(" ")[0]

    def service(self, name: str | None) -> Service | None:
        """Return the service called *name*."""
        return self.office.services.named(name) if name else None

    def service_within(self, said: str) -> Service | None:
        """Return the one service that *said* names, as "Sarah in Waste" does; None for several."""
        named = self.service(said)
        tokens = plain(said)[:MOST_WORDS]
        # "Highways at the county", "not Parking", "Parks or Leisure" name none of ours for certain.
        other = self.office.replies.answers.other_bodies.within(said)
        if named is not None or other or ELSEWHERE.intersection(tokens):
            return named
        parts = {tokens[a:b] for a in range(len(tokens)) for b in range(a + 1, len(tokens) + 1)}
        found = [
            one
            for one in self.office.services.all
            if not parts.isdisjoint(plain(name) for name in (one.name, *one.also))
        ]
        return found[0] if len(found) == 1 else None

    def roster(self) -> frozenset[str]:
        """Return everybody who may answer or decide by mail, in lower case."""
        if self._roster is None:
            self._roster = frozenset([address.lower() for address in self._everybody()])
        return self._roster

    def _everybody(self) -> Iterable[str]:
        for service in self.office.services.all:
            yield from service.officers
            yield from (one for one in (service.deputy, service.manager, service.director) if one)
        yield from self.leads
        yield from self.governance.approvers
        yield from self.governance.reviewers

    @property
    def leads(self) -> tuple[str, ...]:
        """Return the governance leads."""
        return self.governance.leads

    def is_lead(self, address: str | None) -> bool:
        """Return whether somebody leads, approves or reviews."""
        deciders = {*self.leads, *self.governance.approvers, *self.governance.reviewers}
        return bool(address) and address in {one.lower() for one in deciders}

    def is_staff(self, address: str | None) -> bool:
        """Return whether an address is the authority's own or on the roster."""
        if not address:
            return False
        domain = address.rpartition("@")[2]
        own = self.office.config.authority.domain.lower()
        return domain == own or domain.endswith("." + own) or address in self.roster()

    def approvers(self, author: str, not_: Collection[str] = ()) -> tuple[str, ...]:
        """Return who approves a letter: not its author or suppliers, when there is anybody else."""
        everybody = self.governance.approvers or self.leads
        barred = {author.lower(), *(one.lower() for one in not_)}
        free = [
            tuple(one for one in group if one.lower() not in barred)
            for group in (everybody, self.leads)
        ]
        here = [tuple(one for one in group if not self.is_away(one)) for group in free]
        # Whoever is here before whoever is free but away, and anybody before nobody.
        return next((group for group in (*here, *free) if group), everybody)

    def two_approvers(
        self, author: str, not_: Collection[str], services: Sequence[Service]
    ) -> tuple[str, ...]:
        """
        Return at least two who may approve, where there are two (SEC-2).

        After those who approve come the leads, then who stands over the services that answered;
        the second is never the author or a supplier.
        """
        asked = list(self.approvers(author, not_))
        over = [who for one in services for who in (one.manager, one.director, one.deputy)]
        groups = [self.governance.approvers, self.leads, *((who,) for who in over)]
        for group in groups:
            if len(asked) >= ENOUGH:
                break
            taken = {author.lower(), *map(str.lower, not_), *map(str.lower, asked)}
            asked += [one for one in group if one and one.lower() not in taken and self._here(one)]
        return tuple(dict.fromkeys(asked))

    def _here(self, address: str) -> bool:
        return not self.is_away(address)
