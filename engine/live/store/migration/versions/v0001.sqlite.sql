CREATE TABLE audit (
    id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT DEFAULT '' NOT NULL,
    detail TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id)
);

CREATE INDEX ix_audit_at ON audit (at);

CREATE INDEX ix_audit_target ON audit (target);

CREATE TABLE checkpoint (
    size BIGINT NOT NULL,
    root BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);

CREATE TABLE content (
    noun TEXT NOT NULL,
    name TEXT NOT NULL,
    id BIGINT NOT NULL,
    CONSTRAINT pk_content PRIMARY KEY (noun, name)
);

CREATE INDEX ix_content_id ON content (id);

CREATE TABLE counter (
    name TEXT NOT NULL,
    next BIGINT NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (name)
);

CREATE TABLE entry (
    receipt TEXT NOT NULL,
    number BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    "key" BIGINT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT ck_entry_amount CHECK (amount > 0),
    source BIGINT NOT NULL,
    target BIGINT NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (receipt, number)
);

CREATE INDEX ix_entry_source_slot_key ON entry (source, slot, "key");

CREATE INDEX ix_entry_target_slot_key ON entry (target, slot, "key");

CREATE TABLE epoch (
    id BIGINT NOT NULL,
    commitment TEXT NOT NULL,
    sealed BLOB NOT NULL,
    key_id TEXT NOT NULL,
    begun BIGINT NOT NULL,
    ended BIGINT,
    revealed BLOB,
    CONSTRAINT pk_epoch PRIMARY KEY (id),
    CONSTRAINT uq_epoch_commitment UNIQUE (commitment)
);

CREATE TABLE job (
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    due BIGINT NOT NULL,
    payload TEXT DEFAULT '{}' NOT NULL,
    created BIGINT DEFAULT '0' NOT NULL,
    tries BIGINT DEFAULT '0' NOT NULL,
    leased_until BIGINT DEFAULT '0' NOT NULL,
    leased_by TEXT DEFAULT '' NOT NULL,
    done_at BIGINT,
    failed_at BIGINT,
    error TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_job PRIMARY KEY (name)
);

CREATE INDEX ix_job_due ON job (due) WHERE done_at IS NULL AND failed_at IS NULL;

CREATE INDEX ix_job_kind_due ON job (kind, due);

CREATE TABLE object (
    id BIGINT NOT NULL,
    world BIGINT NOT NULL,
    scope TEXT NOT NULL,
    owner BIGINT NOT NULL,
    version BIGINT DEFAULT '0' NOT NULL,
    time BIGINT DEFAULT '0' NOT NULL,
    nonce BIGINT DEFAULT '0' NOT NULL,
    seed TEXT DEFAULT '' NOT NULL,
    hash BLOB NOT NULL,
    ends BIGINT,
    over BOOLEAN DEFAULT 0 NOT NULL,
    banned BIGINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_object PRIMARY KEY (id),
    CONSTRAINT uq_object_world_scope_owner UNIQUE (world, scope, owner)
);

CREATE INDEX ix_object_ends ON object (ends) WHERE ends IS NOT NULL AND over IS 0;

CREATE TABLE ruleset (
    id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    language BIGINT NOT NULL,
    semantics BIGINT NOT NULL,
    game TEXT NOT NULL,
    content BLOB NOT NULL,
    created BIGINT NOT NULL,
    CONSTRAINT pk_ruleset PRIMARY KEY (id),
    CONSTRAINT uq_ruleset_hash UNIQUE (hash)
);

CREATE TABLE cell (
    object BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    "key" BIGINT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT pk_cell PRIMARY KEY (object, slot, "key"),
    CONSTRAINT fk_cell_object FOREIGN KEY(object) REFERENCES object (id)
);

CREATE TABLE generation (
    generation BIGINT NOT NULL,
    ruleset BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT DEFAULT '' NOT NULL,
    why TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_generation PRIMARY KEY (generation),
    CONSTRAINT fk_generation_ruleset FOREIGN KEY(ruleset) REFERENCES ruleset (id)
);

CREATE INDEX ix_generation_ruleset ON generation (ruleset);

CREATE TABLE holding (
    object BIGINT NOT NULL,
    slot BIGINT NOT NULL,
    "key" BIGINT NOT NULL,
    putter BIGINT NOT NULL,
    amount BIGINT NOT NULL CONSTRAINT ck_holding_amount CHECK (amount >= 0),
    CONSTRAINT pk_holding PRIMARY KEY (object, slot, "key", putter),
    CONSTRAINT fk_holding_object FOREIGN KEY(object) REFERENCES object (id)
);

CREATE INDEX ix_holding_slot_key ON holding (slot, "key");

CREATE TABLE member (
    guild BIGINT NOT NULL,
    player BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    CONSTRAINT pk_member PRIMARY KEY (guild, player),
    CONSTRAINT fk_member_guild FOREIGN KEY(guild) REFERENCES object (id),
    CONSTRAINT fk_member_player FOREIGN KEY(player) REFERENCES object (id)
);

CREATE INDEX ix_member_player ON member (player);

CREATE TABLE person (
    object BIGINT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    locale TEXT DEFAULT '' NOT NULL,
    settings TEXT DEFAULT '{}' NOT NULL,
    erased BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (object),
    CONSTRAINT fk_person_object FOREIGN KEY(object) REFERENCES object (id)
);

CREATE TABLE ranking (
    world BIGINT NOT NULL,
    name TEXT NOT NULL,
    place BIGINT NOT NULL,
    player BIGINT NOT NULL,
    score BIGINT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_ranking PRIMARY KEY (world, name, place, player),
    CONSTRAINT fk_ranking_player FOREIGN KEY(player) REFERENCES object (id)
);

CREATE INDEX ix_ranking_player ON ranking (player);

CREATE INDEX ix_ranking_score ON ranking (world, name, place, score DESC);

CREATE TABLE receipt (
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    world BIGINT NOT NULL,
    player BIGINT NOT NULL,
    action TEXT NOT NULL,
    request TEXT NOT NULL,
    digest BLOB NOT NULL,
    outcome TEXT NOT NULL,
    reply TEXT NOT NULL,
    ruleset BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    time BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    nonce BIGINT NOT NULL,
    rolls TEXT NOT NULL,
    saw TEXT NOT NULL,
    objects TEXT NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (position),
    CONSTRAINT ck_receipt_outcome CHECK (outcome IN ('accepted', 'refused', 'failed')),
    CONSTRAINT uq_receipt_id UNIQUE (id),
    CONSTRAINT fk_receipt_player FOREIGN KEY(player) REFERENCES object (id)
);

CREATE INDEX ix_receipt_player_time ON receipt (player, time);

CREATE INDEX ix_receipt_world_time ON receipt (world, time);

CREATE UNIQUE INDEX uq_receipt_epoch_player_nonce ON receipt (epoch, player, nonce) WHERE nonce > 0;

CREATE TABLE leaf (
    position INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_leaf PRIMARY KEY (position),
    CONSTRAINT uq_leaf_receipt UNIQUE (receipt),
    CONSTRAINT fk_leaf_receipt FOREIGN KEY(receipt) REFERENCES receipt (id)
);

CREATE TABLE notice (
    id INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    number BIGINT NOT NULL,
    player BIGINT NOT NULL,
    topic TEXT NOT NULL,
    "values" TEXT NOT NULL,
    due BIGINT NOT NULL,
    replaces BOOLEAN DEFAULT 0 NOT NULL,
    state TEXT DEFAULT 'waiting' NOT NULL,
    tries BIGINT DEFAULT '0' NOT NULL,
    next_at BIGINT DEFAULT '0' NOT NULL,
    leased_until BIGINT DEFAULT '0' NOT NULL,
    sent_at BIGINT,
    error TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT ck_notice_state CHECK (state IN ('waiting', 'sent', 'failed', 'dropped', 'boxed', 'read')),
    CONSTRAINT uq_notice_receipt_number UNIQUE (receipt, number),
    CONSTRAINT fk_notice_receipt FOREIGN KEY(receipt) REFERENCES receipt (id),
    CONSTRAINT fk_notice_player FOREIGN KEY(player) REFERENCES object (id)
);

CREATE INDEX ix_notice_next_at ON notice (next_at) WHERE state = 'waiting';

CREATE INDEX ix_notice_player_due ON notice (player, due);

CREATE UNIQUE INDEX uq_notice_player_topic ON notice (player, topic) WHERE replaces = 1 AND state = 'waiting';

INSERT INTO counter (name, next) VALUES ('object', 1);

INSERT INTO counter (name, next) VALUES ('content', 1);
