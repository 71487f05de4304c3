-- Private places that admins opened for sources, besides those of the settings.
CREATE TABLE allowed_host (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host     text        NOT NULL UNIQUE CHECK (length(host) BETWEEN 1 AND 255),
    added_by text        NOT NULL,
    added_at timestamptz NOT NULL
);
