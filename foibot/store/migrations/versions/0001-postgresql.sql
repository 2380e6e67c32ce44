CREATE TABLE absence (
    authority VARCHAR(255) NOT NULL,
    address VARCHAR(320) NOT NULL,
    until DATE,
    message VARCHAR(64) NOT NULL,
    noted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_absence PRIMARY KEY (authority, address)
);
CREATE TABLE audit (
    authority VARCHAR(255) NOT NULL,
    seq BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    kind VARCHAR(60) NOT NULL,
    case_ref VARCHAR(40),
    data JSONB NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (authority, seq)
);
CREATE TABLE "case" (
    id BIGSERIAL NOT NULL,
    authority VARCHAR(255) NOT NULL,
    reference VARCHAR(40) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    law VARCHAR(10) NOT NULL,
    status VARCHAR(30) NOT NULL,
    is_open BOOLEAN NOT NULL,
    requester VARCHAR(320) NOT NULL,
    title TEXT NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_on DATE NOT NULL,
    due DATE,
    next_look DATE,
    closed_at TIMESTAMP WITH TIME ZONE,
    opened_from VARCHAR(64) NOT NULL,
    review_of VARCHAR(40),
    version INTEGER NOT NULL,
    calendar_version VARCHAR(100) NOT NULL,
    CONSTRAINT pk_case PRIMARY KEY (id),
    CONSTRAINT uq_case_authority UNIQUE (authority, reference)
);
CREATE INDEX ix_case_closed_at ON "case" (authority, closed_at);
CREATE INDEX ix_case_due ON "case" (authority, is_open, due) WHERE is_open;
CREATE INDEX ix_case_next_look ON "case" (authority, is_open, next_look) WHERE is_open;
CREATE INDEX ix_case_opened_from ON "case" (opened_from);
CREATE INDEX ix_case_received_on ON "case" (authority, received_on);
CREATE INDEX ix_case_requester ON "case" (authority, requester);
CREATE INDEX ix_case_review_of ON "case" (review_of);
CREATE TABLE counter (
    authority VARCHAR(255) NOT NULL,
    series VARCHAR(40) NOT NULL,
    last BIGINT NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (authority, series)
);
CREATE TABLE file (
    authority VARCHAR(255) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    name VARCHAR(300) NOT NULL,
    content_type VARCHAR(200) NOT NULL,
    size BIGINT NOT NULL,
    data BYTEA,
    origin VARCHAR(300) NOT NULL,
    stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_file PRIMARY KEY (authority, sha256)
);
CREATE TABLE heartbeat (
    authority VARCHAR(255) NOT NULL,
    verb VARCHAR(20) NOT NULL,
    good_at TIMESTAMP WITH TIME ZONE,
    failed_at TIMESTAMP WITH TIME ZONE,
    error TEXT,
    took FLOAT,
    CONSTRAINT pk_heartbeat PRIMARY KEY (authority, verb)
);
CREATE TABLE lease (
    name VARCHAR(100) NOT NULL,
    holder VARCHAR(200) NOT NULL,
    fence BIGINT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_lease PRIMARY KEY (name)
);
CREATE TABLE meta (
    key VARCHAR(100) NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY (key)
);
CREATE TABLE outbox (
    id BIGSERIAL NOT NULL,
    authority VARCHAR(255) NOT NULL,
    key VARCHAR(300) NOT NULL,
    case_ref VARCHAR(40),
    kind VARCHAR(60) NOT NULL,
    recipient VARCHAR(320) NOT NULL,
    domain VARCHAR(255) NOT NULL,
    message_id VARCHAR(400) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    size BIGINT NOT NULL,
    data BYTEA,
    state VARCHAR(12) NOT NULL,
    lane INTEGER NOT NULL,
    priority DATE NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
    fence BIGINT,
    unknown_since TIMESTAMP WITH TIME ZONE,
    last_reply TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    resend_allowed BOOLEAN NOT NULL,
    approved BOOLEAN NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT uq_outbox_authority UNIQUE (authority, key)
);
CREATE INDEX ix_outbox_case_ref ON outbox (case_ref);
CREATE INDEX ix_outbox_created ON outbox (authority, kind, created_at);
CREATE INDEX ix_outbox_domain ON outbox (authority, kind, domain, created_at);
CREATE INDEX ix_outbox_failed ON outbox (authority, state, id) WHERE state = 'failed';
CREATE INDEX ix_outbox_held ON outbox (authority, state, id) WHERE state = 'held';
CREATE INDEX ix_outbox_message_id ON outbox (message_id);
CREATE INDEX ix_outbox_queued ON outbox (authority, state, lane, priority, id) WHERE state = 'queued';
CREATE INDEX ix_outbox_recipient ON outbox (authority, recipient, kind, created_at);
CREATE INDEX ix_outbox_sending ON outbox (authority, state, id) WHERE state = 'sending';
CREATE INDEX ix_outbox_unknown ON outbox (authority, state, id) WHERE state = 'unknown';
CREATE TABLE own_copy (
    authority VARCHAR(255) NOT NULL,
    message_id VARCHAR(400) NOT NULL,
    kind VARCHAR(60) NOT NULL,
    case_ref VARCHAR(40),
    in_reply_to VARCHAR(1000),
    found_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_own_copy PRIMARY KEY (authority, message_id)
);
CREATE INDEX ix_own_copy_in_reply_to ON own_copy (authority, in_reply_to);
CREATE TABLE raw (
    sha256 VARCHAR(64) NOT NULL,
    size BIGINT NOT NULL,
    data BYTEA,
    stored_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_raw PRIMARY KEY (sha256)
);
CREATE TABLE spent_token (
    hash VARCHAR(64) NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_spent_token PRIMARY KEY (hash)
);
CREATE TABLE event (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    authority VARCHAR(255) NOT NULL,
    seq INTEGER NOT NULL,
    kind VARCHAR(40) NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor VARCHAR(320) NOT NULL,
    message VARCHAR(64) NOT NULL,
    data JSONB NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT uq_event_case_id UNIQUE (case_id, seq),
    CONSTRAINT fk_event_case_id FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE TABLE item (
    id BIGSERIAL NOT NULL,
    case_id BIGINT NOT NULL,
    authority VARCHAR(255) NOT NULL,
    n INTEGER NOT NULL,
    text TEXT NOT NULL,
    law VARCHAR(10) NOT NULL,
    state VARCHAR(30) NOT NULL,
    stem BOOLEAN NOT NULL,
    service VARCHAR(200),
    officer VARCHAR(320),
    due DATE,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT uq_item_case_id UNIQUE (case_id, n),
    CONSTRAINT fk_item_case_id FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE INDEX ix_item_officer ON item (authority, officer, state);
CREATE TABLE message (
    id BIGSERIAL NOT NULL,
    authority VARCHAR(255) NOT NULL,
    identity VARCHAR(64) NOT NULL,
    soft_identity VARCHAR(64),
    sha256 VARCHAR(64) NOT NULL,
    message_id VARCHAR(1000),
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    received_on DATE NOT NULL,
    junk BOOLEAN NOT NULL,
    state VARCHAR(12) NOT NULL,
    tries INTEGER DEFAULT '0' NOT NULL,
    claimed_by VARCHAR(200),
    claimed_until TIMESTAMP WITH TIME ZONE,
    error TEXT,
    kind VARCHAR(40),
    disposition VARCHAR(40),
    rule VARCHAR(100),
    case_ref VARCHAR(40),
    reading JSONB,
    held_reason TEXT,
    processed_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_message PRIMARY KEY (id),
    CONSTRAINT uq_message_authority UNIQUE (authority, identity),
    CONSTRAINT fk_message_sha256 FOREIGN KEY(sha256) REFERENCES raw (sha256)
);
CREATE INDEX ix_message_case_ref ON message (case_ref);
CREATE INDEX ix_message_held ON message (authority, state, id) WHERE state = 'held';
CREATE INDEX ix_message_message_id ON message (message_id);
CREATE INDEX ix_message_new ON message (authority, state, received_at) WHERE state = 'new';
CREATE INDEX ix_message_sha256 ON message (sha256);
CREATE INDEX ix_message_soft_identity ON message (soft_identity);
CREATE TABLE location (
    id BIGSERIAL NOT NULL,
    authority VARCHAR(255) NOT NULL,
    folder VARCHAR(500) NOT NULL,
    uidvalidity BIGINT NOT NULL,
    uid BIGINT NOT NULL,
    message BIGINT NOT NULL,
    internaldate TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_location PRIMARY KEY (id),
    CONSTRAINT uq_location_authority UNIQUE (authority, folder, uidvalidity, uid),
    CONSTRAINT fk_location_message FOREIGN KEY(message) REFERENCES message (id)
);
CREATE INDEX ix_location_message ON location (message);
CREATE TABLE item_text (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX ix_item_text_words ON item_text USING GIN (words);
