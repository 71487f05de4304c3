-- Identifiers are never reused: identity columns only. Times are UTC. PostgreSQL 15 or newer.

CREATE TABLE knowledge_base (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text        NOT NULL UNIQUE,
    description   text        NOT NULL DEFAULT '',
    search_config regconfig   NOT NULL DEFAULT 'english',
    deleting      boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL DEFAULT now()
);

-- One source, kept in step. The lease columns are the lock of a run: who may write documents of this connector.
CREATE TABLE connector (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    knowledge_base_id bigint      NOT NULL REFERENCES knowledge_base,
    type              text        NOT NULL,
    name              text        NOT NULL,
    config            jsonb       NOT NULL,
    secrets           jsonb       NOT NULL DEFAULT '{}',
    credential_id     bigint,
    tag_slots         jsonb       NOT NULL DEFAULT '{}',
    disabled_tags     text[]      NOT NULL DEFAULT '{}',
    schedule          jsonb       NOT NULL,
    state             text        NOT NULL DEFAULT 'active'
        CHECK (state IN ('active', 'paused', 'disabled', 'deleting')),
    waiting_for       text,
    next_run_at       timestamptz,
    rerun_requested   boolean     NOT NULL DEFAULT false,
    delete_documents  boolean     NOT NULL DEFAULT true,
    failures          integer     NOT NULL DEFAULT 0,
    last_error        jsonb,
    watermark         timestamptz,
    feed_token        text,
    last_full_at      timestamptz,
    suspect_listing   jsonb,
    confirmed_scope   text,
    lease_token       uuid,
    lease_owner       text,
    lease_until       timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX connector_knowledge_base ON connector (knowledge_base_id, id);

-- Every listed item is in one bucket, after every transaction.
CREATE TABLE sync_run (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connector_id     bigint      NOT NULL REFERENCES connector ON DELETE CASCADE,
    kind             text        NOT NULL CHECK (kind IN ('sync', 'full', 'reread', 'preview', 'applyRemovals')),
    state            text        NOT NULL
        CHECK (state IN ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled', 'superseded')),
    reason           text        NOT NULL,
    lease_token      uuid,
    lease_owner      text,
    cancel_requested boolean     NOT NULL DEFAULT false,
    requested_at     timestamptz NOT NULL,
    started_at       timestamptz,
    ended_at         timestamptz,
    pages            bigint      NOT NULL DEFAULT 0,
    listed           bigint      NOT NULL DEFAULT 0,
    added            bigint      NOT NULL DEFAULT 0,
    updated          bigint      NOT NULL DEFAULT 0,
    moved            bigint      NOT NULL DEFAULT 0,
    unchanged        bigint      NOT NULL DEFAULT 0,
    skipped          bigint      NOT NULL DEFAULT 0,
    filtered         bigint      NOT NULL DEFAULT 0,
    excluded         bigint      NOT NULL DEFAULT 0,
    failed           bigint      NOT NULL DEFAULT 0,
    duplicates       bigint      NOT NULL DEFAULT 0,
    refreshed        bigint      NOT NULL DEFAULT 0,
    fetched          bigint      NOT NULL DEFAULT 0,
    changed_between  bigint      NOT NULL DEFAULT 0,
    indexed          bigint      NOT NULL DEFAULT 0,
    tombstoned       bigint      NOT NULL DEFAULT 0,
    purged           bigint      NOT NULL DEFAULT 0,
    restored         bigint      NOT NULL DEFAULT 0,
    held             bigint      NOT NULL DEFAULT 0,
    settings         jsonb       NOT NULL DEFAULT '{}',
    sample           jsonb,
    error            jsonb,
    CONSTRAINT buckets_add_up CHECK (
        listed = added + updated + moved + unchanged + skipped + filtered + excluded + failed + duplicates)
);
CREATE INDEX sync_run_connector ON sync_run (connector_id, id DESC);
CREATE UNIQUE INDEX sync_run_one_under_way ON sync_run (connector_id) WHERE state IN ('queued', 'running');

-- The checkpoint of a listing, moved on in the transaction that stores the page before it.
CREATE TABLE listing (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connector_id      bigint      NOT NULL REFERENCES connector ON DELETE CASCADE,
    kind              text        NOT NULL CHECK (kind IN ('full', 'incremental', 'changes', 'preview')),
    reread            boolean     NOT NULL DEFAULT false,
    fingerprint       text        NOT NULL,
    cursor            text,
    pages             bigint      NOT NULL DEFAULT 0,
    ended             boolean     NOT NULL DEFAULT false,
    duplicates_known  boolean     NOT NULL DEFAULT false,
    incomplete_reason text,
    changed_since     timestamptz,
    feed_token        text,
    started_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX listing_one_each ON listing (connector_id) WHERE kind <> 'preview';

-- What a listing has seen: one row per page, so that a million unchanged documents cost a thousand rows.
CREATE TABLE listing_page (
    listing_id   bigint   NOT NULL REFERENCES listing ON DELETE CASCADE,
    page         bigint   NOT NULL,
    min_id       bigint,
    max_id       bigint,
    document_ids bigint[] NOT NULL,
    PRIMARY KEY (listing_id, page)
);

-- What a complete listing left out. Worked out anew whenever it is needed, so it need not survive a crash.
CREATE UNLOGGED TABLE listing_missing (
    listing_id  bigint NOT NULL REFERENCES listing ON DELETE CASCADE,
    document_id bigint NOT NULL,
    PRIMARY KEY (listing_id, document_id)
);

-- What the source has, what is stored and what is searchable are three versions of a document.
CREATE TABLE document (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    knowledge_base_id bigint      NOT NULL,
    connector_id      bigint      NOT NULL,
    external_id       text        NOT NULL,
    title             text        NOT NULL,
    source_url        text,
    source_version    text        NOT NULL,
    listing_digest    bigint      NOT NULL,
    metadata          jsonb       NOT NULL,
    disposition       text        NOT NULL CHECK (disposition IN ('wanted', 'skipped', 'filtered')),
    reason            text,
    content_version   text,
    content_digest    text,
    content_size      bigint      NOT NULL DEFAULT 0,
    indexed_version   text,
    index_due         boolean     NOT NULL DEFAULT false,
    index_queue       bigint GENERATED ALWAYS AS (CASE WHEN index_due THEN id END) STORED,
    fetch_due         timestamptz,
    attempts          integer     NOT NULL DEFAULT 0,
    error_kind        text,
    error_message     text,
    bucket            text,
    bucket_run        bigint,
    added_listing     bigint,
    written_listing   bigint,
    tombstoned_at     timestamptz,
    tombstone_listing bigint,
    excluded_at       timestamptz,
    kept              boolean     NOT NULL DEFAULT false,
    detached          boolean     NOT NULL DEFAULT false,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    text_1 text, text_2 text, text_3 text, text_4 text, text_5 text, text_6 text, text_7 text,
    number_1 numeric, number_2 numeric, number_3 numeric, number_4 numeric, number_5 numeric,
    date_1 timestamptz, date_2 timestamptz,
    flag_1 boolean, flag_2 boolean, flag_3 boolean,
    UNIQUE (connector_id, external_id)
) WITH (fillfactor = 85);
CREATE INDEX document_of_connector ON document (connector_id, id);
CREATE INDEX document_fetch_due ON document (connector_id, fetch_due, id) WHERE fetch_due IS NOT NULL;
-- An order of its own, so that no plan reads all documents of a connector to find those few.
CREATE INDEX document_index_queue ON document (connector_id, index_queue) WHERE index_queue IS NOT NULL;

CREATE TABLE document_content (
    document_id bigint PRIMARY KEY,
    markdown    text NOT NULL
);

CREATE TABLE chunk (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    knowledge_base_id bigint  NOT NULL,
    document_id       bigint  NOT NULL,
    position          integer NOT NULL,
    heading           text    NOT NULL,
    text              text    NOT NULL
);
CREATE INDEX chunk_document ON chunk (document_id, position);

-- Apart from the text, so that writing documents never waits for the full-text index. A row without chunk is a title's.
CREATE TABLE chunk_search (
    knowledge_base_id bigint   NOT NULL,
    document_id       bigint   NOT NULL,
    chunk_id          bigint,
    terms             tsvector NOT NULL
);
CREATE INDEX chunk_search_document ON chunk_search (document_id);
CREATE INDEX chunk_search_terms ON chunk_search USING gin (terms) WITH (fastupdate = on, gin_pending_list_limit = 65536);

-- What happened to which document in which run, and why. Outlives the document.
CREATE TABLE document_event (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    document_id  bigint      NOT NULL,
    connector_id bigint      NOT NULL,
    run_id       bigint,
    at           timestamptz NOT NULL,
    kind         text        NOT NULL,
    detail       text,
    PRIMARY KEY (document_id, id)
);
CREATE INDEX document_event_run ON document_event (run_id, id);

CREATE TABLE held_removal (
    connector_id bigint      NOT NULL REFERENCES connector ON DELETE CASCADE,
    document_id  bigint      NOT NULL,
    run_id       bigint      NOT NULL,
    held_at      timestamptz NOT NULL,
    PRIMARY KEY (connector_id, document_id)
);

-- db-scheduler's table: what runs when, and who is at it.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);
