package dev.tributary.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data directory of an engine, looked at from outside, through its embedded database. What is told of documents and
 * runs is told of the connector that was stored here; the engine's own, of its first start, are left out.
 */
record EngineData(Path directory) {

    private static final String OURS = "connector_id = (SELECT id FROM connector WHERE type = 'emulator')";

    /** A document as it is stored, its text without space around it. */
    record Stored(String externalId, String title, String version, String indexedVersion, String text) {}

    JdbcClient db() throws IOException {
        var url = "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(read("port"));
        return JdbcClient.create(new DriverManagerDataSource(url, "tributary", read("password")));
    }

    /** Stores a connector with a run queued, which begins by itself. */
    void queueSync(Map<String, List<String>> config) throws IOException {
        db().sql("""
                        WITH kb AS (INSERT INTO knowledge_base (name) VALUES ('killed') RETURNING id),
                        c AS (
                          INSERT INTO connector (knowledge_base_id, type, name, config, schedule)
                          SELECT id, 'emulator', 'Corpus', ?::jsonb, '{"manual": true}' FROM kb RETURNING id)
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                        SELECT id, 'sync', 'queued', 'test', now() FROM c""").param(JsonMapper.shared().writeValueAsString(config)).update();
    }

    /** The ids of documents whose content is there. */
    Set<String> withContent() throws IOException {
        return db().sql("""
                        SELECT d.external_id FROM document d JOIN document_content c ON c.document_id = d.id
                        WHERE d.content_version IS NOT NULL AND\s""" + OURS).query(String.class).set();
    }

    /** How many pages of the listing under way are stored; none when it is done. */
    int pagesStored() throws IOException {
        return db().sql("SELECT coalesce(max(pages), 0) FROM listing WHERE " + OURS)
                .query(Integer.class)
                .single();
    }

    /** How many documents meet the condition. */
    long documents(String condition) throws IOException {
        return count("document d WHERE " + condition);
    }

    /** How many runs are in that state. */
    long runs(String state) throws IOException {
        return count("sync_run WHERE state = '" + state + "'");
    }

    /** The number of the last run that began. */
    long lastBegun() throws IOException {
        return db().sql("SELECT coalesce(max(id), 0) FROM sync_run WHERE started_at IS NOT NULL AND " + OURS)
                .query(Long.class)
                .single();
    }

    private long count(String from) throws IOException {
        return db().sql("SELECT count(*) FROM " + from + " AND " + OURS)
                .query(Long.class)
                .single();
    }

    List<Stored> documents() throws IOException {
        return db().sql("""
                        SELECT d.external_id, d.title, d.source_version AS version, d.indexed_version,
                            btrim(c.markdown, E' \\n') AS text
                        FROM document d JOIN document_content c ON c.document_id = d.id
                        WHERE d.tombstoned_at IS NULL AND\s""" + OURS).query(Stored.class).list();
    }

    /** The database's main process, which survives a kill of the engine. */
    Optional<ProcessHandle> postmaster() throws IOException {
        var file = directory.resolve("postgres/cluster/postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                : Optional.empty();
    }

    /** Ends the database, and whatever programs create or start it, with kill -9. */
    void killDatabase() throws IOException {
        var programs = ProcessHandle.allProcesses().filter(this::worksHere);
        Stream.concat(postmaster().stream(), programs).distinct().toList().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    private boolean worksHere(ProcessHandle process) {
        var info = process.info();
        return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Arrays::stream))
                .anyMatch(word -> word.startsWith(directory.toString()));
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve("postgres").resolve(name)).strip();
    }
}
