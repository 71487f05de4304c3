package dev.tributary.engine.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each kind of trouble is made on purpose, found, and gone again when it is undone. */
final class DoctorIT {

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.public-url=https://kb.example.org");

    private static final String CANARY = "canary-s3cret-1f";

    private final Visitor visitor = new Visitor(ENGINE);

    private JsonNode report() {
        var body = Objects.requireNonNull(visitor.program(Role.ADMIN)
                .get()
                .uri("/api/v1/doctor")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(body).doesNotContain(CANARY);
        return JsonMapper.shared().readTree(body);
    }

    /** State and text with the steps and the place for them, of each finding about that. */
    private static List<String> about(JsonNode report, String subject) {
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .filter(finding -> finding.path("subject").asString().equals(subject))
                .map(finding -> "%s: %s %s %s"
                        .formatted(
                                finding.path("state").asString(),
                                finding.path("text").asString(),
                                finding.path("steps"),
                                finding.path("about")))
                .toList();
    }

    private static void execute(String sql) {
        Visitor.await(ENGINE.database().sql(sql).fetch().rowsUpdated());
    }

    private static long number(String sql) {
        return Visitor.await(ENGINE.database()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one());
    }

    private static long connector(String columns, String values) {
        return number("""
            WITH kb AS (INSERT INTO knowledge_base (name) VALUES ('%s') RETURNING id)
            INSERT INTO connector (knowledge_base_id, type, name, config, schedule%s)
            SELECT id, 'folder', 'Notes', '{}', '{"manual": true}'%s FROM kb RETURNING id\
            """.formatted(UUID.randomUUID(), columns, values));
    }

    private static void forget(long connector) {
        execute("DELETE FROM connector WHERE id = " + connector);
    }

    @Test
    void findsNothingBrokenInAHealthyEngine() {
        var report = report();
        assertThat(about(report, "Database")).hasSize(2).allMatch(text -> text.startsWith("fine"));
        assertThat(about(report, "Stored documents"))
                .singleElement()
                .asString()
                .startsWith("fine: Documents, texts, search and runs agree with each other. []");
        assertThat(about(report, "Connectors")).allMatch(text -> text.startsWith("fine"));
        assertThat(about(report, "Schedule")).hasSize(2).allMatch(text -> text.startsWith("fine"));
        assertThat(report.path("verdict").asString()).isNotEqualTo("broken");
    }

    @Test
    void speaksToPeopleAndNotToPrograms() {
        assertThat(report().toString()).contains("PostgreSQL").doesNotContain("/api/v1/", "GET ", "POST ", "PUT ");
    }

    @Test
    void findsASecretThatBelongsToAnotherRow() {
        var sealed = ENGINE.bean(SecretBox.class).seal(CANARY, new SecretOwner("connector/999999", "secret/apiKey"));
        var connector = connector(", secrets", ", jsonb_build_object('apiKey', '%s')".formatted(sealed));
        var found = report();
        forget(connector);
        assertThat(about(found, "Encryption key"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("broken: 1 of ")
                        .contains("cannot be opened", "belongs to another row", "Enter the secret again"));
        assertThat(found.path("verdict").asString()).isEqualTo("broken");
        assertThat(about(report(), "Encryption key")).allMatch(text -> text.startsWith("fine"));
    }

    private static List<String> opened() {
        return Visitor.await(ENGINE.database()
                .sql("""
                    SELECT concat_ws(' ', split_part(actor, ':', 1), target, detail ->> 'secrets')
                    FROM audit_event WHERE action = 'secrets.check' ORDER BY id\
                    """)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList());
    }

    @Test
    void writesDownOnceThatSecretsWereOpened() {
        var connector = connector(", secrets", ", '{}'");
        for (var name : List.of("apiKey", "password")) {
            var sealed = ENGINE.bean(SecretBox.class)
                    .seal(CANARY, new SecretOwner("connector/" + connector, "secret/" + name));
            execute("UPDATE connector SET secrets = secrets || jsonb_build_object('%s', '%s') WHERE id = %d"
                    .formatted(name, sealed, connector));
        }
        var before = opened();

        var found = report();

        forget(connector);
        assertThat(about(found, "Encryption key"))
                .anySatisfy(text -> assertThat(text).startsWith("fine: All 2 stored secrets can be opened."));
        assertThat(opened()).hasSize(before.size() + 1).endsWith("token encryption 2");
    }

    @Test
    void writesNothingDownWhereNoSecretIsStored() {
        var before = opened();

        assertThat(about(report(), "Encryption key"))
                .anySatisfy(text -> assertThat(text).startsWith("fine: No secret is stored."));

        assertThat(opened()).isEqualTo(before);
    }

    @Test
    void findsASecretWhoseKeyIsNotHere() {
        var connector = connector(
                ", secrets", ", jsonb_build_object('apiKey', 's1.0123456789abcdef.%s')".formatted("A".repeat(60)));
        var found = about(report(), "Encryption key");
        forget(connector);
        assertThat(found)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("broken: 1 stored secret is sealed with key 0123456789abcdef, which is not here.")
                        .contains("TRIBUTARY_ENCRYPTION_OLD_KEYS"));
    }

    @Test
    void findsWhatBreaksARule() {
        execute("INSERT INTO chunk (knowledge_base_id, document_id, position, heading, text) VALUES (1, -7, 0, '',"
                + " 'x')");
        var found = about(report(), "Stored documents");
        execute("DELETE FROM chunk WHERE document_id = -7");
        assertThat(found).singleElement().asString().startsWith("broken: ").contains("1 chunks without a document");
    }

    @Test
    void findsAccountsThatNeedSomebody() {
        var account = number("""
            INSERT INTO credential (provider, kind, name, state, cause, reason, issued_at, connected_by, connected_at)
            VALUES ('google', 'authorizationCode', 'ada', 'reconnectNeeded', 'refused', 'it was revoked', now(), 'x', now())
            RETURNING id\
            """);
        var ending = number("""
            INSERT INTO credential (provider, kind, name, issued_at, dies_at, connected_by, connected_at)
            VALUES ('google', 'authorizationCode', 'bob', now(), now() + interval '3 days', 'x', now()) RETURNING id\
            """);
        var connector = connector(", credential_id", ", " + account);
        var report = report();
        forget(connector);
        execute("DELETE FROM credential WHERE id IN (%d, %d)".formatted(account, ending));
        assertThat(about(report, "Accounts"))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("todo: ada (google) has to be connected again: it was revoked.")
                        .contains("\"Notes\" (%d)".formatted(connector), "in the settings under"))
                .anySatisfy(text -> assertThat(text).startsWith("todo: bob (google) ends at "));
        assertThat(about(report, "OAuth, Google"))
                .singleElement()
                .asString()
                .startsWith("todo: Accounts are connected");
        assertThat(about(report(), "Accounts")).singleElement().asString().startsWith("fine");
    }

    @Test
    void saysWhatToCreateAtEachProvider() {
        var report = report();
        assertThat(about(report, "OAuth, Salesforce"))
                .singleElement()
                .asString()
                .startsWith("offer: No client is configured")
                .contains("https://kb.example.org/oauth/callback", "TRIBUTARY_OAUTH_SALESFORCE_CLIENT_ID");
        assertThat(report.path("findings").findValuesAsString("subject").stream()
                        .filter(subject -> subject.startsWith("OAuth, ")))
                .hasSizeGreaterThan(20);
    }

    @Test
    void findsConnectorsThatFailAndRemovalsThatAreHeld() {
        var connector = connector(
                ", state, failures, last_error",
                ", 'disabled', 10, '{\"kind\": \"unavailable\", \"message\": \"The wiki is down\", \"hint\": \"Start"
                        + " it\"}'::jsonb");
        execute("INSERT INTO held_removal VALUES (%d, 1, 1, now())".formatted(connector));
        var found = about(report(), "Connector \"Notes\" (%d)".formatted(connector));
        forget(connector);
        assertThat(found)
                .hasSize(2)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("todo: It was switched off after 10 failed runs. The wiki is down.")
                        .contains("Start it. Then run it again."))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("todo: 1 removal is on hold until somebody has looked at it.")
                        .contains("{\"kind\":\"heldRemovals\",\"id\":\"%d\"}".formatted(connector)));
    }

    @Test
    void looksNoFurtherWhereTablesAreOfAnOlderVersion() {
        execute("CREATE TABLE kept_aside AS SELECT * FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
        execute("DELETE FROM flyway_schema_history WHERE installed_rank = (SELECT installed_rank FROM kept_aside)");
        var found = report();
        execute("INSERT INTO flyway_schema_history SELECT * FROM kept_aside");
        execute("DROP TABLE kept_aside");
        assertThat(about(found, "Database"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("todo: 1 change of the tables is still to come: V")
                        .contains("Start Tributary: it makes them."));
        assertThat(about(found, "Schedule")).isEmpty();
        assertThat(about(report(), "Schedule")).isNotEmpty();
    }

    @Test
    void saysWhenANewerVersionWasHere() {
        execute("""
            INSERT INTO flyway_schema_history
            SELECT 999, '9999', 'later', type, 'V9999__later.sql', 1, installed_by, now(), 1, true
            FROM flyway_schema_history WHERE installed_rank = 1\
            """);
        var found = report();
        execute("DELETE FROM flyway_schema_history WHERE installed_rank = 999");
        assertThat(about(found, "Database"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("broken: A newer version of Tributary has changed the tables: V9999__later.sql."));
    }

    @Test
    void findsAClockThatIsOff() {
        ENGINE.clock().advance(Duration.ofHours(1));
        assertThat(about(report(), "Clock"))
                .singleElement()
                .asString()
                .startsWith("todo: The clock of the database is ")
                .contains("behind the one of this machine", "NTP");
    }

    @Test
    void findsWorkThatNobodyTookOver() {
        var connector = connector(
                ", lease_token, lease_owner, lease_until",
                ", gen_random_uuid(), 'dead', clock_timestamp() - interval '5 minutes'");
        execute("""
            INSERT INTO sync_run (connector_id, kind, state, reason, requested_at, started_at, lease_token)
            SELECT id, 'sync', 'running', 'test', now(), now(), lease_token FROM connector WHERE id = %d\
            """.formatted(connector));
        var found = about(report(), "Schedule");
        forget(connector);
        assertThat(found)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("todo: The process that ran \"Notes\" (%d) died".formatted(connector)));
    }
}
