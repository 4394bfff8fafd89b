CREATE TABLE picture (
    hash BLOB NOT NULL,
    media TEXT NOT NULL,
    bytes BLOB NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_picture PRIMARY KEY (hash)
);

CREATE TABLE purchase (
    id TEXT NOT NULL,
    account BIGINT NOT NULL,
    player BIGINT,
    product TEXT NOT NULL,
    cents BIGINT DEFAULT '0' NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    state TEXT NOT NULL,
    details TEXT DEFAULT '{}' NOT NULL,
    at BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    CONSTRAINT pk_purchase PRIMARY KEY (id),
    CONSTRAINT ck_purchase_state CHECK (state IN ('pending', 'granted', 'refunded', 'test')),
    CONSTRAINT fk_purchase_player FOREIGN KEY(player) REFERENCES object (id)
);

CREATE INDEX ix_purchase_account ON purchase (account);

CREATE INDEX ix_purchase_at ON purchase (at);

CREATE TABLE server (
    guild BIGINT NOT NULL,
    settings TEXT DEFAULT '{}' NOT NULL,
    changed BIGINT NOT NULL,
    CONSTRAINT pk_server PRIMARY KEY (guild)
);

CREATE TABLE submission (
    id INTEGER NOT NULL,
    world BIGINT NOT NULL,
    creator BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT DEFAULT '1' NOT NULL,
    state TEXT NOT NULL,
    content TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    moderator TEXT DEFAULT '' NOT NULL,
    at BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (id),
    CONSTRAINT ck_submission_state CHECK (state IN ('draft', 'submitted', 'refused', 'live', 'down')),
    CONSTRAINT fk_submission_creator FOREIGN KEY(creator) REFERENCES object (id),
    CONSTRAINT uq_submission_name UNIQUE (name)
);

CREATE INDEX ix_submission_creator ON submission (creator);

CREATE INDEX ix_submission_state_changed ON submission (state, changed);

CREATE TABLE report (
    id INTEGER NOT NULL,
    submission BIGINT NOT NULL,
    reporter BIGINT NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT 'open' NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT pk_report PRIMARY KEY (id),
    CONSTRAINT ck_report_state CHECK (state IN ('open', 'closed')),
    CONSTRAINT uq_report_submission_reporter UNIQUE (submission, reporter),
    CONSTRAINT fk_report_submission FOREIGN KEY(submission) REFERENCES submission (id),
    CONSTRAINT fk_report_reporter FOREIGN KEY(reporter) REFERENCES object (id)
);

CREATE INDEX ix_report_reporter ON report (reporter);
