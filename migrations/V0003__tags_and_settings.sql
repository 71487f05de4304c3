-- A connector whose tags were switched on or off: its stored documents get their tags anew, up to retagged_to so far.
ALTER TABLE connector
    ADD COLUMN retag       boolean NOT NULL DEFAULT false,
    ADD COLUMN retagged_to bigint  NOT NULL DEFAULT 0,
    -- When config or secrets changed last: a listing that began before proves nothing about what they mean now.
    ADD COLUMN configured_at timestamptz;

-- Documents that outlived their connector are found when their knowledge base goes.
CREATE INDEX document_detached ON document (knowledge_base_id, id) WHERE detached;
