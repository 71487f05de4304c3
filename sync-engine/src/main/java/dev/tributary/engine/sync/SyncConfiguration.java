package dev.tributary.engine.sync;

import dev.tributary.connector.SourceSession;
import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.Extraction;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.knowledge.SourceSessions;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Puts the runs together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncSettings.class)
class SyncConfiguration {

    @Bean
    SyncParts.Database syncDatabase(
            DatabaseClient db, TransactionalOperator transaction, JsonMapper json, Clock clock) {
        return new SyncParts.Database(db, transaction, json, clock);
    }

    @Bean
    SyncParts syncParts(
            SyncParts.Database database,
            ConnectorCalls calls,
            Extraction extraction,
            Chunker chunker,
            SyncSettings settings) {
        return new SyncParts(
                database.db(),
                database.transaction(),
                database.json(),
                database.clock(),
                calls,
                extraction,
                chunker,
                settings);
    }

    @Bean
    SyncRuns syncRuns(
            SyncParts parts,
            StoredConnectors connectors,
            ConnectorRegistry registry,
            SourceSessions sessions,
            Audit audit) {
        return new SyncRuns(parts, connectors, registry, new WrittenDown(sessions, audit));
    }

    /** Sessions with the secrets of connectors; each use is in the audit log. */
    private record WrittenDown(SourceSessions sessions, Audit audit) implements SyncRuns.Sessions {

        @Override
        public SourceSession open(StoredConnector connector) {
            return sessions.ofRun(connector);
        }

        @Override
        public Mono<Void> announce(StoredConnector connector, long run) {
            return sessions.use(audit, Actor.ENGINE, connector, "run " + run);
        }
    }
}
