"""Every table; each row that belongs to an authority says so.  Migrations create what is here."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from foibot.store.columns import Data, Instant, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


Id = BigInteger().with_variant(Integer(), "sqlite")
Authority = String(255)

meta = Table(
    "meta",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("holder", String(200), nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("series", String(40), primary_key=True),
    Column("last", BigInteger, nullable=False),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary),  # small content is here, large content in a file
    Column("stored_at", Instant, nullable=False),
)

message = Table(
    "message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("authority", Authority, nullable=False),
    Column("identity", String(64), nullable=False),  # reliability P4
    Column("soft_identity", String(64)),
    Column("sha256", String(64), ForeignKey("raw.sha256"), nullable=False),
    Column("message_id", String(1000)),
    Column("received_at", Instant, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("junk", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("claimed_by", String(200)),
    Column("claimed_until", Instant),
    Column("error", Words),
    Column("kind", String(40)),
    Column("disposition", String(40)),
    Column("rule", String(100)),
    Column("case_ref", String(40)),
    Column("reading", Data),
    Column("held_reason", Words),
    Column("processed_at", Instant),
    UniqueConstraint("authority", "identity"),
)
# Partial indexes hold the column of their condition too: with it, a database that keeps no
# statistics prefers them to the larger ones that begin with the authority.
Index(
    "ix_message_new",
    message.c.authority,
    message.c.state,
    message.c.received_at,
    sqlite_where=text("state = 'new'"),
    postgresql_where=text("state = 'new'"),
)
Index(
    "ix_message_held",
    message.c.authority,
    message.c.state,
    message.c.id,
    sqlite_where=text("state = 'held'"),
    postgresql_where=text("state = 'held'"),
)
Index("ix_message_message_id", message.c.message_id)
Index("ix_message_soft_identity", message.c.soft_identity)
Index("ix_message_case_ref", message.c.case_ref)
Index("ix_message_sha256", message.c.sha256)

location = Table(
    "location",
    metadata,
    Column("id", Id, primary_key=True),
    Column("authority", Authority, nullable=False),
    Column("folder", String(500), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("message", Id, ForeignKey("message.id"), nullable=False),
    Column("internaldate", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    UniqueConstraint("authority", "folder", "uidvalidity", "uid"),
)
Index("ix_location_message", location.c.message)

case = Table(
    "case",
    metadata,
    Column("id", Id, primary_key=True),
    Column("authority", Authority, nullable=False),
    Column("reference", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("law", String(10), nullable=False),
    Column("status", String(30), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("requester", String(320), nullable=False),
    Column("title", Words, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due", Date),
    Column("next_look", Date),
    Column("closed_at", Instant),
    Column("opened_from", String(64), nullable=False),
    Column("review_of", String(40)),
    Column("version", Integer, nullable=False),
    Column("calendar_version", String(100), nullable=False),
    UniqueConstraint("authority", "reference"),
)
Index(
    "ix_case_next_look",
    case.c.authority,
    case.c.is_open,
    case.c.next_look,
    sqlite_where=text("is_open = 1"),
    postgresql_where=text("is_open"),
)
Index(
    "ix_case_due",
    case.c.authority,
    case.c.is_open,
    case.c.due,
    sqlite_where=text("is_open = 1"),
    postgresql_where=text("is_open"),
)
Index("ix_case_requester", case.c.authority, case.c.requester)
Index("ix_case_closed_at", case.c.authority, case.c.closed_at)
Index("ix_case_received_on", case.c.authority, case.c.received_on)
Index("ix_case_review_of", case.c.review_of)
Index("ix_case_opened_from", case.c.opened_from)

item = Table(
    "item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("case.id"), nullable=False),
    Column("authority", Authority, nullable=False),
    Column("n", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("law", String(10), nullable=False),
    Column("state", String(30), nullable=False),
    Column("stem", Boolean, nullable=False),
    Column("service", String(200)),
    Column("officer", String(320)),
    Column("due", Date),
    UniqueConstraint("case_id", "n"),
)
Index("ix_item_officer", item.c.authority, item.c.officer, item.c.state)

event = Table(
    "event",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("case.id"), nullable=False),
    Column("authority", Authority, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(320), nullable=False),
    Column("message", String(64), nullable=False),
    Column("data", Data, nullable=False),
    UniqueConstraint("case_id", "seq"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("authority", Authority, nullable=False),
    Column("key", String(300), nullable=False),
    Column("case_ref", String(40)),
    Column("kind", String(60), nullable=False),
    Column("recipient", String(320), nullable=False),
    Column("domain", String(255), nullable=False),
    Column("message_id", String(400), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary),  # the finished bytes; large ones are in a file
    Column("state", String(12), nullable=False),
    Column("lane", Integer, nullable=False),  # 0 alerts and replies, 1 reminders, 2 the rest
    Column("priority", Date, nullable=False),  # the clock of the case: oldest first
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", Instant, nullable=False),
    Column("fence", BigInteger),
    Column("unknown_since", Instant),
    Column("last_reply", Words),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("resend_allowed", Boolean, nullable=False),
    Column("approved", Boolean, nullable=False),
    UniqueConstraint("authority", "key"),
)
Index(
    "ix_outbox_queued",
    outbox.c.authority,
    outbox.c.state,
    outbox.c.lane,
    outbox.c.priority,
    outbox.c.id,
    sqlite_where=text("state = 'queued'"),
    postgresql_where=text("state = 'queued'"),
)
# One each: neither database sees that `state = 'held'` is among several.
for _state in ("sending", "unknown", "failed", "held"):
    Index(
        f"ix_outbox_{_state}",
        outbox.c.authority,
        outbox.c.state,
        outbox.c.id,
        sqlite_where=text(f"state = '{_state}'"),
        postgresql_where=text(f"state = '{_state}'"),
    )
Index("ix_outbox_message_id", outbox.c.message_id)
Index("ix_outbox_case_ref", outbox.c.case_ref)
Index(
    "ix_outbox_recipient",
    outbox.c.authority,
    outbox.c.recipient,
    outbox.c.kind,
    outbox.c.created_at,
)
Index("ix_outbox_domain", outbox.c.authority, outbox.c.kind, outbox.c.domain, outbox.c.created_at)
Index("ix_outbox_created", outbox.c.authority, outbox.c.kind, outbox.c.created_at)

own_copy = Table(
    "own_copy",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("message_id", String(400), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("case_ref", String(40)),
    Column("in_reply_to", String(1000)),
    Column("found_at", Instant, nullable=False),
)
Index("ix_own_copy_in_reply_to", own_copy.c.authority, own_copy.c.in_reply_to)

spent_token = Table(
    "spent_token",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("used_at", Instant, nullable=False),
)

absence = Table(
    "absence",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("address", String(320), primary_key=True),
    Column("until", Date),
    Column("message", String(64), nullable=False),
    Column("noted_at", Instant, nullable=False),
)

file = Table(
    "file",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("content_type", String(200), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary),
    Column("origin", String(300), nullable=False),
    Column("stored_at", Instant, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("kind", String(60), nullable=False),
    Column("case_ref", String(40)),
    Column("data", Data, nullable=False),
    Column("hash", String(64), nullable=False),  # over the previous hash and this row
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("authority", Authority, primary_key=True),
    Column("verb", String(20), primary_key=True),
    Column("good_at", Instant),
    Column("failed_at", Instant),
    Column("error", Words),
    Column("took", Float),
)
