-- One row once the first start is over: the knowledge base that it made does not come back when a person deletes it.
CREATE TABLE first_start (
    only_one boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    at       timestamptz NOT NULL
);
-- Where knowledge bases were made before this table came, the first start was long ago.
INSERT INTO first_start (at)
SELECT now() WHERE pg_sequence_last_value(pg_get_serial_sequence('knowledge_base', 'id')::regclass) IS NOT NULL;
