-- Sign-in through identity providers, sessions that people can look at and end, throttling that survives a restart, tokens with limits.

-- disabled: by an admin. withdrawn: the identity provider gave no role at the last sign-in; the next one with a role undoes it.
ALTER TABLE account
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'disabled', 'withdrawn'));

-- client_secret is sealed for this row; null for a public client.
CREATE TABLE identity_provider (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text        NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    issuer        text        NOT NULL,
    client_id     text        NOT NULL,
    client_secret text,
    scopes        text[]      NOT NULL,
    groups_claim  text        NOT NULL,
    roles         jsonb       NOT NULL DEFAULT '{}',
    default_role  text CHECK (default_role IN ('viewer', 'editor', 'admin')),
    newcomers     text        NOT NULL CHECK (newcomers IN ('welcome', 'refused')),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- Who a person is elsewhere. Only these two texts link them: names and e-mail addresses can be chosen, subjects cannot.
CREATE TABLE account_identity (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    account_id bigint      NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_identity_account ON account_identity (account_id);

-- Sign-ins at identity providers that came back once: they do not count a second time.
CREATE TABLE oidc_used (
    state_hash text        PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

-- method: password, or oidc: and the id of the provider.
ALTER TABLE web_session
    ADD COLUMN id      bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    ADD COLUMN method  text NOT NULL DEFAULT 'password',
    ADD COLUMN address text NOT NULL DEFAULT '',
    ADD COLUMN browser text NOT NULL DEFAULT '';

-- Digests of names and addresses only: people type passwords into the wrong field.
CREATE TABLE sign_in_try (
    key          text        PRIMARY KEY,
    tries        integer     NOT NULL,
    last_at      timestamptz NOT NULL,
    succeeded_at timestamptz
);

-- knowledge_bases null: all. The previous text of a rotated token works until previous_until.
ALTER TABLE api_token
    ADD COLUMN prefix          text,
    ADD COLUMN knowledge_bases bigint[],
    ADD COLUMN uses            text NOT NULL DEFAULT 'all' CHECK (uses IN ('all', 'search')),
    ADD COLUMN previous_hash   bytea UNIQUE CHECK (length(previous_hash) = 32),
    ADD COLUMN previous_until  timestamptz;

CREATE INDEX audit_event_at ON audit_event (at);
CREATE INDEX audit_event_target ON audit_event (target, id);

-- Not even a session that switches triggers off gets around it, and the role the engine uses has no right to try. An owner could
-- give itself that right back, and drop the trigger: who must not be able to runs the engine with a role that owns nothing.
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM CURRENT_USER, PUBLIC;
