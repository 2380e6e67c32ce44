"""The office of one authority, read from the rules and templates beside config.toml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from foibot.clock.load import load_calendars, load_rulebook, load_timetable
from foibot.config.model import Desk as DeskConfig
from foibot.config.shipped import find, rule_text, shipped
from foibot.handlers.office import Office
from foibot.letter import checks
from foibot.letter import desk as letter_desk
from foibot.letter.exemptions import load as load_exemptions
from foibot.letter.templates import Templates
from foibot.questions.services import load_services
from foibot.replies.findings import parse_findings
from foibot.replies.grounds import parse_grounds
from foibot.replies.load import load_reply_rules
from foibot.sandbox.worker import Worker
from foibot.triage.load import load_chain
from foibot.trust.authentication import Provider, TrustConfig


def load_office(
    config: DeskConfig, directory: Path | None, key: bytes, examiner: Worker | None = None
) -> Office:
    """Return the office of one authority from the rules and templates beside config.toml."""

    def text(name: str) -> str:
        return rule_text(name, directory)

    facts = letter_desk.AuthorityFacts(
        name=config.authority.name,
        short_name=config.authority.short_name,
        email=config.from_address,
        website=config.authority.website,
        privacy_notice=config.authority.privacy_notice,
        scotland=config.authority.regime == "scotland",
    )
    ours = directory / "templates" if directory and (directory / "templates").is_dir() else None
    wording = letter_desk.load(find("rules/letters.toml", directory), facts)
    services = load_services(text("rules/services.toml"))
    office = Office(
        config=config,
        key=key,
        calendars=load_calendars(directory),
        rules=load_rulebook(directory),
        timetable=load_timetable(directory),
        services=services,
        chain=load_chain(text("rules/triage.toml")),
        templates=Templates(shipped("templates"), wording, override=ours),
        replies=load_reply_rules(directory).knowing(services.names),
        findings=parse_findings(text("rules/reviews.toml")),
        grounds=parse_grounds(text("rules/answers.toml")),
        exemptions=load_exemptions(find("rules/exemptions.toml", directory)),
        check_words=checks.load(find("rules/checks.toml", directory)),
        trust=trust_of(config),
        examiner=examiner or Worker(),
    )
    return replace(office, replies=office.replies.counting_by(office.own_days.working_day))


# Whose name stands at the head of a verdict where the provider always writes the same.
SERVERS = {Provider.GOOGLE: "mx.google.com"}


def trust_of(config: DeskConfig) -> TrustConfig:
    """Return whose verdicts on a sender's domain are believed."""
    provider = Provider(config.trust.provider or "")
    said = config.trust.authserv_id or SERVERS.get(provider, "")
    ids = (said,) if said else ()
    return TrustConfig(
        provider=provider,
        authserv_ids=ids,
        own_hosts=config.trust.own_hosts,
        own_networks=config.trust.own_networks,
        results_below_received=config.trust.results_below_received,
        internal_source=config.trust.internal_source,
        internal_domains=(config.authority.domain,),
    )
