-- How many documents a connector has, so that no page counts them all. The statements that add and remove documents keep it.
CREATE TABLE document_total (
    connector_id bigint PRIMARY KEY,
    documents    bigint NOT NULL
) WITH (fillfactor = 50);

CREATE FUNCTION document_total_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO document_total AS t
    SELECT connector_id, count(*) FROM added GROUP BY connector_id ORDER BY connector_id
    ON CONFLICT (connector_id) DO UPDATE SET documents = t.documents + excluded.documents;
    RETURN NULL;
END
$$;
CREATE TRIGGER document_total_added AFTER INSERT ON document REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION document_total_added();

CREATE FUNCTION document_total_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE document_total t SET documents = t.documents - gone.n
    FROM (SELECT connector_id, count(*) AS n FROM removed GROUP BY connector_id) gone
    WHERE t.connector_id = gone.connector_id;
    DELETE FROM document_total t USING removed WHERE t.connector_id = removed.connector_id AND t.documents = 0;
    RETURN NULL;
END
$$;
CREATE TRIGGER document_total_removed AFTER DELETE ON document REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION document_total_removed();

CREATE FUNCTION document_total_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM document_total;
    RETURN NULL;
END
$$;
CREATE TRIGGER document_total_emptied AFTER TRUNCATE ON document
    FOR EACH STATEMENT EXECUTE FUNCTION document_total_emptied();

-- Behind the triggers, which keep others from writing documents until these are counted.
INSERT INTO document_total SELECT connector_id, count(*) FROM document GROUP BY connector_id;
