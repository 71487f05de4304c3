package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Every secret that is stored, wherever that is, follows a new key: a column that nobody declared would be lost with the old. */
final class SealedColumnsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String OLD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static final String SEALED = "s1[.][0-9a-f]{16}[.]";

    private static final String TABLES = """
            WITH tables AS MATERIALIZED (
              SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public')
            """;

    /** One of each: connector, client, access and refresh token, service account, consent, device, identity provider. */
    private static final List<String> COLUMNS = List.of(
            "connector.secrets",
            "credential.access_token",
            "credential.refresh_token",
            "credential.secret_key",
            "identity_provider.client_secret",
            "oauth_client.client_secret",
            "oauth_consent.verifier",
            "oauth_device.device_code");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("S1: a new key takes over whatever looks sealed in the database")
    void allFollowANewKey() throws Exception {
        try (var secrets = new EverySecret()) {
            tell(secrets);
            assertThat(columns()).isEqualTo(COLUMNS);
            var before = count(SEALED);
            try (var engine = start(
                            secrets, Map.of("TRIBUTARY_ENCRYPTION_KEY", NEW, "TRIBUTARY_ENCRYPTION_OLD_KEYS", OLD));
                    var talk = new Talk(engine.url())) {
                talk.signIn(secrets.newPassword);
                var key = talk.get("/api/v1/settings/encryption")
                        .json()
                        .path("keys")
                        .path(0);
                untilNothingMatches(SEALED.replace(
                        "[0-9a-f]{16}",
                        "(?!%s)[0-9a-f]{16}".formatted(key.path("id").asString())));
                assertThat(talk.get("/api/v1/settings/encryption")
                                .json()
                                .path("keys")
                                .path(0)
                                .path("secrets")
                                .asLong())
                        .isEqualTo(before);
            }
        }
    }

    private void tell(EverySecret secrets) throws Exception {
        try (var engine = start(secrets, Map.of("TRIBUTARY_ENCRYPTION_KEY", OLD));
                var talk = new Talk(engine.url())) {
            secrets.tell(talk);
        }
    }

    private ChildEngine start(EverySecret secrets, Map<String, String> keys) throws Exception {
        var environment = new HashMap<>(keys);
        environment.put("TRIBUTARY_DATABASE_URL", DATABASE.url());
        environment.put("TRIBUTARY_DATA", directory.toString());
        environment.put("TRIBUTARY_ADMIN_PASSWORD", secrets.password);
        environment.put("TRIBUTARY_PUBLIC_URL", "http://127.0.0.1");
        return ChildEngine.start(environment, "fake", secrets.provider.at(""));
    }

    /** The columns that hold something that looks sealed. */
    private static List<String> columns() {
        return texts(TABLES + """
                SELECT name || '.' || column_name
                FROM tables JOIN information_schema.columns ON table_schema = 'public' AND table_name = name
                WHERE (xpath('/row/n/text()', query_to_xml(format(
                    'SELECT count(*) AS n FROM %%I WHERE %%I::text ~ %%L', name, column_name, '%s'),
                    false, true, '')))[1]::text <> '0'
                ORDER BY 1""".formatted(SEALED));
    }

    private static long count(String pattern) {
        return texts(TABLES + """
                        SELECT (xpath('/row/n/text()', query_to_xml(format(
                            'SELECT coalesce(sum(regexp_count(t::text, %%L)), 0) AS n FROM %%I t', '%s', name),
                            false, true, '')))[1]::text
                        FROM tables""".formatted(pattern)).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static void untilNothingMatches(String pattern) {
        Mono.fromSupplier(() -> count(pattern))
                .filter(left -> left == 0)
                .repeatWhenEmpty(asked -> asked.delayElements(Duration.ofMillis(200)))
                .timeout(Duration.ofSeconds(30))
                .block();
    }

    private static List<String> texts(String sql) {
        return Objects.requireNonNull(DATABASE.client()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .block(Duration.ofSeconds(30)));
    }
}
