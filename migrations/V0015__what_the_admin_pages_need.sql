-- Whether the password is the one that was generated at the first start: the person is asked to set another.
ALTER TABLE account ADD COLUMN password_generated boolean NOT NULL DEFAULT false;

-- Holds what tells the states apart, so that counting them reads no document.
DROP INDEX document_aside;
CREATE INDEX document_aside ON document (connector_id, id) INCLUDE (disposition, excluded_at, tombstoned_at, fetch_due)
    WHERE tombstoned_at IS NOT NULL OR excluded_at IS NOT NULL OR disposition <> 'wanted';
DROP INDEX document_detached;
CREATE INDEX document_detached ON document (knowledge_base_id, id)
    INCLUDE (connector_id, index_queue, disposition, excluded_at, tombstoned_at) WHERE detached;
CREATE INDEX document_kept ON document (connector_id, id) WHERE kept;

-- A draft is being set up: it is in no list, and only previews run.
ALTER TABLE connector DROP CONSTRAINT connector_state_check;
ALTER TABLE connector ADD CONSTRAINT connector_state_check
    CHECK (state IN ('draft', 'active', 'paused', 'disabled', 'deleting'));

-- An event of a document that was removed for good still tells its name.
CREATE INDEX purged_document_document ON purged_document (document_id);
