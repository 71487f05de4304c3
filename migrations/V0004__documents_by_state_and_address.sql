-- Finds the few documents that are not simply there, and any document by its address, among a million.

CREATE INDEX document_failed ON document (connector_id, id) WHERE attempts > 0;
CREATE INDEX document_aside ON document (connector_id, id)
    WHERE tombstoned_at IS NOT NULL OR excluded_at IS NOT NULL OR disposition <> 'wanted';
-- An address may be longer than a B-tree can hold.
CREATE INDEX document_source_url ON document USING hash (source_url);

-- What was removed for good, the last time: all that is left to explain why a document is not there.
CREATE TABLE purged_document (
    connector_id bigint      NOT NULL REFERENCES connector ON DELETE CASCADE,
    external_id  text        NOT NULL,
    source_url   text,
    title        text        NOT NULL,
    document_id  bigint      NOT NULL,
    run_id       bigint      NOT NULL,
    reason       text        NOT NULL,
    purged_at    timestamptz NOT NULL,
    PRIMARY KEY (connector_id, external_id)
);
CREATE INDEX purged_document_source_url ON purged_document USING hash (source_url);
