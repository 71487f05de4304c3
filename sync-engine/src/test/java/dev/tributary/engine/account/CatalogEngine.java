package dev.tributary.engine.account;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import reactor.core.publisher.Mono;

/** An engine that knows all providers of the catalog, with a client of each, and finds them at a {@link CatalogServer}. */
final class CatalogEngine implements BeforeAllCallback, AfterAllCallback {

    /** Has all that encoding can get wrong. */
    static final String SECRET = "s3cr3t~+/=&%20:é";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    CatalogServer server;

    private final TestDatabase database = new TestDatabase();
    private @Nullable ConfigurableApplicationContext context;

    static String client(String provider) {
        return "client of " + provider;
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        database.beforeAll(extension);
        server = new CatalogServer();
        var providers = new OAuthProviders(new CatalogOnLoopback(server::at).all());
        context = new SpringApplicationBuilder(Tributary.class)
                .initializers(starting -> {
                    starting.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("clients", clients(providers)));
                    ((GenericApplicationContext) starting)
                            .registerBean("oauthProviders", OAuthProviders.class, () -> providers);
                })
                .run(
                        "--server.port=0",
                        "--tributary.data=" + Path.of("target", "catalog-engine"),
                        "--tributary.database-url=" + database.url(),
                        "--tributary.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "--tributary.source.allowed-hosts=127.0.0.1",
                        "--tributary.source.retries=0",
                        "--tributary.schedule.polling=1h",
                        "--tributary.public-url=http://127.0.0.1");
    }

    private static Map<String, Object> clients(OAuthProviders providers) {
        var clients = new HashMap<String, Object>();
        providers.all().forEach(provider -> {
            clients.put(EnvironmentClients.variable(provider, "CLIENT_ID"), client(provider.id()));
            clients.put(EnvironmentClients.variable(provider, "CLIENT_SECRET"), SECRET);
        });
        return clients;
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        if (context != null) {
            context.close();
            context = null; // as in RunningEngine
        }
        database.afterAll(extension);
        server.close();
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    void execute(String sql) {
        database.client().sql(sql).then().block(PATIENCE);
    }

    <T> T one(String sql, Class<T> type) {
        return now(database.client()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, type)))
                .one());
    }
}
