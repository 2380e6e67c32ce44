"""Fact A: does a server that we trust say that a message comes from the domain in its From?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from foibot.trust.hops import Hop, from_networks, hops, within
from foibot.trust.results import Result, Results, parse_results
from foibot.trust.sender import author

Headers = Sequence[tuple[str, str]]

# Where Exchange Online speaks with itself; a name that a stranger gives himself is not enough.
_MICROSOFT = ("outlook.com",)
_MICROSOFT_OUTBOUND = ("outbound.protection.outlook.com",)
_MICROSOFT_INSIDE = (
    "2603:1000::/24",
    "2a01:111::/32",
    "fe80::/10",
    "10.0.0.0/8",
    "127.0.0.0/8",
    "::1/128",
)
_OWN_ALWAYS = ("127.0.0.0/8", "::1/128")


class Provider(StrEnum):
    """Whose server writes the verdicts."""

    M365 = "m365"
    GOOGLE = "google"
    OWN = "own"
    NONE = ""


@dataclass(frozen=True, slots=True)
class TrustConfig:
    """
    What the council said about its mail server.

    *own_networks* are the addresses of its own relays.  *results_below_received*: its filter
    writes the verdict under the Received line of its own server (Google always does).
    *internal_source* is the end of the name that X-MS-Exchange-Organization-AuthSource bore on
    a real colleague's mail when this was set up; "" means that it was never seen, and then mail
    inside the tenant has no fact A.
    """

    provider: Provider
    authserv_ids: tuple[str, ...] = ()
    own_hosts: tuple[str, ...] = ()
    own_networks: tuple[str, ...] = ()
    results_below_received: bool = False
    internal_source: str = ""
    internal_domains: tuple[str, ...] = ()


class Outcome(StrEnum):
    """Pass is fact A; everything else is not."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NEUTRAL = "neutral"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the trusted server says, why, and whether somebody seems to have forged a verdict."""

    outcome: Outcome
    why: str
    attack: bool = False

    @property
    def passed(self) -> bool:
        """Return whether fact A holds."""
        return self.outcome is Outcome.PASS


def domain_verdict(headers: Headers, trust: TrustConfig) -> Verdict:
    """Return the trusted server's DMARC verdict on *headers*; every doubt is not a pass."""
    if trust.provider is Provider.NONE:
        return Verdict(Outcome.ABSENT, "no server is configured as trusted")
    sender = author(headers)
    if sender is None:
        return Verdict(Outcome.NEUTRAL, "the From line has no single plain address")
    domain = sender.rpartition("@")[2]
    trusted, forged = _trusted_results(headers, trust)
    if trusted is None:
        return Verdict(
            Outcome.NEUTRAL, "a verdict in the trusted place cannot be read", attack=True
        )
    if not trusted:
        return _without_results(headers, trust, domain, attack=forged)
    if forged:
        why = "a second verdict in the trusted server's name stands where a stranger can write"
        return Verdict(Outcome.NEUTRAL, why, attack=True)
    return _judge(trusted, headers, domain)


def _trusted_results(headers: Headers, trust: TrustConfig) -> tuple[list[Results] | None, bool]:
    """Return the verdicts that only our server can have written, and whether others claim so."""
    first, last = _trusted_span(headers, trust)
    trusted: list[Results] = []
    forged = unreadable = False
    for index, (name, value) in enumerate(headers):
        if name.strip().lower() != "authentication-results":
            continue
        results = parse_results(value)
        inside = first <= index < last
        if results is None:
            unreadable = unreadable or inside
        elif _is_ours(results, trust):
            if inside:
                trusted.append(results)
            else:
                forged = True
    if trust.provider is Provider.M365:
        # No name to tell them apart: below the border each tenant leaves its own. Only the top.
        return (None if unreadable else trusted[:1]), False
    return (None if unreadable else trusted), forged


def _is_ours(results: Results, trust: TrustConfig) -> bool:
    if trust.provider is Provider.M365:
        return results.authserv_id == "" or results.authserv_id in trust.authserv_ids
    return results.authserv_id in trust.authserv_ids


def _trusted_span(headers: Headers, trust: TrustConfig) -> tuple[int, int]:
    """Return the fields [first, last) that our servers added on top of what came in."""
    border = _border(hops(headers), trust)
    if border is None:
        return 0, 0
    if trust.provider is Provider.GOOGLE or trust.results_below_received:
        last = border.index + 1
        follows = {"received-spf", "authentication-results"}
        while last < len(headers) and headers[last][0].strip().lower() in follows:
            last += 1
        return (border.index if trust.provider is Provider.GOOGLE else 0), last
    return 0, border.index


def _border(trail: Sequence[Hop], trust: TrustConfig) -> Hop | None:
    """Return the hop at which the mail came in from outside, or None when it is not clear."""
    for hop in trail:
        if not _written_by_us(hop, trust):
            return None
        if trust.provider is Provider.GOOGLE and hop.by not in trust.authserv_ids:
            continue
        if not _from_us(hop, trust):
            return hop
    return None


def _written_by_us(hop: Hop, trust: TrustConfig) -> bool:
    if trust.provider is Provider.M365:
        return within(hop.by, _MICROSOFT)
    if trust.provider is Provider.GOOGLE:
        # Inside Google a hop names an address of its own instead of a host.
        return within(hop.by, ("google.com",)) or (hop.local and ":" in hop.by)
    return within(hop.by, trust.own_hosts or trust.authserv_ids)


def _from_us(hop: Hop, trust: TrustConfig) -> bool:
    if trust.provider is Provider.GOOGLE:
        return False
    if trust.provider is Provider.M365:
        inside = within(hop.said, _MICROSOFT) and not within(hop.said, _MICROSOFT_OUTBOUND)
        return inside and from_networks(hop, _MICROSOFT_INSIDE)
    return hop.local or from_networks(hop, (*_OWN_ALWAYS, *trust.own_networks))


def _judge(trusted: Sequence[Results], headers: Headers, domain: str) -> Verdict:
    dmarc = [result for results in trusted for result in results.of("dmarc")]
    if not dmarc:
        return Verdict(Outcome.NEUTRAL, "the trusted server gives no DMARC verdict")
    if len({result.value for result in dmarc}) > 1:
        return Verdict(Outcome.NEUTRAL, "the trusted server gives two DMARC verdicts", attack=True)
    value = dmarc[0].value
    if value == "fail":
        return Verdict(Outcome.FAIL, "the trusted server says dmarc=fail")
    if value != "pass":
        return Verdict(Outcome.NEUTRAL, f"the trusted server says dmarc={value[:20]}, not pass")
    return _check_pass(dmarc, trusted, headers, domain)


def _check_pass(
    dmarc: Sequence[Result], trusted: Sequence[Results], headers: Headers, domain: str
) -> Verdict:
    judged = {result.property("header.from") for result in dmarc}
    if judged != {domain}:
        why = "the trusted server judged another domain than the one we read in the From line"
        return Verdict(Outcome.NEUTRAL, why, attack=True)
    composite = {r.value for results in trusted for r in results.of("compauth")}
    if "fail" in composite:
        return Verdict(Outcome.NEUTRAL, "Microsoft's own check says compauth=fail")
    if any(_body_length(v) for n, v in headers if n.strip().lower() == "dkim-signature"):
        return Verdict(Outcome.NEUTRAL, "a DKIM signature covers only a part of the text (l=)")
    return Verdict(Outcome.PASS, f"the trusted server says dmarc=pass for {domain}")


def _body_length(signature: str) -> bool:
    return any(tag.split("=", 1)[0].strip().lower() == "l" for tag in signature.split(";"))


def _without_results(headers: Headers, trust: TrustConfig, domain: str, *, attack: bool) -> Verdict:
    """Return the verdict on a mail without a trusted field: absent, or sent inside the tenant."""
    if attack:
        why = "a verdict in the trusted server's name stands where a stranger can write"
        return Verdict(Outcome.NEUTRAL, why, attack=True)
    if trust.provider is not Provider.M365:
        return Verdict(Outcome.ABSENT, "the trusted server left no verdict")
    return _inside_tenant(headers, trust, domain)


def _inside_tenant(headers: Headers, trust: TrustConfig, domain: str) -> Verdict:
    """Judge mail that never left Exchange Online, which bears no Authentication-Results."""
    stamps = {
        name: [v.strip() for n, v in headers if n.strip().lower() == name]
        for name in (
            "x-ms-exchange-organization-authas",
            "x-ms-exchange-organization-authmechanism",
            "x-ms-exchange-organization-authsource",
        )
    }
    if not any(stamps.values()):
        return Verdict(Outcome.ABSENT, "neither a verdict nor a stamp of Exchange Online")
    if any(len(values) != 1 or not values[0] for values in stamps.values()):
        return Verdict(Outcome.NEUTRAL, "the stamps of Exchange Online are not complete and single")
    kind, _, source = (values[0].lower() for values in stamps.values())
    if kind != "internal":
        return Verdict(Outcome.NEUTRAL, "Exchange Online says that the sender did not log in")
    if not trust.internal_source or not within(source, (trust.internal_source.lower(),)):
        return Verdict(Outcome.NEUTRAL, "the stamp's source was not seen when this was set up")
    if domain not in trust.internal_domains:
        return Verdict(Outcome.NEUTRAL, "an internal stamp on an address of another domain")
    return _inside_path(headers, trust)


def _inside_path(headers: Headers, trust: TrustConfig) -> Verdict:
    trail = hops(headers)
    inside = all(_written_by_us(hop, trust) and _from_us(hop, trust) for hop in trail)
    if not trail or not inside:
        return Verdict(Outcome.NEUTRAL, "an internal stamp, but the mail came from outside")
    if any(name.strip().lower() == "authentication-results" for name, _ in headers):
        return Verdict(Outcome.NEUTRAL, "an internal stamp and a verdict on outside mail together")
    return Verdict(Outcome.PASS, "sent and delivered inside the council's own Exchange Online")
