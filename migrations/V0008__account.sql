-- OAuth clients, connected accounts with their tokens, and sign-ins under way.

-- What an admin entered; without a row here the environment is asked. The secret is sealed for this row.
CREATE TABLE oauth_client (
    provider      text        PRIMARY KEY,
    client_id     text        NOT NULL,
    client_secret text,
    hosts         jsonb       NOT NULL DEFAULT '{}',
    updated_by    text        NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- Tokens and keys are sealed for their row. version counts tokens: who was refused one can tell whether it is still the newest.
CREATE TABLE credential (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider          text        NOT NULL,
    kind              text        NOT NULL
        CHECK (kind IN ('authorizationCode', 'deviceCode', 'token', 'serviceAccount', 'clientCredentials')),
    external_id       text,
    name              text        NOT NULL,
    scopes            text[]      NOT NULL DEFAULT '{}',
    state             text        NOT NULL DEFAULT 'connected' CHECK (state IN ('connected', 'reconnectNeeded')),
    cause             text        CHECK (cause IN ('refused', 'client', 'rejected')),
    reason            text,
    access_token      text,
    refresh_token     text,
    secret_key        text,
    fields            jsonb       NOT NULL DEFAULT '{}',
    version           bigint      NOT NULL DEFAULT 1,
    issued_at         timestamptz NOT NULL,
    expires_at        timestamptz,
    refresh_at        timestamptz,
    dies_at           timestamptz,
    announced_at      timestamptz,
    connected_by      text        NOT NULL,
    connected_at      timestamptz NOT NULL,
    last_refreshed_at timestamptz,
    CONSTRAINT reason_if_not_connected CHECK ((state = 'connected') = (reason IS NULL)),
    CONSTRAINT cause_if_not_connected CHECK ((state = 'connected') = (cause IS NULL))
);
CREATE INDEX credential_provider ON credential (provider, external_id);
CREATE INDEX credential_refresh_at ON credential (refresh_at) WHERE state = 'connected';

-- The state of a sign-in in a browser, good once, for the browser session that began it.
CREATE TABLE oauth_consent (
    state_hash    bytea       PRIMARY KEY CHECK (length(state_hash) = 32),
    browser_hash  bytea       NOT NULL CHECK (length(browser_hash) = 32),
    provider      text        NOT NULL,
    scopes        text[]      NOT NULL,
    verifier      text,
    redirect_uri  text        NOT NULL,
    return_to     text        NOT NULL,
    credential_id bigint REFERENCES credential ON DELETE CASCADE,
    expires_at    timestamptz NOT NULL
);
CREATE INDEX oauth_consent_expires_at ON oauth_consent (expires_at);

-- A sign-in with a code that a person types in elsewhere (RFC 8628), asked for until it is answered.
CREATE TABLE oauth_device (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider      text        NOT NULL,
    scopes        text[]      NOT NULL,
    device_code   text        NOT NULL,
    state         text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'connected', 'failed')),
    error         text,
    credential_id bigint REFERENCES credential ON DELETE CASCADE,
    every_seconds integer     NOT NULL,
    next_poll_at  timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    started_by    text        NOT NULL
);
CREATE INDEX oauth_device_pending ON oauth_device (next_poll_at) WHERE state = 'pending';

-- A connector whose account has to be connected again: it starts by itself when that is done.
ALTER TABLE connector
    ADD COLUMN awaits_credential boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT connector_credential FOREIGN KEY (credential_id) REFERENCES credential;
CREATE INDEX connector_credential_id ON connector (credential_id) WHERE credential_id IS NOT NULL;
