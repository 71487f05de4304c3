-- People, their browser sessions, API tokens, the audit log and the answers kept for repeated mutations.

CREATE TABLE account (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username        text        NOT NULL CHECK (length(username) BETWEEN 1 AND 64),
    role            text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    password_hash   text        NOT NULL,
    created_at      timestamptz NOT NULL,
    last_sign_in_at timestamptz
);
CREATE UNIQUE INDEX account_username ON account (lower(username));

-- id_hash is SHA-256 of the cookie: who reads this table cannot take over a session.
CREATE TABLE web_session (
    id_hash      bytea       PRIMARY KEY CHECK (length(id_hash) = 32),
    account_id   bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX web_session_account ON web_session (account_id);
CREATE INDEX web_session_expires ON web_session (expires_at);

CREATE TABLE api_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    role         text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    token_hash   bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_by   bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz
);
CREATE INDEX api_token_created_by ON api_token (created_by);

-- Names instead of foreign keys: an entry outlives the account and the object it tells of.
CREATE TABLE audit_event (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text        NOT NULL,
    action text        NOT NULL,
    target text        NOT NULL,
    detail jsonb       NOT NULL DEFAULT '{}'
);

CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit_event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only();

-- status is null while the first request is under way. The key and the request are kept as digests only.
CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    key_hash     bytea       NOT NULL,
    fingerprint  bytea       NOT NULL,
    claim        uuid        NOT NULL UNIQUE,
    status       integer,
    content_type text,
    location     text,
    body         bytea,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (caller, key_hash)
);
CREATE INDEX idempotency_key_expires ON idempotency_key (expires_at);
